"""Reading the parts of a letter for Typst, and the errors for text outside them."""

import json
import re
from pathlib import Path

import pytest

from imrletters import Case, HouseStyleError, PrintError, render
from imrletters.case.example import HEADER
from imrletters.parsing.paragraphs import text_paragraphs
from imrletters.printing.typst.parts import read_parts, text_of
from imrletters.rendering import PART_MARK, HouseStyle, letter_look, render_medium, width_in_points
from tests.support import FOR_PARTIES, SAMPLES, case, sample_letter, squeezed


def part(*content: object) -> str:
    return PART_MARK + json.dumps(content)


def test_the_text_of_the_parts_is_that_of_the_letter() -> None:
    for path in SAMPLES:
        letter = sample_letter(path)
        parts = read_parts(render_medium(letter.case, "typst"))
        assert squeezed(parts.text) == squeezed(letter.text(0))


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text letter, with single spaces."""
    return [re.sub(" +", " ", paragraph.text) for paragraph in text_paragraphs(text)]


ENDS = case(
    **HEADER,
    clinical_case_summary="  Begins with spaces.\n\nEnds with a hyphen-\n\nhas  two  spaces",
    organization={"name": "Other  Review", "label": "OTHER"},
)


@pytest.mark.parametrize("stated", [*(sample_letter(path).case for path in SAMPLES), ENDS])
def test_the_parts_state_the_paragraphs_of_the_text_letter(stated: Case) -> None:
    letter = render(stated)
    text = text_of(render_medium(stated, "typst"))
    assert paragraphs_of(text) == paragraphs_of(letter.text(0))
    assert letter.carried_case(text) == letter.carried_case()


def test_no_text_of_a_letter_is_kept_for_the_next_one() -> None:
    source = part("letterhead", ["A. Example"], "", None)
    [[_, [[one, _]], *_]], [[_, [[other, _]], *_]] = read_parts(source).body, read_parts(source).body
    assert one == other
    assert one is not other


def test_a_title_is_centred_by_its_width() -> None:
    kind, text, indent, above = read_parts(part("title", "MIDDLE", "single")).body[0]
    look = letter_look()
    assert (kind, text, above) == ("title", "MIDDLE", "single")
    assert 2 * indent + width_in_points(text, look.typefaces.text_bold, look.text.size) == pytest.approx(
        look.line_width
    )


def test_the_lines_of_a_letterhead_end_at_the_right_margin_and_are_not_in_the_text() -> None:
    parts = read_parts(part("letterhead", ["An Example"], "", None))
    [[line, indent]] = parts.body[0][1]
    look = letter_look()
    assert indent + width_in_points(line, look.typefaces.table, look.letterhead.size) == pytest.approx(look.line_width)
    assert (parts.letterhead, parts.text) == ("An Example", "")


def test_a_letter_without_a_date_has_none() -> None:
    document = {"title": "T", "author": "A", "subject": "S", "date": None}
    assert read_parts(part("document", document)).day is None


@pytest.mark.parametrize("text", ["stray words", '["title", "T", ""]', '#read("x")'])
def test_text_outside_the_parts_is_an_error_that_quotes_it(text: str) -> None:
    with pytest.raises(PrintError) as raised:
        read_parts(f"{part('blank')}\n{text}\n")
    assert str(raised.value).startswith(f"the templates print {text!r} outside the macros of m")


@pytest.mark.parametrize("unknown", [["picture", "x"], ["title", 1, ""], [], ["paragraph", "x"], {"a": 1}])
def test_an_unknown_part_is_an_error(unknown: object) -> None:
    with pytest.raises(PrintError, match="Typst cannot print this part of the letter"):
        read_parts(PART_MARK + json.dumps(unknown))


def test_own_html_macros_are_refused_by_the_name_of_their_file(tmp_path: Path) -> None:
    (tmp_path / "html.j2").write_text("{% extends 'imrletters/html.j2' %}", encoding="utf-8")
    with pytest.raises(HouseStyleError, match=r"html\.j2: error: Typst does not print HTML"):
        render_medium(case(), "typst", house_style=HouseStyle(tmp_path))


def test_an_own_block_that_prints_outside_the_macros_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    stray = '{% extends "imrletters/copies/parties.j2" %}{% block copies_to %}{{ case.case_number }}{% endblock %}'
    (tmp_path / "copies" / "parties.j2").write_text(stray, encoding="utf-8")
    whole = case(**HEADER, **FOR_PARTIES)
    source = render_medium(whole, "typst", "parties", HouseStyle(tmp_path))
    with pytest.raises(PrintError, match=f"the templates print '{whole.case_number}.* outside the macros"):
        read_parts(source)


def test_only_rows_whose_texts_are_not_broken_have_a_stated_height() -> None:
    wide = "Peer reviewed " * 4
    rows = [
        [["Case Number:", "CM16-0000001"]],
        [["Claim:", wide]],
        [["Claim:", wide * 3]],
        [["Date of Injury:", "1/2/2015"], ["Decision Date:", "1/2/2016"]],
        [["Date of Injury:", "1/2/2015"], ["Date of the Decision about the Request:", "1/2/2016"]],
    ]
    [[_, printed, one_line]] = read_parts(part("header_table", rows)).body
    assert printed == rows
    assert one_line == [True, True, False, True, False]
