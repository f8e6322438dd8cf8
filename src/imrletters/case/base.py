"""The kinds of values that the parts of a case are made of."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import ComputedFieldInfo, FieldInfo
from pydantic_core import PydanticCustomError

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
Audience = Literal["public", "parties"]
"""The two letters of a case: the one the state publishes, and the one the parties receive."""
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


def _iso_date(value: object) -> object:
    """Dates are written one way only; pydantic alone would take numbers and times too."""
    if isinstance(value, date) or value is None:
        return value
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("impossible_date", "a day that exists, as YYYY-MM-DD") from None
    raise PydanticCustomError("date_form", "a date as YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_iso_date)]
Text = Annotated[str, Field(pattern=r"\S")]


TITLES = {
    "schema_uri": "Address of the schema",
    "schema_version": "Version of the format",
    "organization": "Review organization",
    "ur_denial_date": "UR denial date",
    "claims_administrator_guideline": "Claims administrator's guideline",
    "maximus_guideline": "Reviewer's guideline",
    "mtus": "MTUS citations",
    "non_mtus": "Citations outside the MTUS",
    "text": "Line in other words",
    "replaces": "Corrected determination",
}
"""What people call a field, where its name does not say it."""


def _title(name: str, _: FieldInfo | ComputedFieldInfo) -> str:
    """What people call a field: "Clinical case summary"."""
    return TITLES.get(name) or name.replace("_", " ").capitalize()


def _title_of_part(part: type[Any]) -> str:
    """What people call a kind of part: "Disputed item"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", part.__name__).capitalize()


class Part(BaseModel):
    """What every part of a case has in common: it never changes, and it knows all its keys."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        field_title_generator=_title,
        model_title_generator=_title_of_part,
    )


def parts_in(annotation: Any) -> Iterator[type[Part]]:
    """The kinds of parts that a field's type speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from parts_in(argument)
