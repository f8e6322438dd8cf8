"""Validates JSON: returns a case, or reports every problem at once with its place.

Only data that cannot be printed or read back is refused. All other mistakes (dates out of order, contradictions) are
findings of proofreading, so that a published letter with a mistake can still be parsed.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from operator import itemgetter
from pathlib import Path as FilePath
from typing import Any

from imrletters.arguments import CONTENT, require
from imrletters.case import UNKNOWN_KEY, Case, Fault, case_shape, fault_of, is_unknown, problem_of
from imrletters.errors import MAX_PROBLEMS, CaseError, Problem, first_of, not_listed, os_error_reason
from imrletters.path_names import PathName, file_path, folder_path
from imrletters.validation.printable import faults
from imrletters.validation.versions import current_data


def load_case(path: PathName, templates: PathName | None = None) -> Case:
    """The case in a JSON file. Raises CaseError with every problem, each placed in the file.

    ``templates`` is the folder of an organization's own editions, which the case may name. Raises HouseStyleError if
    letters of its edition could not be read back.
    """
    file = file_path(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CaseError([Problem(os_error_reason(error), source=str(path))]) from None
    try:
        return read_case(data, templates)
    except CaseError as error:
        raise error.at(str(path)) from None


def read_case(data: bytes | str, templates: PathName | None = None) -> Case:
    """The case in the bytes or the text of a JSON file. Older versions of the format are read too.

    Raises CaseError with the problems, each with its line and column: at most ``MAX_PROBLEMS``, and one that states
    how many others there are. ``templates`` is as for ``load_case``; raises HouseStyleError as it does.
    """
    require("data", data, CONTENT)
    text = (data if isinstance(data, str) else decoded(data)).removeprefix("\ufeff")
    repeated: list[str] = []
    raw = current_data(json_data(text, lambda pairs: _object(pairs, repeated)))
    case, found, others = _validated(raw, folder_path(templates))
    if case is not None and not found and not repeated:
        return case
    from imrletters.validation.json_source import Source  # noqa: PLC0415 - only faults have places

    source = Source(text, MAX_PROBLEMS)
    placed = [(fault, source.place(fault.path, of_key=fault.of_key, character=fault.character)) for fault in found]
    for path, offset in source.repeated:
        if not any(is_unknown(step, Case) for step in path[:-1]):  # the unknown key is a fault itself
            placed.append((Fault(path, "the key is repeated in this object"), source.lines.place(offset)))
    listed, cut = first_of(sorted(placed, key=itemgetter(1)))
    problems = [replace(problem_of(fault, Case), line=line, column=column) for fault, (line, column) in listed]
    raise CaseError([*problems, *not_listed(cut + others + source.not_listed)])


def faultless_case(data: Any, templates: PathName | None = None) -> Case | None:
    """The case with this JSON data; None if it has a problem. Raises HouseStyleError as ``load_case`` does."""
    case, found, _ = _validated(current_data(data), folder_path(templates))
    return None if found else case


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
    case, errors = case_shape(raw)
    unknown = {details["loc"] for details in errors if details["type"] == UNKNOWN_KEY}
    known = {details["loc"] for details in errors}
    found, others = first_of(errors)
    printable = faults(raw, unknown, templates) if isinstance(raw, dict) else ()
    more, other_faults = first_of(
        fault for fault in printable if fault.character is not None or fault.path not in known
    )
    return case, [*(fault_of(details, Case) for details in found), *more], others + other_faults
