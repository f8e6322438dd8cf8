"""Rewrites the text of a case file in the current version of the format, and loses nothing."""

import json
import re
from dataclasses import replace
from typing import Any

from imrletters.arguments import CONTENT, require
from imrletters.case import SCHEMA_VERSION
from imrletters.errors import CaseError, Problem
from imrletters.path_names import PathName
from imrletters.validation.case_file import decoded, json_data, read_case
from imrletters.validation.json_source import Source
from imrletters.validation.versions import VERSION, current_data, is_readable, stated_version

OPENING = re.compile(r"[ \t\n\r]*\{([ \t\n\r]*)")


def migrate_case(data: bytes | str, templates: PathName | None = None) -> str:
    """The text of a case file in the current version of the format.

    A case of the current version keeps its text; only its version is added where it is missing. A case in one line
    stays in one line. ``templates`` is the folder of an organization's own editions. Raises CaseError if the file is
    not a valid case, or is of an unknown or a newer version, and HouseStyleError for an own edition whose letters could
    not be read back.
    """
    require("data", data, CONTENT)
    text = data if isinstance(data, str) else decoded(data)
    body = text.removeprefix("\ufeff")
    raw = json_data(body)
    if not isinstance(raw, dict):
        read_case(body)  # raises the error
    if not is_readable(stated_version(raw)):
        raise CaseError([_unknown_version(raw[VERSION], Source(body))])
    if stated_version(raw) == SCHEMA_VERSION:
        read_case(body, templates)
        return text if VERSION in raw else text.removesuffix(body) + _with_version(body)
    _refuse_repeated_keys(Source(body))
    one_line = "\n" not in body.strip()
    migrated = json.dumps(current_data(raw), ensure_ascii=False, indent=None if one_line else 2)
    try:
        read_case(migrated, templates)
    except CaseError as error:  # a line of the new text is not one of the file
        raise CaseError([replace(each, line=None, column=None) for each in error.problems]) from None
    return migrated if one_line else f"{migrated}\n"


def _with_version(body: str) -> str:
    """The text of a case with its version as the first key, in front of the others in the same way."""
    opening = OPENING.match(body)
    end, space = (opening.end(), opening[1]) if opening else (0, "")
    return f'{body[:end]}"{VERSION}": {SCHEMA_VERSION},{space or " "}{body[end:]}'


def _unknown_version(found: Any, source: Source) -> Problem:
    newer = type(found) is int and found > SCHEMA_VERSION
    expected = f"expected {SCHEMA_VERSION}" + (", the newest version that this imrletters reads" if newer else "")
    got = json.dumps(found, ensure_ascii=False)
    line, column = source.place((VERSION,))
    return Problem(f"got {got}; {expected}", f"/{VERSION}", line=line, column=column, redacted=expected)


def _refuse_repeated_keys(source: Source) -> None:
    problems = []
    for _, offset in source.repeated:
        line, column = source.lines.place(offset)
        problems.append(Problem("a key is repeated in an object", line=line, column=column))
    if problems:
        raise CaseError(problems)
