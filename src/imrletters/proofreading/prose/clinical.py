"""Reads what a text states of clinical findings and of treatments given: affirmed or denied, and of which region."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict

from imrletters.errors import ResourceError
from imrletters.lexicon import Found, Phrases, Treatment, body_mentions, overlapping, treatments_in
from imrletters.proofreading.prose.negation import denied_at, denies
from imrletters.proofreading.prose.sentences import Sentence
from imrletters.readings import read_once
from imrletters.resources import PACKAGE
from imrletters.screened import Screened
from imrletters.toml_file import read_toml

OPEN_WORDS = (
    "rule out", "r/o", "possib", "suspect", "suspicion", "evaluate", "assess for", "if", "could", "may", "might",
    "would", "should", "consider", "whether", "in case of", "risk of", "concern for", "prevent", "avoid",
    "differential", "unless", "question of",
)  # fmt: skip
OPEN = Screened(
    r"\b(?=[acdeimpqrstuw])(?:rule out|r/o|possible|possibly|suspect(?:ed|s)?|suspicion|evaluate for|assess for"
    r"|to evaluate|if|could"
    r"|(?-i:may)|might"
    r"|would|should|consider|whether|in case of|risk of|concern for|prevent|avoid|differential|unless|question of)\b",
    OPEN_WORDS,
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
    r"\b(?=[abcdefgilmnoprstuw])(?:significant|severe|specific|progressive|further|additional|failed|failure|worsening|increased|new|recent|current"
    r"|marked|gross|repeat|ongoing|continued|definitive|objective|functional|response|benefit|efficacy|improve\w*|outcome"
    r"|results?|number|duration|certain|unequivocal|residual|persistent|acute|chronic|longer|more|planned|upcoming|need|plan"
    r"|considering|contemplat\w+|candidate|trial(?:ed)?|exhausted|adequate|appropriate|concurrent)\b[^.;,]{0,80}\Z",
    re.IGNORECASE,
)
"""Words before a denied finding which show that only some of it is denied."""
GIVEN = re.compile(
    r"\b(?=[acdfhprstu])(?:despite|(?:has|have|had) (?:already |previously |recently )?(?:completed|undergone"
    r"|received|attended"
    r"|tried|failed|had)"
    r"|completed|underwent|received|attended|status post|s/p|failed|after|participated in|responded to"
    r"|treatments?[^.;]{0,60}?\b(?:include[sd]?|consist(?:s|ed) of|(?:was|were) noted to include)"
    r"|diagnostics?[^.;]{0,50}?\binclude[sd]?|treated with)\b(?:(?!\b(?:no|not|but|include a request|refused"
    r"|declined|requested|planned|awaiting|scheduled|recommended)\b)[^.;]){0,200}\Z",
    re.IGNORECASE,
)
NOT_GIVEN = re.compile(
    r"\b(?=[dhinw])(?:(?:has|have|had)(?: not|n[’']t) (?:yet )?(?:done|had|started|begun|undergone|received|attended"
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
    r"\b(?=[cmoptw])(?:(?:current |prior )?medications?(?: regimen| list)?[^.;]{0,40}?\b(?:include[sd]?"
    r"|list(?:s|ed)?|are"
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


class _Named(NamedTuple):
    """A treatment named in a text: its place, its name or class, and the drug, or None if it is another treatment."""

    start: int
    end: int
    name: str
    treatment: Treatment | None


Place = TypeVar("Place", Found[str], _Named)


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


def clinical_findings(text: str, of: Iterable[Sentence]) -> Iterator[Statement]:
    """The clinical findings that sentences of a text affirm or deny without reservation."""
    for sentence, found in _in_sentences(_phrases("findings").find(text), of):
        start, end = found.start - sentence.start, found.end - sentence.start
        denied = denied_at(sentence.text, start, end)
        reserved = (
            RESTRICTED.match(sentence.text, end) or QUALIFIED.search(sentence.text, max(0, start - 120), start)
            if denied
            else _is_open(sentence.text) or denies(sentence.text)
        )
        if not reserved:
            yield _statement(sentence, start, end, found.meaning, denied=denied)


def treatments_given(text: str, of: Iterable[Sentence]) -> Iterator[Statement]:
    """The treatments that sentences of a text state as given, or as not given, without reservation."""
    named = [(found.start, found.end, found.meaning, None) for found in _phrases("treatments").find(text)]
    drugs = [(each.start, each.end, each.treatment.groups[0], each.treatment) for each in treatments_in(text)]
    places = [_Named(*each) for each in (*named, *drugs) if each[3] is None or each[3].is_drug]
    for sentence, found in _in_sentences(sorted(places, key=lambda each: each.start), of):
        start, end = found.start - sentence.start, found.end - sentence.start
        given = _given(sentence.text, start, end, drug=found.treatment is not None)
        if given or (given is False and (found.treatment is None or found.treatment.is_group)):
            yield _statement(sentence, start, end, found.name, denied=not given)


def _in_sentences(found: Iterable[Place], of: Iterable[Sentence]) -> Iterator[tuple[Sentence, Place]]:
    """What was found in a text, in order, each with the sentence that it is in; other sentences are left out."""
    sentences = iter(of)
    sentence = next(sentences, None)
    for each in found:
        while sentence is not None and sentence.end < each.end:
            sentence = next(sentences, None)
        if sentence is None:
            return
        if sentence.start <= each.start:
            yield sentence, each


def _given(sentence: str, start: int, end: int, *, drug: bool) -> bool | None:
    """Whether a sentence states a treatment as given (True) or as not given (False); None if it states neither."""
    before = " ".join(sentence[max(0, start - 240) : start].split()) + " "
    if NOT_GIVEN.search(before) or NOT_GIVEN_AFTER.match(sentence, end):
        return None if RESTRICTED.match(sentence, end) else False
    if _is_open(sentence) or denies(before):
        return None
    if GIVEN.search(before) or (drug and MEDICATED.search(before)):
        return True
    return True if not drug and GIVEN_AFTER.match(sentence, end) and not PLANNED.search(before) else None


@read_once
def _is_open(sentence: str) -> bool:
    return bool(OPEN.search(sentence))


def _statement(sentence: Sentence, start: int, end: int, name: str, *, denied: bool) -> Statement:
    regions = frozenset(mention.region for mention in body_mentions(sentence.text))
    return Statement(name, sentence.text[start:end], sentence.start + start, denied, regions, sentence)
