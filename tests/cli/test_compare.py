"""The command compare: the differences it lists, and exit codes."""

from pathlib import Path

import pikepdf
import pytest
from click.testing import Result

from imrletters import render
from imrletters.case.example import example_case, example_item
from tests.cli.command import imrletters

OTHER = example_case(disputed_items=[example_item(decision="Overturned")])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.pdf").write_bytes(render(example_case()).pdf())
    return tmp_path


def compare(*arguments: str) -> Result:
    return imrletters("compare", *arguments)


def test_equal_pages_have_no_difference(folder: Path) -> None:
    (folder / "b.pdf").write_bytes(render(example_case()).pdf(attach=False))
    result = compare("a.pdf", "b.pdf")
    assert (result.exit_code, result.output) == (0, "")


def test_changed_words_are_listed_from_the_first_file_to_the_second(folder: Path) -> None:
    (folder / "b.pdf").write_bytes(render(OTHER).pdf())
    result = compare("a.pdf", "b.pdf")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == "page 1, line 24: 'Overturned' instead of 'Upheld'\n"
    assert compare("b.pdf", "a.pdf").stdout == "page 1, line 24: 'Upheld' instead of 'Overturned'\n"


def test_lost_tags_are_listed_if_the_pages_are_equal(folder: Path) -> None:
    with pikepdf.open(folder / "a.pdf") as document:
        del document.Root.StructTreeRoot
        document.save(folder / "b.pdf")
    result = compare("a.pdf", "b.pdf")
    assert result.exit_code == 1
    assert "tags, line 1: 'no tags' instead of 'en-US:" in result.stdout
    assert "is missing: '  H1" in result.stdout


def test_every_file_that_is_not_a_pdf_is_named(folder: Path) -> None:
    (folder / "b.pdf").write_bytes(b"no PDF")
    (folder / "c.pdf").write_bytes(b"")
    result = compare("a.pdf", "b.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("b.pdf: error: ")
    messages = compare("b.pdf", "c.pdf").stderr.splitlines()
    assert [line.split(":")[0] for line in messages] == ["b.pdf", "c.pdf"]


@pytest.mark.parametrize("arguments", [(), ("a.pdf",), ("a.pdf", "none.pdf"), ("a.pdf", "a.pdf", "a.pdf")])
def test_a_wrong_number_of_files_or_a_missing_file_is_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert compare(*arguments).exit_code == 2
