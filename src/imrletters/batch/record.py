"""Makes the manifest records of a batch."""

import json
from collections.abc import Mapping
from typing import Any

from imrletters.batch.render import Outcome
from imrletters.documents import Document
from imrletters.manifest import BatchRecord
from imrletters.printing import digest


def record_of(document: Document, outcome: Outcome, toolchain: Mapping[str, str]) -> BatchRecord:
    """The record of a case. It contains no time, duration or machine name, so equal runs give equal records."""
    number, content = identity(document)
    return BatchRecord(
        stem=document.stem,
        case_number=number,
        source=document.place,
        case_digest=content,
        files={name: digest(data) for name, data in outcome.files.items()},
        pages=outcome.pages,
        problems=tuple(map(str, outcome.problems)),
        printed_by=dict(toolchain),
    )


def identity(document: Document) -> tuple[str | None, str]:
    """The case number and the digest of the content, which does not depend on indentation and the order of keys.

    Without valid JSON there is no number, and the digest is that of the bytes.
    """
    data = document.data or b""
    try:
        content = json.loads(data.decode(), object_pairs_hook=_unique)
        content_digest = digest(json.dumps(content, sort_keys=True).encode())
    except (ValueError, RecursionError):
        return None, digest(data)
    number = content.get("case_number") if isinstance(content, dict) else None
    return number if isinstance(number, str) else None, content_digest


def _unique(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("the same key twice")
    return members
