"""The printed letter."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from imrletters import PrintError, load_letterhead, render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER
from imrletters.pdf.text_lines import read_pages
from imrletters.printing.weasyprint.printer import LINE_END, read_page
from imrletters.printing.weasyprint.setup import fonts as bundled_fonts
from imrletters.printing.weasyprint.setup import letter_style
from imrletters.resources import font_folder
from tests.support import (
    FOR_PARTIES,
    OWN,
    ROOT,
    SAMPLES,
    case,
    print_page,
    printed_text,
    sample_letter,
    sample_pdf,
    squeezed,
)

each_audience = pytest.mark.parametrize("audience", AUDIENCES)


def fonts(pdf: bytes) -> dict[str, bool]:
    """The fonts of a PDF, and whether each comes with it."""
    with pikepdf.open(BytesIO(pdf)) as document:
        found = [font for page in document.pages for font in page.Resources.get("/Font", {}).values()]
        descendants = [font.DescendantFonts[0] if "/DescendantFonts" in font else font for font in found]
        return {
            str(font.BaseFont).split("+")[-1]: any(key.startswith("/FontFile") for key in font.FontDescriptor.keys())  # noqa: SIM118
            for font in descendants
        }


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_only_the_bundled_fonts_are_used_and_they_are_embedded(path: Path) -> None:
    used = fonts(sample_pdf(path))
    bundled = {
        font.stem.removesuffix("-Regular").replace("Liberation", "Liberation-") for font in font_folder().glob("*.ttf")
    }
    assert {"Liberation-Serif", "Liberation-Serif-Bold"} <= used.keys()
    assert used.keys() <= bundled
    assert all(used.values())


@pytest.mark.parametrize("family", ["monospace", "DejaVu Sans", "system-ui", "Times New Roman", "no such font"])
def test_no_font_of_the_system_is_used_whatever_a_page_asks_for(family: str) -> None:
    used = fonts(print_page(f"<p style='font-family: {family}'>a \u03c9 \u2713</p>"))
    assert used
    assert all(name.startswith("Liberation-S") for name in used)


def test_a_font_from_elsewhere_would_be_noticed() -> None:
    used = fonts(HTML(string="<p style='font-family: DejaVu Sans, monospace'>a").write_pdf())
    assert used
    assert not any(name.startswith("Liberation-S") for name in used)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_page_is_us_letter(path: Path) -> None:
    with pikepdf.open(BytesIO(sample_pdf(path))) as document:
        assert {tuple(map(float, page.mediabox)) for page in document.pages} == {(0, 0, 612, 792)}


def test_the_document_has_a_title_and_a_language() -> None:
    with pikepdf.open(BytesIO(render(case(**HEADER)).pdf())) as document:
        assert str(document.docinfo["/Title"]) == "Independent Medical Review Final Determination CM16-0000009"
        assert str(document.Root.Lang) == "en-US"


DATES = (b"/CreationDate", b"/ModDate", b"CreateDate", b"ModifyDate", b"MetadataDate", b"<dc:date")


def uncompressed(pdf: bytes) -> bytes:
    """The PDF with all its streams and objects laid open."""
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(
            out := BytesIO(),
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            fix_metadata_version=False,
        )
    return pdf + out.getvalue()


@each_audience
def test_a_letter_is_dated_by_its_determination_everywhere(audience: Audience) -> None:
    pdf = render(case(**HEADER, **FOR_PARTIES), audience).pdf()
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20161206")
        assert "/ModDate" not in document.docinfo
        [attached] = document.Root.AF
        parameters = attached.EF.F.Params
        assert {str(parameters.CreationDate), str(parameters.ModDate)} == {"D:20161206"}
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            assert metadata["xmp:CreateDate"].startswith("2016-12-06")
    told = re.findall(rb"D:(\d{4,})|Date>(\d{4}-\d\d-\d\d)", uncompressed(pdf))
    assert {(one or other).replace(b"-", b"")[:8] for one, other in told} == {b"20161206"}


@each_audience
def test_a_letter_without_a_determination_date_has_no_date_at_all(audience: Audience) -> None:
    pdf = uncompressed(render(case(**FOR_PARTIES), audience).pdf())
    assert b"case.json" in pdf
    assert [date for date in DATES if date in pdf] == []


def test_a_date_would_be_noticed() -> None:
    pdf = uncompressed(render(case(**HEADER)).pdf())
    assert {b"/CreationDate", b"/ModDate", b"CreateDate"} <= {date for date in DATES if date in pdf}


@each_audience
def test_the_case_is_attached_once_as_the_source_of_the_letter(audience: Audience) -> None:
    letter = render(case(**HEADER, **FOR_PARTIES), audience)
    with pikepdf.open(BytesIO(letter.pdf())) as document:
        [attached] = document.Root.AF
        assert str(attached.AFRelationship) == "/Source"
        assert {str(attached.F), str(attached.UF)} == {"case.json"}
        assert list(document.attachments) == ["case.json"]
        assert attached.EF.F.read_bytes() == letter.carried_case().to_json().encode()
    with pikepdf.open(BytesIO(letter.pdf(attach=False))) as document:
        assert "/AF" not in document.Root
        assert list(document.attachments) == []


def test_the_public_copy_carries_nothing_of_the_parties() -> None:
    public = render(case(**HEADER, **FOR_PARTIES)).pdf()
    theirs = render(case(**HEADER, **FOR_PARTIES), "parties").pdf()
    secrets = [b"A. Example", b"1 Sample Way", b"It named the wrong knee.", b"documents_reviewed"]
    assert [secret for secret in secrets if secret in uncompressed(public)] == []
    assert [secret for secret in secrets if secret not in uncompressed(theirs)] == []


def test_no_viewer_is_asked_to_smooth_the_logo() -> None:
    pdf = uncompressed(render(case(), letterhead=load_letterhead(OWN / "letterhead.toml")).pdf())
    assert b"/Subtype /Image" in pdf
    assert b"/Interpolate true" not in pdf


def test_the_same_case_prints_the_same_bytes() -> None:
    letter = render(case(**HEADER))
    assert letter.pdf() == letter.pdf()


# a style sheet of one's own

SHORT = "The knee was stable."
LONG = "The injured worker was seen again, and the knee was found to be stable in every direction. " * 3


def lines_of(pdf: bytes) -> list[str]:
    return [line.text.strip() for page in read_pages(pdf) for line in page]


def own_macros(folder: Path, *changes: tuple[str, str]) -> Path:
    """A folder with macros of one's own, made of ours."""
    macros = (ROOT / "templates" / "html.j2").read_text(encoding="utf-8")
    for ours, theirs in changes:
        assert macros.count(ours) == 1
        macros = macros.replace(ours, theirs)
    (folder / "html.j2").write_text(macros, encoding="utf-8")
    return folder


@each_audience
def test_macros_that_leave_out_our_style_are_printed_without_it(audience: Audience, tmp_path: Path) -> None:
    subject = case(clinical_case_summary=f"{SHORT}\n\n{LONG.strip()}")
    bare = own_macros(tmp_path, ("{{ style }}", "@page { size: 5in 9in; margin: 0 } p, h1, h2 { font-size: 6pt }"))
    theirs, ours = (render(subject, audience, templates=templates) for templates in (bare, None))
    assert read_page(theirs.html()).styles == [bundled_fonts()[1]]
    assert read_page(ours.html()).styles == [bundled_fonts()[1], letter_style()[1]]
    with pikepdf.open(BytesIO(theirs.pdf())) as document:
        assert {tuple(map(float, page.mediabox)) for page in document.pages} == {(0, 0, 360, 648)}
    # lines still end where ours do
    wanted = lines_of(ours.pdf())
    assert wanted.index(SHORT) > 0
    assert lines_of(theirs.pdf()) == wanted


def test_no_style_at_all_is_none_of_ours(tmp_path: Path) -> None:
    page = render(case(), templates=own_macros(tmp_path, ("<style>\n{{ style }}</style>\n", ""))).html()
    assert "<style" not in page
    assert read_page(page).styles == [bundled_fonts()[1]]
    assert LINE_END in page
    assert len(read_page(page).html.etree_element.findall(".//br[@class='line']")) == page.count(LINE_END)


@pytest.mark.parametrize(
    "sheets",
    [
        "{ours}<style>{theirs}</style>",
        "<STYLE>{theirs}</STYLE>{ours}",
        "{ours}<link rel=stylesheet href='data:text/css,{theirs}'>",
    ],
    ids=["after", "before", "linked"],
)
def test_our_style_sheet_is_on_a_par_with_theirs(sheets: str) -> None:
    """Ours for the class is more special than theirs for the element, wherever the two stand."""
    style = sheets.format(ours=f"<style>\n{letter_style()[0]}</style>", theirs="h1 { padding-top: 99pt }")
    page = f"<html lang=en><title>A page</title>{style}<body><h1>a</h1><h1 class=several>words</h1>"
    [[first, second]] = read_pages(print_page(page))
    assert first.baseline > 72 + 99 or "STYLE" in sheets
    assert 0 < second.baseline - first.baseline < 40


def test_our_style_sheet_for_screens_alone_is_not_for_print() -> None:
    ours = f'<style media="screen">\n{letter_style()[0]}</style>'
    page = f"<html lang=en><title>A page</title>{ours}<body><p>words</p>"
    assert read_page(page).styles == [bundled_fonts()[1]]


@pytest.mark.parametrize("element", ["div", "blockquote", 'p style="white-space: normal"', "p", "h2"])
def test_lines_end_in_whatever_element_they_are_printed(element: str) -> None:
    ours = f"<style>\n{letter_style()[0]}</style>"
    name = element.split(maxsplit=1)[0]
    page = f"<html lang=en><title>A page</title>{ours}<body><{element}><b>one</b>{LINE_END}two &lt;{LINE_END}</{name}>"
    assert lines_of(print_page(page)) == ["one", "two <"]


def test_no_file_is_read_into_a_page(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    page = f'<p>Here.</p><a rel="attachment" href="{secret.as_uri()}">x</a><img src="{secret.as_uri()}">'
    with pytest.raises(PrintError, match="Error fetching"):
        print_page(page)


def test_text_that_looks_like_markup_is_printed_as_it_is() -> None:
    texts = [
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "file:///etc/passwd",
        "&amp; &lt;",
        "{% raw %}",
        "</body>",
        "<!-- a -->",
    ]
    printed = printed_text(render(case(clinical_case_summary="\n\n".join(texts))).pdf())
    assert squeezed("".join(texts)) in printed


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_print_holds_the_characters_of_the_text(path: Path) -> None:
    body = squeezed(sample_letter(path).text(0)).partition("HOWTHEIMR")[2]
    assert len(body) > 1000
    assert printed_text(sample_pdf(path)).partition("HOWTHEIMR")[2] == body
