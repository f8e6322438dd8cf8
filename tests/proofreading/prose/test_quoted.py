"""The reviewer's own sentences, apart from quotations, guidelines and the advisory."""

import pytest

from imrletters.proofreading.prose.quoted import own_sentences

OWN = "The patient has a sore knee."


@pytest.mark.parametrize(
    "other",
    [
        "The guidelines state that a knee brace helps the patient.",
        "The ODG recommends a brace after surgery was done.",
        "According to the ACOEM guidelines, films were the first step.",
        "“The patient was advised to wear a brace at night and to walk.”",
        "Patients with sore knees had more rest in one trial.",
        "Braces are made of many things.",
        "This decision should not be interpreted as a recommendation to stop opioids for the patient.",
    ],
)
def test_what_another_states_is_not_the_reviewer_s_own(other: str) -> None:
    assert [each.text for each in own_sentences(f"{other} {OWN}")] == [OWN]


@pytest.mark.parametrize(
    "own",
    [
        OWN,
        "The request does not meet the criteria of the guideline.",
        "He has “red flags” that nobody explained.",
        "In this case, the guidelines support the request.",
    ],
)
def test_a_sentence_about_the_case_is_the_reviewer_s_own(own: str) -> None:
    assert [each.text for each in own_sentences(own)] == [own]
