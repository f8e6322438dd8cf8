"""Reads quantities: numbers of sessions, visits and tablets, how often, and for how long."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from imrletters.readings import read_once

SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBER_WORDS = (
    {word: number for number, word in enumerate(SMALL.split(), 1)}
    | TENS
    | {
        f"{tens}-{word}": value + number
        for tens, value in TENS.items()
        for number, word in enumerate(SMALL.split()[:9], 1)
    }
)
"""The numbers that letters spell out."""
UNITS = {
    "session": "session", "treatment": "session", "visit": "visit", "appointment": "visit",
    "tablet": "tablet", "tab": "tablet", "pill": "tablet", "capsule": "capsule", "cap": "capsule", "patch": "patch",
    "patche": "patch", "refill": "refill", "injection": "injection", "bottle": "bottle", "tube": "tube", "box": "box",
    "boxe": "box", "pair": "pair", "unit": "unit", "dose": "dose",
    "hour": "hour", "hr": "hour", "day": "day", "week": "week", "wk": "week", "month": "month", "mo": "month",
    "year": "year",
}  # fmt: skip
"""The words for what is counted, in the singular, with the unit that they mean."""
TIMES_OF = {"hour", "day", "week", "month", "year"}
SPELLED = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)).replace("-", "[- ]")
NUMBER = rf"(?:\d{{1,5}}(?:\.\d{{1,2}})?|{SPELLED}|an?)"
UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
PER = r"(?:per|a|an|each|every|/|x\s?/)\s?(?P<per>hour|hr|day|week|wk|month|mo|year)"
QUANTITY = re.compile(
    rf"(?=[#\dotfsenatw])(?:#\s?(?P<pieces>\d{{1,5}})\b(?!\.\d)"
    rf"|\b(?P<low>{NUMBER})(?:\s?\(\s?(?P<again>\d{{1,5}})\s?\))?(?:\s?(?:-|–|to|or)\s?(?P<high>{NUMBER}))?"
    rf"(?:\s?(?P<times>times|x|X)(?:\s?{PER}|\s(?P<adverb>daily|weekly|monthly))"
    rf"|[\s-](?P<words>(?:[a-z]{{2,14}}[ -]){{0,3}}?)(?P<unit>{UNIT})s?\b(?!\s?(?:old|of age))))",
    re.IGNORECASE,
)
RATE_WORD = re.compile(
    r"\b(?P<word>once|twice|thrice)\s(?:(?:a|per|each|every)\s)?(?P<per>daily|day|weekly|week|monthly|month)\b"
    r"|\b(?P<latin>b\.?i\.?d|t\.?i\.?d|q\.?i\.?d|q\.?d|q\.?h\.?s)\b\.?|\b(?:q|every)\s?(?P<hours>\d{1,2})(?:-\d{1,2})?\s?(?:h|hrs?|hours?)\b",
    re.IGNORECASE,
)
BY_ONE_ANOTHER = re.compile(r"\b(?P<first>\d{1,2})\s?[xX]\s?(?P<second>\d{1,2})\b(?!\s?(?:mg|mm|cm|\d))")
WORD_TIMES = {"once": 1, "twice": 2, "thrice": 3}
LATIN_TIMES = {"bid": 2, "tid": 3, "qid": 4, "qd": 1, "qhs": 1}
PERIODS = {"hr": "hour", "wk": "week", "mo": "month", "daily": "day", "weekly": "week", "monthly": "month"}
Kind = Literal["count", "rate", "span", "product"]


class Quantity(NamedTuple):
    """A quantity in a text, from ``low`` to ``high``.

    ``kind`` is "count" (6 sessions, #60), "rate" (2 times a week; ``unit`` is "time" and ``per`` the period), "span" (4
    weeks), or "product" (2x4, without a unit: ``low`` is the product).
    """

    start: int
    end: int
    text: str
    kind: Kind
    low: float
    high: float
    unit: str
    per: str = ""


def number_of(word: str) -> float | None:
    """The number that digits or a word state, or None."""
    folded = word.casefold().replace(" ", "-")
    if folded in ("a", "an"):
        return 1
    try:
        return float(folded)
    except ValueError:
        return NUMBER_WORDS.get(folded)


@read_once
def quantities_in(text: str) -> tuple[Quantity, ...]:
    """The quantities in a text, in order."""
    end = -1
    found = []
    every = [*_rates(text), *_products(text), *_counted(text)]
    for quantity in sorted(every, key=lambda quantity: (quantity.start, -quantity.end)):
        if quantity.start >= end:
            found.append(quantity)
            end = quantity.end
    return tuple(found)


def _counted(text: str) -> Iterator[Quantity]:
    for match in QUANTITY.finditer(text):
        start, end = match.span()
        if match["pieces"]:
            yield Quantity(start, end, match[0], "count", float(match["pieces"]), float(match["pieces"]), "piece")
            continue
        low = number_of(match["again"] or match["low"])
        high = number_of(match["high"]) if match["high"] else low
        if low is None or high is None:
            continue
        if match["times"]:
            period = (match["per"] or match["adverb"]).casefold()
            yield Quantity(start, end, match[0], "rate", low, high, "time", PERIODS.get(period, period))
            continue
        unit = UNITS[match["unit"].casefold()]
        yield Quantity(start, end, match[0], "span" if unit in TIMES_OF else "count", low, high, unit)


def _rates(text: str) -> Iterator[Quantity]:
    for match in RATE_WORD.finditer(text):
        if match["word"]:
            times, period = float(WORD_TIMES[match["word"].casefold()]), match["per"].casefold()
        elif match["latin"]:
            times, period = float(LATIN_TIMES[match["latin"].casefold().replace(".", "")]), "day"
        elif int(match["hours"]) in range(1, 25):
            times, period = 24 / int(match["hours"]), "day"
        else:
            continue
        yield Quantity(*match.span(), match[0], "rate", times, times, "time", PERIODS.get(period, period))


def _products(text: str) -> Iterator[Quantity]:
    for match in BY_ONE_ANOTHER.finditer(text):
        product = float(int(match["first"]) * int(match["second"]))
        yield Quantity(*match.span(), match[0], "product", product, product, "")
