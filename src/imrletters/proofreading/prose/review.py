"""Reads what a summary states of utilization review: which request it denied, modified or approved."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from imrletters.proofreading.prose.sentences import Sentence, sentences
from imrletters.readings import read_once
from imrletters.screened import Screened

Outcome = Literal["denied", "modified", "approved"]

REVIEW = re.compile(
    r"[CPUcpu](?<!\w.)(?i:(?<=u)(?:tili[sz]ation review|r)|(?<=c)laims administrator"
    r"|(?<=p)(?:revious(?:ly| (?:determination|review|denial))|rior (?:determination|review|denial)))\b"
)
VERB = (
    r"(?:(?P<denied>denied|non-?\s?certified|not certified|did not certify|failed to approve|did not approve"
    r"|disapproved)"
    r"|(?P<modified>modified|partially (?:approved|certified|authorized)|conditionally (?:approved|certified))"
    r"|(?P<approved>certified|approved|authorized))"
)
REQUEST = r"(?:the |a |an |this |these |his |her )?requests?(?:ed)?(?: (?:for|of|to|or))?(?: (?:the|a|an))?"
ACTIVE = re.compile(rf"\b(?=[acdfmnp]){VERB} {REQUEST} (?P<object>[^.;:]{{3,200}})", re.IGNORECASE)
PASSIVE = re.compile(
    rf"\b(?=[ahrt]){REQUEST} (?P<object>[^.;:]{{3,200}}?) (?:is|are|was|were|has been|have been|had been"
    rf"|to be) (?:also "
    rf"|previously )?{VERB}",
    re.IGNORECASE,
)
REASON = re.compile(
    r"\b(?:due to|because|as|given|since|in accordance|on the (?:basis|grounds)|for lack|with|to)\b", re.IGNORECASE
)
NEXT_VERB = re.compile(rf"\band {VERB}".replace("P<", "P<_"), re.IGNORECASE)

IN_DISPUTE = Screened(
    rf"\b(?:appeal (?:requested|requests|is for)(?: authorization)?(?: for| of)?|at issue,? (?:is|are|was) {REQUEST}"
    rf"|treatments? requested for review (?:included?s?|is|are)|(?:the )?disputed (?:treatment|service"
    rf"|request)s? (?:is|are|was))"
    r"(?: (?:an?|the))? (?P<object>[^.;:]{3,200})",
    ("appeal ", "at issue", "requested for review", "disputed "),
)


class Reviewed(NamedTuple):
    """A request on which utilization review decided: the outcome, the words of the request, and their place.

    ``start`` is the offset of the statement in the text. ``of_appeal`` states whether the text names the request as the
    one of the appeal.
    """

    outcome: Outcome
    request: str
    text: str
    start: int
    of_appeal: bool = False


@read_once
def reviewed_requests(summary: str) -> tuple[Reviewed, ...]:
    """The requests that a summary states as denied, modified or approved by utilization review."""
    found: list[Reviewed] = []
    before = ""
    for sentence in sentences(summary):
        of_review = REVIEW.search(sentence.text) or (REVIEW.search(before) and PASSIVE.match(sentence.text))
        if of_review:
            found += _in_sentence(sentence)
        before = sentence.text if of_review else ""
    return tuple(found)


def _in_sentence(sentence: Sentence) -> Iterator[Reviewed]:
    passive = list(PASSIVE.finditer(sentence.text))
    for found in passive or ACTIVE.finditer(sentence.text):
        request = found["object"]
        for end in (NEXT_VERB, REASON):
            if cut := end.search(request):
                request = request[: cut.start()]
        outcome: Outcome = "denied" if found["denied"] else "modified" if found["modified"] else "approved"
        stop = found.end() if passive else found.start("object") + len(request)
        yield Reviewed(
            outcome, request.strip(" ,"), sentence.text[found.start() : stop], sentence.start + found.start()
        )


def dispute_statements(summary: str) -> list[Reviewed]:
    """The statements of a summary about the requests in dispute: those denied, and those that the appeal is about."""
    denied = [each for each in reviewed_requests(summary) if each.outcome == "denied"]
    appealed = [
        Reviewed("denied", found["object"], found[0], found.start(), of_appeal=True)
        for found in IN_DISPUTE.finditer(summary)
    ]
    return sorted([*denied, *appealed], key=lambda each: each.start)
