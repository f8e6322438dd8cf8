"""Decides what a line break of a pasted text is: the end of a paragraph, or of a line in a wrapped paragraph.

Word writes each paragraph on one line. Mail programs and PDFs wrap paragraphs at a width: there a line ends where the
next word has no room.
"""

import re
from itertools import pairwise

BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
PARAGRAPH_SEPARATOR = "\u2029"
ACCEPTED = re.compile(r"\n[ \n]*\n *|[ \n]*")
"""What a letter accepts between two paragraphs; and at the beginning or the end of a text."""
HYPHENS = "-\x1e\u2010\u2011"
SOFT_HYPHENS = "\x1f\xad"
LIST_ENTRY = re.compile("(?:[-–*•·▪▫◦●○■□\uf020-\uf0ff]|[0-9]{1,3}[.)])[ \t\u00a0]")
WIDTHS = range(40, 121)
"""The widths of wrapped text, in characters."""
MOST_SHORT = 0.3
"""In wrapped text, at most this part of the lines ends before the next word has no room."""


class LineBreaks:
    """The line breaks of a text; ``narrative`` is whether the text may have paragraphs."""

    def __init__(self, text: str, *, narrative: bool) -> None:
        self._text = text
        self._narrative = narrative
        lines = [line.strip() for line in BREAK.split(text)]
        self._width = max(map(len, lines), default=0)
        pairs = [(line, after) for line, after in pairwise(lines) if line and after]
        short = sum(self._has_room(line, after) for line, after in pairs)
        self._wrapped = self._width in WIDTHS and len(pairs) > 1 and short <= MOST_SHORT * len(pairs)

    def _has_room(self, line: str, after: str) -> bool:
        """Whether the first word of the next line would have room at the end of a line."""
        return len(line) + 1 + len(after.split(maxsplit=1)[0]) <= self._width

    def replacement(self, found: str, start: int, end: int) -> str:
        """What replaces white space with a line break, ``found`` from ``start`` to ``end`` of the text."""
        at_edge = start == 0 or end == len(self._text)
        number = len(BREAK.findall(found)) + found.count(PARAGRAPH_SEPARATOR)
        if not self._narrative:
            return "" if at_edge else self._unless_divided(" ", start)
        if at_edge:
            return found if not found.strip(" \n") else ""
        if number > 1:
            return found if ACCEPTED.fullmatch(found) else "\n\n"
        return self._unless_divided(self._single(start, end), start)

    def _single(self, start: int, end: int) -> str:
        following = self._text[end : end + self._width]
        if LIST_ENTRY.match(following):
            return "\n\n"
        if following[0].islower():
            return " "
        before = self._text[max(0, start - self._width) : start]
        line = BREAK.split(before)[-1].strip()
        return "\n\n" if not self._wrapped or self._has_room(line, following) else " "

    def _unless_divided(self, replacement: str, start: int) -> str:
        """A line break after a hyphen stays: the hyphen may belong to the word or only to the line."""
        if replacement != " ":
            return replacement
        if self._text[start] in SOFT_HYPHENS:
            return ""
        return "\n" if self._text[start - 1] in HYPHENS else " "
