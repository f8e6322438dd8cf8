"""Rules about the order of the header dates and about impossible years."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from imrletters.case import Case, narrative_texts
from imrletters.proofreading.rule import Finding, rule
from imrletters.proofreading.written_dates import LAST_YEAR, MONTH, written_dates

HEADER_DATES = {
    "date_of_injury": "date of injury",
    "ur_denial_date": "UR denial date",
    "application_received": "date the application was received",
    "date_assigned": "date assigned",
    "decision_date": "decision date",
}
"""The date fields of the header, in order of time, with their names in messages."""
FIRST_YEAR = 1900
FIRST_YEAR_OF_REVIEW = 2013
YEARS_AHEAD = 20
"""How far a text may look ahead: a driving license that expires, a future visit."""

LONG_YEAR = r"20[0-3]\d\d\b(?<!000)"
MONTH_OF_LONG_YEAR = re.compile(rf"\b{MONTH},?\s{{1,3}}{LONG_YEAR}")
# A number before a unit is not a year ("On May 3, 2400 mg were given").
UNIT = re.compile(
    r"\s?(?:m?c?g|ml|cc|mm|cm|kg|lbs?|iu|k?cal|calories|units?|pounds?|feet|steps|grams?|dollars|patients|hours|hrs|yards)\b",
    re.IGNORECASE,
)


@rule(
    "D01",
    "date-order",
    "error",
    why="Injury, denial, application, assignment and decision follow each other in time (Labor Code 4610.5, 4610.6).",
    catches={"/decision_date": "2016-11-01"},
    leaves={"/decision_date": "2016-11-08"},
)
def date_order(case: Case) -> Iterator[Finding]:
    """The header dates are out of order. The finding is at the later field."""
    days = [(name, day) for name in HEADER_DATES if isinstance(day := getattr(case, name), date)]
    for (earlier, first), (later, second) in pairwise(days):
        if second < first:
            message = f"the {HEADER_DATES[later]} is before the {HEADER_DATES[earlier]}"
            yield Finding((later,), message, f"{second} before {first}")


@rule(
    "D02",
    "impossible-year",
    "error",
    why="The first known determinations are from 2013, and no record is from a later century (published letters).",
    catches={"/decision_date": "3026-12-06"},
    leaves={"/date_of_injury": "1987-03-02", "/clinical_case_summary": "The injured worker was hurt on March 2, 1987."},
)
def impossible_year(case: Case) -> Iterator[Finding]:
    """A header date, or a full date in the summary or a rationale, has an impossible year."""
    for name, label in HEADER_DATES.items():
        day = getattr(case, name)
        first = FIRST_YEAR if name == "date_of_injury" else FIRST_YEAR_OF_REVIEW
        if isinstance(day, date) and not first <= day.year <= LAST_YEAR:
            yield Finding((name,), f"the {label} has an impossible year", day.isoformat())
    last = min(LAST_YEAR, case.decision_date.year + YEARS_AHEAD) if case.decision_date else LAST_YEAR
    last = last if last >= FIRST_YEAR_OF_REVIEW else LAST_YEAR
    for path, text in narrative_texts(case):
        for found in written_dates(text):
            if not FIRST_YEAR <= found.year <= last and not UNIT.match(text, found.start + len(found.text)):
                yield Finding(path, "a date has an impossible year", found.text, found.start)
        for match in MONTH_OF_LONG_YEAR.finditer(text) if re.search(LONG_YEAR, text) else ():
            if not UNIT.match(text, match.end()):
                yield Finding(path, "a date has an impossible year", match.group(), match.start())
