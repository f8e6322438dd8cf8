"""The fonts of a print: only the bundled ones, embedded, without kerning and ligatures."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from imrletters.printing.weasyprint.layout import lay_out, read_page
from imrletters.resources import font_folder
from tests.support import SAMPLES, print_page, sample_letter, sample_pdf


def fonts(pdf: bytes) -> dict[str, bool]:
    """The names of the fonts in a PDF, and whether each is embedded."""
    with pikepdf.open(BytesIO(pdf)) as document:
        found = [font for page in document.pages for font in page.Resources.get("/Font", {}).values()]
        descendants = [font.DescendantFonts[0] if "/DescendantFonts" in font else font for font in found]
        return {
            str(font.BaseFont).split("+")[-1]: any(key.startswith("/FontFile") for key in font.FontDescriptor.keys())  # noqa: SIM118 - not a dict
            for font in descendants
        }


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_only_the_bundled_fonts_are_used_and_they_are_embedded(path: Path) -> None:
    used = fonts(sample_pdf(path))
    bundled = {font.stem.removesuffix("-Regular").replace("IMR", "IMR-") for font in font_folder().glob("*.ttf")}
    assert {"IMR-Serif", "IMR-Serif-Bold"} <= used.keys()
    assert used.keys() <= bundled
    assert all(used.values())


@pytest.mark.parametrize("family", ["monospace", "DejaVu Sans", "system-ui", "Times New Roman", "no such font"])
def test_no_system_font_is_used_for_any_font_family(family: str) -> None:
    used = fonts(print_page(f"<p style='font-family: {family}'>a \u03c9 \u2713</p>"))
    assert used
    assert all(name.startswith("IMR-S") for name in used)


def test_a_system_font_is_detected() -> None:
    used = fonts(HTML(string="<p style='font-family: DejaVu Sans, monospace'>a").write_pdf())
    assert used
    assert not any(name.startswith("IMR-S") for name in used)


def test_kerning_and_ligatures_are_turned_off_in_the_fonts_and_not_in_the_style_of_each_line() -> None:
    page = lay_out(read_page(sample_letter(SAMPLES[0]).html())).pages[0]._page_box  # noqa: SLF001 - as in page_check
    body = page.children[0].children[0]
    assert body.element_tag == "body"
    assert body.style["font_kerning"] == "auto"
    assert body.style["font_variant_ligatures"] == "normal"
