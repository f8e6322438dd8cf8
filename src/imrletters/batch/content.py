"""Reads what a batch needs of a case without validating it: its number, its edition and the digest of its fields."""

import json
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any

from imrletters.case import Audience, Case, audiences_of
from imrletters.documents import Document
from imrletters.printing import digest


def number_of(document: Document) -> str | None:
    """The case number; None if the case has none."""
    number = fields_of(document).get("case_number")
    return number if isinstance(number, str) else None


def carried_digest(document: Document, audiences: Collection[Audience]) -> str:
    """The digest of the fields of a case that the copies for ``audiences`` contain; "" if it is not a JSON object.

    It does not depend on indentation and the order of keys.
    """
    if not isinstance(content := _content(document), dict):
        return ""
    carried = {
        name: value for name, value in content.items() if not _audiences().get(name, set()).isdisjoint(audiences)
    }
    return digest(json.dumps(carried, sort_keys=True).encode())


def number_and_content(document: Document, key: bytes) -> tuple[str | None, str]:
    """The case number, and a digest of everything in the case that cannot be computed without the ``key``."""
    content = _content(document)
    data = document.data or b"" if content is None else json.dumps(content, sort_keys=True).encode()
    return number_of(document), blake2b(data, key=key).hexdigest()


def edition_of(document: Document) -> str | None:
    """The edition that a case names; None if it names none."""
    edition = fields_of(document).get("edition")
    return edition if isinstance(edition, str) else None


def fields_of(document: Document) -> Mapping[str, Any]:
    """The fields of a case; none if it is not a JSON object."""
    content = _content(document)
    return content if isinstance(content, dict) else {}


def _content(document: Document) -> Any:
    """The JSON data of a case; None if it is not valid JSON."""
    return _parsed(document.data or b"")


@lru_cache(maxsize=4)
def _parsed(data: bytes) -> Any:
    """The JSON data in a file. The last few are kept, because several functions here read the same case."""
    try:
        return json.loads(data.decode(), object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        return None


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
