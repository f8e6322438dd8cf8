"""The typefaces of a letter: the names, the heights and the widths of the characters of its four fonts."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NoReturn

from imrletters.resources import font_folder

FONTS = ("IMRSerif-Regular", "IMRSerif-Bold", "IMRSans-Regular", "IMRSans-Bold")
"""The bundled fonts, in the order of the widths in ``metrics.json``."""
EM = 2048
"""The type size in font units. The widths of every font are in these units."""
HIDDEN = {"Mn", "Me", "Cf", "Cc", "Co", "Cn"}
RIGHT_TO_LEFT = {"R", "AL", "AN"}
SERIF_EDGES = (1825 / EM, 443 / EM)
SANS_EDGES = (1854 / EM, 434 / EM)
BUNDLED_HEIGHT = 1.12
"""The least line height in bundled fonts, as a part of the type size."""


class Widths(dict[str, float]):
    """The width of each printable character in one font, in font units."""

    def __missing__(self, character: str) -> NoReturn:
        raise ValueError(unprintable(character))

    def __reduce__(self) -> tuple[Callable[[str, tuple[float, ...]], "Widths"], tuple[str, tuple[float, ...]]]:
        """Pickles the characters as one text, which is read several times faster than the pairs of a dictionary."""
        return _widths, ("".join(self), tuple(self.values()))


def _widths(characters: str, widths: tuple[float, ...]) -> Widths:
    return Widths(zip(characters, widths, strict=True))


@dataclass(frozen=True)
class Typeface:
    """A font of a letter.

    ``family`` is its name in style sheets and PDF files, where that of a bold font ends with "Bold". ``ascent`` and
    ``descent`` are its heights above and below the baseline, and ``height`` is the least line height, as parts of the
    type size. ``file`` is the name of its file. ``data`` is the content of the file if the font is an organization's
    own. ``known_as`` are other names of the family, by which a screen may have it.
    """

    family: str
    bold: bool
    file: str
    ascent: float
    descent: float
    height: float
    widths: Widths = field(compare=False, repr=False)
    data: bytes = field(default=b"", repr=False)
    known_as: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash((self.family, self.file))  # the whole would take a tenth of the time to break lines

    @property
    def name(self) -> str:
        """The name in a PDF file, without hyphens and spaces, which depend on the engine."""
        return f"{self.family}{'Bold' if self.bold else ''}".replace(" ", "")

    def is_named(self, font: str) -> bool:
        """Whether a PDF file has this name for the font, which begins with the tag of a subset."""
        return font.partition("+")[2].replace("-", "") == self.name


@dataclass(frozen=True)
class Typefaces:
    """The fonts of a letter: of its paragraphs and titles, and of the header table, the letterhead and the footer."""

    text: Typeface
    text_bold: Typeface
    table: Typeface
    table_bold: Typeface

    def __iter__(self) -> Iterator[Typeface]:
        return iter((self.text, self.text_bold, self.table, self.table_bold))

    def __reduce__(self) -> tuple[type["Typefaces"], tuple[Typeface, ...]]:
        """Pickles the fonts only: another thread may compute the characters while the attributes are pickled."""
        return Typefaces, tuple(self)

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters that all fonts have."""
        return frozenset.intersection(*(frozenset(each.widths) for each in self))

    @property
    def text_height(self) -> float:
        """The least line height of paragraphs, as a part of the type size."""
        return max(self.text.height, self.text_bold.height)

    @property
    def table_height(self) -> float:
        """The least line height of the header table, the letterhead and the footer, as a part of the type size."""
        return max(self.table.height, self.table_bold.height)

    @property
    def are_bundled(self) -> bool:
        """Whether none of the fonts is an organization's own."""
        return not any(each.data for each in self)


@cache
def advance_widths() -> dict[str, tuple[int, ...]]:
    """The advance width of each printable character in each of the bundled fonts, in font units."""
    rows = json.loads((font_folder() / "metrics.json").read_text(encoding="utf-8"))
    return {chr(start + offset): tuple(row) for start, run in rows for offset, row in enumerate(run)}


@cache
def bundled_typefaces() -> Typefaces:
    """The bundled fonts, which tools/letter_fonts.py makes from Liberation Serif and Liberation Sans."""
    faces = []
    for place, name in enumerate(FONTS):
        widths = Widths((character, row[place]) for character, row in advance_widths().items())
        style, edges = ("Serif", SERIF_EDGES) if "Serif" in name else ("Sans", SANS_EDGES)
        bold, known_as = name.endswith("Bold"), (f"Liberation {style}",)
        faces.append(Typeface(f"IMR {style}", bold, f"{name}.ttf", *edges, BUNDLED_HEIGHT, widths, known_as=known_as))
    return Typefaces(*faces)


def prints_in_its_place(character: str) -> bool:
    """Whether a character prints as one visible character, or one space, in its place.

    Printing would hide, reorder or combine others with their neighbours: combining marks, invisible format characters,
    scripts written from right to left, and private-use characters.
    """
    return unicodedata.category(character) not in HIDDEN and unicodedata.bidirectional(character) not in RIGHT_TO_LEFT


def unprintable(character: str, typefaces: Typefaces | None = None) -> str:
    """The message for a character that the fonts lack, with its code point and its name.

    The message names the first own font that lacks a character of the bundled ones.
    """
    own = [each.file for each in typefaces or () if character not in each.widths]
    if own and character in advance_widths():
        return f"{described(character)} is missing in the font {own[0]}; replace it, or the font"
    return f"{described(character)} cannot be printed in the letter's fonts; replace it"


def described(character: str) -> str:
    """A character with its code point and its name."""
    name = unicodedata.name(character, "a character without a name").lower()
    shown = f'"{character}" ' if character.isprintable() else ""
    return f"U+{ord(character):04X} {shown}({name})"
