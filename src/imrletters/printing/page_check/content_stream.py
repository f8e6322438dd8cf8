"""Reads the visible text of a page from its content stream, with its place on the page.

Text that is not visible is left out: in rendering mode 3, transparent, too small, or not completely inside the clipping
path. An operator that is not understood is an error.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from imrletters.printing.page_check.content_syntax import (
    OPERATION,
    Pieces,
    plain,
    read_codes,
    read_literals,
    read_strings,
)
from imrletters.printing.page_check.fonts import Font
from imrletters.printing.page_check.graphics_state import EVERYWHERE, IDENTITY, GraphicsState, Matrix, product
from imrletters.printing.page_check.objects import cannot_be_checked
from imrletters.printing.page_check.shown_text import ShownText, shown_text

LINE_PARTS = ("moved", "x", "y", "face", "size", "literal", "codes")
"""The groups of a match that is a whole line."""
FindResource = Callable[[str, str], Any]
"""Returns a resource of a page by its kind and name: a font as ``Font``, others as objects of the file."""


def visible_text(content: bytes, find: FindResource) -> Iterator[ShownText]:
    """The pieces of visible text of a page, in the order in which they are drawn."""
    page = _Page(plain(content.strip()), find)
    while page.place < len(page.content):
        found = OPERATION.match(page.content, page.place)
        if not found:
            raise page.unknown()
        page.place = found.end()
        match found.lastgroup:
            case None:
                continue
            case "line":
                page.add_line(found)
            case "strings":
                yield from page.lines()
                if shown := page.strings():
                    yield shown
            case kind:
                page.operator(kind, found[kind])
    yield from page.lines()
    page.end()


class _Page:
    """A page whose content stream is read up to ``place``."""

    def __init__(self, content: bytes, find: FindResource) -> None:
        self.content = content
        self.place = 0
        self._find = find
        self._fonts: dict[bytes, Font] = {}
        self._state = GraphicsState(IDENTITY, EVERYWHERE)
        self._saved: list[GraphicsState] = []
        self._text_matrix: Matrix | None = None
        self._lines: list[tuple[bytes | None, bytes, GraphicsState, Matrix]] = []

    def add_line(self, found: re.Match[bytes]) -> None:
        """Reads a whole line of text, except for its string."""
        if self._text_matrix is not None:
            raise cannot_be_checked("a text object in a text object")
        moved, x, y, face, size, literal, codes = found.group(*LINE_PARTS)
        state = self._state
        state = GraphicsState(
            state.matrix, state.clip, state.opacity, 0 if moved else state.mode, self._font(face), float(size)
        )
        if not moved:
            self._state = state
        self._lines.append((literal, codes, state, (1, 0, 0, 1 if moved else -1, float(x), float(y))))

    def lines(self) -> Iterator[ShownText]:
        """The visible text of the lines that were added. Their literal strings are read together."""
        lines, self._lines = self._lines, []
        literals = iter(read_literals([literal for literal, *_ in lines if literal is not None]))
        for literal, codes, state, matrix in lines:
            pieces: Pieces = read_codes(codes) if literal is None else [next(literals)]
            shown, _ = shown_text(pieces, state, matrix)
            if shown:
                yield shown

    def strings(self) -> ShownText | None:
        """Reads an operator that shows strings. Returns the text if it is visible."""
        if self._text_matrix is None:
            raise cannot_be_checked("text outside a text object")
        pieces, self.place = read_strings(self.content, self.place)
        shown, advance = shown_text(pieces, self._state, self._text_matrix)
        self._text_matrix = product((1, 0, 0, 1, advance, 0), self._text_matrix)
        return shown

    def operator(self, kind: str, operands: bytes) -> None:
        """Reads an operator that shows no text."""
        match kind:
            case "begin" | "end" | "text_matrix":
                self._set_text_matrix(kind, operands)
            case "font" | "mode":
                self._set_font(operands)
            case _:
                self._set_state(kind, operands)

    def end(self) -> None:
        """Checks that nothing is open at the end of the stream."""
        if self._saved or self._text_matrix is not None:
            raise cannot_be_checked("a page ends inside a text object or before its graphics state is restored")

    def unknown(self) -> Exception:
        """The error for an operator that is not understood."""
        return cannot_be_checked(f"unknown operator at {self.content[self.place : self.place + 30]!r}")

    def _set_text_matrix(self, kind: str, operands: bytes) -> None:
        if (self._text_matrix is None) != (kind == "begin"):
            raise cannot_be_checked(f"{operands.decode()!r} in a wrong place")
        self._text_matrix = {"begin": IDENTITY, "end": None}.get(kind) if kind != "text_matrix" else _matrix(operands)

    def _set_font(self, operands: bytes) -> None:
        """Sets a font and its size, or the text rendering mode."""
        name, *size = operands.split()
        if size:
            self._state = replace(self._state, font=self._font(name), size=float(size[0]))
        else:
            self._state = replace(self._state, mode=int(name))

    def _set_state(self, kind: str, operands: bytes) -> None:
        if self._text_matrix is not None and kind != "state":
            raise cannot_be_checked("a change of the graphics state in a text object")
        match kind:
            case "save":
                self._saved.append(self._state)
            case "restore":
                self._state = self._saved.pop()
            case "matrix":
                self._state = replace(self._state, matrix=product(_matrix(operands), self._state.matrix))
            case "state":
                self._state = self._state.with_entries(self._find("ExtGState", _name(operands)))
            case "image":
                if self._find("XObject", _name(operands)).entries["Subtype"] != "Image":
                    raise cannot_be_checked("the page draws something other than text, lines and images")
            case "rectangle":
                self._state = self._state.clipped(*map(float, operands.split()))
            case _:
                self._state = replace(self._state, clip=None)

    def _font(self, name: bytes) -> Font:
        if name not in self._fonts:
            self._fonts[name] = self._find("Font", _name(name))
        return self._fonts[name]


def _name(operand: bytes) -> str:
    return operand.removeprefix(b"/").decode("latin-1")


def _matrix(operands: bytes) -> Matrix:
    a, b, c, d, e, f = map(float, operands.split())
    return a, b, c, d, e, f
