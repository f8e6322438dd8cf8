"""Body parts, sides and spinal levels of a heading and its rationale."""

import pytest

from tests.proofreading.support import NOT_NECESSARY, found, one_item

PARTS = [
    ("MRI of the right shoulder", "The knee is stable."),
    ("MRI of the cervical spine", "The right ankle gives way."),
    ("Lumbar epidural injection", "The cervical discs are well kept."),
    ("Physical therapy for the low back", "The neck moves freely."),
    ("Elbow brace", "The wrist is not swollen."),
    ("X-rays of the left foot", "The left hip is worn."),
    ("CT of the thoracic spine", "The lumbar discs are narrow."),
    ("Carpal tunnel release", "The elbow is sound."),
    ("Hip arthroscopy", "The shoulder is sound."),
    ("MRI of the brain", "The knee is sound."),
    ("Thumb splint", "The ankle is sound."),
]
SIDES = [
    ("MRI of the left knee", "The right knee is stable."),
    ("MRI of the right shoulder", "The left shoulder is stable."),
    ("Right wrist brace", "The left wrist is stable."),
    ("EMG of the left upper extremity", "The right upper extremity is strong."),
    ("Injection, left hip", "The right hip is worn."),
    ("X-ray of the right foot", "X-rays of the left foot were normal."),
    ("Left elbow strap", "The right elbow is tender."),
    ("MRI of the RIGHT ankle", "The LEFT ankle is loose."),
    ("Right thumb splint", "The left thumb is stiff."),
    ("Left hand therapy", "The right hand is weak."),
    ("MRI of the left knee", "The left knee is weak. The request for the bilateral knees is not medically necessary."),
    ("EMG of the bilateral lower extremities", "The EMG of the left lower extremity is not medically necessary."),
]
LEVELS = [
    ("L4-5", "L5-S1"),
    ("L4-L5", "L3-4"),
    ("C5-6", "C6-7"),
    ("C5-C6", "C4-C5"),
    ("L5/S1", "L4-5"),
    ("T11-12", "T10-11"),
]
LEVELS += [("L3-4", "L4/5"), ("L1-2", "L2-3"), ("C3-4", "C3-5"), ("L2-L3, L3-L4", "L5-S1")]
SAME_LEVELS = [("L4-5", "L4-L5"), ("L5-S1", "L5/S1"), ("C5-6", "C5 to C6"), ("L4-5, L5-S1", "L5-S1")]


@pytest.mark.parametrize(("service", "text"), PARTS)
def test_another_body_part_is_found(service: str, text: str) -> None:
    assert found("Q04", one_item(service=service, decision_rationale=text + NOT_NECESSARY))
    sound = f"{text} The request for {service} is not medically necessary."
    assert not found("Q04", one_item(service=service, decision_rationale=sound))


@pytest.mark.parametrize(
    "text", ["The back is stiff.", "He is well.", "The spine is straight.", "On the other hand, no."]
)
def test_an_overlapping_body_part_or_none_is_not_found(text: str) -> None:
    assert not found("Q04", one_item(service="MRI of the lumbar spine", decision_rationale=text + NOT_NECESSARY))


@pytest.mark.parametrize(("service", "text"), SIDES)
def test_another_side_is_found(service: str, text: str) -> None:
    rationale_text = text if text.endswith("necessary.") else text + NOT_NECESSARY
    (finding,) = found("Q05", one_item(service=service, decision_rationale=rationale_text))
    assert finding.start is not None
    assert rationale_text[finding.start :].startswith(finding.evidence)
    sound = f"{text} The request for {service} is not medically necessary."
    assert not found("Q05", one_item(service=service, decision_rationale=sound))


@pytest.mark.parametrize(("requested", "named"), LEVELS)
def test_another_spinal_level_is_found(requested: str, named: str) -> None:
    service = f"Injection at {requested}"
    other, both = (
        f"The disc at {levels} is narrow.{NOT_NECESSARY}" for levels in (named, f"{named} and at {requested}")
    )
    assert found("Q06", one_item(service=service, decision_rationale=other))
    assert not found("Q06", one_item(service=service, decision_rationale=both))


@pytest.mark.parametrize(("requested", "named"), SAME_LEVELS)
def test_a_spinal_level_in_another_form_is_the_same(requested: str, named: str) -> None:
    text = f"The disc at {named} is narrow." + NOT_NECESSARY
    assert not found("Q06", one_item(service=f"Injection at {requested}", decision_rationale=text))
