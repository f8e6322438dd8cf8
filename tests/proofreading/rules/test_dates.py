"""Dates in the header and in the summary."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imrletters import Case, load_case
from imrletters.case.example import HEADER
from imrletters.proofreading.registry import RULES, Finding
from imrletters.proofreading.rules.dates import written_dates
from tests.support import SAMPLES, case

CODES = ("D01", "D02", "D03", "D04", "D05")


def found(code: str, summary: str = "The injured worker folds paper sails.", **header: str) -> list[Finding]:
    return list(RULES[code].find(case(**HEADER | header, clinical_case_summary=summary)))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("code", CODES)
def test_samples_are_left_alone(code: str, sample: str) -> None:
    assert list(RULES[code].find(load_case(sample))) == []


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 14


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10-13-16", "2016-10-13"),
        ("10/13/2016", "2016-10-13"),
        ("10-13-2016", "2016-10-13"),
        ("October 13, 2016", "2016-10-13"),
        ("Oct. 13, 2016", "2016-10-13"),
        ("october 13th 2016", "2016-10-13"),
        ("Sept. 3, 2016", "2016-09-03"),
        ("3/2/85", "1985-03-02"),
        ("(03-02-2016)", "2016-03-02"),
        ("2-29-16.", "2016-02-29"),
    ],
)
def test_dates_are_read(text: str, day: str) -> None:
    assert [str(date.day) for date in written_dates(f"x {text} y")] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "13-13-16",
        "0-3-16",
        "10-13/16",
        "5/325",
        "1-2-3",
        "#10-13-16",
        "L4-5-16",
        "100-10-13",
        "Octobers 13, 2016",
        "10-13-16-4",
    ],
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert list(written_dates(text)) == []


@pytest.mark.parametrize(
    "header",
    [
        {"date_of_injury": "2016-10-21"},
        {"date_of_injury": "2017-03-02"},
        {"ur_denial_date": "2016-11-02"},
        {"ur_denial_date": "2016-03-01"},
        {"ur_denial_date": "2017-10-20"},
        {"application_received": "2016-11-09"},
        {"application_received": "2016-10-19"},
        {"date_assigned": "2016-10-31"},
        {"date_assigned": "2016-12-07"},
        {"decision_date": "2016-11-07"},
        {"decision_date": "2015-12-06"},
    ],
)
def test_header_dates_out_of_order_are_found(header: dict[str, str]) -> None:
    assert found("D01", **header)


@pytest.mark.parametrize("day", ["2016-11-08", "2016-11-09", "2018-01-01"])
def test_header_dates_in_order_are_left_alone(day: str) -> None:
    assert not found("D01", decision_date=day)


@pytest.mark.parametrize(
    "text",
    [
        "December 9, 3026",
        "on 12-9-3026 and",
        "(12/9/3026)",
        "Oct. 3, 2106.",
        "1-5-20166",
        "May 4, 20166",
        "March 20216",
        "10/13/0216",
        "October 13, 0216",
        "10-13-1016",
        "June 5, 2061",
        "July 1, 6201, the",
    ],
)
def test_a_year_that_cannot_be_is_found_in_a_narrative(text: str) -> None:
    summary = f"A whale came down: {text} it rose."
    (finding,) = found("D02", summary)
    assert finding.start == summary.index(finding.evidence) > 0


@pytest.mark.parametrize(
    "name", ["date_of_injury", "ur_denial_date", "application_received", "date_assigned", "decision_date"]
)
@pytest.mark.parametrize("day", ["0216-10-13", "1016-10-13", "1812-10-13", "2106-10-13", "3026-12-09", "9999-12-31"])
def test_a_year_that_cannot_be_is_found_in_the_header(name: str, day: str) -> None:
    assert [finding.path for finding in found("D02", **{name: day})] == [(name,)]


@pytest.mark.parametrize(
    "text",
    [
        "On May 3, 2400 mg were given",
        "10-13-16",
        "a licence to 12-31-2031",
        "born on 5-6-1931",
        "In May 2016",
        "3026 steps",
        "5-10-3026x",
    ],
)
def test_a_year_that_may_be_is_left_alone(text: str) -> None:
    assert not found("D02", text)


@pytest.mark.parametrize(
    "text",
    [
        "sustained an industrial injury on 3-12-16.",
        "sustained an industrial injury of March 12, 2016, when",
        "with a date of injury on 03-02-2015.",
        "with a reported date of injury of 3/3/2016.",
        "DOI: 3/12/2016",
        "(DOI 3-12-16)",
        "was injured on Mar. 12, 2016",
        "an industrial injury dated April 2, 2016",
        "a work injury that occurred on 4-2-16",
        "an industrial injury date of April 2, 2016.",
        "sustained an industrial injury April 2, 2016",
        "history of an occupational claim from 04/02/2016.",
        "an industrial\naccident on 4-2-16",
        "The date of the injury was 2-30-16",
    ],
)
def test_another_date_of_injury_is_found(text: str) -> None:
    summary = f"The worker, a juggler, {text} Utilization review denied it on 10-20-16."
    (finding,) = found("D03", summary)
    assert finding.path == ("clinical_case_summary",)
    assert finding.start is not None
    assert summary[finding.start :].startswith(finding.evidence.partition(";")[0])


@pytest.mark.parametrize(
    "text",
    [
        "sustained an industrial injury on 3-2-16.",
        "sustained industrial injuries on 5-1-09 and a date of injury of March 2, 2016",
        "had a prior industrial injury on 5-1-09.",
        "had a non-industrial injury on 5-1-09.",
        "was re-injured on 9-1-16.",
        "brought the Doctor's First Report of Occupational Injury dated 3-9-16.",
        "was seen on 3-9-16 for the injury.",
        "has an injury claim; a visit on 3-9-16 followed.",
        "suffers from cumulative trauma with a date of injury of 3-9-16.",
        "had an industrial injury. On 3-9-16 she was seen.",
    ],
)
def test_other_dates_are_no_date_of_injury(text: str) -> None:
    assert not found("D03", f"The worker {text}")


@pytest.mark.parametrize(
    "text",
    [
        "Utilization review denied the request on 10-25-16.",
        "On 10-25-2016 Utilization Review non-certified the request.",
        "On 10/25/2016, the utilization review modified the request.",
        "The original Utilization Review (UR) (10-25-2016) denied it.",
        "The original utilization review (10-25-16) non-certified it.",
        "The whale ride is refused in a utilization review report dated October 25, 2016.",
        "The Utilization Review letter is dated 10-25-16 and speaks of a kite.",
        "A kite asked for on 10-2-16 was noncertified by Utilization Review on October 25, 2016.",
        "On 10-25-16 the request was non-certified by utilization review.",
        "The kite is not needed, says a utilization review dated Oct. 25, 2016.",
        "The utilization review decision of 10-25-16 denied it.",
        "UR (Utilization Review of the carrier) denied the two requests on October 25, 2016.",
        "The utilization review determination dated 10/25/16 denied it.",
        "The UR denial of 10-25-16 was appealed by nobody.",
    ],
)
def test_another_date_of_utilization_review_is_found(text: str) -> None:
    (finding,) = found("D04", text)
    assert finding.start is not None
    assert text[finding.start :].startswith(finding.evidence.partition(";")[0])


@pytest.mark.parametrize(
    "text",
    [
        "Utilization review denied the request on 10-20-16.",
        "The prior utilization review of 8-1-16 approved therapy.",
        "An earlier utilization review dated 8-1-16 denied therapy.",
        "On 10-25-16 the request was submitted that was denied by utilization review.",
        "Utilization review denied the drug prescribed on 10-2-16.",
        "Therapy was approved on 9-1-16. Utilization review denied more.",
        "At the visit of 10-25-16 she denied pain.",
        "On 10-25-16 the URL was opened.",
        "The request of 10-2-16 was sent to utilization review, which denied it.",
        "Utilization review denied two requests of 10-2-16.",
    ],
)
def test_other_dates_are_no_date_of_utilization_review(text: str) -> None:
    assert not found("D04", text)


@pytest.mark.parametrize("code", ["D03", "D04"])
def test_without_a_header_there_is_nothing_to_differ_from(code: str) -> None:
    summary = "An industrial injury on 3-9-16; utilization review denied it on 10-25-16."
    assert list(RULES[code].find(case(clinical_case_summary=summary))) == []


@pytest.mark.parametrize(
    ("assigned", "decided"),
    [
        ("2016-11-08", "2016-12-24"),
        ("2016-11-08", "2016-12-25"),
        ("2016-11-08", "2017-01-06"),
        ("2016-11-08", "2017-11-08"),
        ("2016-01-01", "2016-02-16"),
        ("2015-01-01", "2015-02-16"),
        ("2015-12-31", "2016-02-15"),
        ("2016-02-01", "2016-03-18"),
        ("2016-12-01", "2017-01-16"),
        ("2016-11-30", "2017-01-15"),
    ],
)
def test_a_late_decision_is_found(assigned: str, decided: str) -> None:
    assert found("D05", date_assigned=assigned, decision_date=decided)


@pytest.mark.parametrize("decided", ["2016-11-08", "2016-12-08", "2016-12-23", "2016-01-01"])
def test_a_decision_in_time_is_left_alone(decided: str) -> None:
    assert not found("D05", decision_date=decided)


@pytest.mark.parametrize("code", CODES)
@settings(deadline=None)
@given(
    text=st.text(),
    pieces=st.lists(st.sampled_from(["industrial injury on ", "UR denied on ", "2-30-16", "May 9, 0000", "\0", " "])),
)
def test_no_text_makes_a_rule_fail(code: str, text: str, pieces: list[str]) -> None:
    summary = "".join(pieces) + text
    sound = case(**HEADER)
    broken: Case = sound.model_copy(update={"clinical_case_summary": summary})
    for finding in RULES[code].find(broken):
        assert finding.start is None or 0 <= finding.start < len(summary)
