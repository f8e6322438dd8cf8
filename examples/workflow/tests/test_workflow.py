"""The steps of a determination, and the steps that are refused."""

import json

import pytest
from imrletters import DataError, Replacement, extract, read_case, verify

from determinations import workflow
from determinations.store import RefusedError, Store
from tests.conftest import NUMBER

WARNING = {"code": "C05", "pointer": "/disputed_items/0/claims_administrator_guideline/non_mtus/0"}


@pytest.fixture
def issued(store: Store, fixed: bytes) -> Store:
    workflow.draft(store, NUMBER, fixed)
    workflow.check(store, NUMBER)
    workflow.issue(store, NUMBER)
    return store


def statuses(store: Store) -> list[str]:
    return [version.status for version in store.versions(NUMBER)]


def test_both_letters_of_an_issued_determination_can_be_verified(issued: Store, fixed: bytes) -> None:
    assert statuses(issued) == ["issued"]
    public, parties = (issued.letter(NUMBER, audience) for audience in workflow.AUDIENCES)
    assert verify(public).answer == verify(parties).answer == "same"
    case = read_case(fixed)
    assert [extract(public), extract(parties)] == [case.for_audience(audience) for audience in workflow.AUDIENCES]


def test_checking_a_draft_with_an_error_reports_every_problem_with_its_line(store: Store, faulty: bytes) -> None:
    workflow.draft(store, NUMBER, faulty)
    with pytest.raises(DataError) as refused:
        workflow.check(store, NUMBER)
    assert [(each.code, each.severity, each.line) for each in refused.value.problems] == [
        ("C05", "note", 19),
        ("R01", "error", 21),
    ]
    assert statuses(store) == ["draft"]
    with pytest.raises(RefusedError, match="version 1: draft; expected checked"):
        workflow.issue(store, NUMBER)


@pytest.mark.parametrize(
    ("case_file", "pointer"),
    [(b"{broken", ""), (b"\xff", ""), (b"{}", "/edition")],
    ids=["not JSON", "not UTF-8", "not a case"],
)
def test_checking_a_draft_that_is_not_a_case_is_refused(store: Store, case_file: bytes, pointer: str) -> None:
    workflow.draft(store, NUMBER, case_file)
    with pytest.raises(DataError) as refused:
        workflow.check(store, NUMBER)
    assert refused.value.problems[0].pointer == pointer


def test_a_case_with_another_number_is_refused(store: Store, fixed: bytes) -> None:
    workflow.draft(store, "CM17-0000022", fixed)
    with pytest.raises(DataError, match="/case_number: differs from the case number of the determination"):
        workflow.check(store, "CM17-0000022")


def test_warnings_are_stored_until_the_determination_is_edited(store: Store, fixed: bytes) -> None:
    workflow.draft(store, NUMBER, fixed)
    assert [problem.code for problem in workflow.check(store, NUMBER)] == ["C05"]
    assert json.loads(store.versions(NUMBER)[0].warnings) == [WARNING]
    workflow.edit(store, NUMBER, fixed)
    assert store.versions(NUMBER)[0].warnings == "[]"


def test_editing_a_checked_determination_makes_it_a_draft(store: Store, fixed: bytes) -> None:
    workflow.draft(store, NUMBER, fixed)
    workflow.check(store, NUMBER)
    assert statuses(store) == ["checked"]
    workflow.edit(store, NUMBER, fixed.replace(b"lighthouse keeper", b"clock maker"))
    assert statuses(store) == ["draft"]


def test_the_log_contains_no_text_from_the_case(store: Store, faulty: bytes, fixed: bytes) -> None:
    workflow.draft(store, NUMBER, faulty.replace(b'"label"', b'"A. Example"'))
    with pytest.raises(DataError):
        workflow.check(store, NUMBER)
    workflow.edit(store, NUMBER, fixed)
    workflow.check(store, NUMBER)
    log = store.database.execute("SELECT event, problems FROM log ORDER BY id").fetchall()
    assert [event for event, _ in log] == ["drafted", "refused", "edited", "checked"]
    assert json.loads(log[-1][1]) == [WARNING]
    assert not [word for word in ("Disability", "Therefore", "Example") if word in str(log)]


def test_an_issued_determination_can_only_be_corrected(issued: Store, fixed: bytes) -> None:
    for refused in (workflow.issue, workflow.check):
        with pytest.raises(RefusedError, match="version 1: issued"):
            refused(issued, NUMBER)
    with pytest.raises(RefusedError, match="version 1: issued; expected draft or checked"):
        workflow.edit(issued, NUMBER, fixed)
    with pytest.raises(RefusedError, match="this version already exists"):
        workflow.draft(issued, NUMBER, fixed)


def test_a_correction_is_a_new_version_that_names_the_replaced_one(issued: Store) -> None:
    first = issued.versions(NUMBER)[0]
    letter = issued.letter(NUMBER, "parties")
    workflow.correct(issued, NUMBER, "It named the wrong knee.")
    second = issued.versions(NUMBER)[1]
    assert (second.version, second.replaces, second.status) == (2, 1, "draft")
    case = read_case(second.case_file)
    decided = read_case(first.case_file).decision_date
    assert decided is not None
    assert case.replaces == Replacement(case_number=NUMBER, decision_date=decided, error="It named the wrong knee.")
    assert issued.letter(NUMBER, "parties") == letter
    workflow.edit(issued, NUMBER, second.case_file.replace(b"right knee", b"left knee"))
    workflow.check(issued, NUMBER)
    workflow.issue(issued, NUMBER)
    assert statuses(issued) == ["issued", "issued"]
    assert issued.letter(NUMBER, "parties", version=1) == letter != issued.letter(NUMBER, "parties")
    with pytest.raises(RefusedError, match="has no such issued letter"):
        issued.letter(NUMBER, "parties", version=3)


def test_a_correction_that_names_another_determination_is_refused(issued: Store, fixed: bytes) -> None:
    workflow.correct(issued, NUMBER, "It named the wrong knee.")
    workflow.edit(issued, NUMBER, fixed)
    with pytest.raises(DataError, match="/replaces: does not name the replaced version"):
        workflow.check(issued, NUMBER)


def test_a_correction_without_an_error_text_is_refused(issued: Store) -> None:
    workflow.correct(issued, NUMBER, " ")
    with pytest.raises(DataError, match="/replaces/error: is empty; expected words"):
        workflow.check(issued, NUMBER)


def test_only_an_issued_determination_can_be_corrected(store: Store, fixed: bytes) -> None:
    workflow.draft(store, NUMBER, fixed)
    with pytest.raises(RefusedError, match="version 1: draft; expected issued"):
        workflow.correct(store, NUMBER, "Why?")
    with pytest.raises(RefusedError, match="there is no determination"):
        workflow.correct(store, "CM17-0000099", "Why?")


def test_a_letter_that_does_not_match_its_digest_is_refused(issued: Store) -> None:
    issued.database.execute("DROP TRIGGER no_change_after_issue")  # the owner of the file can do this
    issued.database.execute("UPDATE determination SET public_pdf = parties_pdf")
    with pytest.raises(RefusedError, match="version 1: the public letter does not match its digest"):
        issued.letter(NUMBER, "public")
    assert issued.letter(NUMBER, "parties")


def test_a_letter_that_cannot_be_verified_is_not_issued(
    store: Store, fixed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    workflow.draft(store, NUMBER, fixed)
    workflow.check(store, NUMBER)
    monkeypatch.setattr(workflow, "verify", lambda pdf: verify(pdf + b"% an added line\n"))
    with pytest.raises(RefusedError, match="cannot be verified: something was added at its end"):
        workflow.issue(store, NUMBER)
    assert statuses(store) == ["checked"]
