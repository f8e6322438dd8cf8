"""The versions of the format of a case, and the steps from each to the next one.

A new version adds the step from the one before to ``STEPS``. A step takes the JSON data of a case of its version, which
it may change, and returns that of the next version. It must lose nothing.
"""

from collections.abc import Callable
from typing import Any

from imrletters.case import SCHEMA_VERSION

VERSION = "schema_version"
FIRST_VERSION = 1
"""The version of a case that states none."""
STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""The step from each version to the next one."""


def stated_version(raw: dict[str, Any]) -> Any:
    """The version that the data of a case states, whatever it is; ``FIRST_VERSION`` without one."""
    return raw.get(VERSION, FIRST_VERSION)


def is_readable(version: Any) -> bool:
    """Whether data of a version can be brought to the current one."""
    return type(version) is int and (version == SCHEMA_VERSION or version in STEPS)


def current_data(raw: Any) -> Any:
    """The data of a case in the current version. Data of an unknown version stays as it is; validation refuses it."""
    if isinstance(raw, dict):
        while type(version := stated_version(raw)) is int and version != SCHEMA_VERSION and version in STEPS:
            raw = STEPS[version](raw) | {VERSION: version + 1}
    return raw
