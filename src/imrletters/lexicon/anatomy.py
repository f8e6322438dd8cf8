"""The parts of the body: the regions and wholes in which they lie, from ``body.toml``."""

from functools import cache
from typing import Literal

from imrletters.errors import ResourceError
from imrletters.lexicon.table import Table
from imrletters.resources import PACKAGE
from imrletters.toml_file import read_toml

Kind = Literal["part", "condition", "test"]
"""How a text names a region: by a part of the body, a condition of it, or a test that examines it."""


class Region(Table):
    """A region of the body: its whole, its neighbours and the words that name it."""

    whole: str = ""
    near: tuple[str, ...] = ()
    parts: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()

    def words(self) -> list[tuple[str, Kind]]:
        """All words that name the region, each with its kind."""
        named: tuple[tuple[Kind, tuple[str, ...]], ...] = (
            ("part", self.parts),
            ("condition", self.conditions),
            ("test", self.tests),
        )
        return [(word, kind) for kind, words in named for word in words]


class Whole(Table):
    """A larger part of the body and the words that name it."""

    parts: tuple[str, ...]


class _Body(Table):
    not_parts: tuple[str, ...]
    region: dict[str, Region]
    whole: dict[str, Whole]


@cache
def _body() -> _Body:
    return read_toml(PACKAGE / "lexicon" / "body.toml", _Body, ResourceError)


def regions() -> dict[str, Region]:
    """The regions by their names."""
    return _body().region


def wholes() -> dict[str, Whole]:
    """The wholes by their names: spine, arm and leg."""
    return _body().whole


def not_parts() -> tuple[str, ...]:
    """Phrases that only look like parts of the body."""
    return _body().not_parts


@cache
def regions_of(whole: str) -> frozenset[str]:
    """The regions in a whole."""
    return frozenset(name for name, region in regions().items() if region.whole == whole)


@cache
def overlapping(name: str) -> frozenset[str]:
    """The regions and wholes that may mean the same part of the body as a region or a whole, itself included."""
    if name in wholes():
        return frozenset({name}) | regions_of(name)
    region = regions()[name]
    return frozenset({name, *region.near, *filter(None, [region.whole])})
