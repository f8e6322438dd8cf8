"""imrletters clean repairs case files and reports every repair."""

import json
from pathlib import Path

from click.testing import CliRunner

from imrletters.cli import main
from tests.support import example


def test_one_case_is_written_to_standard_output_and_its_repairs_are_reported(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(example({"/disputed_items/0/service": "MRI of the \ufb01rst\ttoe"}))
    result = CliRunner().invoke(main, ["clean", str(file)])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["disputed_items"][0]["service"] == "MRI of the first toe"
    lines = result.stderr.splitlines()
    assert len(lines) == 2
    assert 'note: /disputed_items/0/service: a ligature: replaced by "fi"' in lines[0]
    assert "toe" not in result.stderr


def test_several_cases_are_written_to_a_folder_and_never_over_the_input(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.json", "two.json")]
    for file in files:
        file.write_text(example({}))
    result = CliRunner().invoke(main, ["clean", *map(str, files), "-o", str(tmp_path / "clean")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "clean" / "two.json").read_bytes() == files[1].read_bytes()
    refused = CliRunner().invoke(main, ["clean", *map(str, files), "-o", str(tmp_path)])
    assert refused.exit_code == 2


def test_a_file_that_is_not_json_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text("{")
    result = CliRunner().invoke(main, ["clean", str(tmp_path / "case.json")])
    assert result.exit_code == 1
    assert "invalid JSON" in result.stderr
