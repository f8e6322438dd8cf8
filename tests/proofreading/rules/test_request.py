"""Rules about the request and its numbers: planted faults are found, sound requests are left alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imrletters import load_case
from imrletters.case.example import example_item
from imrletters.case.model import Case
from imrletters.proofreading.registry import RULES, Finding
from imrletters.proofreading.rules import conclusion, quantities, rationale, request
from tests.support import ROOT, SAMPLES, case

CODES = sorted(code for code, rule in RULES.items() if rule.find.__module__ in {request.__name__, quantities.__name__})
MINE = [code for code, rule in RULES.items() if rule.find.__module__ == rationale.__name__] + CODES
CLOSING = " The request is not medically necessary."
# original request, authorized, remaining, and a wrong remainder
REMAINDERS = [
    ("Baclofen 10mg #30", "Baclofen 10mg #27", "Baclofen 10mg #3", "Baclofen 10mg #4"),
    ("Gabapentin 300mg # 90", "Gabapentin 300mg #60", "gabapentin 300mg #30", "gabapentin 300mg #60"),
    ("Massage, 12 sessions", "Massage, 6 sessions", "Massage, 6 sessions", "Massage, 8 sessions"),
    ("Massage for eight sessions", "Massage for six sessions", "Massage for two sessions", "Massage for six sessions"),
    ("Twelve massage visits", "Nine massage visits", "three massage visits", "four massage visits"),
    ("Walker for a 3 month rental", "Walker for a 1 month rental", "walker, 2 month rental", "walker, 1 month rental"),
    (
        "Massage 3 times a week for 4 weeks",
        "Massage 3 times a week for 3 weeks",
        "Massage 3 times a week for 1 week",
        "Massage 3 times a week for 2 weeks",
    ),
    ("Massage; Six (6) Visits", "Massage; Four (4) Visits", "Massage; Two (2) Visits", "Massage; Six (6) Visits"),
    ("Yoga of the knee, 18 sessions", "6 sessions of yoga", "Yoga, knee, 12 sessions", "Yoga, knee, 10 sessions"),
    ("Twenty-four visits, 2 hours", "Twenty visits, 2 hours", "Four visits, 2 hours", "Five visits, 2 hours"),
    ("Patch 5% #60", "Patch 5% #45", "Patch 5% #15", "Patch 5% #60"),
    ("Home aide, 30 days", "Home aide, 10 days", "Home aide, 20 days", "Home aide, 40 days"),
]
UNCOUNTED = [
    ("Ibuprofen 600mg #90 with 2 refills", "Ibuprofen 600mg #90", "Two refills of Ibuprofen 600mg #90"),
    ("Massage two times a week for six weeks (12 sessions)", "Massage 6 sessions", "Massage 6 sessions"),
    ("Baclofen 20mg #30", "Baclofen 10mg #30", "Baclofen 10mg #30"),
    ("EMG and NCS of the right arm", "NCS of the right arm", "EMG of the right arm"),
    ("Baclofen #60, per 12/07/2016 order", "Baclofen #40, per 12/07/2016 order", "Baclofen #20, per 12/07/2016 order"),
    ("12 sessions of massage", "1 month of massage", "4 sessions of massage"),
    ("Visit on 12/01/2016", "Visit on 12/02/2016", "Visit on 12/03/2016"),
]
REPEATS = [
    "Brace 320.5/30mg",
    "brace, left",
    "Brace",
    "Brace, right, large",
    "Braces, right",
    "Brace right",
    "Brace, rihgt",
]
REPEATS += ["Brace, right (2)", "Brace; right", "a brace, right"]
STRENGTHS = [
    ("Tramadol 50mg #60", "tramadol 100mg"),
    ("Naproxen 500 mg", "Naproxen 550mg"),
    ("Trezix capsule 320.5/30/16mg #90", "Trezix capsule 30.5/30/16mg"),
    ("Oxycodone HCL ER 20mg #60", "Oxycodone HCL ER 200mg"),
    ("Ultram (tramadol) 50mg #90", "Ultram (tramadol) 150mg"),
    ("Lidocaine patch 5% #30", "lidocaine patch 4%"),
    ("Fentanyl 25mcg", "Fentanyl 75mcg"),
    ("Omeprazole 20mg", "omeprazole 40 mg"),
    ("Hydrocodone/APAP 10/325mg #60", "hydrocodone/APAP 5/325mg"),
    ("Cyclobenzaprine 7.5mg", "Cyclobenzaprine 75mg"),
]
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
SAME = [
    "MRI of the left knee",
    "mri of the left knee",
    "MRI  of the left knee",
    "MRI OF THE LEFT KNEE",
    "Mri Of The Left Knee",
]
SAME += [
    "MRI of the Left Knee",
    "MRI of the left  knee",
    "MRI of  the left knee",
    "mRI of the left KNEE",
    "MRI of The left knee",
]
EVENTS = [
    ("An MRI of the lumbar spine dated 10-13-16 was read.", "The MRI of the lumbar spine dated 10-31-16 was normal."),
    ("MRI lumbar spine on 10/13/2016: narrow discs.", "The lumbar MRI dated 11/13/2016 was normal."),
    ("An x-ray of the left knee dated 1-5-16 was normal.", "The X-ray of the left knee dated 1-5-15 was normal."),
    ("CT of the cervical spine dated March 3, 2016.", "The CT of the cervical spine dated March 8, 2016 was normal."),
    ("He sustained an industrial injury on 4-12-16.", "The injury of 4-21-16 has healed."),
    ("She was injured on May 2, 2016.", "Her injury dated June 2, 2016 was mild."),
    ("EMG of the right wrist performed on 2-2-16.", "The EMG of the right wrist dated 2-12-16 was normal."),
    ("Arthroscopy of the knee on 7-1-15.", "The arthroscopy of the knee on 7-1-16 went well."),
    ("The ultrasound of the left ankle (8-9-16) was normal.", "The ultrasound of the left ankle on 8-6-16 was normal."),
    ("MRI of the right shoulder from 9-9-16.", "The MRI of the right shoulder dated September 19, 2016 was normal."),
]
OTHER_EVENTS = [
    ("An MRI of the lumbar spine dated 10-13-16 was read.", "The MRI of the lumbar spine dated October 13, 2016."),
    ("An MRI of the lumbar spine dated 10-13-16 was read.", "The MRI of the cervical spine dated 10-31-16."),
    ("An MRI of the left knee dated 10-13-16 was read.", "The MRI of the right knee dated 10-31-16."),
    ("MRI of the lumbar spine dated 10-13-16. MRI of the lumbar spine dated 3-1-15.", "MRI lumbar spine dated 3-2-15."),
    ("The MRI of the lumbar spine dated 10-13-16 was read.", "The MRI of the lumbar spine dated 2-1-14 was normal."),
    ("The visit of 10-13-16 mentions pain.", "The visit of 10-31-16 mentions pain."),
]
WORDS = st.sampled_from(
    [
        "left",
        "right knee",
        "L4-5",
        "#30",
        "MRI of the",
        "dated 10-13-16",
        "99-99-99",
        "twelve visits",
        "10mg",
        "Naproxen",
        ".",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(WORDS).map(" ".join)).filter(lambda text: text.strip() != "")


def found(code: str, one: Case) -> list[Finding]:
    return list(RULES[code].find(one))


def single(**changes: Any) -> Case:
    """A case of one item, but for changes."""
    return case(disputed_items=[example_item(**changes)])


def partly(kind: str, original: str, authorized: str, service: str) -> Case:
    approval = {"kind": kind, "original_request": original, "authorized": authorized}
    return single(service=service, partial_approval=approval)


def changed(data: Any, changes: dict[str, Any]) -> Any:
    """The data with values set at JSON pointers."""
    for pointer, value in changes.items():
        *parents, last = pointer.strip("/").split("/")
        place = data
        for step in parents:
            place = place[int(step) if isinstance(place, list) else step]
        if isinstance(place, list):
            place[int(last) : int(last) + 1] = [value]
        else:
            place[last] = value
    return data


@pytest.mark.parametrize("code", MINE)
def test_examples_of_a_rule_hold(code: str) -> None:
    sample = ROOT / "samples" / "one-item-upheld.json"
    rule = RULES[code]
    assert found(code, Case.model_validate(changed(load_case(sample).to_data(), dict(rule.catches))))
    assert not found(code, Case.model_validate(changed(load_case(sample).to_data(), dict(rule.leaves))))


def test_samples_are_without_a_finding() -> None:
    assert len(SAMPLES) >= 14
    assert not [(path.stem, code) for path in SAMPLES for code in CODES if found(code, load_case(path))]


@pytest.mark.parametrize(("original", "authorized", "rest", "wrong"), REMAINDERS)
def test_wrong_remainder_is_found(original: str, authorized: str, rest: str, wrong: str) -> None:
    (finding,) = found("Q01", partly("quantity", original, authorized, wrong))
    assert finding.path == ("disputed_items", 0, "service")
    assert not found("Q01", partly("quantity", original, authorized, rest))
    assert not found("Q01", partly("substitution", original, authorized, wrong))


@pytest.mark.parametrize(("original", "authorized", "rest"), UNCOUNTED)
def test_what_has_no_one_quantity_is_left_alone(original: str, authorized: str, rest: str) -> None:
    assert not found("Q01", partly("quantity", original, authorized, rest))


@pytest.mark.parametrize("service", REPEATS)
def test_substitution_that_changes_its_request_is_found(service: str) -> None:
    assert found("Q02", partly("substitution", "Brace, right", "Strap", service))
    assert not found("Q02", partly("quantity", "Brace, right", "Strap", service))


@pytest.mark.parametrize("service", ["Brace, right", "brace, right", "Brace,  right", "BRACE, RIGHT."])
def test_substitution_that_repeats_its_request_is_left_alone(service: str) -> None:
    assert not found("Q02", partly("substitution", "Brace, right", "Strap", service))


@pytest.mark.parametrize(("service", "named"), STRENGTHS)
def test_other_strength_is_found(service: str, named: str) -> None:
    text = f"The request for {named} is not medically necessary."
    (finding,) = found("Q03", single(service=service, decision_rationale=text))
    assert finding.start is not None
    assert text[finding.start].isdigit()
    sound = f"The worker has taken {named}. The request for {service} is not medically necessary."
    assert not found("Q03", single(service=service, decision_rationale=sound))
    assert found("Q03", partly("quantity", named, named, service))


def test_amount_by_the_day_is_no_strength() -> None:
    text = "Naproxen 1000mg a day, or naproxen 1000mg daily, is the most." + CLOSING
    assert not found("Q03", single(service="Naproxen 500mg #60", decision_rationale=text))


@pytest.mark.parametrize(("service", "text"), PARTS)
def test_other_body_part_is_found(service: str, text: str) -> None:
    assert found("Q04", single(service=service, decision_rationale=text + CLOSING))
    sound = f"{text} The request for {service} is not medically necessary."
    assert not found("Q04", single(service=service, decision_rationale=sound))


@pytest.mark.parametrize(
    "text", ["The back is stiff.", "He is well.", "The spine is straight.", "On the other hand, no."]
)
def test_near_body_part_or_none_is_left_alone(text: str) -> None:
    assert not found("Q04", single(service="MRI of the lumbar spine", decision_rationale=text + CLOSING))


@pytest.mark.parametrize(("service", "text"), SIDES)
def test_other_side_is_found(service: str, text: str) -> None:
    rationale_text = text if text.endswith("necessary.") else text + CLOSING
    (finding,) = found("Q05", single(service=service, decision_rationale=rationale_text))
    assert finding.start is not None
    assert rationale_text[finding.start :].startswith(finding.evidence)
    sound = f"{text} The request for {service} is not medically necessary."
    assert not found("Q05", single(service=service, decision_rationale=sound))


@pytest.mark.parametrize(("asked", "named"), LEVELS)
def test_other_level_is_found(asked: str, named: str) -> None:
    service = f"Injection at {asked}"
    assert found("Q06", single(service=service, decision_rationale=f"The disc at {named} is narrow." + CLOSING))
    assert not found("Q06", single(service=service, decision_rationale=f"Discs {named}, {asked} are narrow." + CLOSING))


@pytest.mark.parametrize(("asked", "named"), SAME_LEVELS)
def test_level_in_another_form_is_the_same(asked: str, named: str) -> None:
    text = f"The disc at {named} is narrow." + CLOSING
    assert not found("Q06", single(service=f"Injection at {asked}", decision_rationale=text))


@pytest.mark.parametrize("service", SAME)
def test_same_request_twice_is_found(service: str) -> None:
    items = [example_item(service=one) for one in ("MRI of the left knee", "MRI of the right knee", service)]
    assert [finding.path for finding in found("Q07", case(disputed_items=items))] == [("disputed_items", 2, "service")]
    assert not found("Q07", case(disputed_items=items[:2]))


@pytest.mark.parametrize(("summary", "text"), EVENTS)
def test_event_dated_differently_is_found(summary: str, text: str) -> None:
    one = case(clinical_case_summary=summary, disputed_items=[example_item(decision_rationale=text + CLOSING)])
    (finding,) = found("Q08", one)
    assert finding.start is not None
    assert text[finding.start :].startswith(finding.evidence.split(" / ")[0])
    alike = case(clinical_case_summary=summary, disputed_items=[example_item(decision_rationale=summary + CLOSING)])
    assert not found("Q08", alike)


@pytest.mark.parametrize(("summary", "text"), OTHER_EVENTS)
def test_other_event_is_left_alone(summary: str, text: str) -> None:
    one = case(clinical_case_summary=summary, disputed_items=[example_item(decision_rationale=text + CLOSING)])
    assert not found("Q08", one)


@given(TEXTS, TEXTS, TEXTS)
def test_no_text_makes_a_rule_fail(one: str, two: str, three: str) -> None:
    for kind in ("quantity", "substitution"):
        approval = {"kind": kind, "original_request": one, "authorized": two}
        item = example_item(service=three, decision_rationale=one, partial_approval=approval)
        hostile = case(clinical_case_summary=two, disputed_items=[item, item | {"service": one}])
        for code in CODES:
            found(code, hostile)


def test_reading_a_conclusion_is_no_rule() -> None:
    assert not [code for code, rule in RULES.items() if rule.find.__module__ == conclusion.__name__]
