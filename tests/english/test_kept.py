"""Results are kept for the words of the lists in their usual forms, and for no other word."""

import pytest

from imrletters.english import OfWords
from imrletters.readings import keep_readings

KEPT = (
    "knee", "Knee", "KNEE", ",", "(knee),", "knee.", "worker's", "workers’", "follow-up", "and/or", "J.", "12", "2016.",
    "ODG", "“", "≥", "7.5mg", "20mg,",
)  # fmt: skip
NOT_KEPT = (
    "kNee", "Fabricius", "Fabricius'", "Knee-Fabricius", "1234", "12-5-16", "1-2-3-4", "555/1234", "J.Q.", "é",
    "1000mg", "10-325mg", "12Fabricius", "7.5zq", "a" * 41, "(" * 41,
)  # fmt: skip


def test_results_are_kept_of_listed_words_marks_and_short_numbers_only() -> None:
    lengths = OfWords(len)
    assert [lengths[each] for each in (*KEPT, *NOT_KEPT)] == [len(each) for each in (*KEPT, *NOT_KEPT)]
    assert set(lengths) == set(KEPT)


@pytest.mark.parametrize("word", NOT_KEPT)
def test_the_result_of_another_word_is_kept_until_a_check_ends(word: str) -> None:
    computed: list[str] = []
    words = OfWords(computed.append)
    with keep_readings():
        assert [words[word], words[word]] == [None, None]
    assert computed == [word]
    assert words[word] is None
    assert computed == [word, word]


def test_a_kept_result_is_not_computed_again() -> None:
    computed: list[str] = []

    def size(word: str) -> int:
        computed.append(word)
        return len(word)

    sizes = OfWords(size)
    assert (sizes["knee"], sizes["knee"], sizes["Fabricius"], sizes["Fabricius"]) == (4, 4, 9, 9)
    assert computed == ["knee", "Fabricius", "Fabricius"]
