"""The printed letter."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from imrletters import render
from imrletters.pdf import print_pdf
from imrletters.resources import font_folder
from tests.support import HEADER, SAMPLES, case, printed_text, sample_letter, sample_pdf, squeezed


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


def test_a_font_from_elsewhere_would_be_noticed() -> None:
    used = fonts(print_pdf("<p style='font-family: monospace'>a</p>"))
    assert used
    assert not any(name.startswith("Liberation-Serif") for name in used)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_page_is_us_letter(path: Path) -> None:
    with pikepdf.open(BytesIO(sample_pdf(path))) as document:
        assert {tuple(map(float, page.mediabox)) for page in document.pages} == {(0, 0, 612, 792)}


def test_the_document_has_a_title_and_a_language() -> None:
    with pikepdf.open(BytesIO(render(case(**HEADER)).pdf())) as document:
        assert str(document.docinfo["/Title"]) == "Independent Medical Review Final Determination CM16-0000009"
        assert str(document.Root.Lang) == "en-US"


def test_the_same_case_prints_the_same_bytes() -> None:
    letter = render(case(**HEADER))
    assert letter.pdf() == letter.pdf()


def test_no_file_is_read_into_a_page(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    page = f'<p>Here.</p><a rel="attachment" href="{secret.as_uri()}">x</a><img src="{secret.as_uri()}">'
    with pytest.raises(BaseException, match="Error fetching"):
        print_pdf(page)


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
