"""Rules that compare the dates of studies, operations and injuries in a rationale with those in the summary."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from imrletters.case import Case
from imrletters.proofreading.body_parts import WHOLES, body_parts
from imrletters.proofreading.rule import Finding, rule

STUDY = re.compile(
    r"\b(?P<mri>MRI|magnetic resonance imaging)\b|\b(?P<ct>CT|computed tomography)\b"
    r"|\b(?P<xray>x-?rays?|radiographs?)\b|\b(?P<emg>EMG|NC[SV]|EMG/NC[SV]|electrodiagnostic stud(?:y|ies))\b"
    r"|\b(?P<ultrasound>ultrasound)\b"
    r"|\b(?P<surgery>arthroscopy|surgery|fusion|discectomy|laminectomy)\b|\b(?P<injury>injur(?:y|ed))\b",
    re.IGNORECASE,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE = re.compile(
    r"\b(?:(?P<m>\d{1,2})(?P<sep>[-/])(?P<d>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})"
    rf"|(?P<name>{'|'.join(MONTHS)})[a-z]{{0,6}}\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}}))\b",
    re.IGNORECASE,
)
DATED = re.compile(r"\b(?:dated|performed on|taken on|done on|completed on|on|of|from)\s*$|[:(]\s*$", re.IGNORECASE)
REACH = 90
"""The most characters between the name of an event and its date."""


class Event(NamedTuple):
    """A study, an operation or the injury, with its date and the offset and text of that date."""

    name: str
    day: date
    start: int
    text: str


def _day(found: re.Match[str]) -> date | None:
    month = found["m"] or MONTHS.index(found["name"].lower()) + 1
    year = int(found["y"] or found["year"])
    try:
        return date(year + 2000 if year < 100 else year, int(month), int(found["d"] or found["day"]))
    except ValueError:
        return None


def _events(text: str) -> Iterator[Event]:
    """The dated events in a text.

    The event of a date is the last one named before it in its sentence, if a word such as "dated" joins the two.
    """
    end = 0
    for found in DATE.finditer(text):
        window = re.split(r"[.;] ", text[max(end, found.start() - REACH) : found.start()])[-1]
        end = found.end()
        studies = list(STUDY.finditer(window))
        day = _day(found)
        if day is None or not studies or not DATED.search(window[-20:]):
            continue
        kind = studies[-1].lastgroup or ""
        near = window[max(0, studies[-1].start() - 25) :]
        parts = sorted({part.name for part in body_parts(near)} - set(WHOLES))
        sides = sorted({word.lower() for word in re.findall(r"\b(?:left|right|bilateral)\b", near, re.IGNORECASE)})
        if parts or kind == "injury":
            yield Event(" ".join([kind, *sides, *parts] if kind != "injury" else [kind]), day, found.start(), found[0])


def _near_miss(one: date, other: date) -> bool:
    """Whether two dates differ only in the day, the month or the year: a typing error rather than another event."""
    return (one.year != other.year) + (one.month != other.month) + (one.day != other.day) == 1


@rule(
    "Q08",
    "event-dated-differently",
    "warning",
    why="If one study has two dates, it is unclear which record was reviewed (Labor Code 4610.6(b), (h)(5)).",
    catches={
        "/clinical_case_summary": "An MRI of the right knee dated 10-13-16 was normal.",
        "/disputed_items/0/decision_rationale": "The MRI of the right knee dated 10-31-16 was normal. The request is"
        " not medically necessary.",
    },
    leaves={
        "/clinical_case_summary": "An MRI of the right knee dated 10-13-16 was normal.",
        "/disputed_items/0/decision_rationale": "The MRI of the right knee dated October 13, 2016 was normal. The"
        " request is not medically necessary.",
    },
)
def event_dated_differently(case: Case) -> Iterator[Finding]:
    """The rationale and the summary give an event dates that differ only in the day, the month or the year."""
    dated: dict[str, set[date]] = {}
    for event in _events(case.clinical_case_summary):
        dated.setdefault(event.name, set()).add(event.day)
    for index, item in enumerate(case.disputed_items):
        for event in _events(item.decision_rationale):
            days = dated.get(event.name, set())
            if len(days) == 1 and _near_miss(event.day, *days):
                path = ("disputed_items", index, "decision_rationale")
                evidence = f"{event.text} / {next(iter(days))}"
                yield Finding(
                    path, "the rationale gives another date of this event than the summary", evidence, event.start
                )
