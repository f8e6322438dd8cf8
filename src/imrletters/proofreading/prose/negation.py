"""Finds whether a sentence denies what it names: "no evidence of", "denies", "without", "negative for"."""

import re

WORD = re.compile(r"[A-Za-z’']+|[,;:]")
DENIALS = frozenset(
    [
        "no",
        "not",
        "nor",
        "neither",
        "never",
        "without",
        "denied",
        "denies",
        "deny",
        "denying",
        "denial",
        "absence",
        "absent",
        "lack",
        "lacks",
        "lacking",
        "lacked",
        "fail",
        "fails",
        "failed",
        "failing",
        "cannot",
        "negative",
        "unremarkable",
        "free",
        "resolved",
        "none",
        "don't",
        "doesn't",
        "didn't",
        "isn't",
        "wasn't",
        "hasn't",
        "unclear",
    ]
)
ENDS = frozenset(
    [
        ";",
        "but",
        "however",
        "although",
        "though",
        "with",
        "which",
        "who",
        "because",
        "therefore",
        "despite",
        "after",
        "positive",
        "except",
        "besides",
        "other",
        "than",
        "due",
        "secondary",
        "including",
        "whereas",
        "while",
        "until",
        "since",
        "when",
    ]
)
"""Words before which a denial does not reach beyond: it denies something else."""
REPORTS = frozenset(
    [
        "complains",
        "complained",
        "complaining",
        "reports",
        "reported",
        "revealed",
        "reveals",
        "revealing",
        "showed",
        "shows",
        "showing",
        "demonstrated",
        "demonstrates",
        "noted",
        "notes",
        "noting",
        "documented",
        "documents",
        "indicated",
        "indicates",
        "includes",
        "included",
        "has",
        "have",
        "had",
        "having",
        "is",
        "are",
        "was",
        "were",
        "exhibits",
        "exhibited",
        "describes",
        "described",
        "presents",
        "presented",
        "states",
        "stated",
        "admits",
        "endorses",
        "found",
        "diagnosed",
        "experiencing",
    ]
)
"""Verbs that affirm what follows, unless a denial stands directly before them."""
ADVERBS = frozenset(["been", "also", "specifically", "clearly", "previously", "any", "or", "and", "yet"])
REACH = 16
"""The most words between a denial and what it denies."""
WIDTH = 200
NOT_AFTER = re.compile(
    r"\s*(?:\([^)]{0,40}\) ?)?(?:(?:is|are|was|were|has|have|had) )?(?:been )?"
    r"(?:not|absent|denied|negative|unremarkable|none|never|resolved|ruled out|within normal limits|intact|normal)\b",
    re.IGNORECASE,
)


def denied_at(sentence: str, start: int, end: int) -> bool:
    """Whether a sentence denies the thing that it names from ``start`` to ``end``."""
    return bool(NOT_AFTER.match(sentence, end)) or _denied_before(sentence[max(0, start - WIDTH) : start])


def _denied_before(text: str) -> bool:
    """Whether a denial at the end of a text reaches its end."""
    words = [word.lower().replace("’", "'") for word in WORD.findall(text)][-REACH:]
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if word in DENIALS:
            return True
        if word in ENDS:
            return False
        if word in REPORTS:
            before = [
                other for other in words[max(0, place - 3) : place] if other not in ADVERBS and other not in REPORTS
            ]
            return bool(before) and before[-1] in DENIALS
    return False


def denies(text: str) -> bool:
    """Whether a text contains a word that denies."""
    return not DENIALS.isdisjoint(WORD.findall(text.lower().replace("’", "'")))
