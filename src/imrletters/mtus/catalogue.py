"""The guidelines of the Medical Treatment Utilization Schedule (MTUS) and when each edition was in force.

The catalogue of a thread or task is ours, or within ``using_guidelines`` ours with the additions of an organization.
"""

import difflib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache

from pydantic import ValidationError

from imrletters.errors import DataError, Problem, ResourceError
from imrletters.mtus.contradictions import contradictions
from imrletters.mtus.editions import Edition, Section, joined
from imrletters.mtus.tables import GuidelinesTable, problems_of
from imrletters.readings import read_once
from imrletters.resources import PACKAGE
from imrletters.toml_file import TomlError, toml_tables

WORD = re.compile(r"[^\W_]+")
YEAR = re.compile(r"\b(?!9792\b)[0-9]{4}\b")
"""Four digits, read as a year unless they begin the number of a section."""
PARENTHESIS = re.compile(r"\([^()]*\)")
NOISE = {"the", "guideline", "guidelines", "mtus"}
"""Words ignored when two citations of a guideline are compared."""
LONGEST_TITLE = 200
"""The time of a comparison grows with the square of the length; longer titles are cut."""
MOST_CATALOGUES = 8
"""The most catalogues, and things derived from one, that a process keeps."""


@dataclass(frozen=True)
class OwnGuidelines:
    """The additions of an organization to the catalogue: the name of their file, and its text.

    They add sections and editions. They end one of our editions only by naming it in ``replaces``, and remove none.
    ``load_guidelines`` reads and validates them.
    """

    name: str
    text: str


class Catalogue:
    """Sections of the regulation with their editions, and searches in them."""

    def __init__(self, sections: tuple[Section, ...], numbers: frozenset[str]) -> None:
        self.sections = sections
        self.numbers = numbers | {section.number for section in sections}
        self.editions = tuple(edition for section in sections for edition in section.editions)

    @cached_property
    def titles(self) -> frozenset[str]:
        """Every title and alias, with each of the years."""
        return frozenset(name for edition in self.editions for name in edition.names)

    @cached_property
    def by_key(self) -> dict[str, tuple[Edition, ...]]:
        """The editions by the words of their names. Two editions of a section may share a name."""
        found: dict[str, tuple[Edition, ...]] = {}
        for edition in self.editions:
            for key in dict.fromkeys(map(_key, edition.names)):
                found[key] = (*found.get(key, ()), edition)
        return found

    @cached_property
    def topic_words(self) -> tuple[re.Pattern[str], dict[str, str]]:
        """A pattern of the words that name a guideline in a sentence, and the section for each of these words."""
        section_of = {word: section.number for section in self.sections for word in section.words}
        words = "|".join(map(re.escape, section_of))
        return re.compile(rf"\b(?:{words})\b", re.IGNORECASE | re.ASCII), section_of


@cache
def _ours() -> GuidelinesTable:
    path = PACKAGE / "mtus" / "guidelines.toml"
    try:
        table = _table(path.read_text(encoding="utf-8"))
    except (OSError, DataError) as error:
        raise ResourceError(f"{path}: {error}") from None
    return table


def _table(text: str) -> GuidelinesTable:
    """The tables in the text of a file. Raises DataError."""
    try:
        return GuidelinesTable.model_validate(toml_tables(text))
    except TomlError as error:
        raise DataError([Problem(str(error))]) from None
    except ValidationError as error:
        raise DataError(problems_of(error)) from None


@lru_cache(MOST_CATALOGUES)
def catalogue_with(own: OwnGuidelines | None) -> Catalogue:
    """Our catalogue, with the additions of an organization. Raises DataError if these are invalid."""
    table = _table(own.text) if own else None
    if table and (problems := list(contradictions(_ours(), table))):
        raise DataError(problems)
    numbers = {
        number
        for each in (_ours(), *([table] if table else []))
        for number in (*each.sections_without_guideline, *each.sections_unconfirmed)
    }
    return Catalogue(joined(_ours(), table, own.name if own else ""), frozenset(numbers))


_own: ContextVar[OwnGuidelines | None] = ContextVar("own guidelines", default=None)


@contextmanager
def using_guidelines(own: OwnGuidelines | None) -> Iterator[None]:
    """Within the ``with`` block, the catalogue is ours with the additions of an organization."""
    token = _own.set(own)
    try:
        yield
    finally:
        _own.reset(token)


def current_catalogue() -> Catalogue:
    """The catalogue of this thread or task."""
    return catalogue_with(_own.get())


def guideline_sections() -> tuple[Section, ...]:
    """The sections that adopt a guideline, in the order of the regulation."""
    return current_catalogue().sections


def section_numbers() -> frozenset[str]:
    """The sections of the article that exist or may exist."""
    return current_catalogue().numbers


def guideline_editions(day: date | None = None) -> list[Edition]:
    """The editions in the order of the regulation: all, or those in force on a day.

    Those whose first day is not known are in force from the year in their title on.
    """
    return [each for each in current_catalogue().editions if day is None or each.is_in_force(day, day)]


def guideline_titles() -> frozenset[str]:
    """Every title and alias of our catalogue. Letters are read by these, so that additions change no case."""
    return catalogue_with(None).titles


def find_editions(title: str) -> tuple[Edition, ...]:
    """The editions that a title cites: by a name, or by a name without a year, perhaps followed by a topic.

    More than one if editions of the section share the name. Ignores case, punctuation, the word "Guidelines" and text
    in parentheses; "&" equals "and".
    """
    by_key = current_catalogue().by_key
    key = _key(title)
    if key in by_key or YEAR.search(key):
        return by_key.get(key, ())
    words = key.split(" ")[: max(name.count(" ") + 1 for name in by_key)]
    undated = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((by_key[name] for name in undated if name in by_key), ())


def find_edition(title: str) -> Edition | None:
    """The first edition that a title cites, or None. All that share a name are of the same section."""
    return next(iter(find_editions(title)), None)


def guideline_topics(text: str) -> list[str]:
    """The sections of the regulation whose guidelines a text names, in the order of the text."""
    pattern, section_of = current_catalogue().topic_words
    return [section_of[word.lower()] for word in pattern.findall(text)]


def nearest_title(title: str) -> str:
    """The known title or alias most similar to ``title``."""
    return _nearest(title[:LONGEST_TITLE])


@read_once
def _nearest(title: str) -> str:
    compared = difflib.SequenceMatcher(b=title)
    best, nearest = -1.0, ""
    for known in sorted(current_catalogue().titles, reverse=True):
        compared.set_seq1(known)
        # the upper bounds are much faster than the ratio
        if compared.real_quick_ratio() > best and compared.quick_ratio() > best and compared.ratio() > best:
            best, nearest = compared.ratio(), known
    return nearest


@read_once
def _key(title: str) -> str:
    """The words of a title that distinguish it from other titles."""
    words = WORD.findall(PARENTHESIS.sub(" ", title).casefold().replace("&", " and "))
    return " ".join(word for word in words if word not in NOISE)
