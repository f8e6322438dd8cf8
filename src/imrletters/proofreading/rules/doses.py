"""Rules about doses: the unit of a drug, and the number of tablets against the times a day and the days."""

import re
from collections.abc import Iterator

from imrletters.case import Case, narrative_texts, service_texts
from imrletters.lexicon import Quantity, Treatment, TreatmentMention, number_of, quantities_in, treatments_in
from imrletters.proofreading.examples import SUMMARY
from imrletters.proofreading.prose.strengths import greatest_strengths
from imrletters.proofreading.rule import Finding, rule
from imrletters.screened import has_any

STRENGTH = re.compile(
    r"[\s,]{0,2}(?:\([^()]{1,40}\)\s)?(?:(?:hcl|sodium|potassium|er|sr|xr|ir|dr|tablets?|tabs?|capsules?|caps?|oral|acid)\s){0,3}"
    r"(?P<strength>(?P<number>\d{1,4}(?:\.\d{1,3})?)\s?(?P<unit>gm?|grams?|kg|ml|liters?|l|mg|mcg|µg)\b)"
    r"(?!\s?(?:/|per\b|-|tube|jar|bottle|of\b|cream|gel|ointment|topical|suspension|solution|patch|inj))",
    re.IGNORECASE,
)
GRAMS = {"g": 1.0, "gm": 1.0, "gram": 1.0, "grams": 1.0, "kg": 1000.0, "mg": 0.001, "mcg": 0.000001, "µg": 0.000001}
HEAVIEST = 4.0
"""More grams than any tablet weighs: the usual greatest dose of a whole day of acetaminophen."""
NOT_A_TABLET = re.compile(
    r"\b(?=[cdegijloprstv])(?:cream|gel|ointment|lotion|topical|patch|suspension|syrup|solution|powder|inhaler|spray|drops?|injection|vial|tube"
    r"|jar|roll-on|liquid|elixir|lidopro|total|supply)\b",
    re.IGNORECASE,
)
BY_DAY = re.compile(
    r"\s?(?:/|per |a |each )(?:day|d\b|24)|\s(?:daily|total|at (?:bedtime|night)|in divided)", re.IGNORECASE
)
"""Words after an amount which show that it is the amount of a whole day."""
FORM = 60
"""The number of characters around a strength in which a form that is no tablet explains it."""

MEASURED = re.compile(r"\d\s?(?:gm?|grams?|kg|ml|liters?|l|mg|mcg|µg)\b", re.IGNORECASE)
"""A text without an amount in such a unit has no strength."""
TIMES = re.compile(r"\b(?=[bdeqt])(?:day|daily|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d|q\.?h\.?s|every \d|q\d)", re.IGNORECASE)
"""A text without such words has no directions."""
PER_DOSE = re.compile(
    r"\b(?P<count>one|two|three|half|\d|1/2)\s(?:\(\d\)\s)?(?:tablets?|tabs?|capsules?|caps?|pills?)\b", re.IGNORECASE
)
AS_NEEDED = re.compile(r"\b(?:as needed|p\.?r\.?n\.?|up to|refills?|taper\w*|alternat\w+|or)\b", re.IGNORECASE)
PIECES = ("#", "tab", "cap", "pill")
"""A direction without these has no number of tablets."""
PIECE = re.compile(r"\b(?:tablet|capsule|piece)\b")
DIRECTION = 140
"""The most characters of a direction such as "500mg twice a day for 14 days, 28 tablets"."""


@rule(
    "F04",
    "dose-count",
    "warning",
    why="A number of tablets that does not fit the directions is an error of fact (Labor Code 4610.6(h)(5)):"
    " twice a day"
    " for 14 days is 28.",
    catches={SUMMARY: "She takes Naproxen 500mg twice a day for 14 days, 40 tablets."},
    leaves={SUMMARY: "She takes Naproxen 500mg twice a day for 14 days, 28 tablets."},
)
def dose_count(case: Case) -> Iterator[Finding]:
    """The number of tablets of a drug is not the times a day multiplied by the days.

    Directions "as needed", with a range or with refills are not calculated.
    """
    for path, text in (*service_texts(case), *narrative_texts(case)):
        drugs = [each for each in treatments_in(text) if each.treatment.is_drug]
        mentions = drugs if drugs and has_any(text, PIECES) and TIMES.search(text) else []
        ends = [*(mention.start for mention in mentions[1:]), len(text)]
        for mention, end in zip(mentions, ends, strict=False):
            direction = re.split(r"[.;](?=\s|\Z)", text[mention.start : min(end, mention.start + DIRECTION)])[0]
            if found := _miscounted(direction):
                yield Finding(
                    path,
                    "the number of tablets does not fit the times a day and the days",
                    f"{direction.strip()}: {found}",
                    mention.start,
                )


def _miscounted(direction: str) -> str | None:
    """The calculation that a direction does not follow, or None."""
    if not has_any(direction, PIECES) or AS_NEEDED.search(direction):
        return None
    quantities = list(quantities_in(direction))
    rates = [each for each in quantities if each.kind == "rate" and each.per == "day"]
    days = [
        each
        for each in quantities
        if each.kind == "span" and each.unit in ("day", "week") and not any(_within(each, rate) for rate in rates)
    ]
    counts = [each for each in quantities if each.kind == "count" and PIECE.fullmatch(each.unit) and each.low > 3]
    if not (len(rates) == len(days) == len(counts) == 1) or any(each.low != each.high for each in quantities):
        return None
    per_dose = PER_DOSE.search(direction)
    each_time = (0.5 if per_dose["count"] in ("half", "1/2") else number_of(per_dose["count"]) or 1) if per_dose else 1
    total_days = days[0].low * (7 if days[0].unit == "week" else 1)
    needed = rates[0].low * each_time * total_days
    if needed == counts[0].low:
        return None
    return (
        f"{rates[0].low:g} a day, {each_time:g} each time, for {total_days:g} days is {needed:g}, not {counts[0].low:g}"
    )


def _within(one: Quantity, other: Quantity) -> bool:
    """Whether a quantity is a part of the words of another, as "a day" is of "twice a day"."""
    return other.start <= one.start and one.end <= other.end


@rule(
    "F05",
    "drug-strength-unknown",
    "warning",
    why="A strength that no tablet of a drug has is an error of fact (Labor Code 4610.6(h)(5)): a tablet of 50 grams.",
    catches={SUMMARY: "She takes Naproxen 500gm twice a day."},
    leaves={SUMMARY: "She takes Naproxen 500mg twice a day, and Voltaren gel 100gm."},
)
def drug_strength_unknown(case: Case) -> Iterator[Finding]:
    """The strength of a tablet is stated in a unit that the drug never has, or is greater than that of any tablet."""
    for path, text in (*service_texts(case), *narrative_texts(case)):
        tablets = [mention for mention in treatments_in(text) if _is_tablet(mention)]
        for mention in tablets if tablets and MEASURED.search(text) else ():
            found = STRENGTH.match(text, mention.end)
            around = text[max(0, mention.start - 20) : mention.end + FORM]
            if found and BY_DAY.match(text, found.end()) and found["unit"].lower() == "mg":
                continue
            if found and not NOT_A_TABLET.search(around) and _impossible(mention.treatment, found):
                greatest = greatest_strengths().get(mention.treatment.name)
                usual = f"at most {greatest:g} mg" if greatest else ", ".join(mention.treatment.units)
                yield Finding(
                    path,
                    "no tablet of the drug has this strength",
                    f"{mention.text} {found['strength']}; usual: {usual}",
                    mention.start,
                )


def _is_tablet(mention: TreatmentMention) -> bool:
    treatment = mention.treatment
    return treatment.is_drug and not treatment.is_group and treatment.units == ("mg",)


def _impossible(treatment: Treatment, found: re.Match[str]) -> bool:
    """Whether a strength is in a unit of volume, or is heavier than any tablet, or lighter than a milligram's part."""
    unit, number = found["unit"].lower(), float(found["number"])
    if unit not in GRAMS:
        return unit not in treatment.units
    if unit == "mg" and treatment.name in greatest_strengths():
        return number > greatest_strengths()[treatment.name]
    return number * GRAMS[unit] > HEAVIEST or unit in ("mcg", "µg")
