"""The guidelines of the Medical Treatment Utilization Schedule (MTUS) and when each edition was in force."""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from imrletters.resources import PACKAGE

WORD = re.compile(r"[^\W_]+")
YEAR = re.compile(r"\b(?!9792\b)[0-9]{4}\b")
"""Four digits are a year, or meant for one, unless they begin the number of a section."""
PARENTHESIS = re.compile(r"\([^()]*\)")
NOISE = {"the", "guideline", "guidelines", "mtus"}
"""Words by which two ways to cite the same guideline differ."""
LONGEST_TITLE = 200
"""Comparing takes time that grows with the square; nothing longer is compared."""


@dataclass(frozen=True)
class Edition:
    """One edition of a guideline: how letters cite it, and from when until when (both days included) it holds."""

    section: str
    title: str
    aliases: tuple[str, ...]
    version: str
    effective_from: date
    effective_until: date | None
    source: str

    @property
    def year(self) -> str:
        """The year in the title."""
        return self.title.split(" ")[-1]

    def holds(self, first: date, last: date) -> bool:
        """Whether it is in force on at least one of the days from ``first`` to ``last``."""
        return self.effective_from <= last and (self.effective_until is None or self.effective_until >= first)


@dataclass(frozen=True)
class Section:
    """A section of 8 CCR that adopts a guideline, with its editions from the oldest on.

    ``words`` name the guideline within a sentence.
    """

    number: str
    title: str
    words: tuple[str, ...]
    editions: tuple[Edition, ...]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((PACKAGE / "mtus" / "guidelines.toml").read_text(encoding="utf-8"))


def read_section(data: Mapping[str, Any], sources: Mapping[str, str]) -> Section:
    """A section as the file says it; an edition ends the day before the next one that replaces it."""
    editions = []
    until: date | None = None
    for entry in reversed(data.get("editions", [])):
        start: date = entry["effective_from"]
        editions.append(
            Edition(
                section=data["number"],
                title=entry["title"],
                aliases=tuple(entry.get("aliases", ())),
                version=entry["version"],
                effective_from=start,
                effective_until=entry.get("effective_until", until),
                source=sources[entry["source"]],
            )
        )
        if not entry.get("beside", False):
            until = start - timedelta(days=1)
    return Section(data["number"], data["title"], tuple(data["words"]), tuple(reversed(editions)))


@cache
def guideline_sections() -> tuple[Section, ...]:
    """The sections that hold a guideline, in the order of the regulation."""
    return tuple(read_section(entry, _data()["sources"]) for entry in _data()["section"])


@cache
def section_numbers() -> frozenset[str]:
    """The sections of the article that exist, or may."""
    named = (*_data()["sections_without_guideline"], *_data()["sections_unconfirmed"])
    return frozenset(named) | {section.number for section in guideline_sections()}


def in_force(day: date) -> list[Edition]:
    """The editions that hold on a day, in the order of the regulation."""
    return [edition for section in guideline_sections() for edition in section.editions if edition.holds(day, day)]


@cache
def titles() -> frozenset[str]:
    """Every title and alias."""
    return frozenset(
        name
        for section in guideline_sections()
        for edition in section.editions
        for name in (edition.title, *edition.aliases)
    )


def find(title: str) -> Edition | None:
    """The edition that a title cites: by its name, or by a name without a year that a topic may follow.

    Case, punctuation, "&", the word "Guidelines" and what stands in parentheses make no difference.
    """
    key = _key(title)
    if key in _by_key() or YEAR.search(key):
        return _by_key().get(key)
    words = key.split(" ")[: max(name.count(" ") + 1 for name in _by_key())]
    undated = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((_by_key()[name] for name in undated if name in _by_key()), None)


@lru_cache(maxsize=1000)
def nearest(title: str) -> str:
    """The known title that looks most like ``title``."""
    return difflib.get_close_matches(title[:LONGEST_TITLE], sorted(titles()), n=1, cutoff=0)[0]


def _key(title: str) -> str:
    words = WORD.findall(PARENTHESIS.sub(" ", title).casefold().replace("&", " and "))
    return " ".join(word for word in words if word not in NOISE)


@cache
def _by_key() -> dict[str, Edition]:
    return {
        _key(name): edition
        for section in guideline_sections()
        for edition in section.editions
        for name in (edition.title, *edition.aliases)
    }
