"""Makes the manifest records of a batch."""

import json
from collections.abc import Collection, Mapping
from functools import cache
from hashlib import blake2b
from typing import Any

from imrletters.batch.render import Outcome
from imrletters.case import Audience, Case, audiences_of
from imrletters.documents import Document
from imrletters.manifest import BatchRecord
from imrletters.printing import digest


def record_of(
    document: Document, outcome: Outcome, toolchain: Mapping[str, str], audiences: Collection[Audience]
) -> BatchRecord:
    """The record of a case. It contains no time, duration or machine name, so equal runs give equal records.

    It contains nothing of a field that the copies for ``audiences`` do not contain: the problems are without values.
    """
    content = _content(document)
    return BatchRecord(
        stem=document.stem,
        case_number=_number(content),
        source=document.place,
        case_digest=_carried_digest(content, audiences),
        files={name: digest(data) for name, data in outcome.files.items()},
        pages=outcome.pages,
        problems=tuple(str(problem.without_values()) for problem in outcome.problems),
        printed_by=dict(toolchain),
    )


def carried_digest(document: Document, audiences: Collection[Audience]) -> str:
    """The digest of the fields of a case that the copies for ``audiences`` contain; "" if it is not a JSON object.

    It does not depend on indentation and the order of keys.
    """
    return _carried_digest(_content(document), audiences)


def number_and_content(document: Document, key: bytes) -> tuple[str | None, str]:
    """The case number, and a digest of everything in the case that cannot be computed without the ``key``."""
    content = _content(document)
    data = document.data or b"" if content is None else json.dumps(content, sort_keys=True).encode()
    return _number(content), blake2b(data, key=key).hexdigest()


def _content(document: Document) -> Any:
    """The JSON data of a case; None if it is not valid JSON."""
    try:
        return json.loads((document.data or b"").decode(), object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        return None


def _number(content: Any) -> str | None:
    number = content.get("case_number") if isinstance(content, dict) else None
    return number if isinstance(number, str) else None


def _carried_digest(content: Any, audiences: Collection[Audience]) -> str:
    if not isinstance(content, dict):
        return ""
    carried = {
        name: value for name, value in content.items() if not _audiences().get(name, set()).isdisjoint(audiences)
    }
    return digest(json.dumps(carried, sort_keys=True).encode())


@cache
def _audiences() -> dict[str, set[Audience]]:
    """The copies that contain each field of a case, by the key of the field in JSON."""
    fields = {field.alias or name: (name, field) for name, field in Case.model_fields.items()}
    return {key: set(audiences_of(name)) for key, (name, field) in fields.items() if not field.exclude}


def _unique(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("the same key twice")
    return members
