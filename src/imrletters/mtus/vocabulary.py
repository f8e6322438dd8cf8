"""The names that letters use: titles and sections of guidelines, specialties and states."""

import tomllib
from functools import cache

from imrletters.mtus.catalogue import titles
from imrletters.resources import PACKAGE


@cache
def known(kind: str) -> frozenset[str]:
    """The known ``titles``, ``sections``, ``specialties`` or ``states``."""
    if kind == "titles":
        return titles()
    return frozenset(tomllib.loads((PACKAGE / "mtus" / "vocabulary.toml").read_text(encoding="utf-8"))[kind])
