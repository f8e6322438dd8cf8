"""The bundled fonts, and the tool that makes them."""

import runpy
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program

from imrletters.rendering.typefaces import FONTS
from imrletters.resources import font_folder
from tests.own_fonts import opened, saved
from tests.support import ROOT

letter_font: Callable[[bytes], bytes] = runpy.run_path(str(ROOT / "tools" / "letter_fonts.py"))["letter_font"]
RESERVED = ("Liberation", "Arimo", "Tinos", "Cousine")
"""The names that the licence reserves for the original fonts."""
BUNDLED = [font_folder() / f"{name}.ttf" for name in FONTS]


def names(font: TTFont) -> dict[int, str]:
    return {each.nameID: each.toUnicode() for each in font["name"].names}


def with_instructions(font: bytes) -> bytes:
    """The font as its originals are: with instructions, a table that is left out, and a reserved name."""
    original = TTFont(BytesIO(font), recalcTimestamp=False, recalcBBoxes=False)
    program = Program()
    program.fromAssembly(["NPUSHB[ ]", "1", "POP[ ]"])
    for name in original.getGlyphOrder():
        if original["glyf"][name].numberOfContours:
            original["glyf"][name].program = program
    for each in original["name"].names:
        each.string = each.toUnicode().replace("IMR", "Liberation")
    original["maxp"].maxSizeOfInstructions = 5
    original["prep"], original["prep"].program = newTable("prep"), program
    return saved(original)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_the_bundled_fonts_are_what_the_tool_makes(path: Path) -> None:
    font = path.read_bytes()
    assert letter_font(font) == font
    assert letter_font(with_instructions(font)) == font
    assert with_instructions(font) != font


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_the_bundled_fonts_have_no_reserved_names(path: Path) -> None:
    font = TTFont(path)
    assert not [text for text in names(font).values() if any(name in text for name in RESERVED)]
    assert names(font)[13] == "Licensed under the SIL Open Font License, Version 1.1"
    assert "Red Hat" in names(font)[0]


def test_instructions_and_reserved_names_are_removed() -> None:
    original = with_instructions(BUNDLED[0].read_bytes())
    made = opened(letter_font(original))
    assert "Liberation Serif" in names(opened(original)).values()
    assert "IMR Serif" in names(made).values()
    assert len(letter_font(original)) < len(original)
