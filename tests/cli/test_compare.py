"""The command compare: the differences it lists, and exit codes."""

import html
import re
from pathlib import Path

import pikepdf
import pytest
from click.testing import Result
from PIL import Image

from imrletters import Letterhead, render
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


def test_every_kind_of_difference_is_listed_on_request(folder: Path) -> None:
    (folder / "b.pdf").write_bytes(render(OTHER, letterhead=Letterhead(name="Example Review")).pdf())
    first = compare("a.pdf", "b.pdf").stdout
    every = compare("--all", "a.pdf", "b.pdf").stdout
    assert every.startswith(first)
    assert "moved" not in first
    assert "tags, line" in every.removeprefix(first)


def test_the_pages_that_differ_are_drawn_with_the_differences_marked(folder: Path) -> None:
    (folder / "b.pdf").write_bytes(render(OTHER).pdf())
    result = compare("a.pdf", "b.pdf", "--pictures", "out")
    assert (result.exit_code, result.stdout) == (1, compare("a.pdf", "b.pdf").stdout)
    names = sorted(path.name for path in (folder / "out").iterdir())
    assert names == ["page-1.difference.png", "page-1.expected.png", "page-1.received.png"]
    with Image.open(folder / "out" / "page-1.difference.png") as picture:
        assert any(color == (220, 0, 0) and count > 20 for count, color in picture.getcolors(1000) or ())
    (folder / "out" / "page-own.difference.png").touch()
    assert compare("a.pdf", "a.pdf", "--pictures", "out").exit_code == 0
    assert [path.name for path in (folder / "out").iterdir()] == ["page-own.difference.png"]


def test_a_difference_that_is_only_drawn_is_listed_if_pages_are_drawn(folder: Path) -> None:
    with pikepdf.open(folder / "a.pdf") as document:
        page = document.pages[0]
        page.contents_add(b"q 1 0 0 rg 400 400 20 20 re f Q")
        document.save(folder / "b.pdf")
    assert compare("a.pdf", "b.pdf").exit_code == 0
    drawn = compare("a.pdf", "b.pdf", "--html", "page.html")
    assert drawn.exit_code == 1
    assert drawn.stdout == "page 1 is drawn differently in the area 20 x 20 pt at 400, 400\n"


def test_the_html_page_shows_both_pages_side_by_side_and_loads_nothing(folder: Path) -> None:
    (folder / "b.pdf").write_bytes(render(OTHER).pdf())
    listed = compare("a.pdf", "b.pdf", "--html", "page.html").stdout.strip()
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert f"<li>{html.escape(listed)}</li>" in page
    assert [alt for alt in re.findall('alt="(.*?)"', page) if "Page 1" in alt] == [
        f"Page 1, {kind}" for kind in ("expected", "received", "difference")
    ]
    assert not re.search(r"(src|href)=\"(?!data:image/png;base64,)", page)
    assert "<script" not in page


def test_a_page_that_only_one_file_has_is_shown(folder: Path) -> None:
    with pikepdf.open(folder / "a.pdf") as document:
        document.pages.append(document.pages[0])
        document.save(folder / "b.pdf")
    result = compare("--all", "a.pdf", "b.pdf", "--pictures", "out")
    assert "page 2 is new" in result.stdout
    assert [path.name for path in (folder / "out").iterdir()] == ["page-2.received.png"]
    assert "page 2 is missing" in compare("--all", "b.pdf", "a.pdf", "--html", "page.html").stdout


def test_without_the_library_that_draws_the_error_names_the_extra(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imrletters.cli.page_comparison.find_spec", lambda _: None)
    result = compare("a.pdf", "a.pdf", "--pictures", "out")
    assert (result.exit_code, "pip install 'imrletters[testing]'" in result.stderr) == (1, True)
    assert not (folder / "out").exists()


def test_a_folder_that_cannot_be_written_is_an_error(folder: Path) -> None:
    (folder / "b.pdf").write_bytes(render(OTHER).pdf())
    result = compare("a.pdf", "b.pdf", "--html", "none/page.html")
    assert (result.exit_code, result.stderr) == (1, "Error: none/page.html: no such file or directory\n")
