"""The fonts of a PDF: the glyphs of a string with their characters and widths (ISO 32000-1, 9.5 to 9.8)."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from imrletters.pdf.cmaps import CodeMap, unicode_map
from imrletters.pdf.encodings import characters_of, encoding
from imrletters.pdf.limits import CODES, FONT_TABLE, too_large
from imrletters.pdf.objects import (
    EncodedStream,
    array,
    dictionary,
    name_of,
    number_of,
    resolved,
    stream,
)
from imrletters.pdf.standard_fonts import standard_font
from imrletters.pdf.syntax import PdfSyntaxError

AS_PRINTED = {"\u00ad": "-", "\u2011": "-", "\uf0b7": "\u2022"}
"""Characters that word processors write for a visible hyphen and for the bullet of a symbol font."""
UNKNOWN = "\ufffd"
"""Replaces a glyph whose character the PDF does not state."""
UNNAMED = "unknown"
SHORT, KEPT = 16, 5000
"""Bytes of a string whose glyphs are kept, and how many such strings: letters repeat parts of words very often."""
THOUSANDTH = 0.001
BUILT_IN = re.compile(rb"dup\s+(\d{1,3})\s*/(\S{1,60})\s+put")
"""An entry of the encoding inside a Type 1 font."""


class Glyph(NamedTuple):
    """One glyph: its characters as printed, its width for a font size of 1, and whether its code is a single space."""

    text: str
    width: float
    is_space: bool


class Font:
    """A font. ``descent`` is that of a font size of 1; it is never positive."""

    def __init__(self, name: str, descent: float, characters: Mapping[int, str], codes: CodeMap | None = None) -> None:
        """``characters`` are by code; without ``codes`` every byte of a string is one code and its own CID."""
        self.name = name
        self.descent = -abs(descent)
        self.characters = characters
        self.widths: dict[int, float] = {}
        self.default_width = 0.0
        self.codes = codes
        self._glyphs: dict[tuple[int, int], Glyph] = {}
        self._of_strings: dict[bytes, list[Glyph]] = {}

    @property
    def vertical(self) -> bool:
        """Whether the font writes from top to bottom."""
        return self.codes is not None and self.codes.vertical

    def glyphs(self, string: bytes) -> list[Glyph]:
        """The glyphs of a string."""
        found = self._of_strings.get(string)
        if found is None:
            found = self._split(string)
            if len(string) <= SHORT and len(self._of_strings) < KEPT:
                self._of_strings[string] = found
        return found

    def _split(self, string: bytes) -> list[Glyph]:
        known = self._glyphs
        found = []
        for pair in zip(string, string, strict=True) if self.codes is None else self.codes.codes(string):
            if pair not in known:
                known[pair] = self._glyph(*pair)
            found.append(known[pair])
        return found

    def _glyph(self, code: int, cid: int) -> Glyph:
        text = self.characters.get(code, UNKNOWN)
        width = self.widths.get(cid, self.default_width)
        return Glyph(AS_PRINTED.get(text, text), width, self.codes is None and code == 32)


def font_of(entries: dict[str, Any]) -> Font:
    """The font of a font dictionary."""
    return _composite(entries) if name_of(entries.get("Subtype")) == "Type0" else _simple(entries)


def _simple(entries: dict[str, Any]) -> Font:
    kind = name_of(entries.get("Subtype"))
    descriptor = dictionary(entries.get("FontDescriptor"))
    standard = None if kind == "Type3" else standard_font(name_of(entries.get("BaseFont")))
    across, up = _units(entries) if kind == "Type3" else (THOUSANDTH, THOUSANDTH)
    characters = dict(_encoding(entries, descriptor, kind)) | _stated_characters(entries)
    descent = number_of(descriptor.get("Descent"), 0)
    if kind == "Type3":
        box = array(entries.get("FontBBox") or descriptor.get("FontBBox"))
        descent = number_of(box[1], 0) if len(box) == 4 else 0
    font = Font(
        name_of(descriptor.get("FontName")) or UNNAMED, (standard.descent if standard else descent) * up, characters
    )
    if standard:
        font.name = standard.name
    if standard and "Widths" not in entries:
        known = standard.widths
        font.widths = {code: known[text] * THOUSANDTH for code, text in characters.items() if text in known}
    else:
        first = int(number_of(entries.get("FirstChar"), 0))
        widths = array(entries.get("Widths"))
        if len(widths) > CODES:
            raise too_large("widths of one font", CODES)
        font.widths = {first + place: number_of(width, 0) * across for place, width in enumerate(widths)}
        font.default_width = number_of(descriptor.get("MissingWidth"), 0) * across
    return font


def _composite(entries: dict[str, Any]) -> Font:
    [descendant] = array(entries.get("DescendantFonts"))
    inner = dictionary(descendant)
    descriptor = dictionary(inner.get("FontDescriptor"))
    descent = number_of(descriptor.get("Descent"), 0) * THOUSANDTH
    font = Font(
        name_of(descriptor.get("FontName")) or UNNAMED,
        descent,
        _stated_characters(entries),
        _code_map(entries.get("Encoding")),
    )
    if font.vertical:
        font.default_width = number_of((array(inner.get("DW2")) or [880, -1000])[-1], -1000) * THOUSANDTH
    else:
        font.default_width = number_of(inner.get("DW"), 1000) * THOUSANDTH
        font.widths = {cid: width * THOUSANDTH for cid, width in _cid_widths(array(inner.get("W"))).items()}
    return font


def _stated_characters(entries: dict[str, Any]) -> dict[int, str]:
    """The characters that the ToUnicode CMap of a font states."""
    return unicode_map(_table(entries["ToUnicode"])) if _is_stream(entries.get("ToUnicode")) else {}


def _is_stream(value: Any) -> bool:
    return isinstance(resolved(value), EncodedStream)


def _table(value: Any) -> bytes:
    found = stream(value)
    data = found.data if found else b""
    if len(data) > FONT_TABLE:
        raise too_large("bytes in one table of a font", FONT_TABLE)
    return data


def _encoding(entries: dict[str, Any], descriptor: dict[str, Any], kind: str) -> Mapping[int, str]:
    """The characters of the codes of a simple font."""
    stated = resolved(entries.get("Encoding"))
    ordinary = "WinAnsiEncoding" if kind == "TrueType" else "StandardEncoding"
    if isinstance(stated, dict):
        return encoding(name_of(stated.get("BaseEncoding")) or ordinary, array(stated.get("Differences")))
    if stated is None and kind != "TrueType" and _is_stream(descriptor.get("FontFile")):
        start = _table(descriptor["FontFile"]).partition(b"eexec")[0]
        return {int(code): characters_of(name.decode("latin-1")) for code, name in BUILT_IN.findall(start)} or encoding(
            ordinary, []
        )
    return encoding(name_of(stated) or ordinary, [])


def _code_map(value: Any) -> CodeMap:
    name = name_of(value)
    if name in ("Identity-H", "Identity-V"):
        return CodeMap(vertical=name.endswith("V"))
    found = resolved(value)
    if isinstance(found, EncodedStream):
        return CodeMap.read(_table(found), vertical=number_of(found.dictionary.get("WMode"), 0) == 1)
    raise PdfSyntaxError(f"the encoding {name} of a font is not supported")


def _cid_widths(stated: list[Any]) -> dict[int, float]:
    """The widths of a CID font: a first CID and widths, or a first and a last CID and a width (9.7.4.3)."""
    found: dict[int, float] = {}
    values = iter(stated)
    for first in values:
        last = next(values, None)
        if type(first) is not int or last is None:
            raise PdfSyntaxError("the widths of a font are malformed")
        if isinstance(last, list):
            found.update({first + place: number_of(width, 0) for place, width in enumerate(last)})
        else:
            width = next(values, None)
            if not isinstance(width, int | float):
                raise PdfSyntaxError("the widths of a font are malformed")
            if type(last) is not int or last - first >= CODES:
                raise too_large("widths of one font", CODES)
            found.update(dict.fromkeys(range(first, last + 1), width))
        if len(found) > CODES:
            raise too_large("widths of one font", CODES)
    return found


def _units(entries: dict[str, Any]) -> tuple[float, float]:
    """The width and the height of one unit of a Type 3 font."""
    matrix = [number_of(each, 0) for each in array(entries.get("FontMatrix"))]
    if len(matrix) != 6:
        raise PdfSyntaxError("a Type 3 font without a matrix")
    return matrix[0] + matrix[2], matrix[1] + matrix[3]
