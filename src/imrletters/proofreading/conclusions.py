"""Reads the conclusion of a rationale: whether the request is medically necessary."""

import re
from typing import NamedTuple

from imrletters.case import Decision, DisputedItem
from imrletters.readings import read_once
from imrletters.screened import Screened

# A period inside a number or inside an abbreviation such as "e.g." does not end a sentence.
SENTENCE = re.compile(r"[^\s.?!](?:[^.?!\n]++|[.?!](?![\s\"”’')\]]|$)|\n(?!\s{0,99}\n))*+")
ADVISORY = Screened(
    r"recommendation to stop|advised to (?:speak|consult)|tapering opioids|addresses the medical necessity of",
    ("recommendation to stop", "advised to", "tapering opioids", "addresses the medical"),
)
REPORTS_OTHERS = re.compile(
    r"\b(?=[cdlpu])(?:utilization review|claims administrator|UR|physician|provider|denial|letter)\b[^.;]{0,60}?"
    r"\b(?:states?|stated|f(?:i|ou)nds?|determine[sd]|conclude[sd]|argue[sd]|note[sd]|said|says|held|wrote)"
    r" (?:that|the|this|it)\b",
    re.IGNORECASE,
)
BY_OTHERS = re.compile(r"claims admin|utilization|\breview|\bUR\b", re.IGNORECASE)
# In a partly approved request: what utilization review authorized, and what remains in dispute.
GRANTED = re.compile(r"\b(?:authorized|approved|certified|allowed|granted)\b", re.IGNORECASE)
LEFT = re.compile(
    r"\b(?=[abdfmor])(?:remain\w*|rest|balance|original|dispute|further|additional|more|full)\b", re.IGNORECASE
)
REQUEST = Screened(
    r"\b(?:request|decision for)",
    ("request", "decision for"),
)

NECESSITY = re.compile(r"\bmedical(?:ly)?[\s-]{1,3}necessity\b", re.IGNORECASE)
NECESSARY = Screened(
    r"\b(?:non[\s-]?)?medical(?:ly)?[\s-]{1,3}(?:un-?)?necessary\b|" + NECESSITY.pattern + r"|\b(?:un)?necessary\b",
    ("necess",),
)
GRANTABLE = re.compile(
    r"\b(?:certified|authorized|approved|supported|warranted|recommended|indicated|appropriate|reasonable|justified"
    r"|granted|denied|non-?certified|unsupported|unwarranted)\b",
    re.IGNORECASE,
)
NEGATIVE_WORD = re.compile(r"non|un-?necessary|uns|unw|denied", re.IGNORECASE)
OF_THE_DENIAL = Screened(
    r"\b(?:denial|(?:utilization review|adverse) (?:decision|determination))\b(?:(?!\bdenial\b)[^.;]){0,40}?"
    r"\b(?P<done>upheld|overturned|reversed)\b"
    r"|\b(?P<doing>uphold|overturn|revers)(?:ing|e)? the [^.;]{0,60}?\b(?:denial|decision|determination)\b",
    ("upheld", "uphold", "overturn", "revers"),
)
SHOWN = re.compile(
    r"\b(?:established|demonstrated|supported|substantiated|shown|met|apparent|confirmed|proven|justified|exists)\b",
    re.IGNORECASE,
)
FINITE = re.compile(
    r"\b(?=[acdfhilmrsw])(?:do(?:es)? not (?:appear|seem)"
    r"|is|are|was|were|(?:has|have|had)(?: not| never)? been|appears?|seems?|remains?|can(?:not)?"
    r"|could|does|do|did|will|would|may|might|should|must|fails?|lacks?)(?:n[’']t)?\b",
    re.IGNORECASE,
)
AUXILIARY = re.compile(r"do|did|fail|lack", re.IGNORECASE)
NEGATION = re.compile(
    r"\b(?=[cflnw])(?:not|cannot|never|no|nor|neither|fails?|lacks?|without)\b|n[’']t\b", re.IGNORECASE
)
OPINION = re.compile(r"\b(?:that|whether|if|why|how|believe|think|agree|find|feel)\b", re.IGNORECASE)
OPEN = re.compile(
    r"\b(?:could|may|might|would|should|whether|only|doubt|dispute|question|partially|partly)\b", re.IGNORECASE
)
CONDITION = re.compile(r"\b(?:if|unless|until|except|but|however|whereas|only|provided|when|where)\b", re.IGNORECASE)
ELLIPSIS = re.compile(r"\b(?:is|are|was|were)(?: not)?\W{0,3}$", re.IGNORECASE)
REACH = 300
"""The most characters between a word such as "necessary" and the verb or negation that applies to it."""


class Verdict(NamedTuple):
    """Whether a sentence grants the request (None if this is not clear), and the offset of the word that states it."""

    granted: bool | None
    start: int
    of_necessity: bool


def _of_necessity(before: str, after: str) -> bool | None:
    """Whether the words around "medical necessity" affirm it; None if this is not clear."""
    negated = NEGATION.search(before[-40:])
    if shown := SHOWN.search(after, 0, REACH):
        if negated or NEGATION.search(after, 0, shown.start()):
            return False
        return None if OPEN.search(after, 0, shown.start()) else True
    return False if negated else True if before.endswith((" is a ", " are a ", " was a ")) else None


def _granted(word: re.Match[str]) -> bool | None:
    """Whether the last verb before a word such as "necessary" affirms it; None if this is not clear."""
    before, after = word.string[max(0, word.start() - REACH) : word.start()], word.string[word.end() :]
    if NECESSITY.fullmatch(word[0]):
        return _of_necessity(before, after)
    verb = max(FINITE.finditer(before), key=re.Match.start, default=None)
    opening, scope = (before[: verb.start()], before[verb.start() :]) if verb else ("", before)
    negative = bool(NEGATIVE_WORD.search(word[0]))
    if NEGATION.search(scope):
        return None if negative else False
    if negative:
        return False
    above = NEGATION.search(opening, max(0, len(opening) - 80))
    if above and OPINION.search(opening, above.end()):
        return None if OPEN.search(opening, above.start()) or OPEN.search(scope) else False
    if not verb or AUXILIARY.match(verb[0]) or OPEN.search(scope) or OPEN.search(opening[-30:]):
        return None
    return None if CONDITION.search(after) or ELLIPSIS.search(after[-20:]) else True


def verdict_of(sentence: str, *, partly: bool) -> Verdict | None:
    """The conclusion of a sentence about the request, or None if it has none.

    ``partly`` states whether utilization review approved part of the request.
    """
    if ADVISORY.search(sentence):
        return None
    of_request = REQUEST.search(sentence)
    words = [word for word in NECESSARY.finditer(sentence) if of_request or "medical" in word[0].lower()]
    if words:
        word = words[-1]
        reports_others = REPORTS_OTHERS.search(sentence, 0, word.start())
        granted = None if reports_others else _granted(word)
        if granted and partly and GRANTED.search(sentence) and not LEFT.search(sentence):
            return None
        return Verdict(granted, word.start(), of_necessity=True)
    if denial := OF_THE_DENIAL.search(sentence):
        upheld = (denial["done"] or denial["doing"]).lower().startswith("uph")
        return Verdict(None if NEGATION.search(denial[0]) else not upheld, denial.start(), of_necessity=False)
    words = list(GRANTABLE.finditer(sentence)) if of_request else []
    if words and not BY_OTHERS.search(sentence):
        return Verdict(_granted(words[-1]), words[-1].start(), of_necessity=False)
    return None


@read_once
def sentence_matches(text: str) -> tuple[re.Match[str], ...]:
    """The sentences of a text."""
    return tuple(SENTENCE.finditer(text))


class Conclusion(NamedTuple):
    """The decision to which a rationale leads (None if this is not clear), the concluding sentence and its offset."""

    decision: Decision | None
    sentence: str
    start: int


def conclusion(item: DisputedItem) -> Conclusion | None:
    """The conclusion of the rationale of an item, or None if it has none.

    The last sentence about medical necessity is the conclusion; other words count only if there is no such sentence. If
    the rationale of a partly approved request calls one part necessary and another not, the decision is None.
    """
    return _conclusion((item.decision_rationale, item.partial_approval is not None))


@read_once
def _conclusion(rationale: tuple[str, bool]) -> Conclusion | None:
    """The conclusion of a rationale, of which is stated whether part of the request was approved."""
    text, partly = rationale
    verdicts = [
        (verdict, sentence)
        for sentence in sentence_matches(text)
        if (verdict := verdict_of(sentence[0], partly=partly))
    ]
    certain = [pair for pair in verdicts if pair[0].granted is not None]
    decisive = [pair for pair in certain if pair[0].of_necessity] or certain or verdicts
    if not decisive:
        return None
    verdict, sentence = decisive[-1]
    mixed = partly and verdict.granted and not all(other.granted for other, _ in decisive)
    granted = None if mixed else verdict.granted
    decision: Decision | None = None if granted is None else "Overturned" if granted else "Upheld"
    return Conclusion(decision, sentence[0], sentence.start())
