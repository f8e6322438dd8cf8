"""What a manifest says of one case: its number, its digest, its files, its problems, and what printed them."""

import json
from collections.abc import Mapping
from typing import Any

from imrletters.batch.work import Outcome
from imrletters.documents import Document
from imrletters.printing import digest


def record_of(document: Document, outcome: Outcome, toolchain: Mapping[str, str]) -> dict[str, Any]:
    """The record of a case; nothing in it depends on the run."""
    number, content = known(document)
    return {
        "stem": document.stem,
        "case_number": number,
        "source": place(document),
        "case_digest": content,
        "files": {name: digest(data) for name, data in outcome.files.items()},
        "pages": outcome.pages,
        "problems": [str(problem) for problem in outcome.problems],
        "printed_by": dict(toolchain),
    }


def is_record(data: object) -> bool:
    """Whether this is a record of ours."""
    return (
        isinstance(data, dict)
        and isinstance(data.get("stem"), str)
        and isinstance(data.get("case_digest"), str)
        and isinstance(data.get("files"), dict)
        and isinstance(data.get("printed_by"), dict)
    )


def known(document: Document) -> tuple[str | None, str]:
    """The case number and the digest of what a document holds, which is the same however it is indented."""
    data = document.data or b""
    try:
        said = json.loads(data.decode("utf-8"), object_pairs_hook=_members)
        content = digest(json.dumps(said, sort_keys=True).encode())
    except (ValueError, RecursionError):  # no case, so that its bytes are all there is to know it by
        return None, digest(data)
    number = said.get("case_number") if isinstance(said, dict) else None
    return number if isinstance(number, str) else None, content


def place(document: Document) -> str:
    """Where a document stands, as problems name it."""
    return document.source if document.line is None else f"{document.source}:{document.line}"


def _members(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("the same key twice")
    return members
