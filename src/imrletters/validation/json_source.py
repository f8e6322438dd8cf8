"""Finds the line and column of values and keys in a JSON file, and keys that an object contains twice.

Used only to report problems, so it is correct for any text rather than fast. Lines end at LF, CR LF or CR; columns
count characters from 1. A tab counts as one character; a byte order mark is not counted.
"""

import bisect
import json
import re
from dataclasses import dataclass, field

from imrletters.case import Path

WHITE_SPACE = re.compile(r"[ \t\n\r]*")
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
SCALAR = re.compile(r"[^\s,\]}]+")
KEY = re.compile(r'("(?:[^"\\]|\\.)*")[ \t\n\r]*:', re.DOTALL)
LINE_BREAK = re.compile(r"\r\n|\n|\r")
HIGH_SURROGATE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}")
LOW_SURROGATE = re.compile(r"\\u[dD][c-fC-F][0-9a-fA-F]{2}")
ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)


class Lines:
    """The lines of a text, to convert an offset into line and column."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset into the text."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


@dataclass
class Source:
    """The text of a valid JSON file, with the offsets at which its values and keys begin.

    ``repeated`` lists the keys that an object contains more than once, each with the offset of its repetition.
    """

    text: str
    values: dict[Path, int] = field(default_factory=dict)
    keys: dict[Path, int] = field(default_factory=dict)
    repeated: list[tuple[Path, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Finds the offsets."""
        self.lines = Lines(self.text)
        self._map()

    def place(self, path: Path, *, of_key: bool = False, character: int | None = None) -> tuple[int, int]:
        """Line and column of the value at ``path``, of its key, or of one character (from 0) of its string.

        For a path that is not in the text, those of its nearest ancestor.
        """
        if of_key and path in self.keys:
            return self.lines.place(self.keys[path])
        while path and path not in self.values:
            path = path[:-1]
        offset = self.values.get(path, 0)
        return self.lines.place(offset if character is None else self._inside(offset, character))

    def _inside(self, offset: int, character: int) -> int:
        """The offset of one character of the string that begins at ``offset``; an escape is one character."""
        position, counted = offset + 1, 0
        while counted < character:
            match = ESCAPE.match(self.text, position)
            step = match.group() if match else self.text[position]
            if HIGH_SURROGATE.fullmatch(step):
                low = ESCAPE.match(self.text, position + 6)
                if low and LOW_SURROGATE.fullmatch(low.group()):
                    step += low.group()
            position += len(step)
            counted += 1
        return position

    def _map(self) -> None:
        """Reads the text once, without recursion, so that any depth of nesting is possible."""
        open_paths: list[tuple[Path, int | None]] = []
        path: Path = ()
        position = 0
        while (position := self._skip(position)) < len(self.text):
            current = self.text[position]
            if current in "}]":
                if not open_paths:
                    return
                path = open_paths.pop()[0]
                position += 1
            elif current == ",":
                position += 1
                if open_paths and open_paths[-1][1] is not None:
                    container, index = open_paths[-1][0], (open_paths[-1][1] or 0) + 1
                    open_paths[-1] = (container, index)
                    path = (*container, index)
            elif (
                open_paths and open_paths[-1][1] is None and current == '"' and (key := KEY.match(self.text, position))
            ):
                path = (*open_paths[-1][0], json.loads(key.group(1), strict=False))
                if path in self.keys:
                    self.repeated.append((path, position))
                self.keys[path] = position
                position = key.end()
            elif current in "{[":
                self.values[path] = position
                open_paths.append((path, None if current == "{" else 0))
                path = (*path, 0) if current == "[" else path
                position += 1
            else:
                match = STRING.match(self.text, position) or SCALAR.match(self.text, position)
                if not match:
                    return
                self.values[path] = position
                position = match.end()

    def _skip(self, position: int) -> int:
        match = WHITE_SPACE.match(self.text, position)
        return match.end() if match else position
