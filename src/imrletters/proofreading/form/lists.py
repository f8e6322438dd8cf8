"""Finds diagnoses that follow each other without a comma."""

from collections.abc import Iterator, Sequence

from imrletters.english import Sentence, Token
from imrletters.proofreading.form.sentence_reader import sentence_reader
from imrletters.proofreading.form.slip import Slip, slip
from imrletters.proofreading.form.word_lists import word_list

CONDITIONS = word_list("lists", "conditions")
SIDES = frozenset({"right", "left", "bilateral"})
PARTS = word_list("lists", "parts")


@sentence_reader(CONDITIONS, SIDES, PARTS)
def lost_commas(sentence: Sentence) -> Iterator[Slip]:
    """``right knee strain left hip contusion``: a side and a part follow a condition that has its own part."""
    for place in range(2, len(sentence) - 2):
        if (
            sentence[place].word in CONDITIONS
            and sentence[place + 1].word in SIDES
            and sentence[place + 2].word in PARTS
            and _has_part(sentence[max(0, place - 3) : place])
            and any(token.word in CONDITIONS for token in sentence[place + 3 : place + 6])
        ):
            yield slip(sentence, max(0, place - 2), place + 3, "a comma between two entries of a list is missing")


def _has_part(before: Sequence[Token]) -> bool:
    """Whether the words before a condition, of the same entry, name a part of the body."""
    return any(token.word in PARTS for token in before) and not any(token.is_mark for token in before)
