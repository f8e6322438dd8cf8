"""The texts and items of a case, with their paths."""

from imrletters.case.example import HEADER, example_item
from imrletters.case.paths import pointer
from imrletters.case.texts import disputed_items, guideline_texts, narrative_texts, prose_texts, service_texts
from tests.support import FOR_PARTIES, case

PARTIAL = {"kind": "quantity", "original_request": "Ten", "authorized": "Four"}


def test_the_texts_of_a_case_have_their_paths() -> None:
    two = case(disputed_items=[example_item(), example_item(service="Six", partial_approval=PARTIAL)])
    assert [pointer(path) for path, _ in disputed_items(two)] == ["/disputed_items/0", "/disputed_items/1"]
    assert [pointer(path) for path, _ in narrative_texts(two)] == [
        "/clinical_case_summary",
        "/disputed_items/0/decision_rationale",
        "/disputed_items/1/decision_rationale",
    ]
    assert [text for _, text in service_texts(two)] == ["MRI of the right knee without contrast", "Six", "Ten", "Four"]
    assert [pointer(path) for path, _ in guideline_texts(two)][:2] == [
        "/disputed_items/0/claims_administrator_guideline/non_mtus/0",
        "/disputed_items/0/maximus_guideline/mtus/0/title",
    ]


def test_prose_is_every_text_but_identifiers_and_fixed_words() -> None:
    whole = case(**HEADER, **FOR_PARTIES | {"disputed_items": [example_item(partial_approval=PARTIAL)]})
    found = {text for _, text in prose_texts(whole)}
    assert {"Ten", "Notes", "A. Example", "It named the wrong knee.", "California", "MAXIMUS"} <= found
    assert not found & {"2016", "Standard", "Upheld", "quantity", "mail", "Medical report", HEADER["case_number"]}
