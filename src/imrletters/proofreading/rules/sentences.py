"""Rules about sentences: sequences of words that English does not have, agreement, repetition and lost words."""

from collections.abc import Iterator

from imrletters.case import Case
from imrletters.proofreading.form import (
    bare_persons,
    disagreements,
    findings_of,
    in_passages,
    in_sentences,
    joined_requests,
    joined_subjects,
    listed_sequences,
    mismatched_verbs,
    repeated_passages,
    repeated_phrases,
    verbless,
    wrong_articles,
    wrong_existence,
)
from imrletters.proofreading.rule import Finding, rule


@rule(
    "T25",
    "wrong-article",
    "warning",
    why="The article follows the sound of the next word: an MRI, a urine test, an 8-week course.",
    catches={"/clinical_case_summary": "She asks for a MRI."},
    leaves={
        "/clinical_case_summary": "She asks for an MRI, a urine test, a UR report, a TENS unit and an 8-week course."
    },
)
def wrong_article(case: Case) -> Iterator[Finding]:
    """``a`` before the sound of a vowel, or ``an`` before another, where the sound is certain."""
    yield from findings_of(in_sentences(case, wrong_articles))


@rule(
    "T26",
    "impossible-sequence",
    "warning",
    why="A determination with broken sentences does not explain its reasons (Labor Code 4610.6(d)).",
    catches={"/clinical_case_summary": "There no sign that she can returns to sea."},
    leaves={"/clinical_case_summary": "There is no sign that she can return to sea, where she has been."},
)
def impossible_sequence(case: Case) -> Iterator[Finding]:
    """Words follow each other as in no English sentence: ``in the of``, ``has can``, ``did not showed``."""
    yield from findings_of(listed_sequences(case, "order"))


@rule(
    "T27",
    "noun-number",
    "warning",
    why="A wrong number of a noun may be a wrong number of treatments.",
    catches={"/clinical_case_summary": "She asks for 8 session of therapy."},
    leaves={"/clinical_case_summary": "She asks for 8 sessions of therapy in these weeks, and a week of rest."},
)
def noun_number(case: Case) -> Iterator[Finding]:
    """A noun is singular after a plural word or number, or plural after a singular one."""
    yield from findings_of(listed_sequences(case, "number"), in_sentences(case, wrong_existence))


@rule(
    "T28",
    "verb-agreement",
    "warning",
    why="In published letters verbs do not agree with their subjects where a template was filled in.",
    catches={"/clinical_case_summary": "The results of the test was normal."},
    leaves={"/clinical_case_summary": "The results of the test were normal, and the number of tests is small."},
)
def verb_agreement(case: Case) -> Iterator[Finding]:
    """The verb does not agree in number with its subject, where both are certain."""
    yield from findings_of(in_sentences(case, disagreements, joined_requests, joined_subjects, mismatched_verbs))


@rule(
    "T29",
    "lost-apostrophe",
    "warning",
    why="Without its apostrophe a possessive is another word.",
    catches={"/clinical_case_summary": "The injured workers knee is swollen."},
    leaves={"/clinical_case_summary": "The injured worker's knee is swollen. It's healing, and its scar fades."},
)
def lost_apostrophe(case: Case) -> Iterator[Finding]:
    """A possessive lacks its apostrophe, or ``its`` and ``it's`` are exchanged."""
    yield from findings_of(listed_sequences(case, "apostrophe"))


@rule(
    "T30",
    "repeated-passage",
    "warning",
    why="In published letters phrases and passages are pasted twice.",
    catches={"/clinical_case_summary": "She swims to ease her pain to ease her pain."},
    leaves={"/clinical_case_summary": "She swims to ease her pain. She rows to ease her pain."},
)
def repeated_passage(case: Case) -> Iterator[Finding]:
    """A phrase follows itself, or a whole sentence or a long passage stands in a text twice."""
    yield from findings_of(in_sentences(case, repeated_phrases), in_passages(case, repeated_passages))


@rule(
    "T31",
    "lost-word",
    "warning",
    why="A lost word can change what a sentence states.",
    catches={"/clinical_case_summary": "She complained pain in her knee prior the dive."},
    leaves={"/clinical_case_summary": "She complained of pain in her knee prior to the dive."},
)
def lost_word(case: Case) -> Iterator[Finding]:
    """A word that the sentence requires is missing: a preposition, a verb, or an article before a person."""
    yield from findings_of(listed_sequences(case, "government"), in_sentences(case, verbless, bare_persons))
