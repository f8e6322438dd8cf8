"""Finds where each value of a case is among the words of its letter.

The letter is rendered once more as text, with marks around each value. The marks are characters that no font has, so
that no text of a case contains them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from imrletters.case import Audience, Case, Path
from imrletters.rendering.house_style import HouseStyle
from imrletters.rendering.templates import PLAIN, render_view
from imrletters.rendering.view import trimmed

BEGIN, NUMBERED, END = "\ue001", "\ue002", "\ue003"
MARK = re.compile(f"{BEGIN}([0-9]+){NUMBERED}|{END}")
NOT_PRINTED = {"letterhead", "edition", "metadata", "decisions"}
"""The values at the top of a view that templates do not print as they are."""
COMPARED = {"kind", "service_method"}
"""The values that templates compare with words of their own: with marks they would choose other sentences."""
CASE_PATHS: dict[str, Path] = {"header": (), "case": (), "documents": ("documents_reviewed",)}
"""Where the values of a view are in the case, if not under the same name."""
DERIVED = {"last_day_of_appeal": "date"}
"""The values that are computed from another one of the same group."""
CREDENTIALS = ("licensure_states", "specialties")
NARRATIVES = {"clinical_case_summary", "decision_rationale"}


@dataclass(frozen=True)
class ValuePlace:
    """Where a value of the case is printed: from ``start`` to ``end`` in the words of the letter.

    ``offset`` is the number of characters of the value before that stretch, without white space: it is not 0 in the
    second and following paragraphs of a narrative.
    """

    path: Path
    start: int
    end: int
    offset: int = 0


@dataclass(frozen=True)
class LetterWords:
    """The words of a letter without white space and without its letterhead, and the places of the values in them."""

    text: str
    places: tuple[ValuePlace, ...]


def letter_words(case: Case, view: dict[str, Any], audience: Audience, house_style: HouseStyle = PLAIN) -> LetterWords:
    """The words of a letter and the places of its values; ``view`` is the view of the case for this audience.

    If own templates choose their words by a value, the words may differ from those of the letter: whoever looks for the
    places on pages compares the words first.
    """
    marked = _Marked(case)
    rendered = render_view(marked.view(view), "text", audience, house_style)
    words, places, last = "", [], 0
    opened: list[tuple[int, int]] = []
    for mark in MARK.finditer(rendered):
        words += "".join(rendered[last : mark.start()].split())
        last = mark.end()
        if mark[1]:
            opened.append((int(mark[1]), len(words)))
        elif opened:
            number, start = opened.pop()
            path, offset = marked.values[number]
            places.append(ValuePlace(path, start, len(words), offset))
    words += "".join(rendered[last:].split())
    return LetterWords(words, tuple(places))


class _Marked:
    """Marks the values of a view; ``values`` are the path and the offset of each, by the number in its mark."""

    def __init__(self, case: Case) -> None:
        self.values: list[tuple[Path, int]] = []
        self._case = case

    def view(self, view: dict[str, Any]) -> dict[str, Any]:
        """The view with marks around its values."""
        marked = {
            name: value if name in NOT_PRINTED else self._value(value, CASE_PATHS.get(name, (name,)))
            for name, value in view.items()
        }
        reviewer = self._case.expert_reviewer
        marked["expert_reviewer"] = {
            name: ", ".join(
                self._text(trimmed(entry), ("expert_reviewer", name, index))
                for index, entry in enumerate(getattr(reviewer, name))
            )
            for name in CREDENTIALS
        }
        return marked

    def _value(self, value: Any, path: Path) -> Any:
        if isinstance(value, str):
            return value if path[-1] in COMPARED else self._text(value, path)
        if isinstance(value, dict):
            return {key: self._value(each, (*path, str(DERIVED.get(key, key)))) for key, each in value.items()}
        if isinstance(value, list) and path[-1] in NARRATIVES:
            return list(self._paragraphs(value, path))
        if isinstance(value, list):
            return [self._value(each, (*path, index)) for index, each in enumerate(value)]
        return value

    def _paragraphs(self, narrative: list[str], path: Path) -> Iterator[str]:
        offset = 0
        for paragraph in narrative:
            yield self._text(paragraph, path, offset)
            offset += len("".join(paragraph.split()))

    def _text(self, text: str, path: Path, offset: int = 0) -> str:
        if not text:
            return text
        self.values.append((path, offset))
        return f"{BEGIN}{len(self.values) - 1}{NUMBERED}{text}{END}"
