"""Reads what a text states of clinical findings and of treatments given: affirmed or denied, and of which region."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from imrletters.errors import ResourceError
from imrletters.lexicon import Phrases, body_mentions, overlapping, treatments_in
from imrletters.proofreading.prose.negation import denied_at, denies
from imrletters.proofreading.prose.sentences import Sentence
from imrletters.resources import PACKAGE
from imrletters.toml_file import read_toml

OPEN = re.compile(
    r"\b(?:rule out|r/o|possible|possibly|suspect(?:ed|s)?|suspicion|evaluate for|assess for|to evaluate|if|could"
    r"|(?-i:may)|might"
    r"|would|should|consider|whether|in case of|risk of|concern for|prevent|avoid|differential|unless|question of)\b",
    re.IGNORECASE,
)
"""Words in a sentence which show that it affirms nothing."""
RESTRICTED = re.compile(
    r"\s*(?:\([^)]{0,40}\)\s*)?(?:that|which|to (?:the )?(?!palpation|touch)|sufficient|requiring|warranting"
    r"|despite|other than"
    r"|except|beyond|severe enough|with\b|without\b|in the first|since|prior to|before|at (?:this|night|rest)"
    r"|or failure|following"
    r"|from|due to|secondary|as a|relief|response|progress|notes?\b|reports?\b|for the|results?\b|studies|benefit)",
    re.IGNORECASE,
)
QUALIFIED = re.compile(
    r"\b(?:significant|severe|specific|progressive|further|additional|failed|failure|worsening|increased|new|recent|current"
    r"|marked|gross|repeat|ongoing|continued|definitive|objective|functional|response|benefit|efficacy|improve\w*|outcome"
    r"|results?|number|duration|certain|unequivocal|residual|persistent|acute|chronic|longer|more|planned|upcoming|need|plan"
    r"|considering|contemplat\w+|candidate|trial(?:ed)?|exhausted|adequate|appropriate|concurrent)\b[^.;,]{0,80}\Z",
    re.IGNORECASE,
)
"""Words before a denied finding which show that only some of it is denied."""
GIVEN = re.compile(
    r"\b(?:despite|(?:has|have|had) (?:already |previously |recently )?(?:completed|undergone|received|attended"
    r"|tried|failed|had)"
    r"|completed|underwent|received|attended|status post|s/p|failed|after|participated in|responded to"
    r"|treatments?[^.;]{0,60}?\b(?:include[sd]?|consist(?:s|ed) of|(?:was|were) noted to include)"
    r"|diagnostics?[^.;]{0,50}?\binclude[sd]?|treated with)\b(?:(?!\b(?:no|not|but|include a request|refused"
    r"|declined|requested|planned|awaiting|scheduled|recommended)\b)[^.;]){0,200}\Z",
    re.IGNORECASE,
)
NOT_GIVEN = re.compile(
    r"\b(?:(?:has|have|had)(?: not|n[’']t) (?:yet )?(?:done|had|started|begun|undergone|received|attended"
    r"|completed|tried|attempted"
    r"|been (?:to|given|treated with))|did not (?:undergo|receive|attend|have|start|begin|do|complete)|never "
    r"(?:had|received|undergone"
    r"|attended|tried|started)|no (?:prior|previous|past|evidence of|documentation of|history of|record of"
    r"|mention of)|no"
    r"|without|denie[sd]|includ(?:ed|es|e) no)(?: any| prior| previous| past| evidence of| documentation of"
    r"| a course of| trial of"
    r"| history of| a trial of)*(?: (?:right|left|bilateral|cervical|lumbar|shoulder|knee|hip|wrist|ankle|back"
    r"|neck|spine|of|the))* \Z",
    re.IGNORECASE,
)


GIVEN_AFTER = re.compile(
    r"(?:[^.;,]{0,80}?)\b(?:revealed|showed|demonstrated|dated|(?:was|were) (?:also )?(?:performed|obtained|taken"
    r"|done|administered"
    r"|normal|negative|unremarkable|reviewed)|helped|(?:has|have) (?:helped|been completed))\b",
    re.IGNORECASE,
)
NOT_GIVEN_AFTER = re.compile(
    r"\s(?:was|were|has|have|had)(?: not|n[’']t)(?: yet)?(?: been)? (?:done|performed|obtained|taken|tried"
    r"|attempted|completed"
    r"|started|undertaken|administered|given)\b",
    re.IGNORECASE,
)
MEDICATED = re.compile(
    r"\b(?:(?:current |prior )?medications?(?: regimen| list)?[^.;]{0,40}?\b(?:include[sd]?|list(?:s|ed)?|are"
    r"|were)|taking|takes"
    r"|was (?:provided|prescribed|given)|on)\b(?:(?!\b(?:no|not|but|refused|declined|requested"
    r"|allerg\w+)\b)[^.;]){0,200}\Z",
    re.IGNORECASE,
)


PLANNED = re.compile(
    r"\b(?:request\w*|plan\w*|recommend\w*|order\w*|authoriz\w*|pending|sought|certif\w*)\b", re.IGNORECASE
)


class Statement(NamedTuple):
    """A finding or treatment that a text affirms or denies: its name, its words, their offset, and their sentence.

    ``regions`` are the regions of the body that the sentence names.
    """

    name: str
    text: str
    start: int
    denied: bool
    regions: frozenset[str]
    sentence: Sentence

    def may_contradict(self, other: "Statement") -> bool:
        """Whether two statements are about the same thing, as far as their sentences tell."""
        if self.name != other.name or self.denied == other.denied:
            return False
        if not (self.regions and other.regions):
            return True
        return any(not overlapping(region).isdisjoint(other.regions) for region in self.regions)


class _Clinical(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    findings: dict[str, tuple[str, ...]]
    treatments: dict[str, tuple[str, ...]]


@cache
def _clinical() -> _Clinical:
    return read_toml(PACKAGE / "proofreading" / "prose" / "clinical.toml", _Clinical, ResourceError)


@cache
def _phrases(kind: str) -> Phrases[str]:
    names: dict[str, tuple[str, ...]] = getattr(_clinical(), kind)
    return Phrases((word, name) for name, words in names.items() for word in words)


def clinical_findings(of: Iterable[Sentence]) -> Iterator[Statement]:
    """The clinical findings that sentences affirm or deny without reservation."""
    for sentence in of:
        for found in _phrases("findings").find(sentence.text):
            denied = denied_at(sentence.text, found.start, found.end)
            reserved = (
                RESTRICTED.match(sentence.text, found.end)
                or QUALIFIED.search(sentence.text, max(0, found.start - 120), found.start)
                if denied
                else OPEN.search(sentence.text) or denies(sentence.text)
            )
            if not reserved:
                yield _statement(sentence, found.start, found.end, found.meaning, denied=denied)


def treatments_given(of: Iterable[Sentence]) -> Iterator[Statement]:
    """The treatments that sentences state as given, or as not given, without reservation."""
    for sentence in of:
        for found in _phrases("treatments").find(sentence.text):
            given = _given(sentence.text, found.start, found.end, drug=False)
            if given is not None:
                yield _statement(sentence, found.start, found.end, found.meaning, denied=not given)
        for mention in treatments_in(sentence.text):
            given = _given(sentence.text, mention.start, mention.end, drug=True) if mention.treatment.is_drug else None
            for name in mention.treatment.groups[:1] if given is not None else ():
                if given or mention.treatment.is_group:
                    yield _statement(sentence, mention.start, mention.end, name, denied=not given)


def _given(sentence: str, start: int, end: int, *, drug: bool) -> bool | None:
    """Whether a sentence states a treatment as given (True) or as not given (False); None if it states neither."""
    before = " ".join(sentence[max(0, start - 240) : start].split()) + " "
    if NOT_GIVEN.search(before) or NOT_GIVEN_AFTER.match(sentence, end):
        return None if RESTRICTED.match(sentence, end) else False
    if OPEN.search(sentence) or denies(before):
        return None
    if GIVEN.search(before) or (drug and MEDICATED.search(before)):
        return True
    return True if not drug and GIVEN_AFTER.match(sentence, end) and not PLANNED.search(before) else None


def _statement(sentence: Sentence, start: int, end: int, name: str, *, denied: bool) -> Statement:
    regions = frozenset(mention.region for mention in body_mentions(sentence.text))
    return Statement(name, sentence.text[start:end], sentence.start + start, denied, regions, sentence)
