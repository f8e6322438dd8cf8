"""Separates the reviewer's own sentences from quotations, reported guidelines and fixed advisories."""

import re
from functools import lru_cache

from imrletters.proofreading.conclusions import ADVISORY
from imrletters.proofreading.prose.sentences import KEPT_TEXTS, Sentence, sentences

QUOTATION = re.compile(r"“[^“”]{25,4000}”|(?<!\w)\"[^\"]{25,4000}\"")
"""A passage between quotation marks; shorter ones are terms, which the reviewer uses."""
GUIDELINE = (
    r"(?:guidelines?|MTUS|ACOEM|ODG|schedule|chapter|AHRQ|UpToDate|literature|stud(?:y|ies)|trials?"
    r"|journal|authors?|AMA|FDA|college|academy|society|criteria|indications?|regulations?)"
)
STATES = (
    r"(?:states?|stated|recommends?|notes?|indicates?|advises?|supports?|suggests?|stipulates?|specif(?:y|ies)|allows?"
    r"|endorses?|says?|defines?|outlines?|requires?|reports?|limits?|considers?|discuss(?:es)?|references?|cites?"
    r"|has the"
    r" following|refers?|establish(?:es)?|clarif(?:y|ies)|encourages?)"
)
REPORTED = re.compile(
    rf"\b{GUIDELINE}\b[^.;]{{0,160}}?\b{STATES}\b|\b(?:according to|per|pursuant to)\b[^.;,]{{0,120}}\b{GUIDELINE}\b",
    re.IGNORECASE,
)
GENERAL = re.compile(r"\bpatients\b|\bstud(?:y|ies) (?:found|shows?|showed that)\b", re.IGNORECASE)
WORKER = re.compile(
    r"\b(?:this|the|that) (?:injured |individual |particular )?(?:patient|claimant|worker|applicant|employee"
    r"|individual|IW)\b",
    re.IGNORECASE,
)
"""The one worker of the case; a sentence about patients that does not name the worker is about patients in general."""
CASE = re.compile(
    r"\b(?:this|the|that) (?:injured |individual |particular |same )?(?:patient|claimant|worker|applicant"
    r"|employee|member"
    r"|individual|IW)(?:['’]s)?\b(?! (?:is|has|had) (?:a candidate|been counsel))"
    r"|\b(?:he|she|his|her|request(?:ed|s)?|provider|physician|treater|record|records|injury|documentation|documented"
    r"|submitted|in this case|here|exam|examination|currently|progress note|report(?:ed)?|was|were|had)\b",
    re.IGNORECASE,
)


def quotations(text: str) -> list[tuple[int, int]]:
    """The first offset and the end of each passage between quotation marks."""
    return [found.span() for found in QUOTATION.finditer(text)]


@lru_cache(maxsize=KEPT_TEXTS)
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


@lru_cache(maxsize=KEPT_TEXTS)
def own_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences that a text itself states, and that speak of the case."""
    return tuple(sentence for sentence in stated_sentences(text) if CASE.search(sentence.text))


def reports_guideline(sentence: str) -> bool:
    """Whether a sentence reports what a guideline states: it names the guideline before anything of the case."""
    reported = REPORTED.search(sentence)
    return bool(reported and not CASE.search(sentence, 0, reported.start()))
