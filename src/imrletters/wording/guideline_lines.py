"""The fixed words of a guideline line, around and between its citations, learned from the probe."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from imrletters.rendering import editions, letter_parts
from imrletters.wording.marked_text import ANY_MARK, MARK, between
from imrletters.wording.probe import UnlearnableError
from imrletters.wording.probe_cases import GUIDELINES, probe_case
from imrletters.wording.wording import GuidelineWording, Place

BLOCKS = {"titles": "citation_joint", "others": "outside_mtus", "none": "no_evidence"}
"""The block that contains the words of a form of the line; for other forms it is ``guideline``."""


@cache
def our_place_words() -> tuple[str, ...]:
    """The words that lead from a title to its sections or pages in each of our editions, without punctuation alone.

    No title contains them. An organization's editions add none, so that they change nothing for other editions.
    """
    found = [_place_words(part.text) for edition in editions() for part in letter_parts(probe_case(edition))]
    return tuple(dict.fromkeys(words for words in found if any(map(str.isalpha, words))))


def _place_words(line: str) -> str:
    return _between(line).get(("title_1", "place_1"), "").strip(", ")


def learned_guideline(lines: Mapping[str, str], place_words: Iterable[str]) -> GuidelineWording:
    """The wording of one side's lines, learned from the lines of the probe by their form.

    ``place_words`` lead from a title to its sections or pages in some edition.

    Raises UnlearnableError if the wording does not print these lines again, or if citations could not be separated.
    """
    cites: Place = "sections" if MARK["place_1"] in lines["sections alone"] else "pages"
    alone, titles, title, others = (_between(lines[name]) for name in (f"{cites} alone", "titles", "title", "others"))
    if ("title_1", "place_1") not in alone:
        block = "citation" if ("", "title_1") in alone else "guideline"
        raise UnlearnableError(block, "expected the title of a citation, then its sections or its pages")
    for block, pairs, pair in (
        ("citation_joint", titles, ("title_1", "title_2")),
        ("guideline", title, ("title_1", "other_1")),
        ("guideline", others, ("other_1", "other_2")),
    ):
        if pair not in pairs:
            raise UnlearnableError(block, f"expected two citations and the words between them: {_shown(pairs)}")
    closing = others["other_2", ""]
    last = "place_2" if ("place_2", "") in alone else "place_1"
    place = alone["title_1", "place_1"]
    wording = GuidelineWording(
        cites=cites,
        foreign_places=tuple(words for words in place_words if words != place.strip(", ")),
        opening=titles["", "title_1"],
        place=place,
        place_joint=alone.get(("place_1", "place_2"), ""),
        place_end=alone[last, ""].removesuffix(closing),
        citation_joint=titles["title_1", "title_2"],
        closing=closing,
        other_opening=title["title_1", "other_1"],
        other_joint=others["other_1", "other_2"],
        outside=others["", "other_1"],
        no_evidence=lines["none"],
    )
    _check(wording, lines)
    return wording


def _check(wording: GuidelineWording, lines: Mapping[str, str]) -> None:
    needed = {
        "citation": [wording.place, wording.place_joint if wording.cites == "sections" else wording.place],
        "citation_joint": [wording.citation_joint],
        "guideline": [wording.opening, wording.other_opening, wording.other_joint],
        "outside_mtus": [wording.outside],
    }
    for block, stretches in needed.items():
        if not all(map(str.strip, stretches)):
            raise UnlearnableError(block, "expected words or punctuation marks between two values")
    if wording.cites == "pages" and wording.place_end:
        raise UnlearnableError("citation", f"expected no words after the pages, not {wording.place_end!r}")
    if wording.outside.startswith(wording.opening) or wording.opening.startswith(wording.outside):
        raise UnlearnableError("outside_mtus", "expected other words than those before MTUS citations")
    if wording.no_evidence.startswith((wording.opening, wording.outside)):
        raise UnlearnableError("no_evidence", "expected other words than those before citations")
    other = "pages" if wording.cites == "sections" else "sections"
    for name, guideline in GUIDELINES.items():
        expected = MARK["text"] if guideline.text else wording.line(guideline)
        if not name.startswith(other) and lines[name] != expected:
            reason = f"expected {_plain(expected)!r}, as in other lines, not {_plain(lines[name])!r}"
            raise UnlearnableError(BLOCKS.get(name, "guideline"), reason)
    if ANY_MARK.search(wording.no_evidence):
        raise UnlearnableError("no_evidence", "expected fixed words")


def _between(line: str) -> dict[tuple[str, str], str]:
    """The words between each two neighbouring markers, by the names of the markers; "" for either end."""
    return dict(between(line))


def _shown(pairs: Mapping[tuple[str, str], str]) -> str:
    return repr("...".join(pairs.values()))


def _plain(line: str) -> str:
    return re.sub(ANY_MARK, "...", line)
