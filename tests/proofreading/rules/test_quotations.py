"""Pages and sections that a rationale cites."""

from typing import Any

import pytest

from imrletters import Case
from tests.proofreading.support import NOT_NECESSARY, found, one_item

KNEE = {"title": "Knee Complaints 2004", "sections": ["Special Studies"]}
PAIN = {"title": "Chronic Pain Treatment Guidelines Physical Medicine", "pages": "88, 89"}
LOW_BACK = {"title": "ACOEM Chapter 12 Low Back Complaints", "pages": "301-304"}


def citing(rationale: str, *mtus: dict[str, Any], text: str | None = None) -> Case:
    return one_item(
        decision_rationale=rationale + NOT_NECESSARY, maximus_guideline={"text": text} if text else {"mtus": mtus}
    )


@pytest.mark.parametrize(
    "rationale",
    [
        "Pages 98, 99 of the MTUS Chronic Pain Guidelines allow ten visits.",
        "The MTUS Chronic Pain Management Guidelines, pages 98, 99, allow ten visits.",
        "According to the MTUS, page 98, visits fade.",
        "The MTUS guideline (p. 98) lets visits fade.",
        "MTUS pg. 98 of 127 lets visits fade.",
        "MTUS pg 98-99 lets visits fade.",
        "The MTUS on pages 98 and 99 lets visits fade.",
        "As the guidelines say on pages 98 through 99, visits fade.",
        "Page 90 of the guideline lets visits fade.",
        "Page 188 of the guideline lets visits fade.",
        "The chronic pain guideline lets visits fade, page 8.",
        "The ODG speaks of ten visits on page 5. The MTUS speaks of ten on pages 98–99.",
        "See pp. 98-9 of the chronic pain guidelines.",
        "The low back hurts. The Chronic Pain Medical Treatment Guidelines, page 60, ask for a trial.",
    ],
)
def test_pages_that_the_guideline_line_does_not_name_are_found(rationale: str) -> None:
    (finding,) = found("C01", citing(rationale, PAIN))
    assert finding.path == ("disputed_items", 0, "decision_rationale")
    assert finding.start is not None
    assert rationale[finding.start] in "Pp"
    assert not any(digit in finding.message for digit in "0123456789")


def test_pages_are_compared_with_those_of_the_same_guideline_only() -> None:
    assert found("C01", citing("The MTUS low back chapter says so on page 88.", PAIN, LOW_BACK))
    assert not found("C01", citing("The MTUS low back chapter says so on page 303.", PAIN, LOW_BACK))


def test_pages_cited_twice_are_found_once() -> None:
    assert len(found("C01", citing("MTUS page 98 says so. MTUS page 98 says more.", PAIN))) == 1


def test_pages_in_a_guideline_line_of_free_text_are_compared() -> None:
    line = "Decision based on MTUS Acupuncture Medical Treatment Guidelines Page(s): Table 2, Page(s): 13."
    assert found("C01", citing("MTUS page 9 speaks of acupuncture.", text=line))
    assert not found("C01", citing("MTUS page 13 speaks of acupuncture.", text=line))
    two = "Decision based on MTUS Acupuncture Guidelines, Chronic Pain Treatment Guidelines Page(s): 13 of it."
    assert not found("C01", citing("MTUS page 9 speaks of acupuncture.", text=two))


@pytest.mark.parametrize(
    "rationale",
    [
        "Pages 88, 89 of the MTUS Chronic Pain Guidelines allow ten visits.",
        "Page 89 of the guideline allows ten visits.",
        "Pages 85-90 of the guideline allow ten visits.",
        "Pages 87 to 88 of the guideline allow ten visits.",
        "The ODG, page 98, allows ten visits.",
        "Page 98 of the report lists ten visits.",
        "The MTUS was consulted. Page 98 of the record lists ten visits.",
        "The record contains 46 pages about the MTUS.",
        "The ACOEM guidelines, page 303, allow a visit.",
        "The MTUS low back chapter, page 303, allows a visit.",
        "The guideline in its 3rd edition, page 607, allows a visit.",
        "On page 98 there is a drawing.",
        "The MTUS allows 98 visits.",
        "The MTUS sets it out on page 88, while the ODG, page 12, does not.",
    ],
)
def test_pages_that_agree_or_are_of_another_source_are_not_found(rationale: str) -> None:
    assert found("C01", citing(rationale, PAIN)) == []


@pytest.mark.parametrize("mtus", [[], [KNEE], [PAIN, {"title": "Chronic Pain Treatment Guidelines"}]])
def test_without_pages_in_the_guideline_line_nothing_is_compared(mtus: list[dict[str, Any]]) -> None:
    assert found("C01", citing("The MTUS chronic pain guideline, page 98, says so.", *mtus)) == []


@pytest.mark.parametrize(
    "rationale",
    [
        "The Surgical Considerations section of the MTUS knee chapter is met.",
        "The knee chapter of the MTUS, Surgical Considerations section, is met.",
        'The "Physical Methods" section of the knee chapter is met.',
        "MTUS Knee Complaints 2004, Section(s): Summary, is met.",
        "MTUS Knee Complaints Guidelines, Section(s): Follow-up Visits.",
        "In the Initial Care section of the MTUS guideline rest is advised.",
        "The initial care section of the knee guideline advises rest.",
        "The MTUS guideline, Diagnostic Criteria section, is met.",
        "Work-Relatedness section of the MTUS knee guideline.",
        "The Medical History section in the MTUS knee chapter is met.",
        "The Clinical Measures section of the MTUS guideline is met.",
        "The Special Studies section of the MTUS is met. The Summary section of the knee chapter is not.",
    ],
)
def test_a_section_that_the_guideline_line_does_not_name_is_found(rationale: str) -> None:
    (finding,) = found("C02", citing(rationale, KNEE))
    assert finding.start is not None
    assert rationale[finding.start :].lower().startswith("section")


@pytest.mark.parametrize(
    "rationale",
    [
        "The Special Studies section of the MTUS knee chapter is met.",
        "The special studies section of the knee chapter is met.",
        "MTUS Knee Complaints 2004, Section(s): Special Studies, is met.",
        "The Surgical Considerations section of the shoulder chapter of the MTUS is met.",
        "The ODG knee chapter, Office visits section, is met.",
        "The Knee section of the MTUS guideline is met.",
        "A cross section of the MTUS knee chapter.",
        "The first section of the MTUS knee chapter is met.",
        "The Exercise section of the progress report mentions the MTUS.",
        "A caesarean section is no matter of the guideline.",
        "Section 9792.20 of the MTUS.",
    ],
)
def test_a_section_that_agrees_or_is_of_another_source_is_not_found(rationale: str) -> None:
    assert found("C02", citing(rationale, KNEE)) == []


def test_a_citation_without_sections_covers_the_whole_guideline() -> None:
    whole = {"title": "Knee Complaints 2004"}
    assert found("C02", citing("The Summary section of the MTUS knee chapter is met.", whole, KNEE)) == []
