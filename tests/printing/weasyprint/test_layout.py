"""How an HTML page is read and laid out: with which style sheets, and where lines end."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from imrletters import render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.printing.weasyprint.layout import LINE_BREAK, LetterHTML, lay_out, read_page
from imrletters.printing.weasyprint.setup import fonts, letter_style
from tests.support import ROOT, SAMPLES, case, every, print_page, printed_pages, sample_letter

SHORT = "The knee was stable."
LONG = "The injured worker was seen again, and the knee was found to be stable in every direction. " * 3

each_audience = pytest.mark.parametrize("audience", AUDIENCES)


def printed_lines(pdf: bytes) -> list[str]:
    return [line.text.strip() for page in printed_pages(pdf) for line in page]


def own_macros(folder: Path, *changes: tuple[str, str]) -> Path:
    """A folder with a changed copy of our macros; each change replaces one text by another."""
    macros = (ROOT / "templates" / "html.j2").read_text(encoding="utf-8")
    for ours, own in changes:
        assert macros.count(ours) == 1
        macros = macros.replace(ours, own)
    (folder / "html.j2").write_text(macros, encoding="utf-8")
    return folder


@each_audience
@pytest.mark.parametrize("path", every(3, SAMPLES), ids=lambda path: path.stem)
def test_a_letter_prints_the_same_with_the_short_and_the_whole_default_style_sheet(
    path: Path, audience: Audience
) -> None:
    html = sample_letter(path, audience).html()
    short, whole = read_page(html), read_page(html)
    whole.html._ua_stylesheets = HTML(string="")._ua_stylesheets  # noqa: SLF001 - as LetterHTML does
    assert len(short.html._ua_stylesheets()[0].page_rules) == 1  # noqa: SLF001 - as above
    assert len(whole.html._ua_stylesheets()[0].page_rules) > 10  # noqa: SLF001 - as above
    assert lay_out(short).write_pdf() == lay_out(whole).write_pdf()


@pytest.mark.parametrize("more", ["<ul><li>a</li></ul>", '<p style="float: footnote">a</p>', "<style>p {}</style>"])
def test_a_page_that_may_need_the_whole_default_style_sheet_gets_it(more: str) -> None:
    html = sample_letter(SAMPLES[0]).html()
    assert type(read_page(html).html) is LetterHTML
    assert type(read_page(html.replace("</main>", f"{more}</main>")).html) is HTML


@each_audience
def test_own_macros_without_our_style_sheet_are_printed_without_it(audience: Audience, tmp_path: Path) -> None:
    subject = case(clinical_case_summary=f"{SHORT}\n\n{LONG.strip()}")
    own_style = "@page { size: 5in 9in; margin: 1in } body { margin: 0 } p, h1, h2 { font-size: 5pt }"
    own = render(subject, audience, templates=own_macros(tmp_path, ("{{ style }}", own_style)))
    ours = render(subject, audience)
    assert read_page(own.html()).styles == [fonts()[1]]
    assert read_page(ours.html()).styles == [fonts()[1], letter_style()[1]]
    with pikepdf.open(BytesIO(own.pdf())) as document:
        assert {tuple(map(float, page.mediabox)) for page in document.pages} == {(0, 0, 360, 648)}
    # lines still end in the same places
    expected = printed_lines(ours.pdf())
    assert expected.index(SHORT) > 0
    assert printed_lines(own.pdf()) == expected


def test_own_macros_without_any_style_sheet_are_printed_without_ours(tmp_path: Path) -> None:
    page = render(case(), templates=own_macros(tmp_path, ("<style>\n{{ style }}</style>\n", ""))).html()
    assert "<style" not in page
    assert read_page(page).styles == [fonts()[1]]
    assert LINE_BREAK in page
    assert len(read_page(page).html.etree_element.findall(".//br[@class='line']")) == page.count(LINE_BREAK)


@pytest.mark.parametrize(
    "sheets",
    [
        "{ours}<style>{own}</style>",
        "<STYLE>{own}</STYLE>{ours}",
        "{ours}<link rel=stylesheet href='data:text/css,{own}'>",
    ],
    ids=["after", "before", "linked"],
)
def test_our_style_sheet_has_the_same_origin_as_an_own_one(sheets: str) -> None:
    """Our class selector has a higher specificity than an own element selector, in any order of the style sheets."""
    style = sheets.format(ours=f"<style>\n{letter_style()[0]}</style>", own="h1 { padding-top: 99pt }")
    page = f"<html lang=en><title>A page</title>{style}<body><h1>a</h1><h1 class=several>words</h1>"
    [[first, second]] = printed_pages(print_page(page))
    assert first.baseline > 72 + 99 or "STYLE" in sheets
    assert 0 < second.baseline - first.baseline < 40


def test_our_style_sheet_for_screens_only_is_not_used_in_print() -> None:
    ours = f'<style media="screen">\n{letter_style()[0]}</style>'
    page = f"<html lang=en><title>A page</title>{ours}<body><p>words</p>"
    assert read_page(page).styles == [fonts()[1]]


@pytest.mark.parametrize("element", ["div", "blockquote", 'p style="white-space: normal"', "p", "h2"])
def test_lines_end_at_line_breaks_in_every_element(element: str) -> None:
    ours = f"<style>\n{letter_style()[0]}</style>"
    name = element.split(maxsplit=1)[0]
    page = (
        f"<html lang=en><title>A page</title>{ours}<body><{element}><b>one</b>{LINE_BREAK}two &lt;{LINE_BREAK}</{name}>"
    )
    assert printed_lines(print_page(page)) == ["one", "two <"]
