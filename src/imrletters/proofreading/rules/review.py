"""Rules that compare what the summary states of utilization review and of the request with the headings."""

from collections.abc import Iterable, Iterator

from imrletters.case import Case, DisputedItem, Path
from imrletters.lexicon import body_mentions, overlapping, treatments_in
from imrletters.proofreading.examples import SERVICE, SUMMARY
from imrletters.proofreading.prose.review import Reviewed, dispute_statements, reviewed_requests
from imrletters.proofreading.rule import Finding, Place, rule

NERVE_STUDY = "nerve study"
_Headings = dict[str, list[DisputedItem]]


@rule(
    "R11",
    "review-against-heading",
    "warning",
    why="The heading states what utilization review authorized and what is left to decide (Labor Code 4610.6(a)).",
    catches={SUMMARY: "Utilization review modified the request for MRI of the right knee."},
    leaves={SUMMARY: "Utilization review denied the request for MRI of the right knee."},
)
def review_against_heading(case: Case) -> Iterator[Finding]:
    """The summary states that utilization review denied a request, but the heading that it authorized a part of it.

    Or the summary states that the request was modified or approved, but the heading that all of it is in dispute.
    """
    headings = _headings(case)
    for reviewed in reviewed_requests(case.clinical_case_summary):
        items = _items_of(headings, reviewed)
        partial = {_is_partial(item) for item in items}
        if partial == {reviewed.outcome == "denied"}:
            yield Finding(
                ("clinical_case_summary",),
                "the summary and the heading differ in what utilization review decided",
                f"{reviewed.text}; the heading: {_heading(items[0])}",
                reviewed.start,
                (Place(_service(case, items[0]), items[0].service, 0),),
            )


def _headings(case: Case) -> _Headings:
    """The disputed items by the treatments in their headings."""
    found: _Headings = {}
    for item in case.disputed_items:
        for name in _names(_heading(item)):
            found.setdefault(name, []).append(item)
    return found


def _items_of(headings: _Headings, reviewed: Reviewed) -> list[DisputedItem]:
    """The disputed items that the words of a reviewed request may mean: all of the same treatment."""
    named = list(_names(reviewed.request))
    return headings.get(named[0], []) if len(named) == 1 else []


def _is_partial(item: DisputedItem) -> bool:
    """Whether utilization review authorized a part of a request; the heading may state it in free text."""
    return item.partial_approval is not None or "original request" in item.service.lower()


def _names(text: str) -> set[str]:
    """The treatments that a text names; studies of nerves count as one, because they are requested together."""
    named = [mention.treatment for mention in treatments_in(text)]
    return {NERVE_STUDY if NERVE_STUDY in each.groups else each.name for each in named if not each.is_group}


def _regions(text: str) -> set[str]:
    return {mention.region for mention in body_mentions(text)}


def _service(case: Case, item: DisputedItem) -> Path:
    """The path of the service of an item."""
    return ("disputed_items", case.disputed_items.index(item), "service")


def _heading(item: DisputedItem) -> str:
    approval = item.partial_approval
    return (
        f"{approval.original_request} was the original request; {approval.authorized} was authorized"
        if approval
        else item.service
    )


@rule(
    "R12",
    "request-in-summary",
    "warning",
    why="The review is limited to the disputed treatment (Labor Code 4610.6(a)), so the summary and the headings"
    " name the"
    " same parts of the body.",
    catches={
        SUMMARY: "Utilization review denied the request for MRI of the left shoulder.",
        SERVICE: "MRI of the right knee",
    },
    leaves={
        SUMMARY: "Utilization review denied the request for MRI of the right knee.",
        SERVICE: "MRI of the right knee",
    },
)
def request_in_summary(case: Case) -> Iterator[Finding]:
    """The summary states the request with parts of the body that are in no heading, or that leave out a heading's.

    A statement of what was denied may be incomplete; one of what the appeal is about may not. Summaries that state
    several requests for the same treatment are not compared.
    """
    headings = _headings(case)
    statements = dispute_statements(case.clinical_case_summary)
    regions = _regions_of(statements)
    for statement in statements:
        items = _items_of(headings, statement)
        parts = _regions(statement.request)
        if not parts or not items or any(len(regions[name]) > 1 for name in _names(statement.request)):
            continue
        left_out = [item for item in items if _is_left_out(item, parts)]
        if left_out and (statement.of_appeal or len(left_out) == len(items)):
            yield Finding(
                ("clinical_case_summary",),
                "the summary states the request without the part of the body in a heading",
                f"{statement.text}; the heading: {left_out[0].service}",
                statement.start,
                (Place(_service(case, left_out[0]), left_out[0].service, 0),),
            )


def _regions_of(statements: Iterable[Reviewed]) -> dict[str, set[frozenset[str]]]:
    """The different sets of regions with which statements name each treatment."""
    found: dict[str, set[frozenset[str]]] = {}
    for statement in statements:
        for name in _names(statement.request):
            found.setdefault(name, set()).add(frozenset(_regions(statement.request)))
    return found


def _is_left_out(item: DisputedItem, parts: set[str]) -> bool:
    """Whether a heading names parts of the body, and none of them overlaps these parts."""
    named = _regions(_heading(item))
    return bool(named) and all(overlapping(region).isdisjoint(parts) for region in named)
