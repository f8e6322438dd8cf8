"""A determination goes its way, and no other."""

import json

import pytest
from imrletters import DataError, Replacement, extract, read_case, verify

from determinations import workflow
from determinations.store import RefusedError, Store
from tests.conftest import NUMBER

WARNING = {"code": "C05", "pointer": "/disputed_items/0/claims_administrator_guideline/non_mtus/0"}


@pytest.fixture
def issued(store: Store, mended: bytes) -> Store:
    workflow.draft(store, NUMBER, mended)
    workflow.check(store, NUMBER)
    workflow.issue(store, NUMBER)
    return store


def statuses(store: Store) -> list[str]:
    return [version.status for version in store.versions(NUMBER)]


def test_both_letters_of_an_issued_determination_are_what_its_case_prints(issued: Store, mended: bytes) -> None:
    assert statuses(issued) == ["issued"]
    public, parties = (issued.letter(NUMBER, audience) for audience in workflow.AUDIENCES)
    assert verify(public).answer == verify(parties).answer == "same"
    case = read_case(mended)
    assert [extract(public), extract(parties)] == [case.for_audience(audience) for audience in workflow.AUDIENCES]


def test_a_draft_with_an_error_is_refused_with_every_problem_and_its_place(store: Store, faulty: bytes) -> None:
    workflow.draft(store, NUMBER, faulty)
    with pytest.raises(DataError) as refused:
        workflow.check(store, NUMBER)
    assert [(each.code, each.severity, each.line) for each in refused.value.problems] == [
        ("C05", "warning", 19),
        ("R01", "error", 21),
    ]
    assert statuses(store) == ["draft"]
    with pytest.raises(RefusedError, match="version 1: draft; expected checked"):
        workflow.issue(store, NUMBER)


@pytest.mark.parametrize(
    ("case_file", "pointer"),
    [(b"{broken", ""), (b"\xff", ""), (b"{}", "/edition")],
    ids=["no JSON", "no UTF-8", "no case"],
)
def test_a_draft_that_is_no_case_is_refused(store: Store, case_file: bytes, pointer: str) -> None:
    workflow.draft(store, NUMBER, case_file)
    with pytest.raises(DataError) as refused:
        workflow.check(store, NUMBER)
    assert refused.value.problems[0].pointer == pointer


def test_the_case_of_another_number_is_refused(store: Store, mended: bytes) -> None:
    workflow.draft(store, "CM17-0000022", mended)
    with pytest.raises(DataError, match="/case_number: is not the number of this determination"):
        workflow.check(store, "CM17-0000022")


def test_warnings_are_kept_with_the_determination_until_it_is_edited(store: Store, mended: bytes) -> None:
    workflow.draft(store, NUMBER, mended)
    assert [problem.code for problem in workflow.check(store, NUMBER)] == ["C05"]
    assert json.loads(store.versions(NUMBER)[0].warnings) == [WARNING]
    workflow.edit(store, NUMBER, mended)
    assert store.versions(NUMBER)[0].warnings == "[]"


def test_an_edited_determination_is_a_draft_again(store: Store, mended: bytes) -> None:
    workflow.draft(store, NUMBER, mended)
    workflow.check(store, NUMBER)
    assert statuses(store) == ["checked"]
    workflow.edit(store, NUMBER, mended.replace(b"lighthouse keeper", b"clock maker"))
    assert statuses(store) == ["draft"]


def test_the_log_says_what_happened_without_a_word_of_the_case(store: Store, faulty: bytes, mended: bytes) -> None:
    workflow.draft(store, NUMBER, faulty.replace(b'"label"', b'"A. Example"'))
    with pytest.raises(DataError):
        workflow.check(store, NUMBER)
    workflow.edit(store, NUMBER, mended)
    workflow.check(store, NUMBER)
    log = store.database.execute("SELECT event, problems FROM log ORDER BY id").fetchall()
    assert [event for event, _ in log] == ["drafted", "refused", "edited", "checked"]
    assert json.loads(log[-1][1]) == [WARNING]
    assert not [word for word in ("Disability", "Therefore", "Example") if word in str(log)]


def test_an_issued_determination_can_only_be_corrected(issued: Store, mended: bytes) -> None:
    for refused in (workflow.issue, workflow.check):
        with pytest.raises(RefusedError, match="version 1: issued"):
            refused(issued, NUMBER)
    with pytest.raises(RefusedError, match="version 1: issued; expected draft or checked"):
        workflow.edit(issued, NUMBER, mended)
    with pytest.raises(RefusedError, match="this version is there already"):
        workflow.draft(issued, NUMBER, mended)


def test_a_corrected_determination_is_a_version_that_names_the_one_it_replaces(issued: Store) -> None:
    first = issued.versions(NUMBER)[0]
    letter = issued.letter(NUMBER, "parties")
    workflow.correct(issued, NUMBER, "It spoke of the wrong knee.")
    second = issued.versions(NUMBER)[1]
    assert (second.version, second.replaces, second.status) == (2, 1, "draft")
    case = read_case(second.case_file)
    decided = read_case(first.case_file).decision_date
    assert decided is not None
    assert case.replaces == Replacement(case_number=NUMBER, decision_date=decided, error="It spoke of the wrong knee.")
    assert issued.letter(NUMBER, "parties") == letter
    workflow.edit(issued, NUMBER, second.case_file.replace(b"right knee", b"left knee"))
    workflow.check(issued, NUMBER)
    workflow.issue(issued, NUMBER)
    assert statuses(issued) == ["issued", "issued"]
    assert issued.letter(NUMBER, "parties", version=1) == letter != issued.letter(NUMBER, "parties")
    with pytest.raises(RefusedError, match="no such letter"):
        issued.letter(NUMBER, "parties", version=3)


def test_a_correction_that_names_another_determination_is_refused(issued: Store, mended: bytes) -> None:
    workflow.correct(issued, NUMBER, "It spoke of the wrong knee.")
    workflow.edit(issued, NUMBER, mended)
    with pytest.raises(DataError, match="/replaces: does not name the version that this one replaces"):
        workflow.check(issued, NUMBER)


def test_a_correction_that_does_not_say_what_was_wrong_is_refused(issued: Store) -> None:
    workflow.correct(issued, NUMBER, " ")
    with pytest.raises(DataError, match="/replaces/error: is empty; expected words"):
        workflow.check(issued, NUMBER)


def test_only_an_issued_determination_is_corrected(store: Store, mended: bytes) -> None:
    workflow.draft(store, NUMBER, mended)
    with pytest.raises(RefusedError, match="version 1: draft; expected issued"):
        workflow.correct(store, NUMBER, "Why?")
    with pytest.raises(RefusedError, match="there is no determination"):
        workflow.correct(store, "CM17-0000099", "Why?")


def test_a_letter_that_is_not_what_was_issued_is_not_given_out(issued: Store) -> None:
    issued.database.execute("DROP TRIGGER stays_as_issued")  # as one may who owns the file
    issued.database.execute("UPDATE determination SET public_pdf = parties_pdf")
    with pytest.raises(RefusedError, match="version 1: the public letter is not what was issued"):
        issued.letter(NUMBER, "public")
    assert issued.letter(NUMBER, "parties")


def test_a_letter_that_cannot_be_proved_is_not_issued(
    store: Store, mended: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    workflow.draft(store, NUMBER, mended)
    workflow.check(store, NUMBER)
    monkeypatch.setattr(workflow, "verify", lambda pdf: verify(pdf + b"% a line more\n"))
    with pytest.raises(RefusedError, match="cannot be proved: something was added at its end"):
        workflow.issue(store, NUMBER)
    assert statuses(store) == ["checked"]
