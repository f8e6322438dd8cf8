"""Reads where a sentence speaks of the request itself: "the request for X", "criteria for X", "X in question"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from imrletters.lexicon import BodyMention, TreatmentMention, body_mentions, treatments_in
from imrletters.proofreading.prose.quoted import stated_sentences
from imrletters.proofreading.prose.sentences import Sentence
from imrletters.readings import read_once
from imrletters.screened import has_any

OF_REQUEST = re.compile(
    r"\b(?=[acdijmnprstw])(?:(?:the |this )?(?:current(?:ly)? |present )?request(?:s|ed)?(?: \w+)? (?:for|of)"
    r"|requested|criteria "
    r"(?:for|to support)"
    r"|(?:meet|met|support|warrant|justify|substantiate)(?:s|ed|ing)?(?: the)?(?: need| use| medical necessity)?"
    r"(?: (?:for|of))?"
    r"|(?:need|indications?|rationale|necessity|medical necessity) (?:for|of)|approv\w+(?: of| for)?|decision for)"
    r"(?: (?:an?|the|this|these|additional|any|such|repeat|further|open|requested|current|of|for|single"
    r"|positional)){0,4}\s?[\"“]?"
    r"(?P<object>)",
    re.IGNORECASE,
)
IN_QUESTION = re.compile(
    r"(?: (?:testing|study|imaging|scan|therapy|treatment|device|unit))? (?:in question|at issue|in dispute"
    r"|requested here)\b",
    re.IGNORECASE,
)
DECIDED = re.compile(
    r"(?:[^.;,]|, (?=left|right|with|without|two|three|\d)){0,90}? (?:is|are|was|were) (?:therefore |thus "
    r"|deemed |considered )*(?:not )?"
    r"(?:medically (?:necessary|indicated|appropriate)|clinically indicated)\b",
    re.IGNORECASE,
)
TRIGGERS = (
    "request", "necess", "criteria", "meet", "met", "support", "warrant", "justif", "substantiat", "need", "indicat",
    "rationale", "approv", "decision", "question", "at issue", "dispute",
)  # fmt: skip
"""Every sentence about a request contains one of these words."""
PART_FIRST = 60
"""The most characters between the words of a request and its treatment: "the cervical spine"."""
AFTER = re.compile(
    r"(?: (?:imaging|scan|study|studies|testing|test|without contrast|with contrast|with and without contrast"
    r"|therapy|sessions?"
    r"|visits?|treatments?))*(?: \([^()]{0,60}\))? (?:of|to|for|on|in) (?:the |both |his |her )?(?:(?:left|right"
    r"|bilateral) )?\Z",
    re.IGNORECASE,
)


class Requested(NamedTuple):
    """A treatment that a sentence names as the request, with the part of the body that stands beside it.

    ``start`` is the offset in the whole text.
    """

    treatment: TreatmentMention
    part: BodyMention | None
    start: int
    text: str


@read_once
def requests_in(text: str) -> tuple[Requested, ...]:
    """The treatments that the sentences of a text name as the request."""
    return tuple(
        each
        for sentence in stated_sentences(text)
        if has_any(sentence.text, TRIGGERS)
        for each in requested_in(sentence)
    )


def requested_in(sentence: Sentence) -> Iterator[Requested]:
    """The treatments that a sentence names as the request."""
    text = sentence.text
    mentions = treatments_in(text)
    if not mentions:
        return
    ends = [found.end() for found in OF_REQUEST.finditer(text)]
    parts = body_mentions(text)
    for mention in mentions:
        begun = max((end for end in ends if end <= mention.start), default=None)
        near = (
            begun is not None
            and mention.start - begun <= PART_FIRST
            and _only_part(text[begun : mention.start], parts, begun)
        )
        if near or IN_QUESTION.match(text, mention.end) or DECIDED.match(text, mention.end):
            part = _part_beside(text, mention, parts)
            first = min(mention.start, part.start) if part else mention.start
            last = max(mention.end, part.end) if part else mention.end
            yield Requested(mention, part, sentence.start + first, text[first:last])


def _only_part(between: str, parts: tuple[BodyMention, ...], offset: int) -> bool:
    """Whether only a part of the body, with its side, stands between the words of a request and a treatment."""
    left = between
    for part in parts:
        if offset <= part.start and part.end <= offset + len(between):
            left = left.replace(between[part.start - offset : part.end - offset], " ", 1)
    words = re.findall(r"[a-z]+", left.lower())
    return all(
        word in ("left", "right", "bilateral", "both", "spine", "the", "a", "an", "and", "joint") for word in words
    )


def _part_beside(text: str, mention: TreatmentMention, parts: tuple[BodyMention, ...]) -> BodyMention | None:
    """The part of the body just before a treatment ("shoulder MRI") or after it ("MRI of the shoulder")."""
    for part in parts:
        if part.kind != "part":
            continue
        if 0 <= mention.start - part.end <= 1 or text[part.end : mention.start] in (" spine ", " joint ", " region "):
            return part
        if mention.end < part.start <= mention.end + 70 and AFTER.fullmatch(text[mention.end : part.start]):
            return part
    return None
