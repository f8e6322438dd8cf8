"""Invented older versions of the format, and the steps from them, to test how old files are read."""

from collections.abc import Callable
from typing import Any


def _renamed(old: str, new: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda raw: {new if key == old else key: value for key, value in raw.items()}


STEPS_FROM_OLDER = {-1: _renamed("letter_edition", "letter"), 0: _renamed("letter", "edition")}
"""Two older versions of the format, which call the edition something else."""
