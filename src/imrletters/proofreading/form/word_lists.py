"""Reads the lists of words that the readers of form use."""

import tomllib
from functools import cache
from pathlib import Path

LISTS = Path(__file__).with_name("word_lists.toml")


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(LISTS.read_text(encoding="utf-8"))


def word_list(module: str, name: str) -> frozenset[str]:
    """One list of words of a module."""
    return frozenset(_lists()[module][name].split())
