"""The names that letters use: titles and sections of guidelines, specialties and states."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from imrletters.errors import ResourceError
from imrletters.mtus.catalogue import guideline_titles
from imrletters.resources import PACKAGE
from imrletters.toml_file import read_toml


class _SectionNames(BaseModel):
    """The names of the sections of some guidelines, which are named by their sections of 8 CCR."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    guidelines: tuple[str, ...]
    names: frozenset[str]


class _Vocabulary(BaseModel):
    """The content of ``vocabulary.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sections: tuple[_SectionNames, ...]
    specialties: frozenset[str]
    states: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    return read_toml(PACKAGE / "mtus" / "vocabulary.toml", _Vocabulary, ResourceError)


@cache
def known_names(kind: str) -> frozenset[str]:
    """The known ``titles``, with their aliases, ``sections``, ``specialties`` or ``states``."""
    if kind == "titles":
        return guideline_titles()
    if kind == "sections":
        return frozenset().union(*(group.names for group in _vocabulary().sections))
    names: frozenset[str] = getattr(_vocabulary(), kind)
    return names


def names_of_sections(guideline: str) -> frozenset[str]:
    """The known sections of the guideline that a section of 8 CCR adopts; letters may cite others."""
    groups = (group.names for group in _vocabulary().sections if guideline in group.guidelines)
    return frozenset().union(*groups)
