"""Validates JSON: returns a case, or reports every problem at once with its place.

Only data that cannot be printed or read back is refused. All other mistakes (dates out of order, contradictions) are
findings of proofreading, so that a published letter with a mistake can still be parsed.
"""

import json
import operator
from collections.abc import Callable
from dataclasses import replace
from functools import cache, reduce
from operator import itemgetter
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from imrletters.case import Case, Path, parts_in, pointer
from imrletters.errors import MAX_PROBLEMS, CaseError, Problem, first_of, not_listed, os_error_reason
from imrletters.validation.printable import Fault, faults

LONGEST_EXCERPT = 60
UNKNOWN_KEY = "extra_forbidden"
"""The type of pydantic's error for an unknown key."""
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


def load_case(path: str | FilePath, templates: FilePath | None = None) -> Case:
    """The case in a JSON file. Raises CaseError with every problem, each placed in the file.

    ``templates`` is the folder of an organization's own editions, which the case may name.
    """
    try:
        data = FilePath(path).read_bytes()
    except OSError as error:
        raise CaseError([Problem(os_error_reason(error), source=str(path))]) from None
    try:
        return read_case(data, templates)
    except CaseError as error:
        raise error.at(str(path)) from None


def read_case(data: bytes | str, templates: FilePath | None = None) -> Case:
    """The case in the bytes or the text of a JSON file.

    Raises CaseError with the problems, each with its line and column: at most ``MAX_PROBLEMS``, and one that states
    how many others there are.
    """
    text = (data if isinstance(data, str) else decoded(data)).removeprefix("\ufeff")
    repeated: list[str] = []
    raw = json_data(text, lambda pairs: _object(pairs, repeated))
    case, found, others = _validated(raw, templates)
    if case is not None and not found and not repeated:
        return case
    from imrletters.validation.json_source import Source  # noqa: PLC0415 - only faults have places

    source = Source(text, MAX_PROBLEMS)
    placed = [(fault, source.place(fault.path, of_key=fault.of_key, character=fault.character)) for fault in found]
    for path, offset in source.repeated:
        if not any(map(_is_unknown, path[:-1])):  # the unknown key is a fault itself
            placed.append((Fault(path, "the key is repeated in this object"), source.lines.place(offset)))
    listed, cut = first_of(sorted(placed, key=itemgetter(1)))
    problems = [replace(_problem(fault), line=line, column=column) for fault, (line, column) in listed]
    raise CaseError([*problems, *not_listed(cut + others + source.not_listed)])


def json_data(text: str, object_of: Callable[[list[tuple[str, Any]]], Any] | None = None) -> Any:
    """The data of a JSON text; ``object_of`` makes each object from its pairs. Raises CaseError."""
    try:
        return json.loads(text, object_pairs_hook=object_of)
    except json.JSONDecodeError as error:
        from imrletters.validation.json_source import Lines  # noqa: PLC0415 - only faults have places

        line, column = Lines(text).place(error.pos)
        raise CaseError([Problem(f"invalid JSON: {_reworded(error.msg)}", line=line, column=column)]) from None
    except (RecursionError, ValueError):
        message = "not a case: its lists are nested too deeply, or a number has thousands of digits"
        raise CaseError([Problem(message)]) from None


def validate(case: Case, templates: FilePath | None = None) -> None:
    """Raises CaseError if a case built in Python could not be printed or read back."""
    found, others = first_of(faults(case.to_data(), templates=templates))
    if found:
        raise CaseError([*map(_problem, found), *not_listed(others)])


def decoded(data: bytes) -> str:
    """The text of a JSON file. Raises CaseError where it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        from imrletters.validation.json_source import Lines  # noqa: PLC0415 - only faults have places

        before = data[: error.start].decode("utf-8", errors="replace").removeprefix("\ufeff")
        line, column = Lines(before).place(len(before))
        message = f"the byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise CaseError([Problem(message, line=line, column=column)]) from None


def _problem(fault: Fault) -> Problem:
    unknown = next((number for number, step in enumerate(fault.path) if _is_unknown(step)), None)
    redacted = None if unknown is None else pointer(fault.path[:unknown])
    return Problem(fault.message, pointer(fault.path), redacted=fault.redacted, redacted_pointer=redacted)


def _is_unknown(step: str | int) -> bool:
    """Whether a step of a path is an unknown key, which may contain words of the case."""
    return isinstance(step, str) and step not in _all_keys()


@cache
def _all_keys() -> frozenset[str]:
    """The keys that the objects of a case may have."""
    found: set[str] = set()
    models: list[Any] = [Case]
    while models:
        for name, field in models.pop().model_fields.items():
            found.add(field.alias or name)
            models.extend(parts_in(field.annotation))
    return frozenset(found)


def _object(pairs: list[tuple[str, Any]], repeated: list[str]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        repeated.extend(key for key, _ in pairs)
    return members


def _reworded(message: str) -> str:
    """A message of ``json`` in our style: "Expecting ',' delimiter" becomes 'expected ","'."""
    words = message.replace("Expecting", "expected").replace(" delimiter", "").replace("'", '"')
    return words[0].lower() + words[1:]


def _validated(raw: Any, templates: FilePath | None) -> tuple[Case | None, list[Fault], int]:
    """The case, or None if its shape is wrong, the first faults, and the number of the others."""
    case, errors = None, []
    try:
        case = Case.model_validate(raw)
    except ValidationError as error:
        errors = [details for details in error.errors(include_url=False) if not _repeats(details, raw)]
    unknown = {details["loc"] for details in errors if details["type"] == UNKNOWN_KEY}
    known = {details["loc"] for details in errors}
    found, others = first_of(errors)
    printable = faults(raw, unknown, templates) if isinstance(raw, dict) else ()
    more, other_faults = first_of(
        fault for fault in printable if fault.character is not None or fault.path not in known
    )
    return case, [*map(_fault, found), *more], others + other_faults


def _repeats(details: Any, raw: Any) -> bool:
    """Whether an error of pydantic repeats another: for a list with faulty entries, or half a character in a text."""
    if details["type"] == "string_unicode":  # in an object, one of its keys contains it
        return isinstance(reduce(operator.getitem, details["loc"], raw), str)
    return details["type"] == "too_short" and bool(details["input"])


def _fault(details: Any) -> Fault:
    """An error of pydantic as a fault with our message."""
    path, kind, got = tuple(details["loc"]), details["type"], details["input"]
    if kind in MESSAGES:
        return Fault(path, MESSAGES[kind])
    if kind in ("both_places", "text_and_citations"):
        return Fault(path, f"expected {details['msg']}")
    if kind == UNKNOWN_KEY:
        import difflib  # noqa: PLC0415 - only unknown keys need it

        near = difflib.get_close_matches(str(path[-1]), _known_keys(path[:-1]), n=1)
        hint = f'; did you mean "{near[0]}"?' if near else f"; known keys: {', '.join(_known_keys(path[:-1]))}"
        return Fault(path, f"unknown key{hint}", of_key=True, redacted="unknown key")
    if kind == "literal_error":
        return _unexpected(path, got, details["ctx"]["expected"].replace("'", '"'))
    if kind == "string_pattern_mismatch":
        return _mismatch(path, got)
    return _unexpected(path, got, _expected(kind, path, details["msg"]))


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


def _known_keys(path: Path) -> list[str]:
    """The keys that an object of the case may have."""
    model: Any = Case
    for step in path:
        if isinstance(step, str):
            field = next(f for name, f in model.model_fields.items() if (f.alias or name) == step)
            model = next(parts_in(field.annotation))
    return [field.alias or name for name, field in model.model_fields.items()]


def excerpt(value: Any) -> str:
    """A JSON value as a problem quotes it: on one line, and shortened."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_EXCERPT else text[: LONGEST_EXCERPT - 3] + "..."
