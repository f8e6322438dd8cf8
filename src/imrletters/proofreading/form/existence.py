"""Finds ``there is`` before a plural noun, and ``there are`` before a singular one."""

from collections.abc import Iterator

from imrletters.english import Sentence
from imrletters.proofreading.form.sentence_reader import sentence_reader
from imrletters.proofreading.form.slip import Slip, slip
from imrletters.proofreading.form.word_lists import word_list

SINGULAR_VERBS, PLURAL_VERBS = frozenset({"is", "was"}), frozenset({"are", "were"})
OPENERS = word_list("existence", "openers")
EITHER = word_list("existence", "either")
"""Nouns after which either number is used."""
FOLLOWERS = word_list("existence", "followers")
LONGEST = 7
NOUN, PLURAL = set("n"), set("s")


@sentence_reader(frozenset({"there"}), SINGULAR_VERBS | PLURAL_VERBS)
def wrong_existence(sentence: Sentence) -> Iterator[Slip]:
    """Every ``there is`` and ``there are`` whose first noun is certainly of the other number."""
    for place, token in enumerate(sentence[:-2]):
        verb = sentence[place + 1].word
        if token.word != "there" or verb not in SINGULAR_VERBS | PLURAL_VERBS:
            continue
        head = _head(sentence, place + 2)
        if head < 0 or any(each.word in EITHER or each.text[0].isdigit() for each in sentence[place + 2 : head + 1]):
            continue
        after = sentence[head + 1].word if head + 1 < len(sentence) else "."
        if after not in FOLLOWERS:
            continue
        noun = sentence[head]
        if verb in SINGULAR_VERBS and set(noun.classes) and set(noun.classes) <= set("sz") and "s" in noun.classes:
            yield slip(sentence, place, head + 1, "the verb is singular, and the noun after it is plural")
        elif verb in PLURAL_VERBS and after not in ("and", "or", ",") and _is_singular(sentence, place + 2, head):
            yield slip(sentence, place, head + 1, "the verb is plural, and the noun after it is singular")


def _head(sentence: Sentence, start: int) -> int:
    """The place of the last word of the noun phrase at ``start``; -1 if there is none."""
    place = start
    while place < len(sentence) and sentence[place].word in OPENERS:
        place += 1
    head = -1
    for offset, token in enumerate(sentence[place : place + LONGEST]):
        if token.word in FOLLOWERS or not token.classes:
            break
        head = place + offset
    while head >= place and not {"n", "s"} & set(sentence[head].classes):
        head -= 1
    return head if head >= place else -1


def _is_singular(sentence: Sentence, start: int, head: int) -> bool:
    classes = set(sentence[head].classes)
    return classes <= set("nv") and "n" in classes and sentence[start].word in ("no", "a", "an", "any")
