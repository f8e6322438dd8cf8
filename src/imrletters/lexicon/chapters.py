"""States which chapters of the MTUS and of the ODG cover a region, and of which treatments a section speaks."""

from datetime import date
from functools import cache
from typing import NamedTuple

from pydantic import Field

from imrletters.errors import ResourceError
from imrletters.lexicon.phrases import Phrases
from imrletters.lexicon.table import Table
from imrletters.lexicon.treatments import Treatment, treatments_in
from imrletters.mtus import guideline_sections
from imrletters.readings import read_once
from imrletters.resources import PACKAGE
from imrletters.toml_file import read_toml


class _MtusChapter(Table):
    number: str
    regions: frozenset[str]
    first: dict[str, date] = Field(default_factory=dict, alias="from")


class _OdgChapter(Table):
    names: tuple[str, ...]
    regions: frozenset[str]


class _General(Table):
    odg: tuple[str, ...]


class _Chapters(Table):
    mtus: tuple[_MtusChapter, ...]
    odg: tuple[_OdgChapter, ...]
    general: _General


class _Sections(Table):
    general: tuple[str, ...]
    speaks_of: dict[str, tuple[str, ...]]


@cache
def _chapters() -> _Chapters:
    return read_toml(PACKAGE / "lexicon" / "chapters.toml", _Chapters, ResourceError)


@cache
def _sections() -> _Sections:
    return read_toml(PACKAGE / "lexicon" / "sections.toml", _Sections, ResourceError)


@cache
def mtus_regions(number: str) -> frozenset[str] | None:
    """The regions of the body that the guideline of a section of 8 CCR is about; None if it is about any."""
    found = next((chapter for chapter in _chapters().mtus if chapter.number == number), None)
    return found.regions if found else None


def mtus_chapters(region: str, day: date) -> list[str]:
    """The sections of 8 CCR whose guideline covers a region on a day; none if the region was exempt then."""
    first = {section.number: section.first_day or date.max for section in guideline_sections()}
    return [
        chapter.number
        for chapter in _chapters().mtus
        if region in chapter.regions and day >= max(first[chapter.number], chapter.first.get(region, date.min))
    ]


@cache
def _odg_names() -> Phrases[_OdgChapter]:
    named: list[tuple[str, _OdgChapter]] = [(name, chapter) for chapter in _chapters().odg for name in chapter.names]
    general = _OdgChapter(names=_chapters().general.odg, regions=frozenset())
    return Phrases([*named, *((name, general) for name in general.names)])


class OdgChapter(NamedTuple):
    """A chapter of the ODG that a citation names: its words, their place, and its regions; none if it is general."""

    start: int
    text: str
    regions: frozenset[str]


def odg_chapter(citation: str, start: int = 0) -> OdgChapter | None:
    """The first chapter of the ODG that a citation names from an offset on, or None."""
    for begin, end, chapter in _odg_names().find(citation[start:]):
        words = citation[start + begin : start + end]
        return OdgChapter(start + begin, words, chapter.regions)
    return None


@cache
def _general_sections() -> Phrases[str]:
    return Phrases((words, words) for words in _sections().general)


@cache
def _speaking() -> dict[str, tuple[str, ...]]:
    return {" ".join(name.casefold().split()): groups for name, groups in _sections().speaks_of.items()}


@read_once
def section_groups(section: str) -> frozenset[str] | None:
    """The groups and treatments of which a section of a guideline speaks; None if it may speak of any."""
    folded = " ".join(section.casefold().split())
    if folded in _speaking():
        return frozenset(_speaking()[folded])
    named = treatments_in(section)
    if not named or any(True for _ in _general_sections().find(section)):
        return None
    groups = {name for each in named for name in (each.treatment.name, each.treatment.groups[0])}
    return frozenset(groups | {name for group in groups for name in _speaking().get(f"{group}s", ())})


def speaks_of(section: str, treatment: Treatment) -> bool | None:
    """Whether a section of a guideline speaks of a treatment; None if that is not known."""
    groups = section_groups(section)
    return None if groups is None else not groups.isdisjoint((treatment.name, *treatment.groups))
