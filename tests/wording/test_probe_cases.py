"""The cases from whose letters an edition is learned."""

from imrletters.wording.probe_cases import GUIDELINES, other_cases, probe_case


def test_the_probe_has_an_item_for_each_form_of_a_guideline() -> None:
    items = probe_case("2016").disputed_items
    assert [item.maximus_guideline for item in items[: len(GUIDELINES)]] == list(GUIDELINES.values())
    assert {item.decision for item in items} == {"Upheld"}


def test_the_other_cases_differ_in_what_words_could_depend_on() -> None:
    cases = other_cases("2016")
    assert {case.priority for case in cases} == {"Standard", "Expedited", None}
    assert {case.has_header for case in cases} == {True, False}
    assert {len(case.disputed_items) for case in cases} >= {1, 2}
    assert {frozenset(item.decision for item in case.disputed_items) for case in cases} == {
        frozenset({"Overturned"}),
        frozenset({"Upheld", "Overturned"}),
    }
    assert {len(case.expert_reviewer.licensure_states) for case in cases} == {1, 2}
    assert {len(case.documents_reviewed) for case in cases} == {0, 1, 2}
