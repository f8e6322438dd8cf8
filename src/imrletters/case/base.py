"""The base of the models of a case, and the types of their fields."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import ComputedFieldInfo, FieldInfo
from pydantic_core import PydanticCustomError

SCHEMA_VERSION = 1
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
Audience = Literal["public", "parties"]
"""Who a letter is for: the public copy is published by the state, the other one is sent to the parties."""
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


def _iso_date(value: object) -> object:
    """Accepts a date in one form only; pydantic alone would also accept numbers and times."""
    if type(value) is date or value is None:
        return value
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("impossible_date", "a day that exists, as YYYY-MM-DD") from None
    raise PydanticCustomError("date_form", "a date as YYYY-MM-DD")


def _version(value: object) -> object:
    """Accepts the integer 1 only; for Python, True and 1.0 are equal to it."""
    if type(value) is not int or value != SCHEMA_VERSION:
        raise PydanticCustomError("literal_error", "expected {expected}", {"expected": str(SCHEMA_VERSION)})
    return value


SchemaVersion = Annotated[Literal[1], BeforeValidator(_version)]
"""The version of the format of a case."""
Day = Annotated[date, BeforeValidator(_iso_date)]
"""A date, in JSON as YYYY-MM-DD."""
Text = Annotated[str, Field(strict=True, pattern=r"\S")]
"""A string with at least one character that is not white space."""
TITLES = {
    "schema_uri": "Address of the schema",
    "schema_version": "Version of the format",
    "organization": "Review organization",
    "ur_denial_date": "Utilization review denial date",
    "claims_administrator_guideline": "Claims administrator's guideline",
    "maximus_guideline": "Reviewer's guideline",
    "mtus": "MTUS citations",
    "non_mtus": "Citations outside the MTUS",
    "text": "Line in other words",
    "replaces": "Corrected determination",
}
"""The titles of fields in the schema, where a field name is not a good title."""


def _title(name: str, _: FieldInfo | ComputedFieldInfo) -> str:
    """The title of a field in the schema, such as "Clinical case summary"."""
    return TITLES.get(name) or name.replace("_", " ").capitalize()


def _title_of_part(part: type[Any]) -> str:
    """The title of a model in the schema, such as "Disputed item"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", part.__name__).capitalize()


class Part(BaseModel):
    """The base of the models of a case: immutable, and without unknown keys."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        field_title_generator=_title,
        model_title_generator=_title_of_part,
    )


def parts_in(annotation: Any) -> Iterator[type[Part]]:
    """The models named in the type of a field."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from parts_in(argument)
