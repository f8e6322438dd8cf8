"""The PDF engine as it is set up: the short default style sheet changes no byte, and is used where it may be."""

from pathlib import Path

import pytest
from weasyprint import HTML

from imrletters.case.base import AUDIENCES, Audience
from imrletters.printing.weasyprint.printer import lay_out, read_page
from tests.support import SAMPLES, sample_letter


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_letter_prints_the_same_with_the_short_and_the_whole_default_style_sheet(
    path: Path, audience: Audience
) -> None:
    html = sample_letter(path, audience).html()
    short, whole = read_page(html), read_page(html)
    whole.html._ua_stylesheets = HTML(string="")._ua_stylesheets  # noqa: SLF001 - WeasyPrint has no other place for it
    assert len(short.html._ua_stylesheets()[0].page_rules) == 1  # noqa: SLF001
    assert len(whole.html._ua_stylesheets()[0].page_rules) > 10  # noqa: SLF001
    assert lay_out(short).write_pdf() == lay_out(whole).write_pdf()


@pytest.mark.parametrize("more", ["<ul><li>a</li></ul>", '<p style="float: footnote">a</p>', "<style>p {}</style>"])
def test_a_page_that_may_need_the_whole_default_style_sheet_has_it(more: str) -> None:
    html = sample_letter(SAMPLES[0]).html()
    assert type(read_page(html).html) is not HTML
    assert type(read_page(html.replace("</main>", f"{more}</main>")).html) is HTML


def test_kerning_is_off_in_the_fonts_and_not_told_for_each_line() -> None:
    page = lay_out(read_page(sample_letter(SAMPLES[0]).html())).pages[0]._page_box  # noqa: SLF001
    body = page.children[0].children[0]
    assert body.element_tag == "body"
    assert body.style["font_kerning"] == "auto"
    assert body.style["font_variant_ligatures"] == "normal"
