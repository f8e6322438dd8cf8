"""Separates the reviewer's own sentences from quotations, reported guidelines and fixed advisories."""

import re

from imrletters.proofreading.conclusions import ADVISORY
from imrletters.proofreading.prose.sentences import Sentence, sentences
from imrletters.readings import read_once
from imrletters.screened import Screened

QUOTATION = re.compile(r"“[^“”]{25,4000}”|(?<!\w)\"[^\"]{25,4000}\"")
"""A passage between quotation marks; shorter ones are terms, which the reviewer uses."""
GUIDELINE = (
    r"(?:guidelines?|MTUS|ACOEM|ODG|schedule|chapter|AHRQ|UpToDate|literature|stud(?:y|ies)|trials?"
    r"|journal|authors?|AMA|FDA|college|academy|society|criteria|indications?|regulations?)"
)
GUIDELINE_WORDS = (
    "guideline", "mtus", "acoem", "odg", "schedule", "chapter", "ahrq", "uptodate", "literature", "stud", "trial",
    "journal", "author", "ama", "fda", "college", "academy", "society", "criteria", "indication", "regulation",
)  # fmt: skip
STATES = (
    r"(?:states?|stated|recommends?|notes?|indicates?|advises?|supports?|suggests?|stipulates?|specif(?:y|ies)|allows?"
    r"|endorses?|says?|defines?|outlines?|requires?|reports?|limits?|considers?|discuss(?:es)?|references?|cites?"
    r"|has the"
    r" following|refers?|establish(?:es)?|clarif(?:y|ies)|encourages?)"
)
REPORTED = Screened(
    rf"\b(?=[acfgijlmoprstu])(?:{GUIDELINE}\b[^.;]{{0,160}}?\b{STATES}\b"
    rf"|(?:according to|per|pursuant to)\b[^.;,]{{0,120}}\b{GUIDELINE}\b)",
    GUIDELINE_WORDS,
)
GENERAL = Screened(
    r"\bpatients\b|\bstud(?:y|ies) (?:found|shows?|showed that)\b",
    ("patients", "stud"),
)
WORKER = re.compile(
    r"\b(?:this|the|that) (?:injured |individual |particular )?(?:patient|claimant|worker|applicant|employee"
    r"|individual|IW)\b",
    re.IGNORECASE,
)
"""The one worker of the case; a sentence about patients that does not name the worker is about patients in general."""
CASE_WORDS = frozenset({
    "he", "she", "his", "her", "request", "requested", "requests", "provider", "physician", "treater", "record",
    "records", "injury", "documentation", "documented", "submitted", "here", "exam", "examination", "currently",
    "report", "reported", "was", "were", "had",
})  # fmt: skip
CASE = re.compile(
    r"\b(?=[cdehiprstw])(?:(?:this|the|that) (?:injured |individual |particular |same )?(?:patient|claimant|worker"
    r"|applicant|employee|member|individual|IW)(?:['’]s)?\b(?! (?:is|has|had) (?:a candidate|been counsel))"
    rf"|(?:{'|'.join(sorted(CASE_WORDS, key=len, reverse=True))}|in this case|progress note)\b)",
    re.IGNORECASE,
)


def quotations(text: str) -> list[tuple[int, int]]:
    """The first offset and the end of each passage between quotation marks."""
    return [found.span() for found in QUOTATION.finditer(text)] if "“" in text or '"' in text else []


@read_once
def stated_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences that a text itself states.

    Left out are sentences that begin in a quotation, that report a guideline, that speak of patients in general, and
    the advisory about opioids.
    """
    stated = []
    spans = iter([*quotations(text), (len(text) + 1, len(text) + 1)])
    start, end = next(spans)
    for sentence in sentences(text):
        while end <= sentence.start:
            start, end = next(spans)
        if start <= sentence.start or ADVISORY.search(sentence.text) or reports_guideline(sentence.text):
            continue
        if not GENERAL.search(sentence.text) or WORKER.search(sentence.text):
            stated.append(sentence)
    return tuple(stated)


@read_once
def own_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences that a text itself states, and that are about the case."""
    return tuple(sentence for sentence in stated_sentences(text) if _is_about_case(sentence.text))


def _is_about_case(sentence: str) -> bool:
    return not CASE_WORDS.isdisjoint(sentence.lower().split()) or bool(CASE.search(sentence))


def reports_guideline(sentence: str) -> bool:
    """Whether a sentence reports what a guideline states: it names the guideline before anything of the case."""
    reported = REPORTED.search(sentence)
    return bool(reported and not CASE.search(sentence, 0, reported.start()))
