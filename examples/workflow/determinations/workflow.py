"""The steps of a determination: a draft is checked, a checked one is issued, an issued one can only be replaced."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import get_args

from imrletters import Audience, CaseError, DataError, Problem, check_document, read_case, render, verify

from determinations.store import RefusedError, Store, Version, brief

AUDIENCES: tuple[Audience, ...] = get_args(Audience)


def draft(store: Store, case_number: str, case_file: bytes) -> None:
    """Creates a draft; its case file may still be invalid. Raises RefusedError if the case number already exists."""
    store.add(Version(case_number, 1, None, "draft", case_file))


def edit(store: Store, case_number: str, case_file: bytes) -> None:
    """Replaces the case file; the status becomes draft. Raises RefusedError for an issued determination."""
    newest = _newest(store, case_number, "draft", "checked")
    store.change(newest, "edited", {"status": "draft", "case_file": case_file, "warnings": "[]"})


def check(store: Store, case_number: str) -> list[Problem]:
    """Proofreads both copies, stores the codes and pointers of the warnings, and returns the warnings.

    Raises DataError with all problems, and sets the status to draft, if the case cannot be printed or a rule finds an
    error. Raises RefusedError for an issued determination, or if somebody else changes it in the meantime.
    """
    newest = _newest(store, case_number, "draft", "checked")
    problems = [*_problems(store, newest)]
    if any(problem.severity == "error" for problem in problems):
        store.change(newest, "refused", {"status": "draft", "warnings": "[]"}, problems)
        raise DataError(problems)
    store.change(newest, "checked", {"status": "checked", "warnings": brief(problems)}, problems)
    return problems


def issue(store: Store, case_number: str) -> None:
    """Prints and verifies both copies, and stores them permanently with their digests.

    Raises RefusedError if the status is not checked, or if somebody else changes the determination in the meantime;
    ImrlettersError if a letter cannot be printed.
    """
    checked = _newest(store, case_number, "checked")
    fields: dict[str, object] = {"status": "issued"}
    for audience in AUDIENCES:  # takes a second or two; the database is not locked
        fields[f"{audience}_pdf"] = pdf = _verified_pdf(checked, audience)
        fields[f"{audience}_sha256"] = sha256(pdf).hexdigest()
    store.change(checked, "issued", fields)


def correct(store: Store, case_number: str, error: str) -> None:
    """Creates a draft that replaces the issued version, with the same case but without ``mailing``.

    ``error`` states what was wrong. Raises RefusedError if the newest version is not issued.
    """
    issued = _newest(store, case_number, "issued")
    case = read_case(issued.case_file).to_data()
    case.pop("mailing", None)
    case["replaces"] = {"case_number": case_number, "decision_date": case["decision_date"], "error": error}
    corrected = json.dumps(case, indent=2, ensure_ascii=False).encode()
    store.add(Version(case_number, issued.version + 1, issued.version, "draft", corrected))


def _newest(store: Store, case_number: str, *statuses: str) -> Version:
    """Returns the newest version. Raises RefusedError unless its status is one of ``statuses``."""
    newest = store.versions(case_number)[-1]
    if newest.status not in statuses:
        raise RefusedError(f"{newest}; expected {' or '.join(statuses)}")
    return newest


def _problems(store: Store, version: Version) -> Iterator[Problem]:
    """Yields the problems of a version: validation, proofreading, its case number and the version it replaces."""
    try:
        case = read_case(version.case_file)
    except CaseError as error:
        yield from error.problems
        return
    yield from check_document(version.case_file, audience="both", case_file=True)
    if case.case_number != version.case_number:
        yield Problem("differs from the case number of the determination", "/case_number")
    if version.replaces:
        replaced = read_case(store.versions(version.case_number)[version.replaces - 1].case_file)
        named = case.replaces and (case.replaces.case_number, case.replaces.decision_date)
        if named != (replaced.case_number, replaced.decision_date):
            yield Problem("does not name the replaced version", "/replaces")


def _verified_pdf(version: Version, audience: Audience) -> bytes:
    """Prints one copy and returns the PDF. Raises RefusedError if the PDF cannot be verified."""
    pdf = render(read_case(version.case_file), audience).pdf()
    result = verify(pdf)
    if result.answer != "same":
        raise RefusedError(f"the {audience} letter of {version} cannot be verified: {result.what}")
    return pdf
