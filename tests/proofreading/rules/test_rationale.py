"""Rules about the rationale: planted faults are found, sound rationales are left alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imrletters import load_case
from imrletters.case.example import example_item
from imrletters.case.model import Case
from imrletters.proofreading.registry import RULES, Finding
from imrletters.proofreading.rules import rationale as _theme
from tests.support import SAMPLES, case

CODES = sorted(code for code, rule in RULES.items() if rule.find.__module__ == _theme.__name__)
OTHER = {"Upheld": "Overturned", "Overturned": "Upheld"}
REFUSING = [
    "Therefore, the request is not medically necessary.",
    "As such, the request IS NOT medically necessary.",
    "The request was not medically necessary.",
    "The brace cannot be considered medically necessary on this record.",
    "The brace is not seen as being medically necessary at this time.",
    "The prescription is not-medically necessary.",
    "The brace is not a medical necessity.",
    "The brace does not appear to be medically necessary.",
    "The brace isn't medically necessary.",
    "The request is medically unnecessary.",
    "The request is not, in the opinion of this reviewer, medically necessary.",
    "The medical necessity of the brace has not been established.",
    "Medical necessity for the brace, in this case, is not established at this time.",
    "The record fails to establish medical necessity.",
    "There is no medical necessity for the brace.",
    "The request does not meet the criteria and is not medically necessary or appropriate.",
    "The brace misses the criteria and is not medically necessary.",
    "There is no evidence that the brace is medically necessary.",
    "I do not believe the brace is medically necessary.",
    "The request will be considered not medically necessary.",
    "The request for the brace is not necessary.",
    "The request is not certified.",
    "The request is not authorized.",
    "The request is not supported.",
    "The request is denied.",
    "The utilization review decision is upheld.",
    "Although a brace is medically necessary after some operations, this brace is not medically necessary.",
    "The request is not medically necessary. This decision is not to be seen as a recommendation to stop opioids.",
    'The request for "Brace, size 2.5" is not medically necessary.',
]
GRANTING = [
    "Therefore, the request is medically necessary.",
    "As such, the request IS medically necessary.",
    "The request was medically necessary.",
    "The request is considered medically necessary at this time.",
    "The brace is supported by the guideline and is medically necessary.",
    "Although the guideline does not speak of braces, the brace is medically necessary.",
    "The brace is not an exercise tool; it is medically necessary.",
    "The request is determined to be medically necessary.",
    "The medical necessity of the brace has been established.",
    "Medical necessity is established.",
    "The request is certified.",
    "The request is supported.",
    "The previous denial is overturned.",
    "This review is overturning the adverse determination.",
    "Both braces are, on these facts, medically necessary.",
    "The surgery was not planned, but the brace appears to be medically necessary.",
]
SILENCES = [
    "The MTUS does not address this brace.",
    "The MTUS guidelines do not address the request.",
    "The MTUS is silent on braces.",
    "The California MTUS does not specifically mention this device.",
    "The MTUS does not discuss braces of this kind.",
    "This device is not addressed by the MTUS.",
    "Braces are not mentioned in the MTUS.",
    "A brace is not covered by the California MTUS.",
    "The MTUS makes no mention of a brace.",
    "The worker asks for a brace. The MTUS does not cover braces.",
]
DRUGS = ["Oxycodone 10mg #60", "Norco 10/325mg #90", "Percocet 5/325mg #30", "Morphine ER 15mg #60"]
DRUGS += ["Tramadol 50mg #60", "Fentanyl patch 25mcg #10", "Methadone 10mg #30", "Nucynta 50mg #60", "MS Contin 15mg"]
DRUGS += ["Butrans patch 10mcg #4", "Tylenol with codeine #3 #60", "Ultram ER 100mg #30", "Opana 5mg #30", "Trezix #60"]
ADVISORY = " This medical necessity decision should not be interpreted as a recommendation to stop opioids abruptly."
PIECES = [*REFUSING, *GRANTING, *SILENCES, "medically necessary", "not", "is", ".", "\n\n", "medical necessity", "MTUS"]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join)).filter(lambda text: text.strip() != "")


def found(code: str, one: Case) -> list[Finding]:
    return list(RULES[code].find(one))


def single(**changes: Any) -> Case:
    """A case of one item, but for changes."""
    return case(disputed_items=[example_item(**changes)])


@pytest.mark.parametrize("ending", REFUSING)
def test_refusing_conclusion_is_told_from_a_granting_decision(ending: str) -> None:
    text = f"The worker wears a splint that is not rigid. {ending}"
    (finding,) = found("R01", single(decision="Overturned", decision_rationale=text))
    assert finding.start is not None
    assert text[finding.start :].startswith(finding.evidence)
    assert not found("R01", single(decision="Upheld", decision_rationale=text))


@pytest.mark.parametrize("ending", GRANTING)
def test_granting_conclusion_is_told_from_a_refusing_decision(ending: str) -> None:
    text = f"The worker has tried a splint without success. {ending}"
    assert found("R01", single(decision="Upheld", decision_rationale=text))
    assert not found("R01", single(decision="Overturned", decision_rationale=text))


@pytest.mark.parametrize(
    "text",
    [
        "Treatment is medically necessary when it cures.",
        "It is not unlikely that the brace may be medically necessary.",
        "Six visits of the twelve are medically necessary; the other six are not.",
        "Utilization review found that the request was not medically necessary.",
        "A trial would be medically necessary.",
        "There is no doubt that the request is medically necessary.",
    ],
)
@pytest.mark.parametrize("decision", ["Upheld", "Overturned"])
def test_uncertain_sentence_is_no_finding(text: str, decision: str) -> None:
    assert not found("R01", single(decision=decision, decision_rationale=text))


def test_granted_part_of_a_request_does_not_conclude() -> None:
    approval = {"kind": "quantity", "original_request": "Therapy, 12 visits", "authorized": "Therapy, 6 visits"}
    text = "The remaining visits are not medically necessary. The six authorized visits are medically necessary."
    item = example_item(service="Therapy, 6 visits", partial_approval=approval, decision_rationale=text)
    assert not found("R01", case(disputed_items=[item]))
    assert found("R01", case(disputed_items=[item | {"decision": "Overturned"}]))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_decision_flipped_in_a_sample_is_found(path: Any) -> None:
    sample = load_case(path)
    for index, item in enumerate(sample.disputed_items):
        flipped = item.model_copy(update={"decision": OTHER[item.decision]})
        items = (*sample.disputed_items[:index], flipped, *sample.disputed_items[index + 1 :])
        (finding,) = found("R01", sample.model_copy(update={"disputed_items": items}))
        assert finding.path == ("disputed_items", index, "decision_rationale")


def test_samples_are_without_a_finding() -> None:
    assert len(SAMPLES) >= 14
    assert not [(path.stem, code) for path in SAMPLES for code in CODES if found(code, load_case(path))]


@pytest.mark.parametrize(
    "text",
    [
        "The right knee is stable.",
        "The guideline asks for plain films first.",
        "Plain films were normal. The worker has returned to full duty.",
        "No swelling is recorded",
        "The knee bends to 135 degrees.\n\nThe worker is content.",
        "Rest and ice were tried.",
        "The ODG speaks of this study in its knee chapter.",
        "See above.",
        "The notes are brief, and the plan is not stated.",
        "This medical necessity decision should not be interpreted as a recommendation to stop opioids abruptly.",
    ],
)
def test_rationale_without_a_conclusion_is_found(text: str) -> None:
    assert found("R02", single(decision_rationale=text))


@pytest.mark.parametrize("ending", REFUSING + GRANTING)
def test_conclusion_in_any_words_is_one(ending: str) -> None:
    assert not found("R02", single(decision_rationale=ending))


@pytest.mark.parametrize("ending", REFUSING[:12])
def test_missing_citation_of_an_independent_item_is_found(ending: str) -> None:
    alone = single(maximus_guideline={}, decision_rationale=ending)
    assert [finding.path for finding in found("R03", alone)] == [("disputed_items", 0, "maximus_guideline")]
    independent = example_item(maximus_guideline={}, decision_rationale=ending)
    assert found("R03", case(disputed_items=[example_item(), independent]))


@pytest.mark.parametrize(
    "ground",
    [
        "As the operation is not medically necessary",
        "Since the requested surgery was not found to be medically necessary",
        "Because the procedure has not been certified",
        "Given that the arthroscopy is not supported",
    ],
)
def test_dependent_item_may_do_without_a_citation(ground: str) -> None:
    text = f"{ground}, the brace is not medically necessary."
    dependent = example_item(service="Brace", maximus_guideline={}, decision_rationale=text)
    assert not found("R03", case(disputed_items=[example_item(), dependent]))
    assert found("R03", case(disputed_items=[example_item(decision="Overturned"), dependent]))


@pytest.mark.parametrize("drug", DRUGS)
def test_refused_opioid_wants_its_advisory(drug: str) -> None:
    bare = "Function has not improved. The request is not medically necessary."
    assert found("R04", single(service=drug, decision_rationale=bare))
    assert not found("R04", single(service=drug, decision_rationale=bare + ADVISORY))
    assert not found("R04", single(service=drug, decision_rationale=bare, decision="Overturned"))


@pytest.mark.parametrize("service", ["Naproxen 500mg #60", "Urine drug screen for morphine", "Test for codeine"])
def test_no_advisory_is_wanted_for_anything_else(service: str) -> None:
    assert not found("R04", single(service=service))


@pytest.mark.parametrize("silence", SILENCES)
def test_refusal_on_the_silence_of_the_mtus_is_found(silence: str) -> None:
    text = f"{silence} Therefore, the request is not medically necessary."
    (finding,) = found("R05", single(decision_rationale=text))
    assert finding.start is not None
    assert text[finding.start :].startswith(finding.evidence)


@pytest.mark.parametrize(
    "ground",
    [
        "The ODG asks for a trial first.",
        "The notes do not describe a deficit.",
        "There is no instability.",
        "The request exceeds the usual number.",
        "Studies show little benefit.",
        "The purpose is unclear.",
    ],
)
def test_refusal_with_another_ground_is_left_alone(ground: str) -> None:
    text = f"{SILENCES[0]} {ground} Therefore, the request is not medically necessary."
    assert not found("R05", single(decision_rationale=text))


@given(TEXTS)
def test_no_text_makes_a_rule_fail(text: str) -> None:
    approval = {"kind": "quantity", "original_request": text, "authorized": text}
    item = example_item(service=text, decision_rationale=text, maximus_guideline={}, partial_approval=approval)
    for decision in OTHER:
        hostile = case(clinical_case_summary=text, disputed_items=[item | {"decision": decision}, item])
        for code in CODES:
            assert all(not finding.message.endswith(".") for finding in found(code, hostile))
