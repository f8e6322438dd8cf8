"""Divides English texts into sentences and words, and states the classes of words.

``words`` reads the lists of words; ``sentences`` divides texts; ``patterns`` finds sequences of words and classes.
"""

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
    "Patterns",
    "Sentence",
    "Token",
    "classes_of",
    "common_words_near",
    "compiled",
    "is_common",
    "is_function_word",
    "is_known",
    "one_letter_off",
    "sentences",
]
