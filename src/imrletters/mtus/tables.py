"""The tables of a file of guidelines, ours or an organization's own, and how such a file is read."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from imrletters.errors import Problem
from imrletters.toml_file import fault_words

Certainty = Literal["confirmed", "reported", "inferred"]
"""How sure a statement is: its source was read, another text or an excerpt states it, or no source states it."""
Status = Literal["adopted", "proposed"]
Name = Annotated[str, Field(min_length=1)]
Names = Annotated[tuple[Name, ...], Field(strict=False)]
Number = Annotated[str, Field(pattern=r"^9792\.2[0-9](\.[1-9][0-9]?)?$")]
Numbers = Annotated[tuple[Number, ...], Field(strict=False)]
Year = Annotated[int, Field(ge=1900, le=2099)]


class _Table(BaseModel):
    """A table of a file of guidelines: every key is known, and no value is converted."""

    # deferred, because only the whole file is ever validated
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class EditionTable(_Table):
    """One edition, ``[[section.editions]]``."""

    title: Annotated[str, Field(pattern=r"^[A-Z].* (19|20)[0-9]{2}$")]
    other_years: Annotated[tuple[Year, ...], Field(strict=False)] = ()
    aliases: Names = ()
    version: Name
    status: Status = "adopted"
    hearing: date | None = None
    effective_from: date | None = None
    replaces: Names = ()
    source: Name
    certainty: Certainty
    title_source: Name | None = None
    title_certainty: Certainty | None = None


class SectionTable(_Table):
    """A section of 8 CCR with its editions, ``[[section]]``."""

    number: Number
    title: Name | None = None
    words: Annotated[tuple[Annotated[str, Field(pattern=r"^[^A-Z]+$")], ...], Field(strict=False)] = ()
    editions: Annotated[tuple[EditionTable, ...], Field(strict=False)]


class GuidelinesTable(_Table):
    """The whole file."""

    model_config = ConfigDict(defer_build=False)

    section: Annotated[tuple[SectionTable, ...], Field(strict=False)] = ()
    sections_without_guideline: Numbers = ()
    sections_unconfirmed: Numbers = ()
    sources: dict[str, Name] = Field(default_factory=dict)


TABLES: dict[int, type[_Table]] = {1: GuidelinesTable, 3: SectionTable, 5: EditionTable}
"""The table that has a key, by the number of steps to the key: section, 0, editions, 0, title."""


def problems_of(error: ValidationError) -> list[Problem]:
    """One problem for each error of validation."""
    return [Problem(_message(each), _pointer(each["loc"])) for each in error.errors()]


EXPECTED = {
    "number": 'expected the number of a section, such as "9792.23.5"',
    "title": 'expected a title with its year at the end, such as "Knee Disorders 2019"',
    "words": "expected words without capital letters",
    "sections_without_guideline": 'expected numbers of sections, such as "9792.23.5"',
    "sections_unconfirmed": 'expected numbers of sections, such as "9792.23.5"',
}
"""What is expected where a text has another form, by the key."""


def _message(details: Any) -> str:
    kind, place = details["type"], details["loc"]
    if kind == "extra_forbidden":
        known = ", ".join(TABLES[len(place)].model_fields) if len(place) in TABLES else ""
        return f"unknown key; known keys: {known}"
    if kind == "string_pattern_mismatch":
        return next(EXPECTED[step] for step in reversed(place) if step in EXPECTED)
    return fault_words(details)


def _pointer(place: tuple[Any, ...]) -> str:
    return "".join(f"/{step}" for step in place)
