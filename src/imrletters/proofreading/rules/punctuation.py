"""Rules about marks and spaces: lost stops, spaces, doubled and missing marks, brackets and quotation marks."""

from collections.abc import Iterator

from imrletters.case import Case
from imrletters.proofreading.form import (
    doubled_marks,
    findings_of,
    in_narratives,
    in_sentences,
    in_texts,
    lost_commas,
    lost_stops,
    missing_end,
    small_starts,
    spacing,
    unbalanced,
)
from imrletters.proofreading.rule import Finding, rule


@rule(
    "T20",
    "lost-stop",
    "warning",
    why="In published letters the stop before a sentence is lost where passages were joined.",
    catches={"/clinical_case_summary": "She rests at home When the pain returns, she swims."},
    leaves={"/clinical_case_summary": "She rests at home. When the pain returns, she reads The Sea by a friend."},
)
def lost_stop(case: Case) -> Iterator[Finding]:
    """A word that opens a sentence, with a capital, follows a small word without a mark."""
    yield from findings_of(in_narratives(case, lost_stops, small_starts), in_sentences(case, lost_commas))


@rule(
    "T21",
    "wrong-space",
    "warning",
    why="In published letters spaces are lost or added where texts were pasted.",
    catches={"/clinical_case_summary": "She takes Quillin 5mg.Physician notes are of 5/6/ 2016."},
    leaves={"/clinical_case_summary": "She takes Quillin 5mg. Notes (of 5/6/2016) are short; she swims 10 km."},
)
def wrong_space(case: Case) -> Iterator[Finding]:
    """A space is missing after a mark or a number, or stands before a mark or in a date."""
    yield from findings_of(in_narratives(case, spacing))


@rule(
    "T22",
    "doubled-mark",
    "warning",
    why="Two marks in a row remain where a text was changed.",
    catches={"/clinical_case_summary": "She hurt her knee.. It aches."},
    leaves={"/clinical_case_summary": "She hurt her knee... It aches, e.g., at night, etc., and by day."},
)
def doubled_mark(case: Case) -> Iterator[Finding]:
    """Two punctuation marks follow each other where one is enough."""
    yield from findings_of(in_texts(case, doubled_marks))


@rule(
    "T23",
    "missing-end",
    "warning",
    why="A text without a mark at its end may have been cut.",
    catches={"/clinical_case_summary": "She hurt her knee when a whale rose"},
    leaves={"/clinical_case_summary": "She hurt her knee “when a whale rose.”"},
)
def missing_end_mark(case: Case) -> Iterator[Finding]:
    """The summary or a rationale ends without a stop."""
    yield from findings_of(in_narratives(case, missing_end))


@rule(
    "T24",
    "unbalanced-mark",
    "warning",
    why="A quotation whose end is not marked does not show which words are quoted.",
    catches={"/clinical_case_summary": "The form asks for “the time to recover. She rests."},
    leaves={
        "/clinical_case_summary": "The form (of May) asks for “the time to recover”: 1) rest, 2) sleep. She is 5'4\"."
    },
)
def unbalanced_mark(case: Case) -> Iterator[Finding]:
    """A bracket or a quotation mark has no other half."""
    yield from findings_of(in_narratives(case, unbalanced))
