"""The greatest strength of one tablet of each drug, from ``strengths.toml``."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from imrletters.errors import ResourceError
from imrletters.mtus import Certainty
from imrletters.resources import PACKAGE
from imrletters.toml_file import read_toml


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    certainty: Certainty
    greatest: dict[str, float]


class _Strengths(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    group: tuple[_Group, ...]


@cache
def greatest_strengths() -> dict[str, float]:
    """The greatest strength in milligrams of one tablet or capsule, by the drug's name in the lexicon."""
    table = read_toml(PACKAGE / "proofreading" / "prose" / "strengths.toml", _Strengths, ResourceError)
    return {drug: greatest for group in table.group for drug, greatest in group.greatest.items()}
