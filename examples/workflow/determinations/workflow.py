"""The way of a determination: a draft is checked, a checked one is issued, an issued one can only be replaced."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import get_args

from imrletters import Audience, CaseError, DataError, Problem, check_document, read_case, render, verify

from determinations.store import RefusedError, Store, Version, brief

AUDIENCES: tuple[Audience, ...] = get_args(Audience)


def draft(store: Store, case_number: str, case_file: bytes) -> None:
    """Begins a determination; its case file may still be faulty. Raises RefusedError if there is one of that number."""
    store.add(Version(case_number, 1, None, "draft", case_file))


def edit(store: Store, case_number: str, case_file: bytes) -> None:
    """Gives a determination another case file; it is a draft again. Raises RefusedError for an issued one."""
    newest = _newest(store, case_number, "draft", "checked")
    store.change(newest, "edited", {"status": "draft", "case_file": case_file, "warnings": "[]"})


def check(store: Store, case_number: str) -> list[Problem]:
    """Proofreads both copies: the warnings, whose codes and places are kept.

    Raises DataError with all problems if the case cannot be printed or a rule finds an error, and it is a draft then;
    RefusedError for an issued determination, or if another edits it meanwhile.
    """
    newest = _newest(store, case_number, "draft", "checked")
    problems = [*_problems(store, newest)]
    if any(problem.severity == "error" for problem in problems):
        store.change(newest, "refused", {"status": "draft", "warnings": "[]"}, problems)
        raise DataError(problems)
    store.change(newest, "checked", {"status": "checked", "warnings": brief(problems)}, problems)
    return problems


def issue(store: Store, case_number: str) -> None:
    """Prints both copies, proves them, and stores them with their digests, once and for all.

    Raises RefusedError if it is not checked, or if another edits or issues it meanwhile; ImrlettersError if a letter
    cannot be printed.
    """
    checked = _newest(store, case_number, "checked")
    fields: dict[str, object] = {"status": "issued"}
    for audience in AUDIENCES:  # takes a second or two, in which nothing is locked
        fields[f"{audience}_pdf"] = pdf = _proved(checked, audience)
        fields[f"{audience}_sha256"] = sha256(pdf).hexdigest()
    store.change(checked, "issued", fields)


def correct(store: Store, case_number: str, error: str) -> None:
    """Begins the version that replaces the issued one: a draft of its case, which is not mailed yet.

    ``error`` says what was wrong. Raises RefusedError if the newest version is not issued.
    """
    issued = _newest(store, case_number, "issued")
    case = read_case(issued.case_file).to_data()
    case.pop("mailing", None)
    case["replaces"] = {"case_number": case_number, "decision_date": case["decision_date"], "error": error}
    corrected = json.dumps(case, indent=2, ensure_ascii=False).encode()
    store.add(Version(case_number, issued.version + 1, issued.version, "draft", corrected))


def _newest(store: Store, case_number: str, *statuses: str) -> Version:
    """The newest version. Raises RefusedError if its status is another."""
    newest = store.versions(case_number)[-1]
    if newest.status not in statuses:
        raise RefusedError(f"{newest}; expected {' or '.join(statuses)}")
    return newest


def _problems(store: Store, version: Version) -> Iterator[Problem]:
    """What is wrong with a version as a case, as a letter, and as this version of this determination."""
    try:
        case = read_case(version.case_file)
    except CaseError as error:
        yield from error.problems
        return
    yield from check_document(version.case_file, audience="both", case_file=True)
    if case.case_number != version.case_number:
        yield Problem("is not the number of this determination", "/case_number")
    if version.replaces:
        replaced = read_case(store.versions(version.case_number)[version.replaces - 1].case_file)
        named = case.replaces and (case.replaces.case_number, case.replaces.decision_date)
        if named != (replaced.case_number, replaced.decision_date):
            yield Problem("does not name the version that this one replaces", "/replaces")


def _proved(version: Version, audience: Audience) -> bytes:
    """The PDF of a copy. Raises RefusedError if it is not what its case prints."""
    pdf = render(read_case(version.case_file), audience).pdf()
    result = verify(pdf)
    if result.answer != "same":
        raise RefusedError(f"the {audience} letter of {version} cannot be proved: {result.what}")
    return pdf
