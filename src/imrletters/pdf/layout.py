"""The layout of a printed letter, as values and as text: the position and typeface of everything on its pages.

Each line of the letter is one line of the text: its number on the page, its baseline from the top of the page, and its
runs. A run is a sequence of characters in one typeface, with its left edge, font, size, weight (if bold), colour (if
not black) and characters. "+" precedes a run that continues a word. Lengths are in points, rounded to a tenth.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from imrletters.pdf.file import PdfFile
from imrletters.pdf.graphics_state import BLACK, Char
from imrletters.pdf.text_lines import PrintedPage, read_pages

GAP = 1.5
"""Characters with a gap wider than this (in points) between them belong to two runs."""
SAME_SIZE = 0.05
"""Font sizes that differ by less than this (in points) are the same."""
PAGE = re.compile(r"page \d+: ([\d.]+) x ([\d.]+) pt")
LINE = re.compile(r" *(\d+) +(-?[\d.]+)((?: [|+] .*)+)")
RUN = re.compile(r' ([|+]) (-?[\d.]+) (\S+) ([\d.]+)( bold)?(?: ([^"\s]\S*))? ("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, slots=True)
class Run:
    """Adjacent characters of one typeface. ``left`` is the left edge of the first one, in points from the page edge."""

    left: float
    font: str
    size: float
    bold: bool
    color: str
    text: str
    joined: bool = False
    """Whether the run continues the word at the end of the run before."""

    @property
    def typeface(self) -> str:
        """The typeface in words: font, size, weight and colour."""
        weight, color = ["bold"] * self.bold, [self.color] * (self.color != BLACK)
        return " ".join([self.font, _short(self.size), *weight, *color])

    def __str__(self) -> str:
        return f"{'+' if self.joined else '|'} {self.left:.1f} {self.typeface} {visible(self.text)}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the number of its page and its number on the page, both from 1; its baseline, in points; its runs."""

    page: int
    number: int
    baseline: float
    runs: tuple[Run, ...]

    @property
    def words(self) -> list[str]:
        """The words of the line."""
        return "".join(run.text if run.joined else f" {run.text}" for run in self.runs).split()

    def __str__(self) -> str:
        return f"{self.number:>3} {self.baseline:7.1f}" + "".join(f" {run}" for run in self.runs)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points, and its lines from top to bottom without those of spaces only."""

    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a letter."""

    pages: tuple[Page, ...]

    @classmethod
    def of(cls, file: PdfFile) -> Self:
        """The layout of any PDF. Raises LetterError if it is damaged."""
        return cls.of_pages(read_pages(file))

    @classmethod
    def of_pages(cls, pages: Iterable[PrintedPage]) -> Self:
        """The layout of pages, as ``read_pages`` returns them."""
        return cls(tuple(map(_page, pages)))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The layout that a text describes: the inverse of ``str``. Raises ValueError if a line is not of this form."""
        pages: list[Page] = []
        for row in filter(None, text.splitlines()):
            if page := PAGE.fullmatch(row):
                pages.append(Page(float(page[1]), float(page[2]), ()))
            elif (match := LINE.fullmatch(row)) and pages:
                line = Line(len(pages), int(match[1]), float(match[2]), tuple(_runs_in(match[3])))
                pages[-1] = replace(pages[-1], lines=(*pages[-1].lines, line))
            else:
                raise ValueError(f"not a line of a layout: {row!r}")
        return cls(tuple(pages))

    @property
    def lines(self) -> list[Line]:
        """The lines of all pages."""
        return [line for page in self.pages for line in page.lines]

    def __str__(self) -> str:
        rows: list[str] = []
        for number, page in enumerate(self.pages, start=1):
            rows += [f"page {number}: {_short(page.width)} x {_short(page.height)} pt", *map(str, page.lines), ""]
        return "\n".join(rows)


def visible(text: str) -> str:
    """A text in quotation marks; every character that is not printable, such as a no-break space, as its code."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else _code(char) for char in shown)


def _short(length: float) -> str:
    """A length with one decimal, or none if that is zero."""
    return f"{length:.1f}".removesuffix(".0")


def _code(char: str) -> str:
    """A character as JSON escapes it; above U+FFFF as two surrogates."""
    return re.sub("....", r"\\u\g<0>", char.encode("utf-16-be", "surrogatepass").hex())


def _page(page: PrintedPage) -> Page:
    lines = (
        Line(line.page, line.line, round(line.baseline, 1), tuple(_runs(line.chars)))
        for line in page
        if line.text.strip()
    )
    return Page(round(page.width, 1), round(page.height, 1), tuple(lines))


def _runs(chars: Sequence[Char]) -> Iterator[Run]:
    """The runs of a line. A space belongs to the run before it; spaces at the end of the line are left out."""
    groups: list[list[Char]] = []
    for char in chars:
        last = groups[-1] if groups else []
        if last and char.x0 - last[-1].x1 <= GAP and (char.text == " " or _same_typeface(char, last[0])):
            last.append(char)
        else:
            groups.append([char])
    before: Char | None = None
    for place, group in enumerate(groups, start=1):
        text = "".join(char.text for char in group)
        joined = before is not None and group[0].x0 - before.x1 <= GAP and " " not in (before.text, group[0].text)
        yield _run(group[0], text.rstrip(" ") if place == len(groups) else text, joined=joined)
        before = group[-1]


def _same_typeface(char: Char, other: Char) -> bool:
    """Whether two characters have the same font, colour and size."""
    return (char.font, char.color) == (other.font, other.color) and abs(char.size - other.size) < SAME_SIZE


def _run(char: Char, text: str, *, joined: bool) -> Run:
    # font names are single words in the text of a layout
    font = re.sub(r"[^!-~]", "_", char.font.split("+")[-1]) or "_"
    return Run(round(char.x0, 1), font, round(char.size, 1), "bold" in font.lower(), char.color, text, joined)


def _runs_in(text: str) -> Iterator[Run]:
    end = 0
    for found in RUN.finditer(text):
        if found.start() != end:
            break
        mark, left, font, size, bold, color, quoted = found.groups()
        yield Run(float(left), font, float(size), bool(bold), color or BLACK, json.loads(quoted), mark == "+")
        end = found.end()
    if end != len(text):
        raise ValueError(f"not a run of a layout: {text[end:]!r}")
