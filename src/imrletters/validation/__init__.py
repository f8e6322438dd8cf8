"""Validates the JSON of a case, and reports every problem at once with its line and column."""

from imrletters.validation.case_file import decoded, load_case, read_case, validate
from imrletters.validation.json_source import Lines, Source
from imrletters.validation.printable import Fault, faults

__all__ = [
    "Fault",
    "Lines",
    "Source",
    "decoded",
    "faults",
    "load_case",
    "read_case",
    "validate",
]
