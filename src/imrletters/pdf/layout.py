"""The layout of a printed letter: what stands where, in what type; as values, and as a text that people compare.

One line of the letter is one line of the text: its number on the page, its baseline from the top of the page, and its
runs of one type, each with its left edge, font, size, weight (if bold), colour (if not black) and characters; "+" comes
before a run that goes on in the middle of a word. Lengths are in points, rounded to a tenth.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from imrletters.pdf.text_lines import Char, PrintedPage

APART = 1.5
"""Characters farther apart than this (in points) are of two runs."""
SAME_SIZE = 0.05
BLACK = "#000000"
PAGE = re.compile(r"page \d+: ([\d.]+) x ([\d.]+) pt")
LINE = re.compile(r" *(\d+) +(-?[\d.]+)((?: [|+] .*)+)")
RUN = re.compile(r' ([|+]) (-?[\d.]+) (\S+) ([\d.]+)( bold)?(?: ([^"\s]\S*))? ("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one type beside each other."""

    left: float
    font: str
    size: float
    bold: bool
    color: str
    text: str
    joined: bool = False
    """Whether it goes on in the middle of a word."""

    @property
    def type(self) -> str:
        """The type in words: font, size, weight and colour."""
        weight, color = ["bold"] * self.bold, [self.color] * (self.color != BLACK)
        return " ".join([self.font, _short(self.size), *weight, *color])

    def __str__(self) -> str:
        return f"{'+' if self.joined else '|'} {self.left:.1f} {self.type} {visible(self.text)}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its page and its number on it, both from 1; its baseline from the top of the page; its runs."""

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
    """One page: its size, and its lines from top to bottom but for those of nothing but spaces."""

    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a letter."""

    pages: tuple[Page, ...]

    @classmethod
    def of(cls, pdf: bytes) -> Self:
        """The layout of a PDF, whoever made it. Raises LetterError for what is no PDF, is damaged or locked."""
        from imrletters.pdf.text_lines import read_pages  # noqa: PLC0415 - the PDF reader is loaded only when a PDF is read

        return cls.of_pages(read_pages(pdf))

    @classmethod
    def of_pages(cls, pages: Iterable["PrintedPage"]) -> Self:
        """The layout of pages that were read."""
        return cls(tuple(map(_page, pages)))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The layout that such a text tells. Raises ValueError for a line that tells none."""
        pages: list[Page] = []
        for row in filter(None, text.splitlines()):
            if head := PAGE.fullmatch(row):
                pages.append(Page(float(head[1]), float(head[2]), ()))
            elif (line := LINE.fullmatch(row)) and pages:
                told = Line(len(pages), int(line[1]), float(line[2]), tuple(_runs_in(line[3])))
                pages[-1] = replace(pages[-1], lines=(*pages[-1].lines, told))
            else:
                raise ValueError(f"no line of a layout: {row!r}")
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
    """A text in quotation marks, with every character that print does not show, but for the space, as its code."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else _code(sign) for sign in shown)


def _short(length: float) -> str:
    """A length to a tenth, without one that is nought."""
    return f"{length:.1f}".removesuffix(".0")


def _code(sign: str) -> str:
    """A character as JSON writes it in ASCII; of those beyond U+FFFF the two halves."""
    return re.sub("....", r"\\u\g<0>", sign.encode("utf-16-be", "surrogatepass").hex())


def _page(page: "PrintedPage") -> Page:
    lines = (
        Line(line.page, line.line, round(line.baseline, 1), tuple(_runs(line.chars)))
        for line in page
        if line.text.strip()
    )
    return Page(round(page.width, 1), round(page.height, 1), tuple(lines))


def _runs(chars: Sequence["Char"]) -> Iterator[Run]:
    """The runs of a line; a space is of the type of what it follows, and spaces at the end of a line are nothing."""
    groups: list[list[Char]] = []
    for char in chars:
        last = groups[-1] if groups else []
        if last and char.x0 - last[-1].x1 <= APART and (char.text == " " or _alike(char, last[0])):
            last.append(char)
        else:
            groups.append([char])
    before: Char | None = None
    for place, group in enumerate(groups, start=1):
        text = "".join(char.text for char in group)
        joined = before is not None and group[0].x0 - before.x1 <= APART and " " not in (before.text, group[0].text)
        yield _run(group[0], text.rstrip(" ") if place == len(groups) else text, joined=joined)
        before = group[-1]


def _alike(char: "Char", other: "Char") -> bool:
    """Whether two characters are of one type."""
    return (char.font, char.color) == (other.font, other.color) and abs(char.size - other.size) < SAME_SIZE


def _run(char: "Char", text: str, *, joined: bool) -> Run:
    # the name is one word of the text, whatever a PDF calls its font
    font = re.sub(r"[^!-~]", "_", char.font.split("+")[-1]) or "_"
    return Run(round(char.x0, 1), font, round(char.size, 1), "bold" in font.lower(), char.color, text, joined)


def _runs_in(text: str) -> Iterator[Run]:
    end = 0
    for found in RUN.finditer(text):
        if found.start() != end:
            break
        beside, left, font, size, bold, color, said = found.groups()
        yield Run(float(left), font, float(size), bool(bold), color or BLACK, json.loads(said), beside == "+")
        end = found.end()
    if end != len(text):
        raise ValueError(f"no run of a layout: {text[end:]!r}")
