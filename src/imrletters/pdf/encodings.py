"""The characters of the codes of simple fonts: the encodings of ISO 32000-1, Annex D, and glyph names."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

GLYPH_NAMES = Path(__file__).with_name("glyph_names.txt")
UNI = re.compile(r"uni((?:[0-9A-F]{4}){1,16})|u([0-9A-F]{4,6})")
ASCII = {code: chr(code) for code in range(32, 127)}
NOT_IN_MAC = {0xAD, 0xB0, 0xB2, 0xB3, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xBD, 0xC3, 0xC5, 0xC6, 0xD7, 0xF0}
"""The mathematical symbols that Apple's encoding has, but not that of PDF."""
STANDARD_RUNS = {
    0xA1: "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ",
    0xB1: "–†‡·",
    0xB6: "¶•‚„”»…‰",
    0xBF: "¿",
    0xC1: "`´ˆ˜¯˘˙¨",
    0xCA: "˚¸",
    0xCD: "˝˛ˇ—",
    0xE1: "Æ",
    0xE3: "ª",
    0xE8: "ŁØŒº",
    0xF1: "æ",
    0xF5: "ı",
    0xF8: "łøœß",
}
STANDARD = (
    ASCII
    | {0x27: "’", 0x60: "‘"}
    | {first + place: char for first, chars in STANDARD_RUNS.items() for place, char in enumerate(chars)}
)


def _upper_half(codec: str) -> dict[int, str]:
    decoded = {code: bytes([code]).decode(codec, "ignore") for code in range(128, 256)}
    return {code: char for code, char in decoded.items() if char}


WIN_ANSI = ASCII | _upper_half("cp1252") | {0xA0: " ", 0xAD: "-"}
MAC_ROMAN = ASCII | {c: t for c, t in _upper_half("mac_roman").items() if c not in NOT_IN_MAC} | {0xCA: " ", 0xDB: "¤"}
ENCODINGS: Mapping[str, Mapping[int, str]] = {
    "StandardEncoding": STANDARD,
    "MacRomanEncoding": MAC_ROMAN,
    "WinAnsiEncoding": WIN_ANSI,
}
"""The characters by their codes."""


def encoding(name: str, differences: list[Any]) -> Mapping[int, str]:
    """The characters of an encoding with differences: codes, each followed by the glyph names from this code on.

    Another name is that of the standard encoding. A glyph name without known characters has none.
    """
    found = dict(ENCODINGS.get(name, STANDARD))
    code = 0
    for each in differences:
        if isinstance(each, int):
            code = each
        elif isinstance(each, str):
            found[code] = characters_of(each)
            if not found[code]:
                del found[code]
            code += 1
    return found


def characters_of(glyph: str) -> str:
    """The characters of a glyph name, as the Adobe Glyph List Specification derives them; empty if there are none."""
    names = glyph.partition(".")[0].split("_")
    return "".join(_adobe_glyph_list().get(name) or _from_code(name) for name in names)


def _from_code(name: str) -> str:
    match = UNI.fullmatch(name)
    if not match:
        return ""
    digits = match[1] or match[2]
    length = 4 if match[1] else len(digits)
    codes = [int(digits[start : start + length], 16) for start in range(0, len(digits), length)]
    return "".join(map(chr, codes)) if all(code < 0xD800 or 0xDFFF < code < 0x110000 for code in codes) else ""


@cache
def _adobe_glyph_list() -> dict[str, str]:
    rows = (row.split() for row in GLYPH_NAMES.read_text(encoding="ascii").splitlines())
    return {name: "".join(chr(int(code, 16)) for code in codes) for name, *codes in rows}
