"""Rules about the headings of the disputed items: how they repeat a request."""

from collections.abc import Iterator

from imrletters.case import Case
from imrletters.proofreading.rule import Finding, rule


@rule(
    "Q02",
    "substitution-repeats-request",
    "error",
    why="If something else was authorized, the whole original request stays in dispute, and the heading states it twice"
    " in the same words (Labor Code 4610.6(a)).",
    catches={
        "/disputed_items/0/partial_approval": {
            "kind": "substitution",
            "original_request": "MRI of the left knee without contrast",
            "authorized": "X-ray of the right knee",
        }
    },
    leaves={
        "/disputed_items/0/partial_approval": {
            "kind": "substitution",
            "original_request": "MRI of the right knee without contrast",
            "authorized": "X-ray of the right knee",
        }
    },
)
def substitution_repeats_request(case: Case) -> Iterator[Finding]:
    """The heading states the original request and then the disputed request in other words."""
    for index, item in enumerate(case.disputed_items):
        approval = item.partial_approval
        if approval and approval.kind == "substitution" and _folded(approval.original_request) != _folded(item.service):
            path = ("disputed_items", index, "service")
            yield Finding(
                path,
                "the request differs from the original request in the same heading",
                f"{approval.original_request} / {item.service}",
            )


def _folded(text: str) -> str:
    """A text for comparison, without the differences of case, white space and final punctuation."""
    return " ".join(text.casefold().split()).rstrip(" .,")


@rule(
    "Q07",
    "same-request-twice",
    "warning",
    why="Each disputed treatment is decided once (Labor Code 4610.6(a)).",
    catches={
        "/disputed_items/1": {
            "service": "MRI of the Right Knee without  contrast",
            "decision": "Upheld",
            "claims_administrator_guideline": {},
            "maximus_guideline": {"mtus": [{"title": "Knee Complaints 2004"}]},
            "decision_rationale": "The right knee is stable. The request is not medically necessary.",
        }
    },
    leaves={
        "/disputed_items/1": {
            "service": "X-ray of the right knee",
            "decision": "Upheld",
            "claims_administrator_guideline": {},
            "maximus_guideline": {"mtus": [{"title": "Knee Complaints 2004"}]},
            "decision_rationale": "The right knee is stable. The request is not medically necessary.",
        }
    },
)
def same_request_twice(case: Case) -> Iterator[Finding]:
    """Two headings are the same except for case and white space."""
    seen = set()
    for index, item in enumerate(case.disputed_items):
        heading = " ".join(item.service.casefold().split())
        if heading in seen:
            yield Finding(
                ("disputed_items", index, "service"), "the same request is already in an earlier heading", item.service
            )
        seen.add(heading)
