"""A rule that compares what a rationale states of the criteria with the decision."""

import re
from collections.abc import Iterator

from imrletters.case import Case, DisputedItem, disputed_items
from imrletters.proofreading.conclusions import NEGATION, OPEN, REPORTS_OTHERS
from imrletters.proofreading.examples import NOT_NECESSARY, RATIONALE
from imrletters.proofreading.prose.quoted import own_sentences
from imrletters.proofreading.prose.sentences import Sentence
from imrletters.proofreading.rule import Finding, Place, rule
from imrletters.screened import Screened

MET = Screened(
    r"\b(?:meets?|satisf(?:y|ies)|fulfil?ls?)\b[^.;,]{0,60}?\b(?:criteria|guidelines?|requirements?|indications?)\b"
    r"|\b(?:criteria|guidelines?|requirements?|indications?)\b[^.;,]{0,40}?\b(?:is|are|was|were|has been|have been)"
    r"(?: (?:all|clearly|fully|therefore|thus))? (?:met|satisfied|fulfilled)\b"
    r"|\bthere (?:is|was|are) (?:[a-z]+ ){0,2}?(?:rationale|documentation|evidence|information|justification|support)"
    r"(?: [a-z]+){0,2} to (?:support|justify|warrant|substantiate) (?:the|this) (?:request|medical necessity)[a-z]*\b",
    ("meet", "satisf", "fulfil", " met", "to support", "to justify", "to warrant", "to substantiate"),
)
NOT_MET = Screened(
    r"\b(?:do|does|did) not (?:meet|satisfy|fulfill?)\b[^.;,]{0,60}?\b(?:criteria|guidelines?|requirements?)\b"
    r"|\b(?:criteria|guidelines?|requirements?)\b[^.;,]{0,40}?\b(?:is|are|was|were|has|have) not (?:been )?"
    r"(?:met|satisfied|fulfilled)\b",
    ("not meet", "not satisf", "not fulfil", "not met", "not been"),
)
DENIES = re.compile(
    NEGATION.pattern
    + r"|\b(?:insufficient|inadequate|unclear|limited|little|minimal|scant|sparse|deficient|absence)\b",
    re.IGNORECASE,
)
LIMITED = re.compile(
    OPEN.pattern + r"|\b(?:if|unless|until|once|when|although|though|while|however|but|except|without|part|some|some of"
    r"|initial|previous(?:ly)?|prior|who|that meets?|which meets?|to (?:meet|satisfy))\b",
    re.IGNORECASE,
)


@rule(
    "R10",
    "criteria-against-decision",
    "warning",
    why="A rationale that finds the criteria met does not support a denial, nor the reverse (Labor Code 4610.6(h)(5)).",
    catches={RATIONALE: "The record meets the criteria of the guideline for this scan." + NOT_NECESSARY},
    leaves={RATIONALE: "The record does not meet the criteria of the guideline for this scan." + NOT_NECESSARY},
)
def criteria_against_decision(case: Case) -> Iterator[Finding]:
    """The rationale states that the criteria are met, although the decision is Upheld, or the reverse."""
    for path, item in disputed_items(case):
        if item.partial_approval:
            continue
        for sentence, start in _on_criteria(item):
            yield Finding(
                (*path, "decision_rationale"),
                "the rationale judges the criteria otherwise than the decision",
                f"{sentence.text[start - sentence.start :]}; the decision: {item.decision}",
                start,
                (Place((*path, "decision"), item.decision),),
            )


def _on_criteria(item: DisputedItem) -> Iterator[tuple[Sentence, int]]:
    """The sentences that judge the criteria otherwise than the decision, and the offset of the words that do."""
    for sentence in own_sentences(item.decision_rationale):
        if item.decision == "Upheld":
            found = MET.search(sentence.text)
            opposite = found and not DENIES.search(sentence.text) and not LIMITED.search(sentence.text)
        else:
            found = NOT_MET.search(sentence.text)
            opposite = found and not LIMITED.search(sentence.text)
        if found and opposite and not REPORTS_OTHERS.search(sentence.text):
            yield sentence, sentence.start + found.start()
