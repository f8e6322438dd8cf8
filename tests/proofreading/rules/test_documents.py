"""The list of documents reviewed, and the documents that a rationale cites."""

from typing import Any

import pytest

from imrletters.case.example import HEADER, example_item
from imrletters.proofreading.rule import Finding
from tests.proofreading.support import found as found_in
from tests.support import case

REVIEW = {"kind": "Utilization review decision", "title": "Utilization review decision", "date": "2016-10-20"}
APPLICATION = {"kind": "Application for review", "title": "Application for Independent Medical Review"}
NOTE = {"kind": "Medical report", "title": "Progress note", "date": "2016-09-06", "pages": 4}
FILM = {"kind": "Diagnostic study", "title": "Plain films of the right knee", "date": "2016-03-09"}
NOTES = {"kind": "Medical report", "title": "Notes", "first_date": "2016-04-01", "last_date": "2016-09-30"}
OTHER = {"kind": "Other record", "title": "Job description of a sail folder", "author": "Example Sails"}


def found(code: str, **changes: Any) -> list[Finding]:
    """The findings of a rule in a case with a header and these values."""
    return found_in(code, case(**HEADER | changes))


def citing(rationale: str, *documents: dict[str, Any]) -> list[Finding]:
    item = example_item(decision_rationale=rationale)
    return found("P03", disputed_items=[example_item(), item], documents_reviewed=list(documents or (NOTE, OTHER)))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"documents_reviewed": []},
        {"parties": [{"role": "Injured worker", "name": "A. Example"}]},
        {"mailing": {"date": "2016-12-07", "service_method": "mail"}},
        {"records_complete_date": "2016-11-22"},
        {"request_date": "2016-10-12"},
        {"priority": "Expedited"},
        {"attestations": [{"kind": "no affiliation", "date": "2016-11-09"}]},
        {"replaces": {"case_number": "CM16-0000001", "decision_date": "2016-11-02", "error": "The wrong knee."}},
        {"clinical_case_summary": "Documents reviewed: a progress note of 10-6-16."},
        {"edition": "2015"},
        {"edition": "2014"},
    ],
)
def test_a_missing_list_of_documents_is_found(changes: dict[str, Any]) -> None:
    (finding,) = found("P01", **changes)
    assert finding.path == ("documents_reviewed",)


@pytest.mark.parametrize("document", [REVIEW, APPLICATION, NOTE, FILM, NOTES, OTHER], ids=lambda one: one["title"])
def test_any_listed_document_is_enough(document: dict[str, Any]) -> None:
    assert not found("P01", documents_reviewed=[document])


@pytest.mark.parametrize(
    "documents",
    [
        [REVIEW],
        [APPLICATION],
        [REVIEW, APPLICATION],
        [APPLICATION, REVIEW],
        [REVIEW, REVIEW],
        [APPLICATION, APPLICATION],
        [REVIEW, APPLICATION, REVIEW],
        [REVIEW | {"title": "Progress report"}],
        [REVIEW | {"author": "Orthopedic clinic"}],
        [REVIEW | {"pages": 400}],
        [APPLICATION | {"date": "2016-11-01"}],
        [APPLICATION | {"first_date": "2016-03-02", "last_date": "2016-10-06"}],
        [REVIEW] * 40,
    ],
)
def test_a_list_of_review_papers_only_is_found(documents: list[dict[str, Any]]) -> None:
    (finding,) = found("P02", documents_reviewed=documents)
    assert finding.path == ("documents_reviewed",)


@pytest.mark.parametrize(
    "documents",
    [[], [NOTE], [REVIEW, NOTE], [APPLICATION, REVIEW, FILM], [REVIEW, OTHER], [NOTES, APPLICATION]],
)
def test_a_list_with_a_record_is_not_found(documents: list[dict[str, Any]]) -> None:
    assert not found("P02", documents_reviewed=documents)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The progress report dated 10-6-16 shows no swelling.", ["10-6-16"]),
        ("The report of October 6, 2016 shows no swelling.", ["October 6, 2016"]),
        ("An MRI of the right knee dated 10/06/2016 is normal.", ["10/06/2016"]),
        ("The MRI dated Oct. 6, 2016, is normal.", ["Oct. 6, 2016"]),
        ("The MRI of 10-6-16 is normal.", ["10-6-16"]),
        ("Based on the 10/06/16 progress report by the clinic, she folds.", ["10/06/16"]),
        ("She folds sails, per 10/06/16 report.", ["10/06/16"]),
        ("A November 22, 2016 first report of illness names it.", ["November 22, 2016"]),
        ("The PR-2 from 10-6-16 asks for it.", ["10-6-16"]),
        ("The clinical note (10-6-16) asks for it.", ["10-6-16"]),
        ("Plain films dated 3-10-16 are normal.", ["3-10-16"]),
        ("The electrodiagnostic study from 10-6-16 is normal.", ["10-6-16"]),
        ("The notes of 9-1-16, 9-6-16 and 10-6-16 agree.", ["9-1-16", "10-6-16"]),
        ("An initial evaluation dated 10-6-16 says so.", ["10-6-16"]),
        ("According to a January 3, 2017 new patient consultation, she aches.", ["January 3, 2017"]),
        ("Eight sessions were given (per December 13, 2016 escalation notes).", ["December 13, 2016"]),
        ("The RFA dated 10-6-16 asks for six.", ["10-6-16"]),
        ("The report dated 2-30-16 asks for six.", ["2-30-16"]),
        ("The report dated 10-6-16 is cited; the note of 10-6-16 too.", ["10-6-16"]),
        ("The report dated\n10-6-16 asks for six.", ["10-6-16"]),
        ("The hand-written letter dated 10-06-2016 asks for six.", ["10-06-2016"]),
    ],
)
def test_a_cited_document_that_is_not_listed_is_found(text: str, dates: list[str]) -> None:
    findings = citing(text)
    assert [finding.evidence for finding in findings] == dates
    for finding in findings:
        assert finding.path == ("disputed_items", 1, "decision_rationale")
        assert finding.start is not None
        assert text[finding.start :].startswith(finding.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "The progress note dated 9-6-16 shows no swelling.",
        "The report of September 6, 2016 shows no swelling.",
        "She was seen on 10-6-16.",
        "She was hurt on 3-2-16; the report shows no swelling.",
        "No report dated 10-6-16 is in the file.",
        "The file holds therapy bills without a report dated 10-6-16.",
        "The report dated 10-6-16 was not provided.",
        "The MRI (10-6-16) is not in the file.",
        "The utilization review report dated 10-20-16 denied it.",
        "The UR letter dated 10-20-16 denied it.",
        "The denial letter of 10-20-16 names nothing.",
        "An FDA safety report of October 6, 2014 warns of it.",
        "The MTUS Chronic Pain Medical Treatment Guidelines (July 28, 2016) ask for function.",
        "On 10-6-16 she reports pain.",
        "At the 10-6-16 visit she did not report pain.",
        "The 10-6-16 request for an MRI is not sound.",
        "An MRI was asked for on 10-6-16.",
        "The report of October 2016 shows no swelling.",
    ],
)
def test_listed_documents_and_other_dates_are_not_found(text: str) -> None:
    assert not citing(text)


@pytest.mark.parametrize("day", ["4-1-16", "4-2-16", "9-30-16", "2016-06-01 or 6-1-16"])
def test_a_range_of_dates_includes_its_days(day: str) -> None:
    assert not citing(f"The note dated {day} shows no swelling.", NOTES)


@pytest.mark.parametrize("day", ["3-31-16", "10-1-16", "6-1-15", "6-1-17"])
def test_a_range_of_dates_includes_no_other_day(day: str) -> None:
    assert citing(f"The note dated {day} shows no swelling.", NOTES)


def test_a_date_in_a_title_counts() -> None:
    assert not citing("The note dated 10-6-16 is short.", OTHER | {"title": "Note of October 6, 2016"})


def test_a_case_without_a_list_and_a_summary_are_not_compared() -> None:
    text = "The note dated 10-6-16 is short."
    assert not found("P03", disputed_items=[example_item(decision_rationale=text)])
    assert not found("P03", clinical_case_summary=text, documents_reviewed=[NOTE])
