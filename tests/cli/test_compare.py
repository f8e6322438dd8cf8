"""The command compare: what it says, and how it ends."""

from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from imrletters import render
from imrletters.case.example import example_case, example_item
from imrletters.cli import main

OTHER = example_case(disputed_items=[example_item(decision="Overturned")])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.pdf").write_bytes(render(example_case()).pdf())
    return tmp_path


def compare(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments])


def test_letters_that_look_the_same(folder: Path) -> None:
    (folder / "b.pdf").write_bytes(render(example_case()).pdf(attach=False))
    result = compare("a.pdf", "b.pdf")
    assert (result.exit_code, result.output) == (0, "")


def test_how_the_second_differs_from_the_first(folder: Path) -> None:
    (folder / "b.pdf").write_bytes(render(OTHER).pdf())
    result = compare("a.pdf", "b.pdf")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == "page 1, line 24: 'Overturned' instead of 'Upheld'\n"
    assert compare("b.pdf", "a.pdf").stdout == "page 1, line 24: 'Upheld' instead of 'Overturned'\n"


def test_a_tag_that_is_lost_is_told_where_the_pages_look_the_same(folder: Path) -> None:
    with pikepdf.open(folder / "a.pdf") as document:
        del document.Root.StructTreeRoot
        document.save(folder / "b.pdf")
    result = compare("a.pdf", "b.pdf")
    assert result.exit_code == 1
    assert "tags, line 1: 'no tags' instead of 'en-US:" in result.stdout
    assert "is missing: '  H1" in result.stdout


def test_every_file_that_is_no_pdf_is_named_in_the_order_of_the_call(folder: Path) -> None:
    (folder / "b.pdf").write_bytes(b"no PDF")
    (folder / "c.pdf").write_bytes(b"")
    result = compare("a.pdf", "b.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("b.pdf: error: ")
    told = compare("b.pdf", "c.pdf").stderr.splitlines()
    assert [line.split(":")[0] for line in told] == ["b.pdf", "c.pdf"]


@pytest.mark.parametrize("arguments", [(), ("a.pdf",), ("a.pdf", "none.pdf"), ("a.pdf", "a.pdf", "a.pdf")])
def test_a_call_that_is_wrong(arguments: tuple[str, ...]) -> None:
    assert compare(*arguments).exit_code == 2
