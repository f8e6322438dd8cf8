"""Rules about the numbers in a request: the quantity that remains in dispute, and the strength of a drug."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from imrletters.case import Case, Path
from imrletters.lexicon import NUMBER_WORDS
from imrletters.proofreading.rule import Finding, rule

# Longest first, so that "twenty-four" is not read as "twenty".
SPELLED = re.compile(rf"\b(?:{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})\b")
NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
FILLER = re.compile(r"\b(?:an?|the|of|for|additional|remaining|more)\b|[^\w#%/.+-]|[.](?!\d)")
PLURAL = re.compile(r"(?<=[a-z]{3})s\b")
COUNTED = "session|visit|treatment|month|week|day|unit|tablet|tab|capsule|cap|patche?|injection|hour|tube|box|pair"
QUANTITY = re.compile(
    rf"#(?P<count>\d{{1,6}})\b(?![.\d])|\b(?P<number>\d{{1,6}}) (?:[a-z]+ ){{0,3}}?(?P<unit>{COUNTED})\b"
)
UNIT_AFTER = re.compile(rf" (?:[a-z]+ ){{0,4}}?(?:{COUNTED})\b")
NUMBER_TWICE = re.compile(r"\b(\d{1,9}) \1\b")
NOT_ONE_QUANTITY = re.compile(r"\b(?:refills?|times|x\s?\d+|\d+\s?x|per|every|and|plus|\d+ ?[-/] ?\d+)\b")

MEASURED = re.compile(r"[\d.,/-]\s?(?:mg|mcg|µg|%)", re.IGNORECASE)
DOSE = r"(?P<strength>\d[\d.,/-]{0,30})\s?(?P<unit>mg|mcg|µg|%)(?![\w/])"
DRUG = re.compile(
    r"\b(?P<drug>[a-z]{5,40}(?:[/-][a-z]{3,40})?)"
    r"(?:\s(?:hcl|sodium|er|sr|xr|ir|dr|patch|cream|gel|ointment|tablets?|tabs?|capsules?|caps?)\b){0,3}"
    rf"(?:\s?\([^()]{{1,40}}\))?\s{DOSE}",
    re.IGNORECASE,
)
BY_DAY = re.compile(r"\s?(?:/|per |a |each )(?:day|d\b|24)|\s(?:daily|total)", re.IGNORECASE)
NOT_DRUGS = frozenset(
    {"about", "above", "below", "maximum", "least", "exceeds", "exceeding", "reduced", "tablet", "tablets"}
)


def _comparable(text: str) -> str:
    """A request for comparison: in lower case, with digits for number words, without fillers and plural endings."""
    digits = SPELLED.sub(lambda word: str(NUMBER_WORDS[word[0]]), text.lower())
    words = PLURAL.sub("", " ".join(FILLER.sub(" ", digits).split())).replace("# ", "#")
    return NUMBER_TWICE.sub(r"\1", words)


def _quantities(texts: list[str]) -> tuple[float, ...] | None:
    """The quantities of three requests, or None if they cannot be compared.

    If only their numbers differ, the quantity is the one number that differs.
    """
    if len({NUMBER.sub("0", text) for text in texts}) > 1:
        return _single_quantities(texts)
    columns = zip(*(NUMBER.finditer(text) for text in texts), strict=True)
    differing = [column for column in columns if len({number[0] for number in column}) > 1]
    if not differing:
        return _single_quantities(texts)
    first = differing[0][0]
    counts = texts[0][: first.start()].endswith("#") or UNIT_AFTER.match(texts[0], first.end())
    return tuple(float(number[0]) for number in differing[0]) if counts and len(differing) == 1 else None


def _single_quantities(texts: list[str]) -> tuple[float, ...] | None:
    """The quantities of three requests, or None unless each request has exactly one, and all in the same unit."""
    found = [list(QUANTITY.finditer(text)) for text in texts]
    if any(len(matches) != 1 for matches in found) or any(NOT_ONE_QUANTITY.search(text) for text in texts):
        return None
    single = [matches[0] for matches in found]
    if len({quantity["unit"] for quantity in single}) > 1:
        return None
    return tuple(float(quantity["count"] or quantity["number"]) for quantity in single)


@rule(
    "Q01",
    "remaining-quantity",
    "error",
    why="The review is limited to what remains in dispute: the original request minus what was authorized"
    " (Labor Code 4610.6(a)).",
    catches={
        "/disputed_items/0/service": "Baclofen 10mg #4",
        "/disputed_items/0/partial_approval": {
            "kind": "quantity",
            "original_request": "Baclofen 10mg #30",
            "authorized": "Baclofen 10mg #27",
        },
    },
    leaves={
        "/disputed_items/0/service": "Baclofen 10mg #3",
        "/disputed_items/0/partial_approval": {
            "kind": "quantity",
            "original_request": "Baclofen 10mg #30",
            "authorized": "Baclofen 10mg #27",
        },
    },
)
def remaining_quantity(case: Case) -> Iterator[Finding]:
    """The quantity in dispute is not the original minus the authorized quantity.

    Requests with refills, with several quantities or with different units are not compared.
    """
    for index, item in enumerate(case.disputed_items):
        approval = item.partial_approval
        if approval is None or approval.kind != "quantity":
            continue
        texts = [_comparable(text) for text in (approval.original_request, approval.authorized, item.service)]
        if any("refill" in text for text in texts):
            continue
        quantities = _quantities(texts)
        if quantities and quantities[0] - quantities[1] != quantities[2]:
            evidence = "{:g} less {:g} is not {:g}".format(*quantities)
            yield Finding(
                ("disputed_items", index, "service"),
                "the quantity in dispute is not the original minus the authorized quantity",
                evidence,
            )


class Strength(NamedTuple):
    """A drug with its strength, and the offset of the strength in the text."""

    drug: str
    strength: str
    start: int


def _strengths(text: str) -> Iterator[Strength]:
    """The drugs that a text names with a strength; an amount per day is not a strength."""
    for match in DRUG.finditer(text) if MEASURED.search(text) else ():
        if match["drug"].lower() not in NOT_DRUGS and not BY_DAY.match(text, match.end()):
            strength = match["strength"].replace("-", "/").rstrip(".,/") + match["unit"].lower()
            yield Strength(match["drug"].lower(), strength, match.start("strength"))


def _by_drug(strengths: Iterable[Strength]) -> dict[str, list[Strength]]:
    """The strengths of each drug, in the order of the text."""
    found: dict[str, list[Strength]] = {}
    for one in strengths:
        found.setdefault(one.drug, []).append(one)
    return found


@rule(
    "Q03",
    "drug-strength",
    "warning",
    why="A rationale about another strength of the drug does not decide the request (Labor Code 4610.6(a));"
    " the heading of CM17-0007300 states two strengths.",
    catches={
        "/disputed_items/0/service": "Naproxen 500mg #60",
        "/disputed_items/0/decision_rationale": "The request for Naproxen 550mg #60 is not medically necessary.",
    },
    leaves={
        "/disputed_items/0/service": "Naproxen 500mg #60",
        "/disputed_items/0/decision_rationale": "The request for naproxen 500 mg #60 is not medically necessary.",
    },
)
def drug_strength(case: Case) -> Iterator[Finding]:
    """The rationale, or the original request in the heading, names the drug only in other strengths."""
    for index, item in enumerate(case.disputed_items):
        wanted_of = _by_drug(_strengths(item.service))
        approval = item.partial_approval
        texts: list[tuple[Path, str]] = [(("decision_rationale",), item.decision_rationale)]
        if approval and approval.kind == "quantity":
            texts.append((("partial_approval", "original_request"), approval.original_request))
        for place, text in texts:
            others_of = _by_drug(_strengths(text))
            for drug, strengths in wanted_of.items():
                wanted = {one.strength for one in strengths}
                others = others_of.get(drug, [])
                if others and wanted.isdisjoint(one.strength for one in others):
                    evidence = f"{', '.join(sorted(wanted))} / {others[0].strength}"
                    path: Path = ("disputed_items", index, *place)
                    yield Finding(
                        path, "the strength of the drug differs from the requested strength", evidence, others[0].start
                    )
