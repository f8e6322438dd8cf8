"""Rules about the numbers of a request: what remains of a partly approved one, and the strength of a drug."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from imrletters.case import Case, Path
from imrletters.proofreading.registry import Finding, rule

SPELLED_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty twenty-four thirty thirty-six forty forty-eight fifty sixty ninety"
)
NUMBER_WORDS = dict(
    zip(
        SPELLED_NUMBERS.split(),
        (*range(1, 21), 24, 30, 36, 40, 48, 50, 60, 90),
        strict=True,
    )
)
# longest first, so that "twenty-four" is not read as "twenty"
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


def _plain(text: str) -> str:
    """A request in small letters and digits, without fillers and plural endings: alike if it asks for the same."""
    digits = SPELLED.sub(lambda word: str(NUMBER_WORDS[word[0]]), text.lower())
    words = PLURAL.sub("", " ".join(FILLER.sub(" ", digits).split())).replace("# ", "#")
    return NUMBER_TWICE.sub(r"\1", words)


def _numbers(texts: list[str]) -> tuple[float, ...] | None:
    """The quantities that three requests give, if they can be compared: told by the one number in which they differ."""
    if len({NUMBER.sub("0", text) for text in texts}) > 1:
        return _quantities(texts)
    columns = zip(*(NUMBER.finditer(text) for text in texts), strict=True)
    differing = [column for column in columns if len({number[0] for number in column}) > 1]
    if not differing:
        return _quantities(texts)
    first = differing[0][0]
    counts = texts[0][: first.start()].endswith("#") or UNIT_AFTER.match(texts[0], first.end())
    return tuple(float(number[0]) for number in differing[0]) if counts and len(differing) == 1 else None


def _quantities(texts: list[str]) -> tuple[float, ...] | None:
    """The one quantity that each of three requests gives, all in one unit."""
    found = [list(QUANTITY.finditer(text)) for text in texts]
    if any(len(quantities) != 1 for quantities in found) or any(NOT_ONE_QUANTITY.search(text) for text in texts):
        return None
    single = [quantities[0] for quantities in found]
    if len({quantity["unit"] for quantity in single}) > 1:
        return None
    return tuple(float(quantity["count"] or quantity["number"]) for quantity in single)


@rule(
    "Q01",
    "remaining-quantity",
    "error",
    why="What remains in dispute is the original request less what was authorized; the review is limited to it"
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
    """The remaining quantity is not the original less the authorized one; refills and mixed forms are left alone."""
    for index, item in enumerate(case.disputed_items):
        approval = item.partial_approval
        if approval is None or approval.kind != "quantity":
            continue
        texts = [_plain(text) for text in (approval.original_request, approval.authorized, item.service)]
        if any("refill" in text for text in texts):
            continue
        numbers = _numbers(texts)
        if numbers and numbers[0] - numbers[1] != numbers[2]:
            evidence = "{:g} less {:g} is not {:g}".format(*numbers)
            yield Finding(
                ("disputed_items", index, "service"), "is not what the approval leaves of the request", evidence
            )


@rule(
    "Q02",
    "substitution-repeats-request",
    "error",
    why="Where something else was authorized the whole original request stays in dispute and is printed twice, alike"
    " (Labor Code 4610.6(a)).",
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
    """A heading that names its request twice names it in two ways."""
    for index, item in enumerate(case.disputed_items):
        approval = item.partial_approval
        if approval and approval.kind == "substitution" and _folded(approval.original_request) != _folded(item.service):
            path = ("disputed_items", index, "service")
            yield Finding(path, "is not the original request", f"{approval.original_request} / {item.service}")


def _folded(text: str) -> str:
    """A text without what printing changes: capital letters, white space, a last full stop."""
    return " ".join(text.casefold().split()).rstrip(" .,")


class Strength(NamedTuple):
    """A drug with its strength, and the character at which the strength begins."""

    drug: str
    strength: str
    start: int


def _strengths(text: str) -> Iterator[Strength]:
    """The drugs that a text names with a strength; amounts by the day are none."""
    for found in DRUG.finditer(text):
        if found["drug"].lower() not in NOT_DRUGS and not BY_DAY.match(text, found.end()):
            strength = found["strength"].replace("-", "/").rstrip(".,/") + found["unit"].lower()
            yield Strength(found["drug"].lower(), strength, found.start("strength"))


@rule(
    "Q03",
    "drug-strength",
    "warning",
    why="A rationale about another strength than the one requested does not decide the request (Labor Code 4610.6(a));"
    " CM17-0007300 changed it within a heading.",
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
    """The rationale, or the original request of a heading, names the drug in other strengths only."""
    for index, item in enumerate(case.disputed_items):
        asked = list(_strengths(item.service))
        approval = item.partial_approval
        texts: list[tuple[Path, str]] = [(("decision_rationale",), item.decision_rationale)]
        if approval and approval.kind == "quantity":
            texts.append((("partial_approval", "original_request"), approval.original_request))
        for place, text in texts:
            named = list(_strengths(text))
            for drug in {one.drug: one for one in asked}:
                wanted = {one.strength for one in asked if one.drug == drug}
                others = [one for one in named if one.drug == drug]
                if others and wanted.isdisjoint(one.strength for one in others):
                    evidence = f"{', '.join(sorted(wanted))} / {others[0].strength}"
                    path: Path = ("disputed_items", index, *place)
                    yield Finding(path, "names the drug in another strength", evidence, others[0].start)
