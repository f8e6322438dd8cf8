"""Reads which chapters about regions of the body a side cites, and which regions a request may cite a chapter for."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from imrletters.case import Case, DisputedItem, Path
from imrletters.lexicon import (
    Phrases,
    body_mentions,
    levels_in,
    mtus_chapters,
    mtus_regions,
    odg_chapter,
    overlapping,
    regions,
    regions_of,
    treatments_in,
    wholes,
)
from imrletters.mtus import MOST_CATALOGUES, Catalogue, current_catalogue, find_edition
from imrletters.screened import Screened

# Studies of the nerves of a limb look for their roots too, which the chapters of the neck and of the low back describe.
ROOTS = {"arm": "neck", "leg": "low back"}
NERVES = {"nerve study"}
# The ODG describes these in the chapter of one part of the body for every part.
OF_ANY_PART = {
    "perioperative care", "laboratory test", "heart test", "equipment", "walking aid", "home care", "visit",
    "functional evaluation", "hyperbaric oxygen", "drug test", "fitness", "psychological treatment", "sleep study",
    "shock wave",
}  # fmt: skip
CHAPTER_NAME = re.compile(r"\b(?:chapter|complaints|conditions|disorders)\b", re.IGNORECASE)
"""What the title of a chapter contains; others, such as "Hip and Groin", are also words for a part of the body."""
NAME_REACH = 60
"""The most characters between the publisher and the end of the name of the chapter."""
PUBLISHER = Screened(
    r"\bODG\b|\bOfficial Disabilit(?:y|ies) Guidelines?\b|\bACOEM\b",
    ("odg", "official", "acoem"),
)


class Chapter(NamedTuple):
    """A chapter that a text names: where, in which words, and which regions it covers."""

    path: Path
    start: int
    text: str
    regions: frozenset[str]


def requested_regions(item: DisputedItem) -> tuple[dict[str, int], frozenset[str]]:
    """The regions that a request names, with their places, and those whose chapters it may cite."""
    named = {part.region: part.start for part in reversed(body_mentions(item.service))}
    named |= {level.region: level.start for level in levels_in(item.service)}
    narrow = {region: start for region, start in named.items() if region not in wholes()} or named
    groups = {group for each in treatments_in(item.service) for group in each.treatment.groups}
    close: set[str] = set()
    for region in narrow:
        close |= {region} | (regions_of(region) if region in wholes() else frozenset())
        if groups & NERVES:
            close |= {root for whole, root in ROOTS.items() if whole in overlapping(region)}
    return narrow, frozenset(close)


@lru_cache(MOST_CATALOGUES)
def _titles(catalogue: Catalogue) -> Phrases[frozenset[str]]:
    """The titles of the chapters about regions, without their year, and their numbers, each with its regions."""
    named: list[tuple[str, frozenset[str]]] = []
    for section in catalogue.sections:
        covered = mtus_regions(section.number)
        for edition in section.editions if covered else ():
            words = (edition.title, *edition.aliases)
            named += [(re.sub(r"\s\d{4}$", "", title), covered or frozenset()) for title in words]
    return Phrases((title, covered) for title, covered in named if CHAPTER_NAME.search(title))


def cited_chapters(path: Path, item: DisputedItem, side: str) -> Iterator[Chapter]:
    """The chapters about regions that a side cites, and those that the rationale names for the reviewer."""
    guideline = getattr(item, side)
    for index, citation in enumerate(guideline.mtus):
        edition = find_edition(citation.title)
        covered = mtus_regions(edition.section) if edition else None
        if covered:
            yield Chapter((*path, side, "mtus", index, "title"), 0, citation.title, covered)
    names_part = bool(body_mentions(item.service) or any(True for _ in levels_in(item.service)))
    # the ODG has a topic in one chapter only, which a request without a part of the body may cite
    for index, text in enumerate(guideline.non_mtus if names_part else ()):
        named = PUBLISHER.pattern.match(text) or odg_chapter(text)
        publisher = list(PUBLISHER.finditer(text))
        chapter = odg_chapter(text, publisher[-1].end() if publisher else 0) if named else None
        if chapter and (publisher or chapter.start == 0) and chapter.regions and not _is_of_any_part(text, item):
            yield Chapter((*path, side, "non_mtus", index), chapter.start, chapter.text, chapter.regions)
    if side == "maximus_guideline":
        text = item.decision_rationale
        for start, end, covered in _titles(current_catalogue()).find(text):
            yield Chapter((*path, "decision_rationale"), start, text[start:end], covered)
        for found in PUBLISHER.finditer(text):
            near = text[found.end() : found.end() + NAME_REACH]
            named_odg = odg_chapter(near) if found[0][0] in "Oo" and not _is_of_any_part(near, item) else None
            if named_odg and named_odg.start <= NAME_REACH // 4 and named_odg.regions:
                start = found.end() + named_odg.start
                yield Chapter((*path, "decision_rationale"), start, named_odg.text, named_odg.regions)


def odg_topics(item: DisputedItem, side: str) -> Iterator[tuple[int, int, str]]:
    """The topics of the ODG that a side cites: the number of the citation, where the topic begins, and its words."""
    for index, text in enumerate(getattr(item, side).non_mtus):
        publisher = list(PUBLISHER.finditer(text))
        chapter = odg_chapter(text, publisher[-1].end()) if publisher else None
        if chapter and not _is_of_any_part(text, item):
            start = chapter.start + len(chapter.text)
            yield index, start, text[start:]


def _is_of_any_part(citation: str, item: DisputedItem) -> bool:
    """Whether a citation or the request is about something that the ODG describes in one chapter for every part."""
    named = (*treatments_in(citation), *treatments_in(item.service))
    return any(group in OF_ANY_PART for each in named for group in each.treatment.groups)


def is_exempt(case: Case, requested: dict[str, int], chapter: Chapter) -> bool:
    """Whether no chapter of the MTUS covered a requested region on the day of the request."""
    if not requested:
        return False
    day = case.request_date or case.ur_denial_date or case.decision_date or date(2016, 1, 1)
    of_mtus = "non_mtus" not in chapter.path
    return of_mtus and not all(
        any(mtus_chapters(region, day) for region in ({name} if name not in wholes() else regions_of(name)))
        for name in requested
    )


def regions_of_case(case: Case) -> frozenset[str]:
    """The regions that the summary and the requests of a case name."""
    return named_regions(case.clinical_case_summary, *(item.service for item in case.disputed_items))


def named_regions(*texts: str) -> frozenset[str]:
    """The regions of the parts and of the spinal levels that texts name."""
    parts = {part.region for text in texts for part in body_mentions(text)}
    return frozenset(parts | {level.region for text in texts for level in levels_in(text)})


def citable_regions(named: frozenset[str]) -> frozenset[str]:
    """The regions of which the chapters may be cited where ``named`` are named: all regions if none is."""
    wide = {region for name in named & wholes().keys() for region in regions_of(name)}
    return frozenset(name for region in named | wide for name in overlapping(region)) if named else frozenset(regions())
