"""Errors in the options that several commands share."""

from pathlib import Path

import pytest

from tests.cli.command import imrletters, written
from tests.support import OWN, ROOT

SAMPLE = ROOT / "samples" / "expedited.json"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("logo = 'none.png'\nlogo_text = 'A'", "none.png: no such file"),
        ("logo = 'head.toml'\nlogo_text = 'A'", "head.toml: not a PNG file"),
        (f"logo = '{(OWN / 'logo.png').as_posix()}'", "logo_text is missing"),
        ("colour = 'red'", "colour: unknown name"),
        ("address = ['1', '2', '3', '4', '5', '6']", "the margin has room for 5 lines"),
        ("name = ", "not TOML"),
    ],
)
def test_an_error_in_the_letterhead_is_wrong_usage(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "head.toml").write_text(content)
    result = imrletters("render", SAMPLE, "--letterhead", "head.toml", "-o", "out")
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert written(tmp_path) == ["head.toml"]


@pytest.mark.parametrize("option", ["--templates", "--letterhead"])
def test_a_missing_file_or_folder_is_wrong_usage(option: str) -> None:
    result = imrletters("render", SAMPLE, option, "none")
    assert result.exit_code == 2
    assert "'none' does not exist" in result.stderr
