"""The base of the models of a case, and the types of their fields."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.fields import ComputedFieldInfo, FieldInfo
from pydantic_core import PydanticCustomError

from imrletters.case.shape import json_error, shape_error

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
    if not isinstance(value, int) or isinstance(value, bool) or value != SCHEMA_VERSION:
        raise PydanticCustomError("literal_error", "expected {expected}", {"expected": str(SCHEMA_VERSION)})
    return SCHEMA_VERSION


SchemaVersion = Annotated[Literal[1], BeforeValidator(_version)]
"""The version of the format of a case."""
Day = Annotated[date, BeforeValidator(_iso_date)]
"""A date, in JSON as YYYY-MM-DD."""
Text = Annotated[str, Field(strict=True, pattern=r"\S")]
"""A string with at least one character that is not white space."""
Entry = TypeVar("Entry")


def _in_order(value: object) -> object:
    """Refuses a set, whose entries have no order."""
    if isinstance(value, set | frozenset):
        raise PydanticCustomError("tuple_type", "a list")
    return value


if TYPE_CHECKING:
    Several = Sequence[Entry]
else:
    Several = Annotated[tuple[Entry, ...], BeforeValidator(_in_order)]
"""Several values in an order. A case keeps a tuple of them; type checkers accept any sequence."""
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


def field_title(name: str) -> str:
    """The title of a field in the schema, such as "Clinical case summary"."""
    return TITLES.get(name) or name.replace("_", " ").capitalize()


def _title(name: str, _: FieldInfo | ComputedFieldInfo) -> str:
    return field_title(name)


def _title_of_part(part: type[Any]) -> str:
    """The title of a model in the schema, such as "Disputed item"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", part.__name__).capitalize()


class Part(BaseModel):
    """The base of the models of a case: immutable, and without unknown keys.

    Wrong data is a CaseError, without the error of pydantic, which contains the data. Inside the validation of another
    model of pydantic, or of FastAPI, it is part of the error of that model.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        defer_build=True,  # most parts are only validated inside a case, which is built at once
        hide_input_in_errors=True,
        field_title_generator=_title,
        model_title_generator=_title_of_part,
    )

    def __init__(self, /, **data: Any) -> None:
        """Raises CaseError with every problem of the data."""
        try:
            super().__init__(**data)
        except ValidationError as error:
            raise shape_error(type(self), error) from None

    # without this mark, the validation of a case would call this method for each part, and end at the first problem
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined] # pydantic reads it

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """The part with this data. Raises CaseError with every problem of its shape."""
        try:
            return super().model_validate(obj, **options)
        except ValidationError as error:
            raise shape_error(cls, error) from None

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """The part in this JSON. Raises CaseError with every problem of its shape."""
        try:
            return super().model_validate_json(json_data, **options)
        except ValidationError as error:
            raise json_error(cls, error) from None
