"""Reads the closed grammar of a letter: lists of names, guideline lines and item headings.

Nothing is guessed: a text that cannot be split in exactly one best way is kept whole.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from typing import Any

from imrletters.case import Citation, Guideline
from imrletters.wording.spacing import flexible
from imrletters.wording.wording import GuidelineWording, Wording

PAGE_CHARACTERS = re.compile(r"[0-9, -]*")
DIGITS = frozenset("0123456789")
DATED_TITLE = re.compile(r"[^ ].*\b(?:19|20)[0-9]{2}(?: Guidelines)?")
MOST_JOINTS = 12
LONGEST_HEADING = 2000
"""Longer headings stay whole: a search for three texts in them would take too long."""


@cache
def _known(kind: str) -> frozenset[str]:
    from imrletters.mtus import known_names  # noqa: PLC0415 - most cases are validated without it

    return known_names(kind)


@cache
def _longest(kind: str) -> int:
    """The number of pieces between commas in the longest known name."""
    return max(name.count(", ") for name in _known(kind)) + 1


def read_names(text: str, kind: str, joint: str = ", ") -> tuple[str, ...]:
    """The names of a list separated by ``joint``, or the whole as one name where not every piece is known."""
    pieces = re.split(flexible(joint.rstrip(" ")) + " *", text)
    longest = _longest(kind)
    found: list[str] = []
    start = 0
    while start < len(pieces):
        ends = range(min(start + longest, len(pieces)), start, -1)
        end = next((end for end in ends if joint.join(pieces[start:end]) in _known(kind)), None)
        if end is None:
            return (text,)
        found.append(joint.join(pieces[start:end]))
        start = end
    return tuple(found)


def read_heading(text: str, wording: Wording) -> dict[str, Any] | None:
    """The parts of an item heading (``service``, ``partial_approval``, ``decision``), or None if it is not a heading.

    A heading that fits neither wording of a partial approval exactly stays whole in ``service``.
    """
    for kind in ("quantity", "substitution") if len(text) <= LONGEST_HEADING else ():
        match = re.fullmatch(wording.headings[kind], text)
        if match and all(piece == piece.strip() for piece in match.groups()):
            partial = {"kind": kind, "original_request": match["original"], "authorized": match["authorized"]}
            return {"service": match["service"], "partial_approval": partial, "decision": match["decision"]}
    if match := re.fullmatch(wording.headings["plain"], text):
        return {"service": match["service"].rstrip(" "), "decision": match["decision"]}
    return None


def read_guideline(text: str, wording: GuidelineWording) -> Guideline:
    """The citations of a guideline line (without its label), or the line itself as ``text``.

    Citations are taken only if they print the same line again, word for word.
    """
    cited = _read_guideline(text, wording)
    if cited is None or any(piece != piece.strip() for piece in _pieces(cited)):
        return Guideline(text=text)
    same = re.sub(" +", " ", wording.line(cited)) == re.sub(" +", " ", text)
    return cited if same else Guideline(text=text)


def _read_guideline(text: str, wording: GuidelineWording) -> Guideline | None:
    if wording.no_evidence and re.fullmatch(flexible(wording.no_evidence), text):
        return Guideline()
    end = re.search(rf"{flexible(wording.closing)}\Z", text)
    body = text[: end.start()] if end else ""
    if (opening := re.match(flexible(wording.outside), body)) and body[opening.end() :].strip(" "):
        return Guideline(non_mtus=_others(body[opening.end() :], wording))
    if not (opening := re.match(flexible(wording.opening), body)):
        return None
    cited, others = body[opening.end() :], ""
    joint = re.compile(flexible(wording.other_opening)).search(cited, 1)
    if joint and joint.end() < len(cited):
        cited, others = cited[: joint.start()], cited[joint.end() :]
    mtus = _citations(cited, wording) if cited else ()
    return Guideline(mtus=mtus, non_mtus=_others(others, wording) if others else ()) if mtus else None


def prints_exactly(text: str, guideline: Guideline, wording: GuidelineWording) -> bool:
    """Whether the guideline prints this line, spaces included."""
    return guideline.text == text or wording.line(guideline) == text


def _pieces(guideline: Guideline) -> Iterator[str]:
    for citation in guideline.mtus:
        yield from (citation.title, *citation.sections)
    yield from guideline.non_mtus


def _others(text: str, wording: GuidelineWording) -> tuple[str, ...]:
    pieces = [piece.strip(" ") for piece in re.split(flexible(wording.other_joint), text)]
    return tuple(pieces) if all(piece.strip() for piece in pieces) else (text.strip(" "),)


def _citations(text: str, wording: GuidelineWording) -> tuple[Citation, ...]:
    """The citations of the MTUS in one line; none if they cannot be split in one best way."""
    read = _with_sections if wording.cites == "sections" else _with_pages
    pieces = re.split(flexible(wording.citation_joint), text)
    if len(pieces) == 1 or wording.cites == "pages":
        return read(text, wording)
    if len(pieces) > MOST_JOINTS:
        return ()
    # each part occurs in many ways to read the line, and is read once
    parts = {
        (start, end): cited
        for start, end in combinations(range(len(pieces) + 1), 2)
        if len(cited := read(wording.citation_joint.join(pieces[start:end]), wording)) == 1
        and DATED_TITLE.fullmatch(cited[0].title)
    }
    ways = [
        [parts[part][0] for part in joined]
        for joined in _segmentations(len(pieces))
        if all(part in parts for part in joined)
    ]
    ways.sort(key=_plausibility, reverse=True)
    if not ways or (len(ways) > 1 and _plausibility(ways[0]) == _plausibility(ways[1])):
        return ()
    return tuple(ways[0])


def _plausibility(cited: list[Citation]) -> tuple[int, int]:
    """The number of known titles, then the number of citations: a joint before a dated title separates two."""
    return sum(citation.title.removesuffix(" Guidelines") in _known("titles") for citation in cited), len(cited)


def _segmentations(pieces: int) -> Iterator[list[tuple[int, int]]]:
    """Every way to read the joints between pieces, as separators of citations or as parts of a name.

    Each way is the parts that it separates: the number of the first piece of a part, and of the piece after it.
    """
    for cuts in range(2 ** (pieces - 1)):
        ends = [position for position in range(1, pieces) if cuts >> (position - 1) & 1]
        yield list(pairwise([0, *ends, pieces]))


def _is_title(text: str, wording: GuidelineWording) -> bool:
    return bool(text.strip()) and not any(place in text for place in wording.foreign_places)


def _with_sections(text: str, wording: GuidelineWording) -> tuple[Citation, ...]:
    title, *places = re.split(flexible(wording.place), text)
    if not _is_title(title, wording) or len(places) > 1:
        return ()
    if not places:
        return (Citation(title=title.strip(" ")),)
    if not places[0].endswith(wording.place_end):
        return ()
    names = places[0].removesuffix(wording.place_end).strip(" ")
    sections = read_names(names, "sections", wording.place_joint) if names.strip() else ()
    return (Citation(title=title.strip(" "), sections=sections),) if sections else ()


def _with_pages(text: str, wording: GuidelineWording) -> tuple[Citation, ...]:
    """A title is everything before its pages; the next title follows the pages."""
    cited: list[Citation] = []
    joint, place = re.compile(flexible(wording.citation_joint)), re.compile(flexible(wording.place))
    start = 0
    while match := place.search(text, start):
        title, first = text[start : match.start()], match.end()
        end = _end_of_pages(text, first, joint, len(wording.citation_joint))
        if not _is_title(title, wording) or end is None:
            return ()
        cited.append(Citation(title=title.strip(" "), pages=text[first:end]))
        if end == len(text):
            return tuple(cited)
        following = joint.match(text, end)
        start = following.end() if following else end
    rest = text[start:]
    return (*cited, Citation(title=rest.strip(" "))) if _is_title(rest, wording) else ()


def _end_of_pages(text: str, first: int, joint: re.Pattern[str], reach: int) -> int | None:
    """The end of the pages that begin at ``first``: the last one after a digit, before a joint or the end of the text.

    ``reach`` is the number of characters of a joint, of which the first ones may be characters of pages.
    """
    pages = PAGE_CHARACTERS.match(text, first)
    last = pages.end() if pages else first
    ends = [found.start() for found in joint.finditer(text, first, last + reach) if found.start() <= last]
    if last == len(text):
        ends.append(last)
    if text[first : first + 1] not in DIGITS:
        return None
    return next((end for end in reversed(ends) if end > first and text[end - 1] in DIGITS), None)
