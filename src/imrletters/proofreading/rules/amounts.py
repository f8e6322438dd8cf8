"""Rules that compare the quantities of a rationale with those of the heading and of the summary."""

import re
from collections.abc import Iterator
from itertools import combinations_with_replacement

from imrletters.case import Case, disputed_items
from imrletters.lexicon import number_of, quantities_in
from imrletters.proofreading.conclusions import conclusion
from imrletters.proofreading.examples import APPROVAL, RATIONALE, SERVICE
from imrletters.proofreading.rule import Finding, Place, rule

NUMBER = re.compile(r"(?<![\d.])\d{1,4}(?![\d.]*\d)")
AUTHORIZED = re.compile(
    r"\b(?:utili[sz]ation review|UR|claims administrator|reviewer|adjuster|carrier)\b[^.;]{0,40}?\b(?:authorized"
    r"|approved|certified|allowed)\b"
    r"(?: [a-z]+){0,2}? (?P<number>\d{1,3}|[a-z]{3,9}) (?:\(\d+\) )?(?:[a-z]+ ){0,2}?(?:sessions?|visits?"
    r"|treatments?|tablets?)\b",
    re.IGNORECASE,
)
UNITS = frozenset({"session", "visit", "piece", "tablet", "capsule", "patch", "injection"})
REQUEST = re.compile(r"\b(?:request|decision for|additional|remaining)", re.IGNORECASE)
OTHERS = re.compile(
    r"\b(?=[acegilmoprtu])(?:original|authorized|approved|certified|previous\w*|prior|completed|initial|trial|guidelines?"
    r"|recommend\w*|exceed\w*|only|modified|least|more than|up to)\b",
    re.IGNORECASE,
)
PARTLY_APPROVED = {
    SERVICE: "Physical therapy 6 visits",
    APPROVAL: {
        "kind": "quantity",
        "original_request": "Physical therapy 12 visits",
        "authorized": "Physical therapy 6 visits",
    },
}
"""The changes of an example to a request of which six visits remain in dispute."""


@rule(
    "Q12",
    "remainder-decided",
    "warning",
    why="The review is limited to what remains in dispute (Labor Code 4610.6(a)), so the conclusion is about the"
    " remainder.",
    catches={
        **PARTLY_APPROVED,
        RATIONALE: "Progress is not documented. The request for physical therapy 12 visits is not medically necessary.",
    },
    leaves={
        **PARTLY_APPROVED,
        RATIONALE: "Progress is not documented. The request for physical therapy 6 visits is not medically necessary.",
    },
)
def remainder_decided(case: Case) -> Iterator[Finding]:
    """The conclusion names the quantity of the original request instead of the quantity that remains in dispute."""
    for path, item in disputed_items(case):
        approval, ending = item.partial_approval, conclusion(item)
        if approval is None or approval.kind != "quantity" or ending is None or "original" in ending.sentence.lower():
            continue
        original, remaining = _amounts(approval.original_request), _amounts(item.service)
        named = _amounts(ending.sentence)
        for quantity in quantities_in(ending.sentence):
            if quantity.low in original - remaining and named.isdisjoint(remaining - original):
                yield Finding(
                    (*path, "decision_rationale"),
                    "the conclusion names the original quantity instead of the one in dispute",
                    f"{quantity.text}; in dispute: {item.service}",
                    ending.start + quantity.start,
                    (Place((*path, "service"), item.service, 0),),
                )
                break


def _amounts(text: str) -> set[float]:
    return {quantity.low for quantity in quantities_in(text) if quantity.kind in ("count", "product")}


@rule(
    "Q14",
    "quantity-of-the-request",
    "warning",
    why="A conclusion about another quantity does not decide the request (Labor Code 4610.6(a), (h)(5)).",
    catches={
        SERVICE: "Physical therapy 6 visits",
        RATIONALE: "Progress is not documented. The request for physical therapy 8 visits is not medically necessary.",
    },
    leaves={
        SERVICE: "Physical therapy 2 times a week for 4 weeks",
        RATIONALE: "Progress is not documented. The request for physical therapy 8 visits is not medically necessary.",
    },
)
def quantity_of_the_request(case: Case) -> Iterator[Finding]:
    """The conclusion names a number of visits, tablets or the like that the heading does not name.

    A number that is the product of two numbers in the heading is the same quantity.
    """
    for path, item in disputed_items(case):
        ending = conclusion(item) if NUMBER.search(item.service) else None
        if (
            item.partial_approval
            or ending is None
            or not REQUEST.search(ending.sentence)
            or OTHERS.search(ending.sentence)
        ):
            continue
        counts = [each for each in quantities_in(item.service) if each.kind in ("count", "product", "rate")]
        numbers = _numbers(item.service)
        for quantity in quantities_in(ending.sentence):
            exact = quantity.kind == "count" and quantity.low == quantity.high and quantity.unit in UNITS
            if counts and exact and quantity.low not in numbers:
                yield Finding(
                    (*path, "decision_rationale"),
                    "the conclusion names another quantity than the heading",
                    f"{quantity.text}; the heading: {item.service}",
                    ending.start + quantity.start,
                    (Place((*path, "service"), item.service, 0),),
                )


@rule(
    "Q15",
    "authorized-quantity",
    "warning",
    why="The quantity that utilization review authorized is in the heading (Labor Code 4610.6(a)); the rationale"
    " agrees.",
    catches={
        **PARTLY_APPROVED,
        RATIONALE: "The claims administrator authorized 8 visits. The request is not medically necessary.",
    },
    leaves={
        **PARTLY_APPROVED,
        RATIONALE: "The claims administrator authorized 6 visits. The request is not medically necessary.",
    },
)
def authorized_quantity(case: Case) -> Iterator[Finding]:
    """The rationale states that utilization review authorized another quantity than the heading states."""
    for path, item in disputed_items(case):
        approval = item.partial_approval
        if approval is None or approval.kind != "quantity":
            continue
        stated = _numbers(f"{approval.original_request} {approval.authorized} {item.service}")
        for found in AUTHORIZED.finditer(item.decision_rationale):
            number = number_of(found["number"])
            if number is not None and number not in stated:
                yield Finding(
                    (*path, "decision_rationale"),
                    "the rationale states another authorized quantity than the heading",
                    f"{found[0]}; the heading: {approval.authorized}",
                    found.start(),
                    (Place((*path, "partial_approval", "authorized"), approval.authorized, 0),),
                )


def _numbers(text: str) -> set[float]:
    """The numbers of a heading, of its quantities, and the products of two of them."""
    numbers = {float(number[0]) for number in NUMBER.finditer(text)} | {each.low for each in quantities_in(text)}
    return numbers | {one * other for one, other in combinations_with_replacement(sorted(numbers), 2)}
