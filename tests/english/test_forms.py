"""The forms of the words of a text."""

import re

import pytest

from imrletters.english import WordReader
from imrletters.readings import keep_readings

READER = WordReader(re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?"), str.lower)
TEXTS = ["", "The left knee", "(The Left)\n\nknee; 2.5 mg", "\u2003x-Ray\tof L4/L5\xa0now\x1fhere.", "Fabricius,Ümit"]


@pytest.mark.parametrize("text", TEXTS)
def test_the_forms_of_a_text_are_those_of_the_words_that_the_pattern_finds(text: str) -> None:
    found = [match[0] for match in re.finditer(r"[A-Za-z]+|\d+(?:\.\d+)?", text)]
    with keep_readings():
        words = READER.read(text)
    assert list(words.forms) == [word.lower() for word in found]
    assert [text[words.start(word) : words.end(word)] for word in range(len(found))] == found


def test_words_are_found_by_their_forms_and_cut_from_the_text() -> None:
    words = READER.read("Left knee (LEFT).")
    assert words.having({"left": "", "hip": ""}) == [0, 2]
    assert words.cut(1, 2) == "knee (LEFT"
