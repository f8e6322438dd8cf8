"""Rules about dates: the header block in itself, and against the summary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from imrletters.case import Case, narrative_texts
from imrletters.proofreading.registry import Finding, rule

ORDER = ("date_of_injury", "ur_denial_date", "application_received", "date_assigned", "decision_date")
FIRST_YEAR, LAST_YEAR = 1900, 2099
FIRST_YEAR_OF_REVIEW = 2013
YEARS_AHEAD = 20
"""A summary may look ahead (a driving licence, a future visit), but not further than this."""
MOST_DAYS = 45
PIVOT = 50
"""``16`` is 2016 and ``85`` is 1985."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
# A year of five digits is one of this century with a digit too many.
DATE = re.compile(
    r"(?<![\w/.#-])(?<!number )(?<!number: )"
    r"(?:(?P<m>\d{1,2})(?P<sign>[-/])(?P<d>\d{1,2})(?P=sign)(?P<y>(?:19|20)\d{3}|\d{4}|\d\d)(?![\w/]|-\w)"
    rf"|{MONTH}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<year>(?:19|20)\d{{3}}|\d{{4}})\b(?!-\d))",
    re.IGNORECASE,
)
MONTH_OF_LONG_YEAR = re.compile(rf"\b{MONTH},?\s{{1,3}}20[0-3]\d\d\b(?<!000)")
# A number with one of these behind it is no year ("On May 3, 2400 mg were given").
UNIT = re.compile(
    r"\s?(?:m?c?g|ml|cc|mm|cm|kg|lbs?|iu|k?cal|calories|units?|pounds?|feet|steps|grams?|dollars|patients|hours|hrs|yards)\b",
    re.IGNORECASE,
)

# In the texts that the patterns below search, every date is blotted out: they see BLOT, and no full stop inside a date.
BLOT = "\0"
INJURY_DATE = re.compile(
    r"(?<![\w-])(?:"
    r"(?:industrial|occupational|work|work-related|job-related)\s(?:injury|accident)(?!\sor\b)"
    r"|date\sof\s(?:the\s)?(?:industrial\s|work\s)?injury|injury\sdate|DOI|D\.O\.I\.|(?:was|were)\sinjured|injured"
    r"|(?:sustained|suffered)\s(?:an?|the)\sinjury|(?:occupational|industrial|outpatient)\sclaim"
    r")(?:\s(?:date|dated|on|of|from|was|is|as|that|which|occurred|happened|sustained)){0,3}[\s:,(]{1,3}" + BLOT,
    re.IGNORECASE,
)
# Words before the phrase, in the same sentence, by which it speaks of a paper or of another injury.
OTHER_INJURY = re.compile(
    r"\b(?:report|reports|prior|previous|previously|earlier|second|third|first|new|another|subsequent|subsequently|other"
    r"|different|separate|non-?industrial|non-?occupational|not|no)\b[^.;\0]{0,60}\Z",
    re.IGNORECASE,
)
# The injury of a cumulative trauma has a period; which of its days the header shows is a choice.
CUMULATIVE = re.compile(r"\b(?:cumulative|continuous|repetitive)\b", re.IGNORECASE)

REVIEW = (
    r"(?:[Uu]tili[sz]ation\s[Rr]eview|UTILIZATION\sREVIEW|\bUR\b)"
    r"(?:\s\((?:UR|[Uu]tilization\s[Rr]eview[\w\s]{0,24})\))?"
)
DENIED = (
    r"(?:denied|denies|non-?\s?certified|not\scertified|did\snot\scertify|refused|rejected|disapproved|modified"
    r"|partially\s(?:approved|certified)|failed\sto\sapprove|did\snot\sapprove)"
)
PAPER = (
    r"(?:\s(?:report|letter|form|documentation|decision|determination|denial|non-?certification|review|board|physician"
    r"|is|was|were|made|issued)){0,3}"
)
REVIEW_DATE = re.compile(
    "|".join(
        (
            rf"{REVIEW}{PAPER}\s(?:dated|of|from|on)[\s(]{{1,2}}(?P<dated>{BLOT})",
            rf"{REVIEW}{PAPER}\s\((?:dated\s|on\s)?(?P<bracketed>{BLOT})",
            rf"(?P<before>{BLOT}){BLOT}*,?\s(?:the\s)?(?:original\s)?{REVIEW}{PAPER}\s{DENIED}",
            (
                rf"{REVIEW}\s(?:has\s|had\s)?{DENIED}(?:\s(?:the|a|an|his|her|this|these|both|all|certification|requests?"
                rf"|treatment|therapy|it|them|two|three|four|five|six)){{0,4}}\son\s(?P<after>{BLOT})"
            ),
            (
                rf"\bOn\s(?P<opening>{BLOT}){BLOT}*,?\s(?:the|this|these|his|her)\srequests?\s[^.;\0]{{0,200}}?"
                rf"{DENIED}\sby\s(?:the\s)?{REVIEW}(?!{PAPER}\s(?:dated|of|from|on)\b)"
            ),
        )
    )
)
# Words in the sentence by which it speaks of another review, or of a date that is not the review's.
OTHER_REVIEW = re.compile(
    r"\b(?:prior|previous|previously|earlier|first|second|another|appeals?|appealed|reconsider\w*|approved\sby)\b",
    re.IGNORECASE,
)
REQUESTED = re.compile(r"\b(?:that|which|received|made|submitted|asked|visit)\b")


@dataclass(frozen=True)
class WrittenDate:
    """A date as a text writes it; ``day`` is None where the calendar has no such day."""

    start: int
    text: str
    year: int
    day: date | None


def written_dates(text: str) -> Iterator[WrittenDate]:
    """The full dates of a text."""
    for match in DATE.finditer(text):
        written = match["y"] or match["year"]
        year = int(written) + (0 if len(written) > 2 else 2000 if int(written) < PIVOT else 1900)
        month = int(match["m"] or MONTHS.index(match["month"][:3].lower()) + 1)
        number = int(match["d"] or match["day"])
        if 1 <= month <= 12 and 1 <= number <= 31:
            try:
                day = date(year, month, number)
            except ValueError:
                day = None
            yield WrittenDate(match.start(), match.group(), year, day)


def blotted(text: str, dates: list[WrittenDate]) -> str:
    """The text with each date blotted out, as long as before; line ends and wide spaces count as spaces."""
    parts, end = [], 0
    for found in dates:
        parts += [text[end : found.start].replace(BLOT, " "), BLOT * len(found.text)]
        end = found.start + len(found.text)
    return re.sub(r"\s", " ", "".join(parts) + text[end:].replace(BLOT, " "))


@rule(
    "D01",
    "date-order",
    "error",
    why="Injury, denial, application, assignment and decision follow each other (Labor Code 4610.5, 4610.6).",
    catches={"/decision_date": "2016-11-01"},
    leaves={"/decision_date": "2016-11-08"},
)
def date_order(case: Case) -> Iterator[Finding]:
    """Header dates out of order; the later field is the place."""
    days = [(name, day) for name in ORDER if isinstance(day := getattr(case, name), date)]
    for (earlier, first), (later, second) in pairwise(days):
        if second < first:
            yield Finding((later,), f"is before {earlier}", f"{second} before {first}")


@rule(
    "D02",
    "impossible-year",
    "error",
    why="The earliest determinations known are of 2013, and no record is from a century to come (published letters).",
    catches={"/decision_date": "3026-12-06"},
    leaves={"/date_of_injury": "1987-03-02", "/clinical_case_summary": "The injured worker was hurt on March 2, 1987."},
)
def impossible_year(case: Case) -> Iterator[Finding]:
    """A year of the header, or of a full date in a narrative, that cannot be."""
    for name in ORDER:
        day = getattr(case, name)
        first = FIRST_YEAR if name == "date_of_injury" else FIRST_YEAR_OF_REVIEW
        if isinstance(day, date) and not first <= day.year <= LAST_YEAR:
            yield Finding((name,), "has a year that cannot be", day.isoformat())
    last = min(LAST_YEAR, case.decision_date.year + YEARS_AHEAD) if case.decision_date else LAST_YEAR
    last = last if last >= FIRST_YEAR_OF_REVIEW else LAST_YEAR
    for path, text in narrative_texts(case):
        for found in written_dates(text):
            if not FIRST_YEAR <= found.year <= last and not UNIT.match(text, found.start + len(found.text)):
                yield Finding(path, "a date has a year that cannot be", found.text, found.start)
        for match in MONTH_OF_LONG_YEAR.finditer(text):
            if not UNIT.match(text, match.end()):
                yield Finding(path, "a date has a year that cannot be", match.group(), match.start())


@rule(
    "D03",
    "injury-date-differs",
    "error",
    why="A plainly erroneous finding of fact is a ground of appeal (Labor Code 4610.6(h)); letters have some.",
    catches={"/date_of_injury": "2016-02-02"},
    leaves={"/clinical_case_summary": "The date of injury is March 2, 2016. A work injury of 5-6-09 has healed."},
)
def injury_date_differs(case: Case) -> Iterator[Finding]:
    """The summary calls another day the day of injury, and the header's day stands nowhere in it."""
    text = case.clinical_case_summary
    dates = list(written_dates(text))
    if case.date_of_injury is None or CUMULATIVE.search(text) or any(d.day == case.date_of_injury for d in dates):
        return
    at = {found.start: found for found in dates}
    seen = blotted(text, dates)
    for match in INJURY_DATE.finditer(seen):
        found = at.get(match.end() - 1)
        if found and not OTHER_INJURY.search(seen, max(0, match.start() - 90), match.start()):
            yield Finding(
                ("clinical_case_summary",),
                "the date of injury is not that of the header",
                f"{found.text}; header {case.date_of_injury}",
                found.start,
            )


@rule(
    "D04",
    "review-date-differs",
    "warning",
    why="A plainly erroneous finding of fact is a ground of appeal (Labor Code 4610.6(h)); letters have some.",
    catches={"/ur_denial_date": "2016-10-21"},
    leaves={"/clinical_case_summary": "Rest came on 9-1-16. Utilization review denied the request on 10-20-16."},
)
def review_date_differs(case: Case) -> Iterator[Finding]:
    """The summary gives another day for the utilization review, and the header's day stands nowhere in it."""
    text = case.clinical_case_summary
    dates = list(written_dates(text))
    if case.ur_denial_date is None or any(found.day == case.ur_denial_date for found in dates):
        return
    at = {found.start: found for found in dates}
    seen = blotted(text, dates)
    for match in REVIEW_DATE.finditer(seen):
        kind = str(match.lastgroup)
        found = at.get(match.start(kind))
        sentence = seen[max(seen.rfind(".", 0, match.start()) + 1, match.start() - 200) : match.end()]
        if found and not OTHER_REVIEW.search(sentence) and not (kind == "opening" and REQUESTED.search(match.group())):
            yield Finding(
                ("clinical_case_summary",),
                "the date of the utilization review is not that of the header",
                f"{found.text}; header {case.ur_denial_date}",
                found.start,
            )


@rule(
    "D05",
    "late-decision",
    "warning",
    why="Records are due in 15 days and the decision 30 days after them (8 CCR 9792.10.5, Labor Code 4610.6(d)); "
    "a late one is valid, as the limit is directory (CHP v. WCAB (Margaris) 2016).",
    catches={"/decision_date": "2016-12-24"},
    leaves={"/decision_date": "2016-12-23"},
)
def late_decision(case: Case) -> Iterator[Finding]:
    """More than 45 days between assignment and decision."""
    if case.date_assigned and case.decision_date:
        days = (case.decision_date - case.date_assigned).days
        if days > MOST_DAYS and case.decision_date.year <= LAST_YEAR:
            yield Finding(("decision_date",), f"is more than {MOST_DAYS} days after date_assigned", f"{days} days")
