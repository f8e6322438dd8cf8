"""The guidelines of the Medical Treatment Utilization Schedule (MTUS) and when each edition was in force."""

import difflib
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from imrletters.errors import ResourceError
from imrletters.resources import PACKAGE
from imrletters.toml_file import read_toml

WORD = re.compile(r"[^\W_]+")
YEAR = re.compile(r"\b(?!9792\b)[0-9]{4}\b")
"""Four digits, read as a year unless they begin the number of a section."""
PARENTHESIS = re.compile(r"\([^()]*\)")
NOISE = {"the", "guideline", "guidelines", "mtus"}
"""Words ignored when two citations of a guideline are compared."""
LONGEST_TITLE = 200
"""The time of a comparison grows with the square of the length; longer titles are cut."""


@dataclass(frozen=True)
class Edition:
    """One edition of a guideline.

    Letters cite it by its title or an alias. It is in force from ``effective_from`` to ``effective_until``, both days
    included; ``None`` means that it still is.
    """

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

    def is_in_force(self, first: date, last: date) -> bool:
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


class _Table(BaseModel):
    """A table of ``guidelines.toml``."""

    # deferred, because only the whole catalogue is ever validated
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class _EditionTable(_Table):
    title: str
    aliases: tuple[str, ...] = ()
    version: str
    effective_from: date
    replaces_earlier: bool = True
    source: str


class _SectionTable(_Table):
    number: str
    title: str
    words: tuple[str, ...]
    editions: tuple[_EditionTable, ...]


class _Catalogue(_Table):
    model_config = ConfigDict(defer_build=False)

    section: tuple[_SectionTable, ...]
    sections_without_guideline: tuple[str, ...]
    sections_unconfirmed: tuple[str, ...]
    sources: dict[str, str]


@cache
def _catalogue() -> _Catalogue:
    return read_toml(PACKAGE / "mtus" / "guidelines.toml", _Catalogue, ResourceError)


def _section(table: _SectionTable) -> Section:
    """The section in a table. An edition ends on the day before the next one that replaces it."""
    editions = []
    until: date | None = None
    for entry in reversed(table.editions):
        editions.append(
            Edition(
                section=table.number,
                title=entry.title,
                aliases=entry.aliases,
                version=entry.version,
                effective_from=entry.effective_from,
                effective_until=until,
                source=_catalogue().sources[entry.source],
            )
        )
        if entry.replaces_earlier:
            until = entry.effective_from - timedelta(days=1)
    return Section(table.number, table.title, table.words, tuple(reversed(editions)))


@cache
def guideline_sections() -> tuple[Section, ...]:
    """The sections that adopt a guideline, in the order of the regulation."""
    return tuple(map(_section, _catalogue().section))


@cache
def section_numbers() -> frozenset[str]:
    """The sections of the article that exist or may exist."""
    others = (*_catalogue().sections_without_guideline, *_catalogue().sections_unconfirmed)
    return frozenset(others) | {section.number for section in guideline_sections()}


@cache
def _editions() -> tuple[Edition, ...]:
    """Every edition, in the order of the regulation."""
    return tuple(edition for section in guideline_sections() for edition in section.editions)


def guideline_editions(day: date | None = None) -> list[Edition]:
    """The editions in the order of the regulation: all, or those in force on a day."""
    editions = list(_editions())
    return editions if day is None else [edition for edition in editions if edition.is_in_force(day, day)]


@cache
def guideline_titles() -> frozenset[str]:
    """Every title and alias."""
    return frozenset(name for edition in _editions() for name in (edition.title, *edition.aliases))


def find_edition(title: str) -> Edition | None:
    """The edition that a title cites: by its name, or by a name without a year, perhaps followed by a topic.

    Ignores case, punctuation, the word "Guidelines" and text in parentheses; "&" equals "and".
    """
    key = _key(title)
    if key in _by_key() or YEAR.search(key):
        return _by_key().get(key)
    words = key.split(" ")[: max(name.count(" ") + 1 for name in _by_key())]
    undated = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((_by_key()[name] for name in undated if name in _by_key()), None)


@lru_cache(maxsize=1000)
def nearest_title(title: str) -> str:
    """The known title or alias most similar to ``title``."""
    compared = difflib.SequenceMatcher(b=title[:LONGEST_TITLE])
    best, nearest = -1.0, ""
    for known in sorted(guideline_titles(), reverse=True):
        compared.set_seq1(known)
        # the upper bounds are much faster than the ratio
        if compared.real_quick_ratio() > best and compared.quick_ratio() > best and compared.ratio() > best:
            best, nearest = compared.ratio(), known
    return nearest


def _key(title: str) -> str:
    """The words of a title that distinguish it from other titles."""
    words = WORD.findall(PARENTHESIS.sub(" ", title).casefold().replace("&", " and "))
    return " ".join(word for word in words if word not in NOISE)


@cache
def _by_key() -> dict[str, Edition]:
    return {_key(name): edition for edition in _editions() for name in (edition.title, *edition.aliases)}
