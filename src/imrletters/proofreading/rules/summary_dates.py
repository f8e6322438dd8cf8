"""Rules that compare the dates of the injury and of the utilization review in a text with those in the header."""

import re
from collections.abc import Iterator
from datetime import date

from imrletters.case import Case, narrative_texts
from imrletters.proofreading.dated_events import DatedEvent, Kind, dated_events
from imrletters.proofreading.rule import Finding, Place, Severity, rule
from imrletters.proofreading.written_dates import MASK
from imrletters.screened import Screened

ERRONEOUS_FACT = "A plainly erroneous finding of fact is a ground for appeal (Labor Code 4610.6(h)); letters have some."

# A cumulative trauma has a period of injury, and the header may give any day of it.
CUMULATIVE = Screened(
    r"\b(?:cumulative|continuous|repetitive)\s(?:\w{1,15}\s)?(?:trauma|injur\w{1,3}|stress|strain|work|motions?|duties|use)\b",
    ("cumulative", "continuous", "repetitive"),
)
PERIOD = re.compile(rf"{MASK}\s?(?:to|through|thru|until|and|-|–|,)\s?{MASK}", re.IGNORECASE)


@rule(
    "D03",
    "injury-date-differs",
    "error",
    why=ERRONEOUS_FACT,
    catches={"/date_of_injury": "2016-02-02"},
    leaves={"/clinical_case_summary": "The date of injury is March 2, 2016. A work injury of 5-6-09 has healed."},
)
def injury_date_differs(case: Case) -> Iterator[Finding]:
    """The summary or a rationale gives another date of injury, and does not contain the date in the header.

    A period of dates is that of a cumulative trauma. Another date of a cumulative trauma without a period, or one in a
    rationale, is a warning.
    """
    message = "the text and the header give different dates of injury"
    cumulative = bool(CUMULATIVE.search(case.clinical_case_summary))
    for finding, event in _differing(case, "injury", case.date_of_injury, "date_of_injury", message):
        if not PERIOD.search(event.sentence):
            sure = finding.path == ("clinical_case_summary",) and not cumulative
            severity: Severity | None = None if sure else "warning"
            yield Finding(finding.path, message, finding.evidence, finding.start, finding.related, severity)


@rule(
    "D04",
    "review-date-differs",
    "warning",
    why=ERRONEOUS_FACT,
    catches={"/ur_denial_date": "2016-10-21"},
    leaves={"/clinical_case_summary": "Rest came on 9-1-16. Utilization review denied the request on 10-20-16."},
)
def review_date_differs(case: Case) -> Iterator[Finding]:
    """The summary or a rationale gives another date of utilization review, and does not contain that of the header.

    In these letters a prior or previous review, determination or denial is the utilization review.
    """
    message = "the text and the header give different dates of utilization review"
    for finding, _ in _differing(case, "review", case.ur_denial_date, "ur_denial_date", message):
        yield finding


def _differing(
    case: Case, kind: Kind, header: date | None, field: str, message: str
) -> Iterator[tuple[Finding, DatedEvent]]:
    """The dates of this kind of event in texts that do not contain the date of the header."""
    if header is None:
        return
    for path, text in narrative_texts(case):
        events = dated_events(text)
        if any(event.day == header for event in events):
            continue
        for event in events:
            if event.kind == kind:
                evidence = f"{event.text}; header {header}"
                yield Finding(path, message, evidence, event.start, (Place((field,), header.isoformat()),)), event
