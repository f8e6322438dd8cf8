"""Divides English texts into sentences and words, and states the classes of words.

``words`` reads the lists of words; ``sentences`` divides texts; ``patterns`` finds sequences of words and classes;
``forms`` reads the forms of words. ``OfWords`` keeps what is computed of the words of the lists.
"""

from imrletters.english.forms import WordReader, Words
from imrletters.english.kept import OfWords
from imrletters.english.patterns import Patterns, compiled
from imrletters.english.tokens import Sentence, Token, sentences
from imrletters.english.words import (
    classes_of,
    common_words_near,
    is_common,
    is_function_word,
    is_known,
    one_letter_off,
)

__all__ = [
    "OfWords",
    "Patterns",
    "Sentence",
    "Token",
    "WordReader",
    "Words",
    "classes_of",
    "common_words_near",
    "compiled",
    "is_common",
    "is_function_word",
    "is_known",
    "one_letter_off",
    "sentences",
]
