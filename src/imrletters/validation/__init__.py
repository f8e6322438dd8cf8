"""Validates the JSON of a case, and reports every problem at once with its line and column."""

from typing import TYPE_CHECKING

from imrletters.lazy import lazy_exports
from imrletters.validation.case_file import decoded, json_data, load_case, read_case, validate
from imrletters.validation.printable import Fault, faults

if TYPE_CHECKING:
    from imrletters.validation.json_source import Lines, Source

__all__ = [
    "Fault",
    "Lines",
    "Source",
    "decoded",
    "faults",
    "json_data",
    "load_case",
    "read_case",
    "validate",
]

__getattr__ = lazy_exports(__name__, {"imrletters.validation.json_source": ("Lines", "Source")})
