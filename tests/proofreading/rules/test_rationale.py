"""The conclusion, the evidence and the grounds of a rationale."""

from pathlib import Path
from typing import Any

import pytest

from imrletters import load_case
from imrletters.case.example import example_item
from tests.planted import plant
from tests.proofreading.support import found, one_item
from tests.support import SAMPLES, case

OTHER = {"Upheld": "Overturned", "Overturned": "Upheld"}
DENYING = [
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


@pytest.mark.parametrize("ending", DENYING)
def test_a_denying_conclusion_contradicts_an_overturned_denial(ending: str) -> None:
    text = f"The worker wears a splint that is not rigid. {ending}"
    (finding,) = found("R01", one_item(decision="Overturned", decision_rationale=text))
    assert finding.start is not None
    assert text[finding.start :].startswith(finding.evidence)
    assert not found("R01", one_item(decision="Upheld", decision_rationale=text))


@pytest.mark.parametrize("ending", GRANTING)
def test_a_granting_conclusion_contradicts_an_upheld_denial(ending: str) -> None:
    text = f"The worker has tried a splint without success. {ending}"
    assert found("R01", one_item(decision="Upheld", decision_rationale=text))
    assert not found("R01", one_item(decision="Overturned", decision_rationale=text))


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
def test_an_uncertain_conclusion_is_not_found(text: str, decision: str) -> None:
    assert not found("R01", one_item(decision=decision, decision_rationale=text))


def test_the_authorized_part_of_a_request_is_not_the_conclusion() -> None:
    approval = {"kind": "quantity", "original_request": "Therapy, 12 visits", "authorized": "Therapy, 6 visits"}
    text = "The remaining visits are not medically necessary. The six authorized visits are medically necessary."
    item = example_item(service="Therapy, 6 visits", partial_approval=approval, decision_rationale=text)
    assert not found("R01", case(disputed_items=[item]))
    assert found("R01", case(disputed_items=[item | {"decision": "Overturned"}]))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_reversed_decision_in_a_sample_is_found(path: Any) -> None:
    sample = load_case(path)
    for index, item in enumerate(sample.disputed_items):
        flipped = item.model_copy(update={"decision": OTHER[item.decision]})
        items = (*sample.disputed_items[:index], flipped, *sample.disputed_items[index + 1 :])
        (finding,) = found("R01", sample.model_copy(update={"disputed_items": items}))
        assert finding.path == ("disputed_items", index, "decision_rationale")


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
def test_a_rationale_without_a_conclusion_is_found(text: str) -> None:
    assert found("R02", one_item(decision_rationale=text))


@pytest.mark.parametrize("ending", DENYING + GRANTING)
def test_a_conclusion_in_other_words_counts(ending: str) -> None:
    assert not found("R02", one_item(decision_rationale=ending))


@pytest.mark.parametrize("ending", DENYING[:12])
def test_a_missing_citation_of_an_independent_item_is_found(ending: str) -> None:
    alone = one_item(maximus_guideline={}, decision_rationale=ending)
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
def test_a_dependent_item_may_cite_nothing(ground: str) -> None:
    text = f"{ground}, the brace is not medically necessary."
    dependent = example_item(service="Brace", maximus_guideline={}, decision_rationale=text)
    assert not found("R03", case(disputed_items=[example_item(), dependent]))
    assert found("R03", case(disputed_items=[example_item(decision="Overturned"), dependent]))


@pytest.mark.parametrize("drug", DRUGS)
def test_the_denial_of_an_opioid_without_advisory_is_found(drug: str) -> None:
    bare = "Function has not improved. The request is not medically necessary."
    assert found("R04", one_item(service=drug, decision_rationale=bare))
    assert not found("R04", one_item(service=drug, decision_rationale=bare + ADVISORY))
    assert not found("R04", one_item(service=drug, decision_rationale=bare, decision="Overturned"))


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("", True), ("{% block opioid_advisory %}{% endblock %}", False)],
    ids=["inherited", "none"],
)
def test_an_own_edition_states_whether_its_letters_advise_on_opioids(
    stated: str, tmp_path: Path, *, expected: bool
) -> None:
    templates = plant(tmp_path, mine='{% extends "imrletters/editions/2016.j2" %}' + stated)
    subject = one_item(service="Tramadol 50mg #60").model_copy(update={"edition": "mine"})
    assert bool(found("R04", subject, templates)) == expected


@pytest.mark.parametrize("service", ["Naproxen 500mg #60", "Urine drug screen for morphine", "Test for codeine"])
def test_other_services_need_no_advisory(service: str) -> None:
    assert not found("R04", one_item(service=service))


@pytest.mark.parametrize("silence", SILENCES)
def test_a_denial_based_only_on_the_silence_of_the_mtus_is_found(silence: str) -> None:
    text = f"{silence} Therefore, the request is not medically necessary."
    (finding,) = found("R05", one_item(decision_rationale=text))
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
def test_a_denial_with_another_ground_is_not_found(ground: str) -> None:
    text = f"{SILENCES[0]} {ground} Therefore, the request is not medically necessary."
    assert not found("R05", one_item(decision_rationale=text))
