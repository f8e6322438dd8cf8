"""Validates cases that a program has made: data of Python, and cases with fields that ``model_copy`` has changed."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Any

from imrletters.arguments import Accepted, require, type_of
from imrletters.case import Case, Fault, Part, Path, problem_of
from imrletters.errors import CaseError, Problem
from imrletters.path_names import PathName, folder_path
from imrletters.validation.case_file import faultless_case, json_data, read_case
from imrletters.validation.printable import unknown_edition

SCALARS = frozenset({str, int, float, bool, type(None)})
CASE = Accepted((Case,), "a Case, such as load_case(path) or Case.from_data(data)")
WHOLE_CASE = "expected a mapping, or JSON as a text (str) or bytes; load_case reads files"
LONGEST_NUMBER = 2000
"""The number of bits of a number with 600 digits. Python can refuse to write a longer one as text."""
REPLACED = "?"
"""Stands for a value that JSON does not have. Not null, which would be a missing value."""


def case_from_data(data: Mapping[str, Any] | str | bytes, templates: PathName | None = None) -> Case:
    """The case with this data: a mapping, or the text or the bytes of a JSON file (see ``Case.from_data``)."""
    if isinstance(data, str | bytes):
        return read_case(data, templates)
    return _from_values(data, partial(read_case, templates=templates))


def validated(case: Case, templates: PathName | None = None) -> Case:
    """The case with values of the types of its fields. Raises CaseError if it cannot be printed or read back.

    ``model_copy`` can put any value into a field.
    """
    require("case", case, CASE)
    again = _faultless(case, templates)
    if again is None:  # reading it from JSON takes longer, and lists every problem
        return _from_values(case, partial(read_case, templates=templates))
    return case if again == case else again


def _faultless(case: Case, templates: PathName | None) -> Case | None:
    """The case with values of the types of its fields; None if it has a problem, or a value of any other type.

    A value of another type can equal one of the right type and print as other words, such as a member of an Enum.
    """
    try:
        data = _data_of(case)
    except (TypeError, ValueError, RecursionError):
        return None
    return faultless_case(data, templates)


def with_field_types(case: Case) -> Case:
    """The case with values of the types of its fields. Raises CaseError if that is not possible.

    Does not examine whether the case can be printed.
    """
    require("case", case, CASE)
    try:
        return Case.model_validate(_data_of(case))
    except (CaseError, TypeError, ValueError, RecursionError):
        return _from_values(case, _shaped)  # lists every problem with its place


def _shaped(text: str) -> Case:
    """The case in a JSON text; whether it can be printed is not examined."""
    return Case.model_validate(json_data(text))


def _data_of(value: Any) -> Any:
    """The value as JSON data.

    Raises TypeError if it or a part of it is not of a type that a validated case has, and ValueError for half a
    character.
    """
    kind: Any = type(value)
    if kind is str and not value.isascii():
        value.encode()
    if kind in SCALARS:
        return value
    if kind is tuple:
        return [_data_of(entry) for entry in value]
    if kind is date:
        return value.isoformat()
    names = _names_in_json(kind)
    return {names.get(name, name): _data_of(member) for name, member in vars(value).items()}


@cache
def _names_in_json(kind: type) -> dict[str, str]:
    """The names in JSON of the fields of a part of a case that have others in Python."""
    if not issubclass(kind, Part):
        raise TypeError(kind)
    return {name: field.alias for name, field in kind.model_fields.items() if field.alias}


def require_edition(case: Case, templates: PathName | None = None) -> None:
    """Raises CaseError if the edition of a case has no template."""
    if fault := unknown_edition(case.edition, folder_path(templates)):
        raise CaseError([problem_of(fault, Case)])


def _from_values(data: object, read: Callable[[str], Case]) -> Case:
    """The case with this data of Python, read from JSON. Its problems have no lines, because there is no file."""
    strange: list[Fault] = []
    try:
        text = json.dumps(_json_value(data, (), strange))
    except RecursionError:
        raise CaseError([Problem("not a case: its lists are nested too deeply")]) from None
    problems = [problem_of(fault, Case) for fault in strange]
    try:
        case = read(text)
    except CaseError as error:
        explained = {problem.pointer for problem in problems}
        others = (replace(problem, line=None, column=None) for problem in error.problems)
        problems += [problem for problem in others if problem.pointer not in explained]
    if problems:
        raise CaseError(problems)
    return case


def _json_value(value: object, path: Path, strange: list[Fault]) -> object:
    """The value as JSON data; a text in place of one of another type, which is added to ``strange``."""
    if isinstance(value, int) and value.bit_length() > LONGEST_NUMBER:
        expected = "expected a shorter one"
        strange.append(Fault(path, f"got a number with more than 600 digits; {expected}", redacted=expected))
        return REPLACED
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if type(value) is date:
        return value.isoformat()
    if isinstance(value, Part | Mapping):
        return {key: _json_value(member, (*path, key), strange) for key, member in _members(value, path, strange)}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_json_value(entry, (*path, index), strange) for index, entry in enumerate(value)]
    expected = "expected a text, a number, a date without a time, a list or an object" if path else WHOLE_CASE
    strange.append(Fault(path, f"got {type_of(value)}; {expected}", redacted=expected))
    return REPLACED


def _members(value: Part | Mapping[Any, Any], path: Path, strange: list[Fault]) -> Iterator[tuple[str, object]]:
    """The keys and the values of an object; those of a part of a case by their names in JSON."""
    if not isinstance(value, Part):
        for key, member in value.items():
            if isinstance(key, str):
                yield key, member
            else:
                message = f"got a key of the type {type(key).__name__}; expected keys that are texts"
                strange.append(Fault(path, message))
        return
    names = _names_in_json(type(value))
    for name, member in vars(value).items():
        yield names.get(name, name), member
