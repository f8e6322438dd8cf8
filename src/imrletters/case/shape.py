"""Describes what is wrong with the shape of the data of a case, from the errors of pydantic."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from imrletters.arguments import type_of
from imrletters.case.paths import Path, pointer
from imrletters.errors import CaseError, Problem, first_of, not_listed

LONGEST_EXCERPT = 60
AT_PLACE = r"(.*) at line (\d+) column (\d+)"
"""Why a text is not JSON, in the words of pydantic, whose columns count bytes."""
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
    "iteration_error": "a list",
    "json_type": "JSON as a text (str) or bytes",
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


def shape_error(model: type[BaseModel], error: ValidationError) -> CaseError:
    """The problems of an error of pydantic for the data of a model."""
    listed, others = first_of(shape_errors(error))
    return CaseError([*(problem_of(fault_of(each, model), model) for each in listed), *not_listed(others)])


def json_error(model: type[BaseModel], error: ValidationError) -> CaseError:
    """The problems of an error of pydantic for the JSON text of a model. A text that is not JSON is not quoted."""
    first = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        return CaseError([_invalid_json(first["ctx"]["error"], first["input"])])
    if first["type"] == "string_unicode":  # of the whole text: no half of a character is read from JSON
        text, place = first["input"], _place_of_half(first["input"])
        line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
        return CaseError([Problem(f"invalid JSON: {_about_half(text[place])}", line=line, column=column)])
    return shape_error(model, error)


def shape_errors(error: ValidationError) -> list[Any]:
    """The single errors in an error of pydantic; ``fault_of`` describes each.

    A list without right entries that has wrong ones is left out: the errors of its entries are listed.
    """
    found = error.errors(include_url=False)
    with_errors_inside = {details["loc"][:end] for details in found for end in range(len(details["loc"]))}
    return [each for each in found if each["type"] != "too_short" or each["loc"] not in with_errors_inside]


def is_half_character(details: Any, model: type[BaseModel]) -> bool:
    """Whether an error of pydantic is about half of a character in a text, and not in a key of the object there."""
    return details["type"] == "string_unicode" and _model_at(model, details["loc"]) is None


def fault_of(details: Any, model: type[BaseModel]) -> Fault:
    """An error of pydantic as a fault with our message."""
    path, kind, got = tuple(details["loc"]), details["type"], details["input"]
    if kind == "string_pattern_mismatch" or is_half_character(details, model):
        return _text_fault(kind, path, got)
    if kind == "invalid_key":
        return Fault(path[:-1], f"got a key of the type {type(got).__name__}; expected keys that are texts")
    if kind in MESSAGES:
        return Fault(path, MISSING_INSIDE if kind == "missing" and len(path) > 1 else MESSAGES[kind])
    if kind in ("both_places", "text_and_citations"):
        return Fault(path, f"expected {details['msg']}")
    if kind == UNKNOWN_KEY:
        import difflib  # noqa: PLC0415 - only unknown keys need it

        near = difflib.get_close_matches(str(path[-1]), _known_keys(model, path[:-1]), n=1)
        hint = f'; did you mean "{near[0]}"?' if near else f"; known keys: {', '.join(_known_keys(model, path[:-1]))}"
        return Fault(path, f"unknown key{hint}", of_key=True, redacted="unknown key")
    return _unexpected(path, got, _expected(details))


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
    """A value as a problem quotes it: as JSON on one line, and shortened; its type if JSON cannot express it."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):  # another type, a circle or thousands of digits, or its depth
        return type_of(value)
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


def _invalid_json(reason: str, text: str | bytes | bytearray) -> Problem:
    """The problem of a text that is not JSON, from the reason of pydantic."""
    words = reason.replace("EOF while parsing", "the text ends inside")
    found = re.fullmatch(AT_PLACE, words)
    if found is None:
        return Problem(f"invalid JSON: {words}")
    data = text.encode() if isinstance(text, str) else text
    before = data.split(b"\n")[int(found[2]) - 1][: int(found[3])]
    column = max(len(before.decode(errors="replace")), 1)
    return Problem(f"invalid JSON: {found[1]}", line=int(found[2]), column=column)


def _place_of_half(text: str) -> int:
    """Where the first half of a character is in a text that has one."""
    return next(place for place, character in enumerate(text) if "\ud800" <= character <= "\udfff")


def _about_half(half: str) -> str:
    """What is wrong with half of a character, in the words of ``validation.printable``."""
    return f"U+{ord(half):04X} is half of a character; write the character itself"


def _expected(details: Any) -> str:
    kind = details["type"]
    if kind == "literal_error":
        return str(details["ctx"]["expected"]).replace("'", '"')
    if kind == "model_type" and not details["loc"]:
        return "an object: a file contains one case"
    words = str(details["msg"]).removeprefix("Input should be ")
    return EXPECTED.get(kind, words[:1].lower() + words[1:])


def _unexpected(path: Path, got: Any, expected: str) -> Fault:
    return Fault(path, f"got {excerpt(got)}; expected {expected}", redacted=f"expected {expected}")


def _text_fault(kind: str, path: Path, got: str) -> Fault:
    """The fault of a text with half of a character, or that does not match the pattern of its field."""
    if kind == "string_unicode":
        place = _place_of_half(got)
        return Fault(path, _about_half(got[place]), character=place)
    if path[-1] == "pages":
        return _unexpected(path, got, "digits, commas and hyphens, such as 98-99")
    if path[-1] == "case_number" and got.strip():
        return _unexpected(path, got, "a case number without spaces, such as CM16-0000001")
    return Fault(path, "is empty; expected words")


def _known_keys(root: type[BaseModel], path: Path) -> list[str]:
    """The keys that an object inside a model may have."""
    model: Any = _model_at(root, path)
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(root: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model of the object at a path inside a model; None if no object is expected there."""
    model: type[BaseModel] | None = root
    for step in path:
        if isinstance(step, str) and model:
            field = next(f for name, f in model.model_fields.items() if (f.alias or name) == step)
            model = next(parts_in(field.annotation), None)
    return model
