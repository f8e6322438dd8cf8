"""Sentences and their words."""

import pytest

from imrletters.english import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She rests. He swims.", 2),
        ("She saw Dr. Quill. He swims.", 2),
        ("She takes 2.5 mg on 5.6.2016 daily.", 1),
        ("She rests\n\nHe swims", 2),
        ("", 0),
        ("J. Quill swims.", 1),
    ],
)
def test_a_stop_ends_a_sentence_unless_it_belongs_to_an_abbreviation_or_a_number(text: str, expected: int) -> None:
    assert len(list(sentences(text))) == expected


def test_a_token_has_its_text_its_word_and_its_place() -> None:
    text = "The worker’s X-rays, of 5/6/2016"
    (tokens,) = sentences(text)
    assert [token.text for token in tokens] == ["The", "worker’s", "X-rays", ",", "of", "5/6/2016"]
    assert tokens[1].word == "worker's"
    assert all(text[tokens.start(place) : tokens.end(place)] == token.text for place, token in enumerate(tokens))
    assert [token.is_mark for token in tokens] == [False, False, False, True, False, False]


def test_a_compound_has_the_classes_of_its_last_part() -> None:
    (sentence,) = sentences("X-rays")
    assert "s" in sentence[0].classes


def test_letters_with_accents_belong_to_their_word() -> None:
    (sentence,) = sentences("papier-mâché")
    assert [token.text for token in sentence] == ["papier-mâché"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It hurts.Now he rests.", [["It", "hurts.Now", "he", "rests", "."]]),
        ("It hurts. (Now?!) e.g. here", [["It", "hurts", "."], ["(", "Now", "?"], [")", "e.g", ".", "here"]]),
        ("It hurts\n \n\nNow\n\n\n", [["It", "hurts"], ["Now"]]),
        ("Dr . Quill", [["Dr", "."], ["Quill"]]),
    ],
)
def test_the_tokens_of_each_sentence(text: str, expected: list[list[str]]) -> None:
    found = list(sentences(text))
    assert [[token.text for token in sentence] for sentence in found] == expected
    for sentence in found:
        assert [text[sentence.start(place) : sentence.end(place)] for place in range(len(sentence))] == [
            token.text for token in sentence
        ]
