"""Rules that compare the request of which a rationale speaks with the heading: the part of the body, the treatment."""

from collections.abc import Iterator

from imrletters.case import Case, DisputedItem, disputed_items
from imrletters.lexicon import Treatment, body_mentions, overlapping, treatments_in
from imrletters.proofreading.examples import RATIONALE, SERVICE
from imrletters.proofreading.prose.requests import Requested, requests_in
from imrletters.proofreading.rule import Finding, Place, rule
from imrletters.screened import Screened

OTHER_REQUEST = "A rationale about another treatment does not decide the request (Labor Code 4610.6(a), (h)(5))"
SPINE = frozenset({"neck", "mid back", "low back"})
"""Regions that letters never confuse in the name of a study, although they are neighbours."""
DEPENDENT = Screened(
    r"\b(?=[aps])(?:surgical intervention|surgery|procedure|associated|ancillary|post-?operative|pre-?operative)\b",
    ("surg", "procedure", "associated", "ancillary", "operative"),
)
"""Words of a rationale whose item depends on another treatment."""
STUDIES = frozenset({"MRI", "CT", "x-ray", "diagnostic ultrasound", "bone scan", "EKG", "sleep study"})
"""Studies that are different requests, although they are of one group."""

_Headings = list[tuple[list[Treatment], set[str]]]
"""The treatments and the regions of each heading."""


def _heading(item: DisputedItem) -> str:
    approval = item.partial_approval
    return f"{item.service} {approval.original_request} {approval.authorized}" if approval else item.service


def _regions(text: str) -> set[str]:
    return {mention.region for mention in body_mentions(text)}


def _treatments(text: str) -> list[Treatment]:
    return [mention.treatment for mention in treatments_in(text)]


def _requests_of(item: DisputedItem) -> tuple[Requested, ...]:
    return requests_in(item.decision_rationale)


@rule(
    "Q10",
    "part-of-the-request",
    "warning",
    why=f"{OTHER_REQUEST}; Heath: wrong spinal segment.",
    catches={
        SERVICE: "MRI of the right knee",
        RATIONALE: "The record does not meet the criteria for a shoulder MRI. The MRI of the right knee is not"
        " medically"
        " necessary.",
    },
    leaves={
        SERVICE: "MRI of the right knee",
        RATIONALE: "The record does not meet the criteria for a knee MRI. The MRI of the right knee is not"
        " medically necessary.",
    },
)
def part_of_the_request(case: Case) -> Iterator[Finding]:
    """A sentence of the rationale states the request with a part of the body that no heading names for it."""
    headings: _Headings = []
    for path, item in disputed_items(case):
        heading = _regions(_heading(item))
        headings = headings or [
            (_treatments(_heading(other)), _regions(_heading(other))) for other in case.disputed_items
        ]
        if not heading:
            continue
        close = {name for region in heading for name in overlapping(region)} - (SPINE - heading)
        for named in _requests_of(item):
            part = named.part
            if part is None or part.region in close or _of_other_item(headings, named):
                continue
            yield Finding(
                (*path, "decision_rationale"),
                "the rationale states the request with another part of the body",
                f"{named.text}; the heading: {item.service}",
                named.start,
                (Place((*path, "service"), item.service, 0),),
            )


def _of_other_item(headings: _Headings, named: Requested) -> bool:
    """Whether a heading requests a treatment of the same kind for the part."""
    treatment, part = named.treatment.treatment, named.part
    return part is not None and any(
        any(treatment.is_like(each) for each in treatments) and not overlapping(part.region).isdisjoint(regions)
        for treatments, regions in headings
    )


@rule(
    "Q11",
    "treatment-of-the-request",
    "warning",
    why=f"{OTHER_REQUEST}.",
    catches={
        SERVICE: "MRI of the right knee",
        RATIONALE: "The acupuncture in question is premature. The MRI of the right knee is not medically necessary.",
    },
    leaves={
        SERVICE: "MRI of the right knee",
        RATIONALE: "The MRI in question is premature. The MRI of the right knee is not medically necessary.",
    },
)
def treatment_of_the_request(case: Case) -> Iterator[Finding]:
    """A sentence of the rationale states as the request a treatment that the heading does not name."""
    for path, item in disputed_items(case):
        wanted = _treatments(_heading(item))
        if not wanted or any(treatment.is_group for treatment in wanted) or DEPENDENT.search(item.decision_rationale):
            continue
        for named in _requests_of(item):
            treatment = named.treatment.treatment
            if treatment.is_group or "visit" in treatment.name or any(_same(treatment, each) for each in wanted):
                continue
            yield Finding(
                (*path, "decision_rationale"),
                "the rationale states another treatment as the request",
                f"{named.treatment.text}; the heading: {item.service}",
                named.start,
                (Place((*path, "service"), item.service, 0),),
            )


def _same(one: Treatment, other: Treatment) -> bool:
    """Whether two treatments may be one request."""
    if {one.name, other.name} <= STUDIES:
        return one.name == other.name
    return one.is_like(other)
