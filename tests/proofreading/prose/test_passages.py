"""Known passages of guidelines, passages without a word, and other figures."""

import pytest

from imrletters.proofreading.prose.passages import known_passages, misquoted_figures, turned_passages


def test_a_passage_is_recognized_by_its_words_with_small_changes() -> None:
    text = "Note: who do not respond to the treatment and who would consider surgery."
    (passage,) = known_passages(text)
    assert passage.sections == ("9792.23.5",)
    assert text[passage.start :].startswith(passage.text)


def test_spelled_numbers_and_digits_are_the_same() -> None:
    for weeks in ("a three- or four-week period", "a 3-4 week period"):
        assert [each.sections for each in known_passages(f"special studies are not needed unless {weeks} fails")] == [
            ("9792.23.1",)
        ]


@pytest.mark.parametrize(
    "text",
    [
        "special studies of whales do not respond",
        "They do not respond. Treatment of whales is dear, and all of us would consider surgery.",
    ],
)
def test_other_words_are_no_passage(text: str) -> None:
    assert not list(known_passages(text))


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("They have proven efficacy in treating acute whales.", "no"),
        ("Any drug or drug class is not recommended.", "that is not recommended"),
        ("It is recommended as a primary treatment modality, but a trial is allowed.", "not"),
    ],
)
def test_a_lost_word_that_turns_the_sense_is_found(text: str, lost: str) -> None:
    assert [each.lost for each in turned_passages(text)] == [lost]


@pytest.mark.parametrize(
    "text",
    [
        "They have no proven efficacy in treating acute whales.",
        "A drug (or drug class) that is not recommended is not recommended.",
        "A drug or drug class is not recommended is not recommended.",
        "It is not recommended as a primary treatment modality, but a trial is allowed.",
    ],
)
def test_a_passage_with_its_word_is_not_turned(text: str) -> None:
    assert not list(turned_passages(text))


def test_another_figure_is_found_with_the_right_one() -> None:
    (found,) = misquoted_figures("A total of up to 24 visits over 6-8 weeks.")
    assert (found.figure, found.right) == ("24", "18")


@pytest.mark.parametrize(
    "text",
    [
        "A total of up to eighteen visits over 6-8 weeks.",
        "A total of up to 18 visits over 6 to 8 weeks.",
        "9-10 visits over 8 weeks for myalgia and myositis, 8-10 visits over 4 weeks for neuralgia.",
    ],
)
def test_the_right_figures_are_not_found(text: str) -> None:
    assert not list(misquoted_figures(text))


@pytest.mark.parametrize(
    "text",
    [
        "Omeprazole has proven efficacy in treating reflux.",
        "This medication is indicated for long-term use.",
        "There should be evidence of radicular pain.",
        "Ibuprofen is recommended as a first-line oral analgesic.",
        "Short-acting opioids are recommended as a first line after an operation.",
        "Radiculopathy is present by exam.",
        "There is justification for performing nerve conduction studies of the whale.",
    ],
)
def test_a_statement_in_the_reviewers_own_words_is_not_turned(text: str) -> None:
    assert not list(turned_passages(text))


def test_a_statement_with_figures_in_the_reviewers_own_words_is_not_misquoted() -> None:
    assert not list(misquoted_figures("At age 45 years, with a history of peptic ulcer."))
