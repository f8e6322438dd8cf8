"""The kinds of values that the parts of a case are made of."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
Copy = Literal["public", "parties"]
"""The two letters of a case: the one the state publishes, and the one the parties receive."""
COPIES: tuple[Copy, ...] = get_args(Copy)


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


class Part(BaseModel):
    """What every part of a case has in common: it never changes, and it knows all its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def parts_in(annotation: Any) -> Iterator[type[Part]]:
    """The kinds of parts that a field's type speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from parts_in(argument)
