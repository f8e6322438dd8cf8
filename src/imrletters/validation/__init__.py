"""Validates the JSON of a case, and reports every problem at once with its line and column."""

from typing import TYPE_CHECKING

from imrletters.lazy import lazy_exports
from imrletters.validation.case_data import case_from_data, require_edition, validated, with_field_types
from imrletters.validation.case_file import decoded, json_data, load_case, read_case
from imrletters.validation.printable import faults

if TYPE_CHECKING:
    from imrletters.validation.json_source import Lines, Source
    from imrletters.validation.migration import migrate_case

__all__ = [
    "Lines",
    "Source",
    "case_from_data",
    "decoded",
    "faults",
    "json_data",
    "load_case",
    "migrate_case",
    "read_case",
    "require_edition",
    "validated",
    "with_field_types",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "imrletters.validation.json_source": ("Lines", "Source"),
        "imrletters.validation.migration": ("migrate_case",),
    },
)
