"""Reads the treatments that a text names: drugs, studies, therapies, injections, surgery, equipment and services."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pydantic import Field

from imrletters.errors import ResourceError
from imrletters.lexicon.phrases import Phrases
from imrletters.lexicon.table import Table
from imrletters.readings import read_once
from imrletters.resources import PACKAGE
from imrletters.toml_file import read_toml


class _DrugClass(Table):
    words: tuple[str, ...]
    within: str = ""
    routes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    drugs: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class _Drugs(Table):
    unit_exceptions: dict[str, tuple[str, ...]]
    classes: dict[str, _DrugClass] = Field(alias="class")


class _Group(Table):
    words: tuple[str, ...]
    within: tuple[str, ...] = ()
    treatments: dict[str, tuple[str, ...]]


class _Treatments(Table):
    group: dict[str, _Group]


@dataclass(frozen=True, slots=True)
class Treatment:
    """A treatment, or a class of drugs or a group of treatments (``is_group``).

    ``groups`` are the classes or groups to which it belongs, its own name included if it is one. ``brands`` are the
    other names; ``units`` and ``routes`` are the usual ones of a drug.
    """

    name: str
    groups: tuple[str, ...]
    is_drug: bool
    is_group: bool = False
    brands: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()

    def is_like(self, other: "Treatment") -> bool:
        """Whether two treatments are the same or of one kind: they have a common class or group."""
        return self.name == other.name or not set(self.groups).isdisjoint(other.groups)


class TreatmentMention(NamedTuple):
    """A treatment named in a text."""

    start: int
    end: int
    text: str
    treatment: Treatment


@cache
def _drugs() -> _Drugs:
    return read_toml(PACKAGE / "lexicon" / "drugs.toml", _Drugs, ResourceError)


@cache
def _treatments() -> _Treatments:
    return read_toml(PACKAGE / "lexicon" / "treatments.toml", _Treatments, ResourceError)


def _named() -> Iterator[tuple[str, Treatment]]:
    """Every phrase with its treatment."""
    exceptions = _drugs().unit_exceptions
    for name, drugs in _drugs().classes.items():
        groups = (name, *filter(None, [drugs.within]))
        for generic, brands in drugs.drugs.items():
            units = exceptions.get(generic, drugs.units)
            drug = Treatment(generic, groups, is_drug=True, brands=brands, units=units, routes=drugs.routes)
            yield from ((word, drug) for word in (generic, *brands))
        yield from ((word, Treatment(name, groups, is_drug=True, is_group=True)) for word in drugs.words)
    for name, group in _treatments().group.items():
        groups = (name, *group.within)
        for treatment, words in group.treatments.items():
            named = Treatment(treatment, groups, is_drug=False, brands=words)
            yield from ((word, named) for word in (treatment, *words))
        yield from ((word, Treatment(name, groups, is_drug=False, is_group=True)) for word in group.words)


@cache
def _phrases() -> Phrases[Treatment]:
    return Phrases(_named())


@read_once
def treatments_in(text: str) -> tuple[TreatmentMention, ...]:
    """The treatments that a text names, in order; the longest name counts, so that "lidocaine patch" is one mention."""
    new = tuple.__new__  # takes half the time of a call of the class
    return tuple(
        [
            new(TreatmentMention, (start, end, text[start:end], treatment))
            for start, end, treatment in _phrases().find(text)
        ]
    )


@cache
def treatment_names() -> frozenset[str]:
    """Every name of a treatment, as the lexicon writes it."""
    return frozenset(word for word, _ in _named())


@cache
def group_names() -> frozenset[str]:
    """The classes of drugs and the groups of other treatments."""
    return frozenset(_drugs().classes) | frozenset(_treatments().group)
