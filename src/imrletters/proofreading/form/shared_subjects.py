"""Finds two verbs that share a subject and differ in number, and one verb with two subjects that is singular."""

from collections.abc import Iterator, Sequence

from imrletters.english import Sentence, Token
from imrletters.proofreading.form.sentence_reader import sentence_reader
from imrletters.proofreading.form.slip import Slip, slip
from imrletters.proofreading.form.word_lists import word_list

SINGULAR, PLURAL = frozenset({"is", "was", "has", "does"}), frozenset({"are", "were", "have", "do"})
VERBS = SINGULAR | PLURAL
SUBORDINATE = word_list("shared_subjects", "subordinate")
MODALS = word_list("shared_subjects", "modals")
PROCESSES = word_list("shared_subjects", "processes")
"""Nouns that may name one thing with another noun: evaluation and treatment."""
LONGEST, MODIFIED = 8, 2
"""The most words before the verb of two subjects; the most words of one of them."""
STATES = frozenset({"was", "is", "has"})


@sentence_reader(frozenset({"and"}), SINGULAR, PLURAL)
def mismatched_verbs(sentence: Sentence) -> Iterator[Slip]:
    """``are needed and does not``: the second verb has no subject of its own, and the number of the first differs."""
    first = ""
    for place, token in enumerate(sentence[:-1]):
        if token.word in SUBORDINATE:
            return
        following = sentence[place + 1].word
        if token.word == "and" and first and following in VERBS:
            if (following in SINGULAR) != (first in SINGULAR):
                yield slip(sentence, place, place + 2, "two verbs of one subject differ in number")
            return
        if token.word in VERBS:
            first = token.word
        elif token.word in MODALS or "z" in token.classes or token.text in ";:":
            first = ""


@sentence_reader(frozenset({"and"}), STATES)
def joined_subjects(sentence: Sentence) -> Iterator[Slip]:
    """``Gait and posture was``: two nouns at the start of a sentence, with a singular verb."""
    words = [token.word for token in sentence[:LONGEST]]
    verb = next((place for place, word in enumerate(words) if word in STATES), 0)
    if words[:verb].count("and") != 1:
        return
    join = words.index("and")
    left, right = sentence[:join], sentence[join + 1 : verb]
    if _is_one_noun(left) and _is_one_noun(right):
        yield slip(sentence, 0, verb + 1, "the verb of two subjects is singular")


def _is_one_noun(phrase: Sequence[Token]) -> bool:
    """Whether a phrase is a singular noun, with at most one adjective or noun before it."""
    if not 1 <= len(phrase) <= MODIFIED or not all(set("nj") & set(token.classes) for token in phrase):
        return False
    classes = phrase[-1].classes
    return "n" in classes and "j" not in classes and phrase[-1].word not in PROCESSES


@sentence_reader(frozenset({"request"}), PLURAL)
def joined_requests(sentence: Sentence) -> Iterator[Slip]:
    """``The request for A and B were``: what is requested is joined, and the request is one."""
    if len(sentence) < 5 or sentence[0].word not in ("the", "additionally") or not sentence[0].text[0].isupper():
        return
    start = 2 if sentence[0].word == "additionally" and sentence[1].text == "," else 0
    if [token.word for token in sentence[start : start + 3]] != ["the", "request", "for"]:
        return
    for place, token in enumerate(sentence[start + 3 : start + 40], start + 3):
        if token.word in SUBORDINATE or token.word in MODALS or token.text in ";:" or token.word in ("the", "request"):
            return
        if token.word in VERBS:
            if token.word in PLURAL:
                yield slip(sentence, start + 1, place + 1, "the subject is singular, and the verb is plural")
            return
