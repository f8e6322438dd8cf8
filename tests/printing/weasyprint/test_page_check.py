"""A page is refused if a word would be cut off, lost or printed outside the margins."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from imrletters import CaseError, HouseStyle, Letter, PrintError, load_letterhead, render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER, example_item
from imrletters.pdf.text_lines import PrintedLine, PrintedPage
from imrletters.rendering.line_breaking import AFTER_HYPHEN
from imrletters.validation import validated
from tests.support import (
    FOR_PARTIES,
    OWN,
    ROOT,
    SAMPLES,
    case,
    every,
    print_checked_page,
    print_page,
    printed_pages,
    sample_letter,
    sample_pdf,
)

LEFT, RIGHT, TOP, BOTTOM = 72.0, 540.0, 72.0, 720.0
TABLE = 5.4
"""How far the header block extends into both margins, as in published letters (points)."""
SLACK = 0.2
LONG_WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 6
SHEET = "<style>@page { size: Letter; margin: 1in } body { margin: 0; font-family: IMR Serif }</style>"
SENTENCE = "The injured worker was seen again, and the knee was found to be stable in every direction. "
PAGE = 4200
"""The approximate number of characters on a page."""

each_audience = pytest.mark.parametrize("audience", AUDIENCES)


def outside(pages: list[PrintedPage]) -> list[str]:
    """The lines with a visible character outside the margins, without the letterhead above the first page's text."""
    return [
        f"page {line.page}, {line.baseline:.1f}: {line.text}"
        for page in pages
        for line in page
        if not _within(line) and not (line.page == 1 and line.baseline < TOP)
    ]


def _within(line: PrintedLine) -> bool:
    chars = [char for char in line.chars if not char.text.isspace()]
    extra = TABLE if any("Sans" in char.font for char in chars) else 0
    return TOP <= line.baseline <= BOTTOM and all(
        char.x0 >= LEFT - extra - SLACK and char.x1 <= RIGHT + extra + SLACK for char in chars
    )


def missing(letter: Letter, pages: Sequence[list[PrintedLine]]) -> list[str]:
    """The words of the text letter that are not in the same order in the PDF, without regard to white space."""
    printed = "".join("".join(line.text.split()) for page in pages for line in page)
    place, lost = 0, []
    for word in letter.text(0).replace(AFTER_HYPHEN, " ").split():
        found = printed.find(word, place)
        # in the header block, a value may be extracted before the second line of its label
        if found < 0 and printed.find(word) < 0:
            lost.append(word)
        place = max(place, found + len(word) if 0 <= found < place + 40 else place)
    return lost


def complete_pages(letter: Letter) -> list[PrintedPage]:
    """The pages of a letter, after checking that all its words are within the margins."""
    pages = printed_pages(letter.pdf())
    assert outside(pages) == []
    assert missing(letter, pages) == []
    return pages


def long_words() -> dict[str, Any]:
    """A case with a word longer than a line in every text field outside the header block."""
    replaced = {"case_number": "CM16-0000008", "decision_date": "2016-11-02", "error": LONG_WORD}
    document = FOR_PARTIES["documents_reviewed"][0] | {"title": LONG_WORD, "author": LONG_WORD}
    guideline = {"mtus": [{"title": LONG_WORD, "sections": [LONG_WORD]}], "non_mtus": [LONG_WORD]}
    partial = {"kind": "quantity", "original_request": LONG_WORD, "authorized": LONG_WORD}
    return {
        **HEADER,
        **FOR_PARTIES,
        "replaces": replaced,
        "documents_reviewed": [document],
        "parties": [{"role": LONG_WORD, "name": LONG_WORD, "address": [LONG_WORD]}],
        "organization": {"name": LONG_WORD, "label": "L" * 120},
        "expert_reviewer": {"licensure_states": [LONG_WORD], "specialties": [LONG_WORD]},
        "clinical_case_summary": LONG_WORD,
        "disputed_items": [
            example_item(
                service=LONG_WORD,
                decision_rationale=LONG_WORD,
                claims_administrator_guideline=guideline,
                maximus_guideline=guideline,
                partial_approval=partial,
            )
        ],
    }


@each_audience
@pytest.mark.parametrize("path", every(3, SAMPLES), ids=lambda path: path.stem)
def test_every_word_of_a_sample_is_within_the_margins(path: Path, audience: Audience) -> None:
    pages = printed_pages(sample_pdf(path, audience))
    assert outside(pages) == []
    assert missing(sample_letter(path, audience), pages) == []


@each_audience
def test_a_word_longer_than_the_line_is_broken_at_the_end_of_the_line(audience: Audience) -> None:
    subject = case(**long_words())
    assert validated(subject) == subject
    text = "".join("".join(line.text.split()) for page in complete_pages(render(subject, audience)) for line in page)
    assert text.count(LONG_WORD) == render(subject, audience).text(0).count(LONG_WORD) >= 10


@pytest.mark.long
def test_a_rationale_of_forty_pages_is_printed_completely() -> None:
    paragraph = SENTENCE * (PAGE // len(SENTENCE))
    rationale = "\n\n".join([paragraph.strip()] * 40)
    pages = complete_pages(render(case(disputed_items=[example_item(decision_rationale=rationale)])))
    assert len(pages) >= 40


def test_one_paragraph_of_several_pages_is_printed_completely() -> None:
    pages = complete_pages(render(case(clinical_case_summary=(SENTENCE * (8 * PAGE // len(SENTENCE))).strip())))
    assert len(pages) >= 8


@pytest.mark.long
def test_two_hundred_disputed_items_are_printed_completely() -> None:
    items = [example_item(service=f"Service number {number}") for number in range(1, 201)]
    pages = complete_pages(render(case(disputed_items=items, **HEADER, **FOR_PARTIES), "parties"))
    text = " ".join(line.text for page in pages for line in page)
    assert [number for number in range(1, 201) if f"Service number {number}:" not in " ".join(text.split())] == []


@pytest.mark.parametrize("number", ["CM16-" + "9" * 80, "W" * 40])
def test_a_value_too_wide_for_the_header_block_is_refused(number: str) -> None:
    with pytest.raises(CaseError, match=r"/case_number: is .* wide; the header block has room"):
        render(case(**(HEADER | {"case_number": number}))).pdf()


def test_a_value_wider_than_the_page_is_refused_by_the_page_check_too(tmp_path: Path) -> None:
    templates = own_macros(tmp_path, lambda macros: macros.replace("<td>{{ value }}", "<td>{{ value * 20 }}"))
    with pytest.raises(PrintError, match=r"page 1: 'CM16-.*' is printed outside the margins"):
        render(case(**HEADER), templates=templates).pdf()


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<p style='white-space: nowrap'>{words}</p>", "page 1: 'word word"),
        ("<p style='position: relative; left: 440pt'>moved aside</p>", "page 1: 'moved aside'"),
        ("<p style='position: relative; left: -9pt'>moved aside</p>", "page 1: 'moved aside'"),
        ("<p style='position: relative; top: -19pt'>moved up</p>", "page 1: 'moved up'"),
        ("<p style='margin-left: 460pt'>moved in</p>", "page 1: 'moved'"),
        ("<p style='text-indent: -9pt'>outdented</p>", "page 1: 'outdented'"),
        ("<p style='break-after: page'>a</p><p style='margin-right: -200pt; text-align: right'>b</p>", "page 2: 'b'"),
        ("<p style='position: absolute; left: 700pt'>gone</p>", "page 1: 'gone'"),
        ("<p style='position: absolute; top: -100pt'>gone</p>", "page 1: 'gone'"),
        ("<p style='position: fixed; top: 800pt'>gone</p>", "page 1: 'gone'"),
        ("<p>here</p><p style='display: none'>not here</p>", "the pages do not contain .*'nothere'"),
        ("<p>one <span style='display: none'>lost</span> two</p>", "the pages do not contain .*'losttwo'"),
        ("<p>one</p><p style='height: 700pt'>two</p><p style='display: none'>x</p>", "the pages do not contain .*'x'"),
        ("<p>words<span style='display: none'>lost</span></p>", "the pages do not contain .*'lost'"),
    ],
)
def test_a_page_that_loses_words_is_refused_with_page_number_and_words(page: str, message: str) -> None:
    with pytest.raises(PrintError, match=message):
        print_checked_page(f"<html lang=en><title>A page</title>{SHEET}<body>" + page.format(words="word " * 80))


@pytest.mark.parametrize(
    "page",
    [
        "<div style='overflow: hidden; height: 10pt'><p>shown</p><p>cut off</p></div>",
        "<p style='clip: rect(0, 0, 0, 0); position: absolute'>cut off</p>",
        "<p style='visibility: hidden'>not drawn</p>",
        "<p style='opacity: 0'>not drawn</p>",
        "<p style='font-size: 0'>too small</p>",
        "<p style='transform: translateX(600pt)'>moved</p>",
    ],
)
def test_words_that_are_laid_out_but_not_visible_are_refused(page: str) -> None:
    with pytest.raises(PrintError):
        print_checked_page(f"<html lang=en><title>A page</title>{SHEET}<body><p>shown</p>{page}")


def test_a_page_within_the_margins_is_printed() -> None:
    page = f"<html lang=en><title>A page</title>{SHEET}<body><p>{'word ' * 80}</p><p>end </p>"
    assert outside(printed_pages(print_checked_page(page))) == []


def own_macros(folder: Path, change: Callable[[str], str]) -> Path:
    """A folder with a changed copy of our macros."""
    ours = (ROOT / "templates" / "html.j2").read_text(encoding="utf-8")
    assert change(ours) != ours
    (folder / "html.j2").write_text(change(ours), encoding="utf-8")
    return folder


@each_audience
@pytest.mark.parametrize(
    ("ours", "own", "message"),
    [
        ("<h1", '<h1 style="margin-left: 300pt"', "is printed outside the margins"),
        (
            "<p>{{ lines(text | guard_hyphen",
            '<p style="margin-left: 99pt">{{ lines(text | guard_hyphen',
            "outside the margins",
        ),
        ("<h2>", '<h2 style="display: none">', "do not contain exactly the words"),
        ("<table>", '<table style="margin-left: 200pt">', "outside the margins"),
    ],
)
def test_own_templates_that_move_words_outside_are_refused(
    ours: str, own: str, message: str, audience: Audience, tmp_path: Path
) -> None:
    templates = own_macros(tmp_path, lambda macros: macros.replace(ours, own))
    letter = render(case(clinical_case_summary=SENTENCE * 3, **HEADER), audience, templates=templates)
    with pytest.raises(PrintError, match=message):
        letter.pdf()


def test_an_own_edition_with_a_line_that_is_too_wide_is_refused(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    wide = '{% extends "imrletters/editions/2016.j2" %}{% block credentials %}<p>WIDE</p>{% endblock %}'
    (tmp_path / "editions" / "wide.j2").write_text(wide.replace("WIDE", "<p>" + "W" * 90))
    with pytest.raises(PrintError, match=r"page 1: 'WWWW.*' is printed outside the margins"):
        Letter(case(edition="wide"), house_style=HouseStyle(tmp_path)).pdf()  # render refuses this edition earlier


@each_audience
def test_a_letterhead_may_be_in_the_margin(audience: Audience) -> None:
    head = load_letterhead(OWN / "letterhead.toml")
    pages = printed_pages(render(case(**HEADER, **FOR_PARTIES), audience, letterhead=head).pdf())
    assert outside(pages) == []
    above = [line for line in pages[0] if line.baseline < TOP]
    assert [line.text.strip() for line in above] == [head.name, *head.address]
    assert all(char.x0 >= LEFT and char.x1 <= RIGHT + SLACK for line in above for char in line.chars)


@pytest.mark.parametrize("style", ["left: 470pt", "top: 650pt", "left: -20pt"])
def test_a_character_outside_the_margins_is_detected(style: str) -> None:
    page = f"<html lang=en><title>A page</title>{SHEET}<body><div style='{style}; position: absolute'>Wide words</div>"
    assert outside(printed_pages(print_page(page)))


def test_a_word_that_is_not_printed_is_detected() -> None:
    letter = render(case())
    pages = [[line for line in page if not re.search("stable", line.text)] for page in printed_pages(letter.pdf())]
    assert "stable." in missing(letter, pages)


@pytest.mark.parametrize(
    "page",
    [
        "<p>one <i>two</i> <b>three</b> <u>four</u> <s>five</s> <span style='color: #0006'>six</span></p>",
        "<p style='letter-spacing: 2pt; word-spacing: 4pt; text-align: justify'>one two</p>",
        "<div style='border: 2pt dashed red; border-radius: 4pt; background: #eee'>one</div>",
        "<div style='background: linear-gradient(red, blue)'>one</div>",
        "<ol><li>one<li>two</ol><table border=1><tr><td>three<td>four</table>",
        "<p>one <span style='display: inline-block; width: 9em'>two</span> three</p>",
        "<div style='columns: 2'><p>one</p><p>two</p></div>",
        "<div style='transform: translateX(9pt)'>one</div>",
        "<svg width=90 height=90><circle cx=40 cy=40 r=20 /></svg><p>one</p>",
        "<div class='letterhead' style='position: absolute; left: -60pt; top: -60pt'>one <b>two</b></div><p>three</p>",
        "<p>one</p><div class='x letterhead' style='position: absolute; left: 400pt; top: 670pt'>two</div><p>three</p>",
        "<svg width=90 height=90><text x=10 y=40>one</text></svg>",
        "<!-- a comment --><p>a&nbsp;b</p>",
    ],
)
def test_own_html_within_the_limits_is_printed(page: str) -> None:
    # the numbers of a list are not words of the letter
    style = SHEET + "<style>ol { list-style: none }</style>"
    print_checked_page(f"<html lang=en><title>A page</title>{style}<body>{page}")


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<p>one</p><p style='float: right'>two</p>three", "do not contain exactly the words"),
        ("<p style='position: absolute; top: 90pt'>one</p><p>two</p>", "do not contain exactly the words"),
        ("<p>one</p><p style='opacity: 0.5'>two</p>", "draws something other than text, lines and images"),
        ("<p style='transform: rotate(5deg)'>one</p>", "rotated or mirrored text"),
        ("<div style='overflow: hidden; border-radius: 9pt'>one</div>", "clipped by another path"),
        ("<p>one</p><p style='color: transparent'>two</p>", "first difference at 'two'"),
        ("<p>one</p><p style='font-size: 0.5pt'>two</p>", "first difference at 'two'|the width of 't'"),
        ("<p>one</p><style>p::after { content: 'two' }</style>", "first difference at"),
        ("<div class='letterhead' style='position: absolute; left: -80pt'>one</div>", "'one' is printed outside"),
    ],
)
def test_own_html_beyond_the_limits_is_refused(page: str, message: str) -> None:
    with pytest.raises(PrintError, match=message):
        print_checked_page(f"<html lang=en><title>A page</title>{SHEET}<body>{page}")
