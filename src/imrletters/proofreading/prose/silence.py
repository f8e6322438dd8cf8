"""Finds where a rationale states that the MTUS is silent on the request."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from imrletters.screened import Screened

MTUS = r"(?:MTUS|Medical Treatment Utilization Schedule)"
UNANSWERED_VERBS = ("address", "discuss", "mention", "cover", "speak", "contain", "include", "comment")
UNANSWERED = r"(?:address|discuss|mention|cover|speak (?:of|to)|contain|include|comment on)"
SILENT = Screened(
    rf"\b(?=[cmt])(?:(?:the|CA|California)[ -]){{0,3}}{MTUS}\b(?:(?!\b{MTUS}\b)[^.;])"
    rf"{{0,80}}?\b(?:(?:is|are|remains?)? ?silent\b|(?:does|do|did) not (?:specifically |directly )?{UNANSWERED}\b"
    rf"|makes? no mention\b)(?P<object>[^.;]{{0,160}})",
    ("silent", "no mention", "not specifically", "not directly", *(f"not {verb}" for verb in UNANSWERED_VERBS)),
)
ANY_OBJECT = re.compile(
    r"\s*,?\s*(?:(?:on|about|as to|regarding|concerning|in regards? to|with regards? to|with respect to|for|of|to)\s+)?"
    r"(?:(?:the|this|these|such|that|above|specific|requested|current|particular|said)\s+){0,4}"
    r"(?:requests?|issues?|topics?|treatments?|services?|items?|matter|subject|so\b[^.;]*|it\b|and\b[^.;]*|therefore\b[^.;]*"
    r"|thus\b[^.;]*)?(?:\s+in question)?\s*,?\s*\Z",
    re.IGNORECASE,
)


class Silence(NamedTuple):
    """A statement that the MTUS is silent: its words, their offset, and the subject, empty if it is the request."""

    text: str
    start: int
    subject: str


def silences(rationale: str) -> Iterator[Silence]:
    """The statements of a rationale that the MTUS is silent."""
    for found in SILENT.finditer(rationale):
        subject = "" if ANY_OBJECT.fullmatch(found["object"]) else found["object"].strip(" ,")
        yield Silence(found[0][: found.start("object") - found.start()], found.start(), subject)
