"""Reads and measures the font files of an organization's own look, and refuses those that letters cannot use."""

import logging
import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from imrletters.errors import HouseStyleError
from imrletters.rendering.look import FONT_FILE
from imrletters.rendering.template_folder import FONT_FOLDER, read_template
from imrletters.rendering.typefaces import EM, Typeface, Typefaces, Widths, bundled_typefaces, described

if TYPE_CHECKING:  # fontTools is imported only for own fonts
    from fontTools.ttLib import TTFont

PAIRS = (("text", "text_bold"), ("table", "table_bold"))
REQUIRED = (*map(chr, range(ord(" "), ord("~") + 1)), "\u00a0")
"""The characters of the fixed wording, of dates and numbers, and the space after a hyphen that ends a paragraph."""
KINDS = {
    b"ttcf": "a collection of fonts",
    b"wOFF": "a web font (WOFF)",
    b"wOF2": "a web font (WOFF2)",
}
"""The kinds of fonts that are not used, by the first bytes of their files."""
BEGINNINGS = (b"\0\1\0\0", b"true", b"OTTO")
"""The first bytes of the files that are used."""
TABLES = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post")
TRUETYPE, POSTSCRIPT = ("glyf", "loca"), "CFF "
"""The tables of the two kinds of outlines."""
RESTRICTED, LEVELS, NO_SUBSETS, ONLY_BITMAPS = 0x0002, 0x000E, 0x0100, 0x0200
"""Bits of ``fsType`` in the table OS/2, by which a font states how it may be embedded."""
MOST_KEPT = 4
"""The number of font files that are kept, with their measures: those of one look."""
Faults = list[tuple[str, str]]
"""The faults of the fonts: the name of the entry in ``look.toml``, and what is wrong with it."""


class _FontError(Exception):
    """What is wrong with a font."""


class _Measures(NamedTuple):
    """What is measured in a font file; the heights are parts of the type size."""

    family: str
    weight: int
    ascent: float
    descent: float
    widths: Widths


def read_own_fonts(folder: Path, names: object) -> tuple[Typefaces, Faults]:
    """The fonts of letters for which the table ``fonts`` has these names, and the faults of these fonts.

    Bundled fonts stand for fonts that are not named, or that are at fault. A table or a name that is not of the right
    kind is left to the validation of the look.
    """
    names = names if isinstance(names, dict) else {}
    faces = vars(bundled_typefaces()).copy()
    faults: Faults = []
    for pair in PAIRS:
        files = [names.get(role, "") for role in pair]
        if not any(files) or not all(isinstance(each, str) and re.fullmatch(FONT_FILE, each) for each in files):
            continue
        found: list[_Measures] = []
        data = [b"", b""]
        for place, (role, file, other) in enumerate(zip(pair, files, files[::-1], strict=True)):
            try:
                data[place] = _content(folder, file, other)
                found.append(_measured(data[place]))
            except _FontError as error:
                faults.append((f"fonts.{role}", f"fonts.{role}: {error}"))
        if len(found) == len(pair) and found[1].weight <= found[0].weight:
            words = f"{files[1]} has the weight {found[1].weight}; expected a font that is bolder than {files[0]}"
            faults.append((f"fonts.{pair[1]}", f"fonts.{pair[1]}: {words}, which has the weight {found[0].weight}"))
        elif len(found) == len(pair):
            faces |= zip(pair, _pair(pair[0], files, data, found), strict=True)
    return Typefaces(**{role: faces[role] for pair in PAIRS for role in pair}), faults


def _content(folder: Path, file: str, other: str) -> bytes:
    """The content of a font file. Raises _FontError if there is none."""
    if not file:
        raise _FontError(f"is missing; expected a font beside {other}: the letter has regular and bold type")
    try:
        data = read_template(folder, FONT_FOLDER + file)
    except HouseStyleError as error:
        raise _FontError(str(error).replace(" error:", "", 1)) from None
    if data is None:
        raise _FontError(f"there is no file {FONT_FOLDER}{file}")
    return data


def _pair(role: str, files: list[str], data: list[bytes], found: list[_Measures]) -> Iterator[Typeface]:
    """The regular and the bold font of a role. They have the same heights, so that bold words are on the same line."""
    ascent, descent = max(each.ascent for each in found), max(each.descent for each in found)
    height = math.ceil(round(ascent + descent, 6) * 1000) / 1000
    # the name of the role keeps the family apart from that of another pair; "Bold" would be read as the weight
    family = re.sub(r"[^A-Za-z0-9]|bold", "", found[0].family, flags=re.IGNORECASE) + role.capitalize()
    name = re.sub(r"[^\w .-]", "", found[0].family).strip()
    known_as = (name,) if name else ()
    for bold, (file, content, measures) in enumerate(zip(files, data, found, strict=True)):
        path = FONT_FOLDER + file
        yield Typeface(family, bool(bold), path, ascent, descent, height, measures.widths, content, known_as)


@lru_cache(maxsize=MOST_KEPT)
def _measured(data: bytes) -> _Measures:
    """The measures of a font file. Raises _FontError."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only own fonts need it

    if kind := KINDS.get(data[:4]):
        raise _FontError(f"is {kind}; expected a TrueType or OpenType font, one to a file")
    if not data.startswith(BEGINNINGS):
        raise _FontError("is not a font; expected a TrueType or OpenType font")
    try:
        with _without_log():
            return _measures_of(TTFont(BytesIO(data), lazy=True))
    except _FontError:
        raise
    except Exception as error:  # noqa: BLE001 - fontTools raises errors of many kinds for a damaged file
        raise _FontError(f"cannot be read as a font: {type(error).__name__}") from None


@contextmanager
def _without_log() -> Iterator[None]:
    """Keeps fontTools from logging what it notices in a font: what matters for letters is an error with its place."""
    logger = logging.getLogger("fontTools")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _refuse_embedding(permission: int) -> None:
    """Raises _FontError if the font states that a PDF file must not contain the characters that it needs."""
    if permission & LEVELS == RESTRICTED:
        raise _FontError(f"must not be embedded, as the font itself states (fsType {permission}); use another font")
    if permission & (NO_SUBSETS | ONLY_BITMAPS):
        raise _FontError(
            f"must not be embedded in part or as outlines, as the font itself states (fsType {permission}); "
            "use another font"
        )


def _measures_of(font: "TTFont") -> _Measures:
    """The measures of a font. Raises _FontError if letters cannot use it."""
    if "fvar" in font:
        raise _FontError("is a variable font; expected a font of one weight")
    outlines = (POSTSCRIPT,) if POSTSCRIPT in font else TRUETYPE
    if missing := [table for table in (*TABLES, *outlines) if table not in font]:
        raise _FontError(f"has no table {', '.join(missing)}; expected a TrueType or OpenType font with outlines")
    _refuse_embedding(font["OS/2"].fsType)
    os2, header, units = font["OS/2"], font["hhea"], font["head"].unitsPerEm
    edges = (header.ascent, -header.descent)
    if not any(edges):
        edges = (os2.sTypoAscender, -os2.sTypoDescender)
    ascent, descent = (each / units for each in edges)
    if not (0.5 <= ascent <= 2 and 0 <= descent <= 1):
        raise _FontError(f"has the heights {ascent:.2f} and {descent:.2f} of the type size, with which no line fits")
    widths = Widths((each, width * EM / units) for each, width in _advances(font))
    if lacking := [each for each in REQUIRED if each not in widths]:
        more = f", and {len(lacking) - 1} more" if len(lacking) > 1 else ""
        raise _FontError(f"lacks {described(lacking[0])}{more}, which letters need; use another font")
    return _Measures(font["name"].getBestFamilyName() or "", os2.usWeightClass, ascent, descent, widths)


def _advances(font: "TTFont") -> Iterator[tuple[str, int]]:
    """The advance width of each printable character that the font has, in its own units."""
    names, advances = font.getBestCmap() or {}, font["hmtx"]
    is_blank = _blank_in_cff(font) if POSTSCRIPT in font else _blank_in_glyf(font)
    for character in bundled_typefaces().characters:
        name = names.get(ord(character))
        if name is not None and (width := advances[name][0]) and (character.isspace() or not is_blank(name)):
            yield character, width


def _blank_in_glyf(font: "TTFont") -> Callable[[str], bool]:
    """Whether a glyph draws nothing."""
    places = font["loca"]

    def is_blank(name: str) -> bool:
        glyph = font.getGlyphID(name)
        return bool(places[glyph] == places[glyph + 1])

    return is_blank


def _blank_in_cff(font: "TTFont") -> Callable[[str], bool]:
    """Whether a glyph draws nothing: its program is the end, after its width or nothing.

    After more numbers, the end draws two other glyphs, such as a letter and its accent.
    """
    programs = font[POSTSCRIPT].cff[0].CharStrings

    def is_blank(name: str) -> bool:
        program = programs[name]
        program.decompile()
        return len(program.program) <= 2 and {each for each in program.program if isinstance(each, str)} <= {"endchar"}

    return is_blank
