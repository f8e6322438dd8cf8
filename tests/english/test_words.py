"""The lists of words: classes, known and common words, and words one letter from another."""

import pytest

from imrletters.english import classes_of, common_words_near, is_common, is_function_word, is_known


@pytest.mark.parametrize(
    ("word", "classes"),
    [
        ("session", "n"), ("sessions", "s"), ("reveal", "v"), ("reveals", "z"), ("underwent", "d"), ("undergone", "p"),
        ("of", ""), ("the", ""), ("quillin", ""),
    ],
)  # fmt: skip
def test_the_classes_of_a_word_are_those_of_the_lists(word: str, classes: str) -> None:
    assert classes_of(word) == classes


def test_a_word_of_both_lists_has_the_classes_of_both() -> None:
    assert set("n") < set(classes_of("compression")) | {"?"}
    assert "n" in classes_of("splint")


def test_medical_terms_are_known_and_common() -> None:
    assert is_known("radiculopathy")
    assert is_common("radiculopathy")
    assert not is_known("quillin")


def test_words_one_letter_off_are_common_words_only() -> None:
    assert common_words_near("diagnositc") == ["diagnostic"]
    assert "finger" in common_words_near("fnger")
    assert common_words_near("quillfeather") == []


def test_articles_and_prepositions_are_function_words() -> None:
    assert is_function_word("the")
    assert not is_function_word("whale")
