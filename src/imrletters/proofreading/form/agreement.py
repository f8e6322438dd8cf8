"""Reads the subject of a clause and the verb after it, and finds those that do not agree in number."""

from collections.abc import Iterator
from typing import NamedTuple

from imrletters.english import Sentence, Token
from imrletters.proofreading.form.sentence_reader import sentence_reader
from imrletters.proofreading.form.slip import Slip, slip
from imrletters.proofreading.form.word_lists import word_list

SINGULAR_VERBS = frozenset({"is", "was", "has", "does"})
PLURAL_VERBS = frozenset({"are", "were", "have", "do"})
AUXILIARIES = SINGULAR_VERBS | PLURAL_VERBS
SINGULAR_CLASSES = frozenset({"n", "ns", "nv", "nj", "nsv", "ng", "nsg"})
"""The sets of classes of nouns that are certainly singular after a determiner."""
DETERMINERS = word_list("agreement", "determiners")
ENDS = frozenset(".;:") | word_list("agreement", "connectives")
"""Marks and words after which a clause starts."""
INTRODUCTIONS = word_list("agreement", "introductions") | {","}
"""Words after which a clause starts near the start of a sentence."""
JOINTS = frozenset({",", "and"})
"""What may stand before another clause, or before another part of the same one."""
BEFORE_CLAUSE = ENDS | INTRODUCTIONS | JOINTS
LINKS = word_list("agreement", "links")
JOINS = frozenset({"and", "nor", "&", "/", ",", "plus", "than"})
ADVERBIALS = frozenset({"also", "not", "only", "still", "currently", "previously", "both", "all"})
NUMBERS = word_list("agreement", "numbers")
STOPS = word_list("agreement", "stops")
GUIDELINES = frozenset({"guideline", "guidelines"})
REPORTS = word_list("agreement", "reports")
"""What guidelines do, in the singular and in the plural."""
VERBAL = frozenset({"z", "v", "sz"})
"""The sets of classes of words that may be a verb in the present after its subject."""
COLLECTIVE = word_list("agreement", "collective")
WISHES = frozenset({"that", "if", "whether"})
"""Words after which a verb may be a wish: "that the worker rest"."""
ONE = frozenset({"this", "that", "a", "an", "each", "every"})
"""Determiners of a singular noun; before a plural one they are no determiners."""
LONGEST = 14
"""The most words of a subject that is read."""


class _Subject(NamedTuple):
    """A noun phrase and the verb after it, as places in the sentence; ``joined`` if it may have several heads."""

    start: int
    head: int
    verb: int
    joined: bool


@sentence_reader()
def disagreements(sentence: Sentence) -> Iterator[Slip]:
    """Every clause of a sentence whose subject is certainly of another number than its verb."""
    for start, sure in _clause_starts(sentence):
        subject = _subject(sentence, start)
        if subject is None or _may_be_either(sentence, subject):
            continue
        if _is_plural_with_singular(sentence, subject) and (sure or not subject.joined):
            yield slip(sentence, subject.head, subject.verb + 1, "the subject is plural, and the verb is singular")
        elif sure and _is_singular_with_plural(sentence, subject):
            yield slip(sentence, subject.head, subject.verb + 1, "the subject is singular, and the verb is plural")


def _clause_starts(sentence: Sentence) -> Iterator[tuple[int, bool]]:
    """The places at which a clause may start, and whether it certainly does."""
    yield 0, True
    words = [token.word for token in sentence]
    for place, before in [(place, word) for place, word in enumerate(words[:-1], 1) if word in BEFORE_CLAUSE]:
        if before in ENDS or (place <= 2 and before in INTRODUCTIONS):
            yield place, True
        elif before in JOINTS and words[place] in DETERMINERS:
            yield place, False


def _subject(sentence: Sentence, start: int) -> _Subject | None:
    """The noun phrase at ``start``, if a verb follows it."""
    determined = sentence[start].word in DETERMINERS
    head, linked, joined = -1, False, False
    for place in range(start + determined, min(len(sentence), start + LONGEST)):
        token = sentence[place]
        word, classes = token.word, token.classes
        if head >= 0 and (
            word in AUXILIARIES or ((classes in VERBAL or word in REPORTS) and _is_verb(sentence, start, head, place))
        ):
            return _Subject(start, head, place, joined)
        if word in JOINS:
            joined = True
        elif word in LINKS:
            if head < 0:
                return None
            linked = True
        elif ("n" in classes or "s" in classes) and not linked:
            head = place
        elif _follows_head(sentence, place) and head >= 0:
            linked = True
        elif not _may_continue(token, linked=linked) or (head >= 0 and _may_be_past(token)):
            return None
    return None


def _may_be_past(token: Token) -> bool:
    """Whether a word after a head may be its verb in the past tense."""
    return "d" in token.classes and not {"j", "n"} & set(token.classes)


def _follows_head(sentence: Sentence, place: int) -> bool:
    """Whether a participle belongs to the noun before it: "the therapy received was"."""
    classes = sentence[place].classes
    after = sentence[place + 1].word if place + 1 < len(sentence) else ""
    return "p" in classes and set(classes) <= set("dpj") and after in AUXILIARIES | LINKS


def _may_continue(token: Token, *, linked: bool) -> bool:
    """Whether a word may stand in a subject, before its head or in a phrase that follows it."""
    if token.text[0].isdigit() or token.word in NUMBERS or token.word in DETERMINERS - {"that"}:
        return linked
    if token.is_mark or token.word in STOPS:
        return False
    if "d" in token.classes and not {"j", "n", "p"} & set(token.classes):
        return False
    return bool(token.classes) or token.word in ADVERBIALS or (linked and token.text.isalpha())


def _is_verb(sentence: Sentence, start: int, head: int, place: int) -> bool:
    """Whether a word that may be a verb can only be a finite one in the present, after the head of a noun phrase."""
    token = sentence[place]
    if sentence[place - 1].word == "to" or token.text[0].isupper():
        return False
    if sentence[head].word in GUIDELINES and place == head + 1 and token.word in REPORTS:
        return True
    if token.classes in ("z", "v") and token.word != "follow":  # "follow up" is written for "follow-up"
        sure = sentence[start].word in DETERMINERS or sentence[head].classes in ("n", "s")
        return sure and (start == 0 or sentence[start].word in DETERMINERS)
    if sentence[start].word not in DETERMINERS:
        return False
    after = sentence[place + 1].word if place + 1 < len(sentence) else ""
    return token.classes == "sz" and place == head + 1 and after in DETERMINERS


def _may_be_either(sentence: Sentence, subject: _Subject) -> bool:
    """Whether the head is a word of quantity, a name or an abbreviation."""
    head = sentence[subject.head]
    if any(token.word in COLLECTIVE for token in sentence[subject.start : subject.head + 1]):
        return True
    if head.word in GUIDELINES:
        return False
    return (head.text.istitle() and subject.head > subject.start) or (head.text.isupper() and "s" in head.classes)


def _is_plural_with_singular(sentence: Sentence, subject: _Subject) -> bool:
    classes, verb = sentence[subject.head].classes, sentence[subject.verb]
    if verb.word not in SINGULAR_VERBS and "z" not in verb.classes:
        return False
    if sentence[subject.start].word in ONE:
        return False
    determined = sentence[subject.start].word in DETERMINERS
    return classes == "s" or (classes in ("sz", "sv") and (determined or verb.word in SINGULAR_VERBS))


def _is_singular_with_plural(sentence: Sentence, subject: _Subject) -> bool:
    classes, verb = sentence[subject.head].classes, sentence[subject.verb]
    if subject.joined or (verb.word not in PLURAL_VERBS | REPORTS and verb.classes != "v"):
        return False
    wish = verb.classes == "v" and subject.start > 0 and sentence[subject.start - 1].word in WISHES
    determined = sentence[subject.start].word in DETERMINERS
    if verb.word in REPORTS and verb.classes != "v":
        return not wish and sentence[subject.head].word == "guideline"
    return not wish and (classes == "n" or (determined and classes in SINGULAR_CLASSES))
