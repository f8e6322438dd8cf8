"""Looks a printed letter up in a manifest that is kept elsewhere."""

from collections.abc import Collection, Iterable

from imrletters.errors import plain_or_quoted
from imrletters.manifest import Record


def missing_from(records: Iterable[Record], case_number: str | None, digests: Collection[str]) -> str:
    """Why no current record of the case contains a file with one of ``digests``; "" if one does."""
    of_case, of_file, outdated = False, None, ""
    for record in records:
        same_file = any(digest.lower() in digests for digest in record.files.values())
        if same_file and record.case_number == case_number:
            if not record.outdated:
                return ""
            outdated = record.outdated
        of_case = of_case or record.case_number == case_number
        of_file = record if same_file else of_file
    if outdated:
        return f"the manifest marks this file as outdated: {plain_or_quoted(outdated)}"
    if of_file:
        return f"the manifest has this file, but for {_named(of_file.case_number)}"
    if of_case:
        return f"the manifest has {_named(case_number)}, but not this file"
    return f"the manifest does not have {_named(case_number)}"


def _named(case_number: str | None) -> str:
    return f"case {plain_or_quoted(case_number)}" if case_number else "a case without a number"
