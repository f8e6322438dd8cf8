"""Rules about the time limits of the decision and of its service."""

from collections.abc import Iterator
from datetime import date

from imrletters.case import Case
from imrletters.proofreading.rule import Finding, rule
from imrletters.proofreading.written_dates import LAST_YEAR

DAYS_AFTER_ASSIGNMENT = 45
DAYS_AFTER_RECORDS = {"Standard": 30, "Expedited": 3}
DAYS_TO_SERVE = {"Standard": 7, "Expedited": 3}
"""Five working days and their weekend; for an expedited review, the days of the whole review."""


def _days_if_late(start: date | None, end: date | None, limit: int | None) -> str:
    """The days from one date to the other, as evidence; an empty string if they are within the limit or unknown."""
    days = (end - start).days if start and end else 0
    return f"{days} days" if limit is not None and days > limit else ""


@rule(
    "D05",
    "late-decision",
    "warning",
    why="The records are due in 15 days and the decision 30 days after them (8 CCR 9792.10.5, Labor Code 4610.6(d)); "
    "a late decision is valid because the limit is directory (CHP v. WCAB (Margaris) 2016).",
    catches={"/decision_date": "2016-12-24"},
    leaves={"/decision_date": "2016-12-23"},
)
def late_decision(case: Case) -> Iterator[Finding]:
    """There are more than 45 days between the assignment and the decision."""
    late = _days_if_late(case.date_assigned, case.decision_date, DAYS_AFTER_ASSIGNMENT)
    if late and case.decision_date and case.decision_date.year <= LAST_YEAR:
        message = f"the decision date is more than {DAYS_AFTER_ASSIGNMENT} days after the date assigned"
        yield Finding(("decision_date",), message, late)


@rule(
    "P04",
    "late-after-records",
    "warning",
    why="The decision is due 30 days after the records are complete, 3 in an expedited review (Labor Code 4610.6(d)); "
    "a late decision is valid because the limit is directory (CHP v. WCAB (Margaris) 2016).",
    catches={"/records_complete_date": "2016-11-05"},
    leaves={"/records_complete_date": "2016-11-06"},
    audiences=("parties",),
)
def late_after_records(case: Case) -> Iterator[Finding]:
    """There are more days between the date the records were complete and the decision than the priority allows."""
    limit = DAYS_AFTER_RECORDS.get(case.priority or "")
    if late := _days_if_late(case.records_complete_date, case.decision_date, limit):
        message = f"the decision date is more than {limit} days after the date the records were complete"
        yield Finding(("decision_date",), message, late)


@rule(
    "P07",
    "mailed-late",
    "warning",
    why="No law is known to limit the time to serve a determination, so the limit is the five working days (7 in all) "
    "to implement it (8 CCR 9792.10.7(a)), or the 3 days of an expedited review (Labor Code 4610.6(d)).",
    catches={"/mailing": {"date": "2016-12-14", "service_method": "mail"}},
    leaves={"/mailing": {"date": "2016-12-13", "service_method": "mail"}},
    audiences=("parties",),
)
def mailed_late(case: Case) -> Iterator[Finding]:
    """There are more than 7 days between the decision and its service, or more than 3 in an expedited review."""
    limit = DAYS_TO_SERVE.get(case.priority or "")
    if late := _days_if_late(case.decision_date, case.mailing.date if case.mailing else None, limit):
        yield Finding(
            ("mailing", "date"), f"the date of service is more than {limit} days after the decision date", late
        )
