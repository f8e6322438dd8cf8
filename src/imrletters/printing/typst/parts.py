"""Reads the parts of a letter that ``templates/typst.j2`` renders, and adds what Typst is not to decide.

Titles and the lines of a letterhead are placed here, by the measured widths of the fonts, so that Typst breaks no line.
"""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from imrletters.errors import PrintError
from imrletters.printing.page_check import EXCERPT
from imrletters.rendering import BOLD, PART_MARK, SANS, letter_look, width_in_points

PNG_SIZE = slice(16, 24)
"""The width and the height of a PNG image in its first chunk, four bytes each (PNG, 11.2.2)."""


@dataclass
class LetterParts:
    """The parts of a letter as ``letter.typ`` reads them, and the words on its pages."""

    document: dict[str, str] = field(default_factory=lambda: {"title": "", "author": "", "subject": ""})
    day: date | None = None
    body: list[list[Any]] = field(default_factory=list)
    logo: bytes = b""
    letterhead: str = ""
    """The words of the letterhead, which is above the margin."""
    text: str = ""
    """All other words."""

    @property
    def lines(self) -> int:
        """The number of lines, where a part other than text counts as one."""
        return sum(map(_lines_of, self.body))


def read_parts(source: str) -> LetterParts:
    """The parts of a letter. Raises PrintError if there is text outside them, or a part that is not known."""
    parts = LetterParts()
    for part in _parts_in(source):
        match part:
            case ["document", {"title": str(title), "author": str(author), "subject": str(subject), "date": day}]:
                parts.document = {"title": title, "author": author, "subject": subject}
                parts.day = date.fromisoformat(day) if day else None
                continue
            case ["title", str(text), str(above)]:
                parts.body.append(["title", text, _centred(text), above])
            case ["letterhead", [*lines], str(logo), logo_text]:
                parts.logo = base64.b64decode(logo.partition(",")[2])
                placed = [[line, _right_aligned(line)] for line in lines]
                parts.body.append(["letterhead", placed, _logo_width(parts.logo), logo_text or ""])
                parts.letterhead += "\n".join(lines)
                continue
            case ["paragraph" | "item_heading" | "stacked" | "header_table", [*_]] | ["blank" | "page_break"]:
                parts.body.append(part)
            case _:
                raise PrintError(f"Typst cannot print this part of the letter: {json.dumps(part)[:EXCERPT]}")
        parts.text += "".join(_texts(part[1:2])) + "\n"
    return parts


def _lines_of(part: list[Any]) -> int:
    match part:
        case ["paragraph" | "item_heading", [*lines]]:
            return len(lines)
        case ["stacked", [*paragraphs]]:
            return sum(map(len, paragraphs))
    return 1


def _parts_in(source: str) -> Iterator[Any]:
    for line in source.split("\n"):
        if line.startswith(PART_MARK):
            yield json.loads(line.removeprefix(PART_MARK))
        elif line.strip():
            raise PrintError(
                f"the templates print {line.strip()[:EXCERPT]!r} outside the macros of m, where Typst prints nothing"
            )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for each in value:
            yield from _texts(each)


def _centred(text: str) -> float:
    """The distance of a title from the left margin."""
    look = letter_look()
    return (look.line_width - width_in_points(text, BOLD, look.text.size)) / 2


def _right_aligned(line: str) -> float:
    """The distance of a line of the letterhead from the left margin."""
    look = letter_look()
    return look.line_width - width_in_points(line, SANS, look.letterhead.size)


def _logo_width(image: bytes) -> float:
    """The printed width of a logo, which keeps its proportions up to the greatest width; 0 without a logo."""
    if not image:
        return 0
    size, look = image[PNG_SIZE], letter_look().letterhead
    width, height = int.from_bytes(size[:4]), int.from_bytes(size[4:])
    if not width or not height:
        raise PrintError("the letterhead's logo is not a PNG image")
    return min(look.logo_height * width / height, look.logo_width)
