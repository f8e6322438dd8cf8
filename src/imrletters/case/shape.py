"""Describes what is wrong with the shape of the data of a case, from the errors of pydantic."""

import json
import operator
from collections.abc import Iterator
from functools import cache, reduce
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from imrletters.case.paths import Path, pointer
from imrletters.errors import CaseError, Problem, first_of, not_listed

LONGEST_EXCERPT = 60
UNKNOWN_KEY = "extra_forbidden"
"""The type of pydantic's error for an unknown key."""
MISSING_INSIDE = "is missing; it is required here"
"""The message about a missing key of an object inside a case."""
MESSAGES = {
    "missing": "is missing; every case needs it",
    "string_unicode": "a key in it contains half of a character; write the character itself",
}
EXPECTED = {
    "string_type": "a text in quotes",
    "tuple_type": "a list",
    "model_type": "an object",
    "too_short": "at least one entry",
    "date_form": "a date as YYYY-MM-DD",
    "impossible_date": "a day that exists, as YYYY-MM-DD",
}


class Fault(NamedTuple):
    """One fault of a case: the path to its value, or to its key, and the character of the value at which it begins.

    ``redacted`` is the message without a word of the case, where the two differ.
    """

    path: Path
    message: str
    of_key: bool = False
    character: int | None = None
    redacted: str = ""


def shape_error(model: type[BaseModel], error: ValidationError, raw: Any) -> CaseError:
    """The problems of an error of pydantic for the data ``raw`` of a model."""
    listed, others = first_of(shape_errors(error, raw))
    return CaseError([*(problem_of(fault_of(each, model), model) for each in listed), *not_listed(others)])


def shape_errors(error: ValidationError, raw: Any) -> list[Any]:
    """The single errors in an error of pydantic, without those that repeat another; ``fault_of`` describes each."""
    return [details for details in error.errors(include_url=False) if not _repeats(details, raw)]


def fault_of(details: Any, model: type[BaseModel]) -> Fault:
    """An error of pydantic as a fault with our message."""
    path, kind, got = tuple(details["loc"]), details["type"], details["input"]
    if kind in MESSAGES:
        return Fault(path, MISSING_INSIDE if kind == "missing" and len(path) > 1 else MESSAGES[kind])
    if kind in ("both_places", "text_and_citations"):
        return Fault(path, f"expected {details['msg']}")
    if kind == UNKNOWN_KEY:
        import difflib  # noqa: PLC0415 - only unknown keys need it

        near = difflib.get_close_matches(str(path[-1]), _known_keys(model, path[:-1]), n=1)
        hint = f'; did you mean "{near[0]}"?' if near else f"; known keys: {', '.join(_known_keys(model, path[:-1]))}"
        return Fault(path, f"unknown key{hint}", of_key=True, redacted="unknown key")
    if kind == "literal_error":
        return _unexpected(path, got, details["ctx"]["expected"].replace("'", '"'))
    if kind == "string_pattern_mismatch":
        return _mismatch(path, got)
    return _unexpected(path, got, _expected(kind, path, details["msg"]))


def problem_of(fault: Fault, model: type[BaseModel]) -> Problem:
    """A fault of the data of a model as a problem, whose form without values names no unknown key."""
    unknown = next((number for number, step in enumerate(fault.path) if is_unknown(step, model)), None)
    redacted = None if unknown is None else pointer(fault.path[:unknown])
    return Problem(fault.message, pointer(fault.path), redacted=fault.redacted, redacted_pointer=redacted)


def is_unknown(step: str | int, model: type[BaseModel]) -> bool:
    """Whether a step of a path is an unknown key, which may contain words of the case."""
    return isinstance(step, str) and step not in _all_keys(model)


def parts_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models named in the type of a field."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from parts_in(argument)


def excerpt(value: Any) -> str:
    """A value as a problem quotes it: as JSON on one line, and shortened."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_EXCERPT else text[: LONGEST_EXCERPT - 3] + "..."


@cache
def _all_keys(model: type[BaseModel]) -> frozenset[str]:
    """The keys that the objects of a model, and those inside them, may have."""
    found: set[str] = set()
    models: list[Any] = [model]
    while models:
        for name, field in models.pop().model_fields.items():
            found.add(field.alias or name)
            models.extend(parts_in(field.annotation))
    return frozenset(found)


def _repeats(details: Any, raw: Any) -> bool:
    """Whether an error of pydantic repeats another: for a list with faulty entries, or half a character in a text."""
    if details["type"] == "string_unicode":  # in an object, one of its keys contains it
        return isinstance(reduce(operator.getitem, details["loc"], raw), str)
    return details["type"] == "too_short" and bool(details["input"])


def _expected(kind: str, path: Path, message: str) -> str:
    if kind == "model_type" and not path:
        return "an object: a file contains one case"
    words = message.removeprefix("Input should be ")
    return EXPECTED.get(kind, words[:1].lower() + words[1:])


def _unexpected(path: Path, got: Any, expected: str) -> Fault:
    return Fault(path, f"got {excerpt(got)}; expected {expected}", redacted=f"expected {expected}")


def _mismatch(path: Path, got: str) -> Fault:
    """The fault of a text that does not match the pattern of its field."""
    if path[-1] == "pages":
        return _unexpected(path, got, "digits, commas and hyphens, such as 98-99")
    if path[-1] == "case_number" and got.strip():
        return _unexpected(path, got, "a case number without spaces, such as CM16-0000001")
    return Fault(path, "is empty; expected words")


def _known_keys(root: type[BaseModel], path: Path) -> list[str]:
    """The keys that an object inside a model may have."""
    model: Any = root
    for step in path:
        if isinstance(step, str):
            field = next(f for name, f in model.model_fields.items() if (f.alias or name) == step)
            model = next(parts_in(field.annotation))
    return [field.alias or name for name, field in model.model_fields.items()]
