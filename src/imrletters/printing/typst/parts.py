"""Reads the parts of a letter that ``templates/typst.j2`` renders, and adds what Typst is not to decide.

Titles and the lines of a letterhead are placed here, by the measured widths of the fonts, so that Typst breaks no line.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic_core import from_json, to_json

from imrletters.errors import PrintError
from imrletters.printing.page_check import EXCERPT
from imrletters.rendering import PART_MARK, Look, letter_look, logo_width, width_in_points

NEAR = 0.1
"""A text this near to the width of its column (in points) may be broken."""


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


def read_parts(source: str, look: Look | None = None) -> LetterParts:
    """The parts of a letter with a look, or with ours.

    Raises PrintError if there is text outside them, or a part that is not known.
    """
    parts = LetterParts()
    look = look or letter_look()
    for part in _parts_in(source):
        match part:
            case ["document", {"title": str(title), "author": str(author), "subject": str(subject), "date": day}]:
                parts.document = {"title": title, "author": author, "subject": subject}
                parts.day = date.fromisoformat(day) if day else None
                continue
            case ["title", str(text), str(above)]:
                parts.body.append(["title", text, _centred(text, look), above])
            case ["letterhead", [*lines], str(logo), logo_text]:
                parts.logo = base64.b64decode(logo.partition(",")[2])
                placed = [[line, _right_aligned(line, look)] for line in lines]
                parts.body.append(["letterhead", placed, _logo_width(parts.logo, look), logo_text or ""])
                parts.letterhead += "\n".join(lines)
                continue
            case ["header_table", [*rows]]:
                parts.body.append(["header_table", rows, [_is_one_line(row, look) for row in rows]])
            case ["paragraph" | "item_heading" | "stacked", [*_]] | ["blank" | "page_break"]:
                parts.body.append(part)
            case _:
                raise PrintError(f"Typst cannot print this part of the letter: {to_json(part).decode()[:EXCERPT]}")
        parts.text += _words(part[1:2]) + "\n"
    return parts


def text_of(source: str) -> str:
    """The text of a letter as ``templates/text.j2`` renders it, except for the white space in its header block."""
    paragraphs: list[str] = []
    for part in _parts_in(source):
        match part:
            case ["title", str(text), *_]:
                paragraphs.append(text)
            case ["paragraph" | "item_heading", lines]:
                paragraphs.append(_joined(lines))
            case ["stacked", several]:
                paragraphs.append(" ".join(map(_joined, several)))
            case ["header_table", rows]:
                paragraphs.append(" ".join(value for row in rows for cell in row for value in cell))
    return "\n\n".join(paragraphs)


def _joined(lines: list[list[str]]) -> str:
    """The text of a paragraph, from the bold and the regular part of each of its lines."""
    return "".join([strong + regular for strong, regular in lines])


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
            yield from_json(line.removeprefix(PART_MARK), cache_strings="none")  # no text stays in memory
        elif line.strip():
            raise PrintError(
                f"the templates print {line.strip()[:EXCERPT]!r} outside the macros of m, where Typst prints nothing"
            )


def _words(value: Any) -> str:
    """The texts in a part, without anything between them."""
    return value if isinstance(value, str) else "".join(map(_words, value))


def _centred(text: str, look: Look) -> float:
    """The distance of a title from the left margin."""
    return (look.line_width - width_in_points(text, look.typefaces.text_bold, look.text.size)) / 2


def _right_aligned(line: str, look: Look) -> float:
    """The distance of a line of the letterhead from the left margin."""
    return look.line_width - width_in_points(line, look.typefaces.table, look.letterhead.size)


def _is_one_line(row: list[list[str]], look: Look) -> bool:
    """Whether no text in a row of the header table is broken. Typst need not measure the height of such a row."""
    table, faces = look.header_table, look.typefaces
    label, *others = table.text_widths
    widths = [label, *others]
    if len(row) == 1:  # the value extends over the other columns
        widths = [label, sum(others) + (len(others) - 1) * (2 * table.padding + table.rule)]
    texts = [text for cell in row for text in cell]
    fonts = (faces.table_bold, faces.table) * len(row)
    printed = [width_in_points(text, font, table.size) for text, font in zip(texts, fonts, strict=True)]
    return all(width < room - NEAR for width, room in zip(printed, widths, strict=True))


def _logo_width(image: bytes, look: Look) -> float:
    """The printed width of a logo; 0 without a logo."""
    width = logo_width(image, look)
    if image and not width:
        raise PrintError("the letterhead's logo is not a PNG image")
    return width
