"""The names that letters use: titles and sections of guidelines, specialties and states."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from imrletters.errors import ResourceError
from imrletters.mtus.catalogue import guideline_titles
from imrletters.resources import PACKAGE
from imrletters.toml_file import read_toml


class _Vocabulary(BaseModel):
    """The content of ``vocabulary.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sections: frozenset[str]
    specialties: frozenset[str]
    states: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    return read_toml(PACKAGE / "mtus" / "vocabulary.toml", _Vocabulary, ResourceError)


def known_names(kind: str) -> frozenset[str]:
    """The known ``titles``, with their aliases, ``sections``, ``specialties`` or ``states``."""
    if kind == "titles":
        return guideline_titles()
    names: frozenset[str] = getattr(_vocabulary(), kind)
    return names
