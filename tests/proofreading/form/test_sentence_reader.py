"""A reader of sentences skips only sentences in which it finds nothing."""

from collections.abc import Iterator

import pytest

from imrletters.english import Sentence, sentences
from imrletters.proofreading import form
from imrletters.proofreading.form.sentence_reader import SentenceReader, sentence_reader
from imrletters.proofreading.form.slip import Slip, slip
from tests.proofreading.support import example_texts

READERS = {name: value for name, value in vars(form).items() if isinstance(value, SentenceReader)}


@sentence_reader(frozenset({"left", "right"}), frozenset({"knee"}))
def knees(sentence: Sentence) -> Iterator[Slip]:
    yield slip(sentence, 0, 1, "a knee")


SLIPS = {
    "bare_persons": "It is noted that patient is in pain.",
    "disagreements": "The films of the knee is clear.",
    "joined_requests": "The request for therapy and a brace were denied.",
    "joined_subjects": "Gait and posture was normal.",
    "lost_commas": "She has right knee strain left hip contusion today.",
    "mismatched_verbs": "The films are needed and does not help.",
    "misspellings": "The paitient rests.",
    "near_terms": "The lumber spine aches.",
    "repeated_phrases": "She walks in the house in the house today.",
    "verbless": "The patient with severe pain in the knee.",
    "wrong_articles": "She has a MRI.",
    "wrong_existence": "There is many films of the knee.",
}
"""A sentence with a slip for each reader."""
SENTENCES = [sentence for text in example_texts() for sentence in sentences(text)]


def test_a_sentence_is_read_if_it_has_a_word_of_each_group() -> None:
    words = [frozenset(text.split()) for text in ("the left knee", "the knee", "left and right")]
    assert [knees.may_find(each) for each in words] == [True, False, False]


@pytest.mark.parametrize("name", READERS)
def test_no_slip_is_in_a_sentence_that_is_skipped(name: str) -> None:
    reader = READERS[name]
    skipped = [each for each in SENTENCES if not reader.may_find(frozenset(token.word for token in each))]
    assert [sentence for sentence in skipped if list(reader.read(sentence))] == []


@pytest.mark.parametrize("name", READERS)
def test_a_slip_is_found_where_the_words_are(name: str) -> None:
    (sentence,) = sentences(SLIPS[name])
    assert READERS[name].may_find(frozenset(token.word for token in sentence))
    assert list(READERS[name].read(sentence))
