"""Finds clauses that lack a word: sentences without a verb, and persons named without an article."""

from collections.abc import Iterator

from imrletters.english import Sentence, Token, is_function_word
from imrletters.lexicon import NUMBER_WORDS
from imrletters.proofreading.form.sentence_reader import sentence_reader
from imrletters.proofreading.form.slip import Slip, slip
from imrletters.proofreading.form.word_lists import word_list

STARTS = frozenset({"the", "there", "these", "those", "he", "she", "they"})
"""Words with which a note in the style of a list does not start."""
VERBS = word_list("clauses", "verbs")
NOT_A_VERB_AFTER = word_list("clauses", "not_a_verb_after")
SIDES = frozenset({"right", "left"})
CONTRACTED = ("n't", "'re", "'ve", "'ll", "'d")
LISTS = frozenset(":*")
SHORTEST = 5
"""The fewest words of a sentence that is searched for its verb."""
PERSONS = frozenset({"patient", "claimant", "applicant"})
BEFORE_PERSON = word_list("clauses", "before_person")
AFTER_PERSON = word_list("clauses", "after_person")


@sentence_reader(STARTS)
def verbless(sentence: Sentence) -> Iterator[Slip]:
    """A sentence that starts as a full one and has no word that can be its verb."""
    if sentence[0].word not in STARTS or not sentence[0].text[0].isupper() or sentence[-1].text != ".":
        return
    if any(_may_be_verb(sentence, place) for place in range(1, len(sentence))):
        return
    if sum(not token.is_mark for token in sentence) < SHORTEST or not LISTS.isdisjoint(sentence.words):
        return
    yield slip(sentence, 0, len(sentence), "the sentence has no verb")


def _may_be_verb(sentence: Sentence, place: int) -> bool:
    token, before = sentence[place], sentence[place - 1]
    if token.word in VERBS or token.word.endswith(CONTRACTED):
        return True
    if token.text[0].isdigit() or token.is_mark or token.word in NUMBER_WORDS:
        return False
    if not token.classes:
        return token.text.islower() and not is_function_word(token.word)
    return bool(set("vzdp") & set(token.classes)) and not _is_noun_here(sentence, place, before)


def _is_noun_here(sentence: Sentence, place: int, before: Token) -> bool:
    """Whether a word that can be a verb is a noun where it stands."""
    token = sentence[place]
    if before.word in NOT_A_VERB_AFTER | SIDES:
        return True
    if before.text.isdigit() and "s" not in token.classes:
        return False
    if before.text.isdigit() or before.word in NUMBER_WORDS or ("s" in token.classes and _is_counted(sentence, place)):
        return True
    determined = place > 1 and sentence[place - 2].word in NOT_A_VERB_AFTER
    modified = (
        "j" in before.classes and (determined or set(before.classes) <= set("jng")) and before.word not in PERSONS
    )
    return modified and bool(set("ns") & set(token.classes))


def _is_counted(sentence: Sentence, place: int) -> bool:
    """Whether a number and only adjectives and nouns stand before a noun: "three physical therapy visits"."""
    for token in reversed(sentence[max(0, place - 4) : place]):
        if token.text.isdigit() or token.word in NUMBER_WORDS:
            return True
        if not token.classes or not set(token.classes) & set("jn"):
            return False
    return False


@sentence_reader(PERSONS, BEFORE_PERSON, AFTER_PERSON)
def bare_persons(sentence: Sentence) -> Iterator[Slip]:
    """A person without an article as the subject of a clause: ``that patient is``, not ``that the patient is``."""
    for place in range(1, len(sentence) - 1):
        if (
            sentence[place].word in PERSONS
            and sentence[place].text.islower()
            and sentence[place - 1].word in BEFORE_PERSON
            and sentence[place + 1].word in AFTER_PERSON
        ):
            yield slip(sentence, place - 1, place + 2, "the article before a person is missing")
