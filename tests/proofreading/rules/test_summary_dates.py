"""Dates in the summary that differ from those in the header."""

import pytest

from imrletters.case.example import HEADER
from imrletters.proofreading.rule import Finding
from tests.proofreading.support import found as found_in
from tests.support import case


def found(code: str, summary: str) -> list[Finding]:
    """The findings of a rule in a case with this summary."""
    return found_in(code, case(**HEADER, clinical_case_summary=summary))


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
        "suffers from cumulative trauma with a date of injury of 3-9-15 to 3-1-16.",
        "had an industrial injury. On 3-9-16 she was seen.",
    ],
)
def test_other_dates_are_not_read_as_a_date_of_injury(text: str) -> None:
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
def test_other_dates_are_not_read_as_a_date_of_utilization_review(text: str) -> None:
    assert not found("D04", text)


@pytest.mark.parametrize("code", ["D03", "D04"])
def test_without_a_header_nothing_is_compared(code: str) -> None:
    summary = "An industrial injury on 3-9-16; utilization review denied it on 10-25-16."
    assert found_in(code, case(clinical_case_summary=summary)) == []
