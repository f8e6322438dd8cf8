"""Compares the layouts of two letters, and says in a person's words how the one received differs from the expected.

Words come first: where they differ nothing is said of lines, and where lines break elsewhere nothing of places, for
these follow. Lines that moved together are one difference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from imrletters.layout import Layout, Line, Run

MOVED = 0.15
"""What is no farther apart than this (in points) stands in the same place; positions are rounded to a tenth."""
SHOWN = 48


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: in the words, in the lines and pages that they are on, or in the places and types of these."""

    kind: Literal["words", "lines", "places"]
    said: str

    def __str__(self) -> str:
        return self.said


class _Word(NamedTuple):
    text: str
    line: Line


def differences(received: Layout, expected: Layout) -> Iterator[Difference]:
    """How the letter received differs from the one expected; nothing where the two are the same."""
    here, there = received.lines, expected.lines
    found = list(_in_words(_words(here), _words(there)))
    if not found:
        found = [*_in_lines(here, there), *_in_pages(received, expected)]
    yield from found or _in_places(received, expected)


def _words(lines: Sequence[Line]) -> list[_Word]:
    return [_Word(word, line) for line in lines for word in line.words]


def _in_words(here: list[_Word], there: list[_Word]) -> Iterator[Difference]:
    new, old = ([word.text for word in words] for words in (here, there))
    if new == old:
        return
    same = next(
        (n for n, pair in enumerate(zip(new, old, strict=False)) if pair[0] != pair[1]), min(len(new), len(old))
    )
    for change, i, j, k, m in SequenceMatcher(None, new[same:], old[same:], autojunk=False).get_opcodes():
        added, lost = _quoted(" ".join(new[same + i : same + j])), _quoted(" ".join(old[same + k : same + m]))
        if change == "replace":
            yield Difference("words", f"{_place(here[same + i].line)}: {added} in place of {lost}")
        elif change == "delete":
            yield Difference("words", f"{_place(here[same + i].line)}: {added} is new")
        elif change == "insert":
            yield Difference("words", f"{_place(there[same + k].line)}: {lost} is gone")


def _in_lines(here: Sequence[Line], there: Sequence[Line]) -> Iterator[Difference]:
    """Where lines break elsewhere, once for each stretch of lines until both break at the same word again."""
    ends, wanted = ([*accumulate(len(line.words) for line in lines)] for lines in (here, there))
    after, after_wanted = ({end: n for n, end in enumerate(each, start=1)} for each in (ends, wanted))
    texts = [word for line in here for word in line.words]
    new = old = 0
    for end in sorted({*ends} & {*wanted}):
        if ends[new] < wanted[old]:
            said = f"earlier: {_quoted(texts[ends[new]])} went to {_seen_from(here[new], here[new + 1])}"
            yield Difference("lines", f"{_place(here[new])} breaks {said}")
        elif ends[new] > wanted[old]:
            said = f"later: {_quoted(texts[wanted[old]])} came from {_seen_from(there[old], there[old + 1])}"
            yield Difference("lines", f"{_place(here[new])} breaks {said}")
        new, old = after[end], after_wanted[end]


def _in_pages(received: Layout, expected: Layout) -> Iterator[Difference]:
    """Where pages begin elsewhere, are new or gone."""
    starts, wanted = (
        [*accumulate((sum(len(line.words) for line in page.lines) for page in each.pages), initial=0)]
        for each in (received, expected)
    )
    for number, (page, was) in enumerate(zip(received.pages, expected.pages, strict=False), start=1):
        if starts[number - 1] != wanted[number - 1]:
            first, first_wanted = (" ".join(each.lines[0].words) if each.lines else "" for each in (page, was))
            yield Difference("lines", f"page {number} begins with {_quoted(first)}, not with {_quoted(first_wanted)}")
    new, old = len(received.pages), len(expected.pages)
    for number in range(min(new, old) + 1, max(new, old) + 1):
        yield Difference("lines", f"page {number} is {'new' if new > old else 'gone'}")


def _in_places(received: Layout, expected: Layout) -> Iterator[Difference]:
    for number, (page, wanted) in enumerate(zip(received.pages, expected.pages, strict=True), start=1):
        if (page.width, page.height) != (wanted.width, wanted.height):
            size, was = (f"{each.width:g} x {each.height:g} pt" for each in (page, wanted))
            yield Difference("places", f"page {number} is {size}, not {was}")
        pairs = [*zip(page.lines, wanted.lines, strict=True)]
        # what is set in another type moves what is beside and below it, which says no more
        told = [(_types(*pair) or _moves(*pair) or _spaces(*pair), pair[0]) for pair in pairs]
        for said, group in groupby(told, key=itemgetter(0)):
            lines = [line for _, line in group]
            if said:
                yield Difference("places", f"{_places(lines)} {said}: {_quoted(' '.join(lines[0].words))}")


def _moves(line: Line, wanted: Line) -> str:
    """How a line moved, as a whole or in one of its columns."""
    moved = []
    if abs(down := line.baseline - wanted.baseline) > MOVED:
        moved.append(f"{abs(down):.1f} pt {'down' if down > 0 else 'up'}")
    for run, was in zip(line.runs, wanted.runs, strict=False):
        if abs(right := run.left - was.left) > MOVED:
            moved.append(f"{abs(right):.1f} pt {'right' if right > 0 else 'left'}")
            break
    return f"moved {' and '.join(moved)}" if moved else ""


def _types(line: Line, wanted: Line) -> str:
    """Of what type a line's first characters of another type are, and were."""
    for (_, here), (_, there) in zip(_typed(line.runs), _typed(wanted.runs), strict=False):
        if here != there:
            return f"set in {here}, not in {there}"
    return ""


def _typed(runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """The characters of a line but for its spaces, each with its type."""
    return ((sign, run.type) for run in runs for sign in run.text if not sign.isspace())


def _spaces(line: Line, wanted: Line) -> str:
    here, there = ("".join(run.text for run in each.runs).count(" ") for each in (line, wanted))
    return f"has {here} spaces, not {there}" if here != there else ""


def _place(line: Line) -> str:
    return f"page {line.page}, line {line.number}"


def _seen_from(line: Line, other: Line) -> str:
    return f"line {other.number}" if other.page == line.page else _place(other)


def _places(lines: Sequence[Line]) -> str:
    first, last = lines[0], lines[-1]
    return _place(first) if first is last else f"page {first.page}, lines {first.number} to {last.number}"


def _quoted(text: str) -> str:
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}..."
    return "'" + "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in shown) + "'"
