"""The 14 fonts that every viewer has, of which a PDF need not state the widths (ISO 32000-1, 9.6.2.2).

The widths in ``standard_fonts.json`` are those of Adobe's Core 14 AFM files, by character. Slanted fonts of Helvetica
have the widths of the upright ones; all characters of Courier are 600 wide.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

STANDARD_FONTS = Path(__file__).with_name("standard_fonts.json")
STANDARD_NAME = re.compile(r"(Courier|Helvetica|Times|Arial|CourierNew|TimesNewRoman)(?:[-,](.+))?|Symbol|ZapfDingbats")
STYLES = {None: "", "Roman": "", "Bold": "Bold", "Oblique": "Italic", "Italic": "Italic"} | {
    f"Bold{slant}": "BoldItalic" for slant in ("Oblique", "Italic")
}


class StandardFont(NamedTuple):
    """One of the 14 fonts: its name, and its descent and widths by character, for a font size of 1000."""

    name: str
    descent: float
    widths: Mapping[str, float]


@cache
def standard_font(name: str) -> StandardFont | None:
    """The font of a name, or of the name of Microsoft's font with the same widths; None for any other name."""
    match = STANDARD_NAME.fullmatch(name)
    if not match or (match[2] and match[2] not in STYLES):
        return None
    family, style = match[1], STYLES[match[2]]
    if not family:
        return _from_file(name, name)
    if "Courier" in family:
        return StandardFont(_full_name("Courier", style, "Oblique"), -194, _Same())
    if family in ("Helvetica", "Arial"):
        upright = "Helvetica-Bold" if "Bold" in style else "Helvetica"
        return _from_file(_full_name("Helvetica", style, "Oblique"), upright)
    full = _full_name("Times", style, "Italic") if style else "Times-Roman"
    return _from_file(full, full)


class _Same(dict[str, float]):
    """The widths of a font whose characters all have the same width."""

    def __contains__(self, _: object) -> bool:
        return True

    def __getitem__(self, _: str) -> float:
        return 600


def _full_name(family: str, style: str, slanted: str) -> str:
    return f"{family}-{style.replace('Italic', slanted)}" if style else family


def _from_file(name: str, like: str) -> StandardFont:
    known = json.loads(STANDARD_FONTS.read_text(encoding="utf-8"))[like]
    widths = {chr(first + place): width for first, run in known["widths"] for place, width in enumerate(run)}
    return StandardFont(name, known["descent"], widths)
