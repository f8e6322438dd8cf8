"""Reads the closed grammar of a letter: lists of names, guideline lines and item headings.

Nothing is guessed. What cannot be taken apart in exactly one best way is kept whole.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from imrletters.case import Citation, Guideline
from imrletters.mtus import known_names
from imrletters.rendering import editions
from imrletters.wording.learned import GuidelineWording, Wording, flexible, wording_of

PAGE_SIGNS = re.compile(r"[0-9, -]*")
PAGES = re.compile(r"[0-9](?:[0-9, -]*[0-9])?")
DATED_TITLE = re.compile(r"[^ ].*\b(?:19|20)[0-9]{2}(?: Guidelines)?")
MOST_JOINTS = 12
LONGEST_HEADING = 2000
"""Longer ones stay whole: looking for three texts in them would take too long."""


@cache
def _longest(kind: str) -> int:
    """How many pieces between commas the longest known name has."""
    return max(name.count(", ") for name in known_names(kind)) + 1


def read_names(text: str, kind: str) -> tuple[str, ...]:
    """The names of a list parted by commas, or the whole as one name where not every piece is known."""
    pieces = re.split(", *", text)
    longest = _longest(kind)
    found: list[str] = []
    start = 0
    while start < len(pieces):
        ends = range(min(start + longest, len(pieces)), start, -1)
        end = next((end for end in ends if ", ".join(pieces[start:end]) in known_names(kind)), None)
        if end is None:
            return (text,)
        found.append(", ".join(pieces[start:end]))
        start = end
    return tuple(found)


def read_heading(text: str, wording: Wording) -> dict[str, Any] | None:
    """The parts of an item heading (``service``, ``partial_approval``, ``decision``), or None if it is none.

    A heading that fits neither wording of partly approved requests exactly stays whole in ``service``.
    """
    for kind in ("quantity", "substitution") if len(text) <= LONGEST_HEADING else ():
        match = wording.headings[kind].fullmatch(text)
        if match and all(piece == piece.strip() for piece in match.groups()):
            partial = {"kind": kind, "original_request": match["original"], "authorized": match["authorized"]}
            return {"service": match["service"], "partial_approval": partial, "decision": match["decision"]}
    if match := wording.headings["plain"].fullmatch(text):
        return {"service": match["service"].rstrip(" "), "decision": match["decision"]}
    return None


def read_guideline(text: str, wording: GuidelineWording, place: str) -> Guideline:
    """The citations of a guideline line (without its label), or the line itself as ``text``.

    Citations are taken only if they say the line again word for word.
    """
    cited = _read_guideline(text, wording, place)
    if cited is None or _said(cited, wording) != re.sub(" +", " ", text) or any(p != p.strip() for p in _pieces(cited)):
        return Guideline(text=text)
    return cited


def _read_guideline(text: str, wording: GuidelineWording, place: str) -> Guideline | None:
    if wording.no_evidence and re.fullmatch(flexible(wording.no_evidence), text):
        return Guideline()
    end = flexible(wording.closing)
    if match := re.fullmatch(f"{flexible(wording.outside)}([^ ].*){end}", text):
        return Guideline(non_mtus=_others(match[1], wording))
    if match := re.fullmatch(f"{flexible(wording.opening)}(.+?)(?:{flexible(wording.other_opening)}(.+))?{end}", text):
        cited = _citations(match[1], wording, place)
        if cited:
            return Guideline(mtus=cited, non_mtus=_others(match[2], wording) if match[2] else ())
    return None


def says(text: str, guideline: Guideline, wording: GuidelineWording) -> bool:
    """Whether the citations make this line to the letter, spaces included."""
    return guideline.text == text or _line(guideline, wording) == text


def _pieces(guideline: Guideline) -> Iterator[str]:
    for citation in guideline.mtus:
        yield from (citation.title, *citation.sections)
    yield from guideline.non_mtus


def _said(guideline: Guideline, wording: GuidelineWording) -> str:
    """The line that the citations make, with single spaces."""
    return re.sub(" +", " ", _line(guideline, wording))


def _line(guideline: Guideline, wording: GuidelineWording) -> str:
    if not guideline.mtus and not guideline.non_mtus:
        return wording.no_evidence
    others = wording.other_joint.join(guideline.non_mtus)
    if guideline.mtus:
        cited = wording.citation_joint.join(
            citation.title
            + (wording.place + wording.place_joint.join(citation.sections) if citation.sections else "")
            + (wording.place + citation.pages if citation.pages else "")
            for citation in guideline.mtus
        )
        line = wording.opening + cited + (wording.other_opening + others if others else "") + wording.closing
    else:
        line = wording.outside + others + wording.closing
    return line


def _others(text: str, wording: GuidelineWording) -> tuple[str, ...]:
    pieces = [piece.strip(" ") for piece in re.split(flexible(wording.other_joint), text)]
    return tuple(pieces) if all(piece.strip() for piece in pieces) else (text.strip(" "),)


def _citations(text: str, wording: GuidelineWording, place: str) -> tuple[Citation, ...]:
    """The citations of the MTUS in one line; none if they cannot be taken apart in one best way."""
    read = _with_sections if place == "sections" else _with_pages
    pieces = re.split(flexible(wording.citation_joint), text)
    if len(pieces) == 1 or place == "pages":
        return read(text, wording)
    if len(pieces) > MOST_JOINTS:
        return ()
    ways = [
        cited
        for joined in _segmentations(pieces, wording.citation_joint)
        if (cited := [citation for part in joined for citation in read(part, wording)])
        and len(cited) == len(joined)
        and all(DATED_TITLE.fullmatch(citation.title) for citation in cited)
    ]
    ways.sort(key=_plausibility, reverse=True)
    if not ways or (len(ways) > 1 and _plausibility(ways[0]) == _plausibility(ways[1])):
        return ()
    return tuple(ways[0])


def _plausibility(cited: list[Citation]) -> tuple[int, int]:
    """Known titles count first; then every joint before a dated title is taken for one."""
    return sum(citation.title.removesuffix(" Guidelines") in known_names("titles") for citation in cited), len(cited)


def _segmentations(pieces: list[str], joint: str) -> Iterator[list[str]]:
    """Every way to read the joints between ``pieces``: as parting two citations, or as part of a name."""
    for cuts in range(2 ** (len(pieces) - 1)):
        parts = [pieces[0]]
        for position, piece in enumerate(pieces[1:]):
            if cuts >> position & 1:
                parts.append(piece)
            else:
                parts[-1] += joint + piece
        yield parts


@cache
def _foreign_places(place: str) -> tuple[str, ...]:
    """How other editions lead from a title to its sections or pages; no title holds that."""
    places = {wording_of(edition).guidelines[0].place for edition in editions()}
    return tuple(other.strip(", ") for other in places if other != place)


def _is_title(text: str, wording: GuidelineWording) -> bool:
    return bool(text.strip()) and not any(place in text for place in _foreign_places(wording.place))


def _with_sections(text: str, wording: GuidelineWording) -> tuple[Citation, ...]:
    title, *places = re.split(flexible(wording.place), text)
    if len(places) > 1 or not _is_title(title, wording) or (places and not places[0].strip()):
        return ()
    sections = read_names(places[0].strip(" "), "sections") if places else ()
    return (Citation(title=title.strip(" "), sections=sections),)


def _with_pages(text: str, wording: GuidelineWording) -> tuple[Citation, ...]:
    """A title holds everything before its pages, and what follows pages is the next title."""
    cited: list[Citation] = []
    joint, place = re.compile(flexible(wording.citation_joint)), re.compile(flexible(wording.place))
    rest = text
    while match := place.search(rest):
        title, after = rest[: match.start()], rest[match.end() :]
        reach = PAGE_SIGNS.match(after)
        last = reach.end() if reach else 0
        starts = (match.start() for match in joint.finditer(after, 0, last + len(wording.citation_joint)))
        whole = [last] if last == len(after) else []
        ends = [end for end in (*starts, *whole) if end <= last and PAGES.fullmatch(after, 0, end)]
        if not _is_title(title, wording) or not ends:
            return ()
        cited.append(Citation(title=title.strip(" "), pages=after[: ends[-1]]))
        if ends[-1] == len(after):
            return tuple(cited)
        rest = joint.sub("", after[ends[-1] :], count=1)
    return (*cited, Citation(title=rest.strip(" "))) if _is_title(rest, wording) else ()
