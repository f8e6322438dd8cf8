"""The look of an organization's own letters: every figure of an own look.toml reaches print, check and reading."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from imrletters import HouseStyleError, Letter, canonical, load_letterhead, parse, render, verify
from imrletters.case.base import Audience
from imrletters.case.example import HEADER, example_data, example_item
from imrletters.printing import ENGINES, EngineName
from imrletters.rendering.environments import style_sheet
from imrletters.rendering.kept_look import letter_look
from imrletters.rendering.line_breaking import printed_lines
from imrletters.rendering.look import LOOK_FILE
from imrletters.rendering.own_look import look_of
from imrletters.testing import assert_engines_agree, assert_inside_margins
from imrletters.testing.engine_agreement import text_differences
from imrletters.validation.printable import faults
from tests.own_fonts import with_fonts
from tests.support import FOR_PARTIES, ROOT, SAMPLES, case, layout_of, printed_pages, public_part, sample_pdf
from tests.validators import ua1_failures

LOOK = """
[page]
margin = 54
margin_top = 90
margin_bottom = 80

[text]
size = 11
line_height = 14.5

[section_title]
space_above = 6
space_below = 10

[header_table]
size = 9
line_height = 11
width = 500
columns = [100, 150, 120]
grey = 0.93

[footer]
text = 'Determination "X" \\ page {page} of {pages}'
alignment = "right"
"""
LOOKS = {
    "everything": LOOK,
    "small": '[text]\nsize = 8\nline_height = 9\nlines_kept_together = 1\n[section_title]\nspace_below = 14\n'
    '[header_table]\nsize = 8\nline_height = 9\n[footer]\ntext = "{page}"\nalignment = "left"',
    "large": '[text]\nsize = 14\nline_height = 24\n[section_title]\nspace_below = 40\nspace_above = 30\n'
    '[page]\nsize = "Legal"\nmargin_bottom = 120\n[footer]\ntext = "- {page} -"\nspace_above = 60\nsize = 12\n'
    "line_height = 14",
    "sides": '[page]\nmargin_left = 90\nmargin_right = 54',
}  # fmt: skip
WORDS = "word " * 40
SENTENCE = "The knee was examined and re-examined by the same left-handed clinic, and/or by another one. "


def own(folder: Path, look: str) -> Path:
    (folder / LOOK_FILE).write_text(look, encoding="utf-8")
    return folder


def refused(folder: Path, look: str) -> list[str]:
    """The lines of the error for this look."""
    with pytest.raises(HouseStyleError) as caught:
        render(case(), templates=own(folder, look))
    return str(caught.value).splitlines()


def long_letter(folder: Path, audience: Audience = "public") -> Letter:
    """A letter of several pages with every part."""
    item = example_item(service=SENTENCE, decision_rationale="\n\n".join([SENTENCE * 4] * 5))
    summary = "\n\n".join([SENTENCE * 3] * 8)
    whole = case(clinical_case_summary=summary, disputed_items=[item, item], **HEADER, **FOR_PARTIES)
    return render(whole, audience, templates=folder)


def test_an_own_look_replaces_our_figures_one_by_one(tmp_path: Path) -> None:
    look = look_of(own(tmp_path, "[page]\nmargin_left = 70\n[text]\nsize = 10"))
    ours = letter_look()
    assert (look.page.margin_left, look.page.margin_right, look.page.margin_top) == (70, 72, 72)
    assert (look.text.size, look.text.line_height) == (10, ours.text.line_height)
    assert look.header_table == ours.header_table
    assert look_of(None) == ours


@pytest.mark.parametrize("name", LOOKS)
def test_both_engines_print_a_letter_of_an_own_look_alike_and_it_is_read_back(name: str, tmp_path: Path) -> None:
    letter = long_letter(own(tmp_path, LOOKS[name]))
    pdfs = {engine: replace(letter, engine=engine).pdf() for engine in ENGINES}
    assert list(text_differences(pdfs["typst"], pdfs["weasyprint"])) == []
    assert_inside_margins(letter)
    for pdf in pdfs.values():
        assert parse(pdf, tmp_path) == public_part(letter.case)


def test_the_pictures_of_both_engines_are_alike(tmp_path: Path) -> None:
    letter = long_letter(own(tmp_path, LOOK), "parties")
    assert_engines_agree(letter)
    assert parse(letter.pdf(), tmp_path) == public_part(letter.case)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_title_that_is_wider_than_a_line_is_refused(engine: EngineName, tmp_path: Path) -> None:
    letter = replace(long_letter(own(tmp_path, "[text]\nsize = 20\nline_height = 24")), engine=engine)
    with pytest.raises(HouseStyleError, match=r"the title 'HOW THE .*' is \d+ pt wide; a line has room for 468 pt"):
        letter.pdf()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_letter_of_an_own_look_conforms_to_pdf_ua(engine: EngineName, tmp_path: Path) -> None:
    assert ua1_failures(replace(long_letter(own(tmp_path, LOOK)), engine=engine).pdf()) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_each_page_has_its_footer_at_the_right_margin(engine: EngineName, tmp_path: Path) -> None:
    pages = printed_pages(replace(long_letter(own(tmp_path, LOOK)), engine=engine).pdf())
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert page[-1].text == f'Determination "X" \\ page {number} of {len(pages)}'
        assert page[-1].chars[-1].x1 == pytest.approx(612 - 54, abs=0.5)
        assert 792 - 80 + 24 < page[-1].baseline < 792 - 80 + 24 + 11
        assert {round(char.size, 1) for char in page[-1].chars} == {9}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_figures_are_on_the_page(engine: EngineName, tmp_path: Path) -> None:
    page = printed_pages(replace(long_letter(own(tmp_path, LOOK)), engine=engine).pdf())[0]
    title = next(line for line in page if line.text.startswith("HOW THE IMR"))
    below = page[page.index(title) + 1 :]
    assert below[0].chars[0].x0 == pytest.approx(54, abs=0.5)
    assert below[0].baseline - title.baseline == pytest.approx(14.5 + 10, abs=0.1)
    assert below[1].baseline - below[0].baseline == pytest.approx(14.5, abs=0.1)
    assert {round(char.size, 1) for char in below[0].chars} == {11}
    assert {round(char.size, 1) for char in page[0].chars} == {9}


def test_the_example_of_the_documentation_is_a_look(tmp_path: Path) -> None:
    example, fonts = re.findall(
        r"```toml\n(.*?)```", (ROOT / "docs" / "own-look.md").read_text(encoding="utf-8"), re.DOTALL
    )
    with_fonts(tmp_path, fonts.replace("-Regular", ""))
    letter = render(case(**HEADER), templates=own(tmp_path, example + fonts.replace("-Regular", "")))
    assert "ExampleSerifText" in {char.font[7:] for char in printed_pages(letter.pdf())[0][-2].chars}
    assert printed_pages(letter.pdf())[0][-1].text.startswith("Final Determination - Page 1 of ")
    assert parse(letter.pdf(), tmp_path) == canonical(letter.case)


def test_the_documentation_names_every_figure() -> None:
    text = (ROOT / "docs" / "own-look.md").read_text(encoding="utf-8")
    for table, figures in letter_look().model_dump().items():
        assert f"| `{table}` |" in text
        assert [name for name in figures if f"`{name}`" not in text] == []


def test_a_letter_without_an_own_look_is_printed_as_before(tmp_path: Path) -> None:
    (tmp_path / "letter.j2").write_text('{% extends "imrletters/letter.j2" %}', encoding="utf-8")
    assert layout_of(render(case(**HEADER), templates=tmp_path).pdf()) == layout_of(render(case(**HEADER)).pdf())


def test_with_an_own_look_letters_of_ours_are_still_read(tmp_path: Path) -> None:
    folder = own(tmp_path, LOOKS["large"])
    for path in SAMPLES[:3]:
        assert parse(sample_pdf(path), folder) == parse(sample_pdf(path))


def test_a_figure_changes_the_style_sheet_and_the_lines_together(tmp_path: Path) -> None:
    look = look_of(own(tmp_path, "[page]\nmargin = 144\n[header_table]\nwidth = 300\ncolumns = [90, 70, 60]"))
    assert "margin: 2in }" in style_sheet(look)
    assert ".c2 { width: 70pt }" in style_sheet(look)
    assert len(printed_lines(WORDS, look=look)) > len(printed_lines(WORDS))


def test_the_column_of_the_case_number_is_that_of_the_own_look(tmp_path: Path) -> None:
    own(tmp_path, "[header_table]\ncolumns = [107.2, 90, 97.8]")
    data = example_data(**HEADER | {"case_number": "CM16-" + "0" * 15})
    assert list(faults(data)) == []
    [fault] = faults(data, templates=tmp_path)
    assert fault.message == "is 125 pt wide; the header block has room for 79 pt"


@pytest.mark.parametrize("columns", ["[90, 149.5, 97.8]", "[107.2, 149.5, 60]", "[107.2, 65, 97.8]"])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_header_block_that_could_not_be_read_back_is_refused(
    columns: str, engine: EngineName, tmp_path: Path
) -> None:
    whole = case(**HEADER | {"case_number": "1"})
    letter = render(whole, templates=own(tmp_path, f"[header_table]\ncolumns = {columns}"), engine=engine)
    with pytest.raises(HouseStyleError, match=r"pt wide; its column in the header table has room for \d+ pt"):
        letter.pdf()


def test_a_letterhead_has_the_lines_that_the_own_look_has_room_for(tmp_path: Path) -> None:
    path = tmp_path / "head.toml"
    path.write_text("address = ['1', '2', '3']")
    folder = tmp_path / "own"
    folder.mkdir()
    own(folder, "[letterhead]\nheight = 25")
    assert load_letterhead(path).address == ("1", "2", "3")
    with pytest.raises(HouseStyleError, match="got 3 lines; the margin has room for 2 lines"):
        load_letterhead(path, folder)


def test_a_letter_of_an_own_look_is_verified_with_that_look_only(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    pdf = render(canonical(case(**HEADER)), templates=own(first, LOOK)).pdf()
    assert verify(pdf, templates=first).answer == "same"
    found = verify(pdf, templates=own(second, LOOK.replace("0.93", "0.92")))
    assert found.answer != "same"
    assert "own_templates" in str(found)


@pytest.mark.parametrize(
    ("look", "message"),
    [
        ("[text", "look.toml: error: not TOML: "),
        ("[text]\nsize = " + "9" * 5000, "look.toml: error: a number has too many digits"),
        ("[text]\n\nsize = 40", "look.toml:3: error: text.size: got 40; expected at most 24"),
        ("\n\n\ntext.size = 40", "look.toml:4: error: text.size: got 40; expected at most 24"),
        ("\n\n\ntext = {size = 40}", "look.toml:4: error: text.size: got 40; expected at most 24"),
        ("[page]\nmargin = 90\n\n[text]\n\nsize = 20", "look.toml:4: error: text: the line_height is too small; "),
        ("[page]\nmargin = 90\n\n[fonts]\n'text' = 'a'", "look.toml:5: error: fonts.text: got 'a'; "),
        ("[text]\nsize = 11.55", "look.toml:2: error: text.size: got 11.55; expected a multiple of 0.1"),
        ("[text]\nsize = '12'", "look.toml:2: error: text.size: got '12'; expected a number"),
        ("[text]\nsize = nan", "look.toml:2: error: text.size: got nan; expected "),
        ("text = 12", "look.toml:1: error: text: got 12; expected a table"),
        ("[page]\nsize = 'A4'", "look.toml:2: error: page.size: got 'A4'; expected 'Letter' or 'Legal'"),
        ("[header_table]\ncolumns = [90, 80]", "look.toml:2: error: header_table.columns.2: is missing"),
        (
            "[header_table]\ncolumns = [90, 80, 70, 60]",
            "look.toml:2: error: header_table.columns: got [90, 80, 70, 60]; expected at most 3 entries",
        ),
        ("[text]\nsizes = 12", "look.toml:2: error: there is no figure text.sizes; the nearest name is text.size"),
        ("[texts]\nsize = 12", "look.toml:1: error: there is no figure texts; the nearest name is text"),
        (
            "[text]\nsize = 20",
            "look.toml:1: error: text: the line_height is too small; expected at least 22.40, 1.12 times the size",
        ),
        ("[text]\nlines_kept_together = 3", "look.toml:2: error: text.lines_kept_together: got 3; "),
        ("[page]\nmargin = 5", "look.toml:2: error: page.margin: got 5; expected at least 18"),
        ("[page]\nmargin = 200", "look.toml:1: error: page: the margins leave no room for text; expected 216 pt"),
        ("[section_title]\nspace_below = 1", "look.toml:2: error: section_title.space_below: got 1; "),
        (
            "[page]\nmargin = 90\n[header_table]\nwidth = 479",
            "look.toml:4: error: header_table.width: expected at most 443, a line and its",
        ),
        (
            "[header_table]\nsize = 14\nline_height = 17",
            "look.toml:3: error: header_table.line_height: expected at most 14.6, or letters cannot be read back",
        ),
        (
            "[page]\nmargin_top = 40\n[letterhead]\nheight = 56",
            "look.toml:4: error: letterhead.height: expected at most 40, the top margin",
        ),
        ("[footer]\ntext = '{number}'", "look.toml:2: error: footer.text: got '{number}'; "),
        ("[footer]\ntext = 'a  b'", "look.toml:2: error: footer.text: got 'a  b'; "),
        ("[footer]\ntext = '\u2713'", "look.toml:2: error: footer.text: U+2713 "),
        ("[footer]\ntext = 'x'\nspace_above = 70", "look.toml:3: error: footer.space_above: expected at most 61, the"),
        (f"[footer]\ntext = '{'W' * 90}'", "look.toml:2: error: footer.text: is 765 pt wide; a line has room for 468"),
    ],
)
def test_a_wrong_figure_is_named_with_its_line(look: str, message: str, tmp_path: Path) -> None:
    lines = refused(tmp_path, look)
    assert any(line.startswith(message) for line in lines), lines


def test_every_wrong_figure_has_its_line(tmp_path: Path) -> None:
    lines = refused(tmp_path, "[text]\nsize = 40\n[page]\nmargin = 'x'\n[footer]\nalignment = 'up'")
    assert sorted(re.match(r"look\.toml:(\d+): error: ", line)[1] for line in lines)[:3] == ["2", "4", "6"]  # type: ignore[index]


@pytest.mark.parametrize("engine", ENGINES)
def test_margins_alone_are_a_look_to_which_the_header_table_and_the_letterhead_fit(
    engine: EngineName, tmp_path: Path
) -> None:
    own(tmp_path, "[page]\nmargin = 90\nmargin_top = 30\n[header_table]\ngrey = 0.9")
    look = look_of(tmp_path)
    assert look.header_table.width == pytest.approx(612 - 180 + 2 * letter_look().header_table.overhang)
    assert (look.letterhead.height, look.letterhead.most_lines) == (30, 3)
    letter = replace(long_letter(tmp_path), engine=engine)
    assert_inside_margins(letter)
    assert parse(letter.pdf(), tmp_path) == public_part(letter.case)


def test_a_footer_that_would_not_be_printed_as_meant_is_an_error(tmp_path: Path) -> None:
    assert refused(tmp_path, "[footer]\nsize = 8") == [
        "look.toml:1: error: footer: text is missing; without it, no footer is printed"
    ]
    [line] = refused(tmp_path, '[footer]\ntext = "{pgae}"')
    expected = "one line with single spaces between its words, and no braces but {page} and {pages}"
    assert line == f"look.toml:2: error: footer.text: got '{{pgae}}'; expected {expected}"
