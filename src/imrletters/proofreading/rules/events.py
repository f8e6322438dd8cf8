"""Rules that compare the dates of studies, operations and injuries in a rationale with those in the summary."""

from collections.abc import Iterator
from datetime import date

from imrletters.case import Case
from imrletters.proofreading.dated_events import DatedEvent, dated_events
from imrletters.proofreading.rule import Finding, Place, rule


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
    dated: dict[str, dict[date, DatedEvent]] = {}
    for event in dated_events(case.clinical_case_summary):
        if event.name and event.day:
            dated.setdefault(event.name, {}).setdefault(event.day, event)
    for index, item in enumerate(case.disputed_items):
        for event in dated_events(item.decision_rationale):
            others = dated.get(event.name, {}) if event.name and event.day else {}
            if len(others) == 1 and event.day and _near_miss(event.day, *others):
                (other,) = others.values()
                path = ("disputed_items", index, "decision_rationale")
                yield Finding(
                    path,
                    "the rationale gives another date of this event than the summary",
                    f"{event.text} / {other.day}",
                    event.start,
                    (Place(("clinical_case_summary",), other.text, other.start),),
                )
