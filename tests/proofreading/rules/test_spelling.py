"""Slips of spelling, confused words and remnants of templates: found at their places, and nothing else."""

import pytest

from imrletters import check
from tests.proofreading.support import found, is_found_inside, one_item
from tests.support import case

FOUND = {
    "T32": [
        "hurts more then the hip", "a casual relationship", "lumber spine pain", "carpel tunnel", "the rational for",
        "of sever pain", "treatment trail of a", "pain radiating form the", "is complaint with", "dose not help",
        "light tough and", "trigger paint injection", "medial records show", "tenderness to palpitation",
    ],
    "T33": ["a diagnositc test", "her lumbr pain", "parasthesias of", "thepatient rests", "Diclofenec gel"],
    "T34": ["is a(n) old", "a/an old", "[he/she] swims"],
}  # fmt: skip
NOT_FOUND = {
    "T32": [
        "more than the hip", "and then the", "a causal relationship", "to sever a", "medial meniscus",
        "a trail in the wood",
        "the right foot", "the lateral meniscus", "light touch", "neck pain", "a form the worker signed",
    ],
    "T33": ["Dr. Quillfeather", "CRPS", "a papier-mâché whale", "Übung macht den Meister", "paraspinal",
        "x2mg", "Norco"],
    "T34": ["tear(s)", "and/or", "a man"],
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in FOUND.items() for text in texts])
def test_a_slip_of_spelling_is_found_at_its_place(code: str, text: str) -> None:
    assert is_found_inside(code, text)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in NOT_FOUND.items() for text in texts])
def test_known_words_are_not_found(code: str, text: str) -> None:
    assert not is_found_inside(code, text)


def test_a_choice_of_pronouns_is_found_where_the_sex_is_stated() -> None:
    assert found("T34", case(clinical_case_summary="A male. He/she swims."))
    assert not found("T34", case(clinical_case_summary="A worker. He/she swims."))


def test_a_misspelt_service_is_found() -> None:
    (finding,) = found("T33", one_item(service="Diagnositc test of the knee"))
    assert finding.path == ("disputed_items", 0, "service")


@pytest.mark.parametrize(("section", "number"), [("343", 1), ("pp. 98-99", 1), ("Special Studies", 0), ("3.3.9", 0)])
def test_a_section_that_is_a_page_is_found(section: str, number: int) -> None:
    guideline = {"mtus": [{"title": "Knee Complaints 2004", "sections": [section]}], "non_mtus": []}
    assert len(found("T35", one_item(maximus_guideline=guideline))) == number


@pytest.mark.parametrize(
    ("side", "severity"), [("maximus_guideline", "warning"), ("claims_administrator_guideline", "note")]
)
def test_a_number_that_the_claims_administrator_cited_is_a_note(side: str, severity: str) -> None:
    subject = one_item(**{side: {"mtus": [{"title": "Knee Complaints 2004", "sections": ["343"]}]}})
    assert [problem.severity for problem in check(subject, {"T35"})] == [severity]
