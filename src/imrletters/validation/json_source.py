"""Finds the line and column of values and keys in a JSON file, and keys that an object contains twice.

Used only to report problems. The time and the memory grow in proportion to the text. Lines end at LF, CR LF or CR;
columns count characters from 1. A tab counts as one character; a byte order mark is not counted.
"""

import json
import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from imrletters.case import Path

WHITE_SPACE = re.compile(r"[ \t\n\r]*+")
STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
SCALAR = re.compile(r"[^\s,\]}]++")
AFTER_KEY = re.compile(r"[ \t\n\r]*+:")
LINE_BREAK = re.compile(r"\r\n|\n|\r")
ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
"""An escape is one character; so are two that write the halves of one."""
ROOT = 0


class Lines:
    """The lines of a text, to convert an offset into line and column."""

    def __init__(self, text: str) -> None:
        self._starts = array("Q", [0])
        self._starts.extend(match.end() for match in LINE_BREAK.finditer(text))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset into the text."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


@dataclass(slots=True)
class _Container:
    """An object or a list that is being read: its number, the step to its next value, and the index if it is a list."""

    number: int
    step: str | int
    index: int | None


@dataclass(frozen=True, slots=True)
class _Escapes:
    """The escapes of one string: the character after each, and how much longer than characters they are up to there."""

    after: Sequence[int]
    longer: Sequence[int]


@dataclass
class Source:
    """The text of a valid JSON file, with the offsets at which its values and keys begin.

    ``repeated`` lists keys that an object contains more than once, each with the offset of its repetition: at most
    ``most_repeated``. ``not_listed`` counts the others.
    """

    text: str
    most_repeated: int | None = None
    repeated: list[tuple[Path, int]] = field(default_factory=list, init=False)
    not_listed: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """Finds the offsets."""
        self.lines = Lines(self.text)
        # values are numbered; a value is found by the number of its container and its own step, so that the memory for
        # each does not depend on its depth
        self._numbers: dict[tuple[int, str | int], int] = {}
        self._offsets = array("Q")
        self._keys: dict[int, int] = {}
        self._escapes: dict[int, _Escapes] = {}
        self._map()

    def place(self, path: Path, *, of_key: bool = False, character: int | None = None) -> tuple[int, int]:
        """Line and column of the value at ``path``, of its key, or of one character (from 0) of its string.

        For a path that is not in the text, those of its nearest ancestor.
        """
        number, whole = self._nearest(path)
        if of_key and whole and number in self._keys:
            return self.lines.place(self._keys[number])
        offset = self._offsets[number] if self._offsets else 0
        return self.lines.place(offset if character is None else self._inside(offset, character))

    def string_span(self, path: Path) -> tuple[int, int]:
        """The offsets at which the string at ``path`` begins and ends, with its quotation marks."""
        offset = self._offsets[self._nearest(path)[0]]
        match = STRING.match(self.text, offset)
        return offset, match.end() if match else offset

    def _nearest(self, path: Path) -> tuple[int, bool]:
        """The number of the value at ``path`` or of its nearest ancestor, and whether it is the value itself."""
        number = ROOT
        for step in path:
            below = self._numbers.get((number, step))
            if below is None:
                return number, False
            number = below
        return number, True

    def _inside(self, offset: int, character: int) -> int:
        """The offset of one character of the string that begins at ``offset``."""
        if offset not in self._escapes:
            self._escapes[offset] = self._escapes_of(offset)
        escapes = self._escapes[offset]
        before = bisect_right(escapes.after, character)
        return offset + 1 + character + (escapes.longer[before - 1] if before else 0)

    def _escapes_of(self, offset: int) -> _Escapes:
        after, longer = array("Q"), array("Q")
        string = STRING.match(self.text, offset)
        more = 0
        for escape in ESCAPE.finditer(self.text, offset + 1, string.end() if string else offset + 1):
            more += len(escape[0]) - 1
            after.append(escape.end() - offset - 1 - more)
            longer.append(more)
        return _Escapes(after, longer)

    def _map(self) -> None:
        """Reads the text once, without recursion, so that any depth of nesting is possible."""
        opened: list[_Container] = []
        position = 0
        while (position := self._skip(position)) < len(self.text):
            current = self.text[position]
            inner = opened[-1] if opened else None
            if current in "}]":
                if not opened:
                    return
                opened.pop()
                position += 1
            elif current == ",":
                position += 1
                if inner and inner.index is not None:
                    inner.index += 1
                    inner.step = inner.index
            elif current in "{[":
                number = self._add(inner, position)
                opened.append(_Container(number, 0, None if current == "{" else 0))
                position += 1
            else:
                match = STRING.match(self.text, position) or SCALAR.match(self.text, position)
                if not match:
                    return
                key = AFTER_KEY.match(self.text, match.end()) if inner and inner.index is None else None
                if key and inner and current == '"':
                    inner.step = json.loads(match[0], strict=False)
                    self._add_key(opened, position)
                    position = key.end()
                else:
                    self._add(inner, position)
                    position = match.end()

    def _add(self, container: _Container | None, position: int) -> int:
        """The number of the value that begins at ``position``."""
        if container is None:
            number = ROOT
        else:
            number = self._numbers.setdefault((container.number, container.step), len(self._offsets))
        if number == len(self._offsets):
            self._offsets.append(position)
        else:
            self._offsets[number] = position
        return number

    def _add_key(self, opened: Sequence[_Container], position: int) -> None:
        """Records the key at ``position``; the value after it follows."""
        inner = opened[-1]
        number = self._numbers.get((inner.number, inner.step))
        if number is not None:
            if self.most_repeated is None or len(self.repeated) < self.most_repeated:
                self.repeated.append((tuple(container.step for container in opened), position))
            else:
                self.not_listed += 1
        self._keys[self._add(inner, position)] = position

    def _skip(self, position: int) -> int:
        match = WHITE_SPACE.match(self.text, position)
        return match.end() if match else position
