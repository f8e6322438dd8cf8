"""Patterns of words and word classes."""

import pytest

from imrletters.english import Patterns, compiled, sentences

LISTS = {"BE": "is was", "BE_OR_HAVE": "BE has"}


def places(words: str, text: str, **unless: str) -> list[tuple[int, int]]:
    """The places of a pattern in the only sentence of a text."""
    (sentence,) = sentences(text)
    return [(found.first, found.after) for found in Patterns(compiled(words, LISTS, unless)).find(sentence)]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("the of", "in the of it", [(1, 3)]),
        ("the|a of", "A of it", [(0, 2)]),
        ("BE_OR_HAVE been", "it was been", [(1, 3)]),
        ("is not? been", "is not been", [(0, 3)]),
        ("there SINGULAR", "see there therapist", [(1, 3)]),
        ("QUANTITY session", "8 session or 1 session", [(0, 2)]),
        ("NUMBER session", "1 session", [(0, 2)]),
        ("START he of", "so, he of it", [(1, 4)]),
        ("session END", "one session, two", [(1, 3)]),
        ("session END", "one session", [(1, 2)]),
        ("GENITIVE knee", "the worker's knee", [(1, 3)]),
    ],
)
def test_a_pattern_is_found_at_its_place(words: str, text: str, expected: list[tuple[int, int]]) -> None:
    assert sorted(places(words, text)) == sorted(expected)


@pytest.mark.parametrize(
    "unless",
    [{"before": "what"}, {"after": "then"}, {"earlier": "once"}],
)
def test_a_pattern_is_not_found_beside_words_that_must_not_stand_there(unless: dict[str, str]) -> None:
    assert places("is is", "once, what is is then", **unless) == []
    assert places("is is", "it is is so", **unless)
