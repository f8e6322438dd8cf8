"""Chapters about another part of the body, and sections about another treatment."""

from typing import Any

import pytest

from imrletters.case.example import HEADER, example_item
from imrletters.proofreading.rule import Finding
from tests.proofreading.support import found as found_in
from tests.support import case

PAIN = "Chronic Pain Medical Treatment 2016"
SUMMARY = "The injured worker has a sore left knee from folding a paper sail."


def found(code: str, service: str, line: dict[str, Any], **changes: Any) -> list[Finding]:
    """The findings for a request and the reviewer's line."""
    item = example_item(service=service, maximus_guideline=line, claims_administrator_guideline={})
    return found_in(code, case(**{**HEADER, "clinical_case_summary": SUMMARY, "disputed_items": [item], **changes}))


def mtus(title: str, *sections: str) -> dict[str, Any]:
    return {"mtus": [{"title": title, **({"sections": list(sections)} if sections else {})}]}


def odg(text: str) -> dict[str, Any]:
    return {"non_mtus": [text]}


@pytest.mark.parametrize(
    ("service", "line"),
    [
        ("MRI of the left knee", mtus("Low Back Complaints 2004")),
        ("Physical therapy for the right shoulder", mtus("Neck and Upper Back Complaints 2004")),
        ("Injection at L4-5", mtus("Knee Complaints 2004")),
        ("Carpal tunnel release", mtus("Elbow Complaints 2007")),
        ("MRI of the right wrist", odg("Official Disability Guidelines (ODG) Shoulder Chapter, MRI")),
        ("X-ray of the left foot", odg("Low Back - Lumbar & Thoracic (Acute & Chronic), X-rays")),
        ("TENS unit", mtus("Forearm, Wrist, and Hand Complaints 2004")),
    ],
)
def test_a_chapter_of_another_part_is_found(service: str, line: dict[str, Any]) -> None:
    (finding,) = found("C11", service, line)
    assert finding.related[0].path == ("disputed_items", 0, "service")


@pytest.mark.parametrize(
    ("service", "line"),
    [
        ("MRI of the left knee", mtus("Knee Complaints 2004")),
        ("MRI of the left leg", mtus("Knee Complaints 2004")),
        ("EMG of the upper extremities", mtus("Neck and Upper Back Complaints 2004")),
        ("EMG of the lower extremities", mtus("Low Back Complaints 2004")),
        ("MRI of the left knee", mtus("Chronic Pain Medical Treatment 2016")),
        ("MRI of the left hip", mtus("Low Back Complaints 2004")),
        ("MRI of the thoracic spine", mtus("Low Back Complaints 2004")),
        ("Groin ultrasound", mtus("Knee Complaints 2004")),
        ("MRI of the left knee", odg("Official Disability Guidelines (ODG) Pain (Chronic), MRI")),
        ("Preoperative EKG before knee surgery", odg("ODG Low Back Chapter, Preoperative testing")),
        ("MRI of the left knee", odg("The journal of shoulder surgery, 2014")),
        ("TENS unit", mtus("Knee Complaints 2004")),
    ],
)
def test_a_chapter_that_covers_the_part_or_a_part_without_chapter_is_not_found(
    service: str, line: dict[str, Any]
) -> None:
    assert not found("C11", service, line)


def test_hip_has_a_chapter_from_december_2017_on() -> None:
    later = {"ur_denial_date": "2018-10-20", "decision_date": "2018-12-06"}
    assert found("C11", "MRI of the left hip", mtus("Low Back Disorders 2016"), **later)


def test_a_chapter_that_the_rationale_names_is_found() -> None:
    text = "ACOEM, Low Back Complaints, covers it. The request is not medically necessary."
    item = example_item(service="MRI of the left knee", decision_rationale=text)
    (finding,) = found_in("C11", case(**HEADER, clinical_case_summary=SUMMARY, disputed_items=[item]))
    assert finding.start == text.index("Low Back")


def test_a_chapter_of_the_odg_that_the_rationale_names_is_found() -> None:
    text = "The ODG Shoulder chapter covers it. The request is not medically necessary."
    item = example_item(service="MRI of the left knee", decision_rationale=text)
    (finding,) = found_in("C11", case(**HEADER, clinical_case_summary=SUMMARY, disputed_items=[item]))
    assert finding.start == text.index("Shoulder")


def test_a_topic_of_another_treatment_is_found() -> None:
    line = odg("Official Disability Guidelines (ODG) Knee & Leg, MRI")
    (finding,) = found("C12", "Physical therapy for the left knee", line)
    assert finding.evidence == "MRI"
    assert not found("C12", "MRI of the left knee", line)


def test_the_message_states_that_the_claims_administrator_cited_it() -> None:
    item = example_item(service="MRI of the left knee", claims_administrator_guideline=mtus("Low Back Complaints 2004"))
    (finding,) = found_in("C11", case(**HEADER, clinical_case_summary=SUMMARY, disputed_items=[item]))
    assert "claims administrator" in finding.message


def test_a_section_that_the_claims_administrator_cited_is_a_note() -> None:
    line = mtus(PAIN, "Proton Pump Inhibitors (PPIs)")
    item = example_item(service="Pepcid 20mg", claims_administrator_guideline=line)
    (finding,) = found_in("C12", case(**HEADER, clinical_case_summary=SUMMARY, disputed_items=[item]))
    assert finding.severity == "note"


@pytest.mark.parametrize(
    ("service", "section"),
    [
        ("Pepcid 20mg #30", "Proton Pump Inhibitors (PPIs)"),
        ("MRI of the lumbar spine", "Epidural steroid injections (ESIs)"),
        ("Naproxen 500mg #60", "Opioids, criteria for use"),
        ("Tramadol 50mg", "Muscle relaxants (for pain)"),
        ("Acupuncture, 6 sessions", "Massage therapy"),
    ],
)
def test_a_section_of_another_treatment_is_found(service: str, section: str) -> None:
    (finding,) = found("C12", service, mtus(PAIN, section))
    assert finding.evidence == section


@pytest.mark.parametrize(
    ("service", "section"),
    [
        ("Pepcid 20mg #30", "NSAIDs, GI symptoms & cardiovascular risk"),
        ("Prilosec 20mg #30", "Proton Pump Inhibitors (PPIs)"),
        ("Ketoprofen 20% cream", "Topical analgesics"),
        ("Urine drug screen", "Opioids, criteria for use"),
        ("Electrical stimulation", "TENS, chronic pain (transcutaneous electrical nerve stimulation)"),
        ("Chiropractic care", "Manual therapy & manipulation"),
        ("MRI of the lumbar spine", "Special Studies"),
        ("A paper sail", "Opioids, dosing"),
    ],
)
def test_a_section_of_the_treatment_or_of_any_is_not_found(service: str, section: str) -> None:
    assert not found("C12", service, mtus(PAIN, section))


def test_one_section_of_the_treatment_suffices() -> None:
    assert not found(
        "C12", "Pepcid 20mg", mtus(PAIN, "Proton Pump Inhibitors (PPIs)", "NSAIDs, GI symptoms & cardiovascular risk")
    )


def test_chronic_pain_is_found_only_in_a_case_without_pain() -> None:
    assert found("C13", "Office visit", mtus(PAIN), clinical_case_summary="The worker has palpitations.")
    assert not found("C13", "Office visit", mtus(PAIN))
