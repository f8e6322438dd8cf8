"""The places of the words of a text."""

import re

from imrletters.english.places import Places


def test_each_word_has_its_start_and_its_end() -> None:
    places = Places("a sore  knee", re.compile(r"\w+"))
    assert [(places.start(word), places.end(word)) for word in range(3)] == [(0, 1), (2, 6), (8, 12)]
