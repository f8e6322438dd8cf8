"""Known passages under another guideline, without a word, and with another figure."""

from tests.proofreading.support import NOT_NECESSARY, found, one_item

PASSAGE = "Some do not respond to treatment and would consider surgery."


def test_a_passage_of_another_chapter_is_found_once() -> None:
    (finding,) = found("C16", one_item(decision_rationale=f"{PASSAGE} {PASSAGE}{NOT_NECESSARY}"))
    assert "Low Back" in finding.evidence


def test_a_passage_under_its_own_chapter_is_not_found() -> None:
    line = {"mtus": [{"title": "Low Back Complaints 2004"}]}
    assert not found("C16", one_item(decision_rationale=PASSAGE + NOT_NECESSARY, maximus_guideline=line))


def test_a_passage_that_the_odg_has_too_may_stand_under_it() -> None:
    text = "Allow for fading of treatment frequency." + NOT_NECESSARY
    knee = [{"title": "Knee Complaints 2004"}]
    odg = {"mtus": knee, "non_mtus": ["Official Disability Guidelines (ODG), Knee"]}
    assert found("C16", one_item(decision_rationale=text, maximus_guideline={"mtus": knee}))
    assert not found("C16", one_item(decision_rationale=text, maximus_guideline=odg))


def test_a_turned_passage_is_found_where_it_begins() -> None:
    text = "Whales sing. Special studies are needed unless whales sing." + NOT_NECESSARY
    (finding,) = found("C17", one_item(decision_rationale=text))
    assert finding.start == text.index("Special")


def test_another_figure_is_named_with_the_right_one() -> None:
    (finding,) = found("C18", one_item(decision_rationale="No more than 6 blocks per region per year." + NOT_NECESSARY))
    assert "the guideline: 4" in finding.evidence
