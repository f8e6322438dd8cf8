"""The fixed wording of the advisory about opioids."""

import pytest

from imrletters.proofreading.prose.advisory import alterations
from imrletters.proofreading.rules.advisory import ADVISORY
from tests.proofreading.support import found, one_item

FIXED = ADVISORY.format("This")


@pytest.mark.parametrize("worker", ["patient", "injured worker", "claimant", "IW"])
def test_the_fixed_wording_may_name_the_worker_in_the_usual_words(worker: str) -> None:
    assert not list(alterations(FIXED.replace("patient", worker)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("This medical", "The medical"),
        ("abruptly and", "and"),
        ("should not", "should"),
        ("relevant ", "relevant new "),
    ],
)
def test_an_alteration_is_found_at_its_words(old: str, new: str) -> None:
    text = FIXED.replace(old, new)
    first = next(alterations(text))
    assert abs(first.start - text.index(new)) <= len(new) + 2
    assert found("R13", one_item(decision_rationale=text))


@pytest.mark.parametrize(
    "text", ["Whales sing.", "This should not be read as a recommendation to stop.", "recommendation to stop" * 500]
)
def test_other_words_are_no_advisory(text: str) -> None:
    assert not list(alterations(text))
