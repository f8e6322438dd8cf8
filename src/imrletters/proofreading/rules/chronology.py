"""Rules about the order of the events in a text: nothing of the injury is before it, and nothing after the decision."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from imrletters.case import Case, Path, narrative_texts
from imrletters.lexicon import body_mentions, overlapping, wholes
from imrletters.proofreading.dated_events import DatedEvent, dated_events
from imrletters.proofreading.rule import Finding, Place, rule
from imrletters.proofreading.rules.summary_dates import CUMULATIVE, ERRONEOUS_FACT

A_YEAR = timedelta(days=365)
# Words which show that an event belongs to an earlier injury, or that the text itself points out the date.
EARLIER = re.compile(
    r"\b(?=[abcehnopr])(?:pre-?existing|pre-?injury|prior to the (?:\w+ )?(?:injury|accident)"
    r"|before the (?:\w+ )?(?:injury|accident)"
    r"|(?:prior|previous|old|earlier|another|other|non-?industrial) (?:\w+ )?(?:injury|injuries|claim|accident|surgery)"
    r"|history of|previously|remote|comparison|compared|personal physician)\b",
    re.IGNORECASE,
)
TREATED = {"visit", "approval", "request"}
EVENT_NAMES = {
    "visit": "visit or record",
    "approval": "approval",
    "request": "request",
    "study": "study of the injured part",
}
OPENING = re.compile(r"\b(?:on|dated)\s{1,2}\Z", re.IGNORECASE)
PAST = re.compile(
    r"\0{1,30},?\s[^.;]{0,60}?\b(?:was|were|had|noted|showed|revealed|reported|complained|underwent|indicated|stated|found)\b",
    re.IGNORECASE,
)
WORKER = re.compile(r"\b(?:worker|patient|applicant|claimant|employee|he|she)\b", re.IGNORECASE)
NAMED = re.compile(r"\brequests? for authorization|\bRFA\b", re.IGNORECASE)
UNTIL = re.compile(
    r"\b(?:off\swork|disab\w{1,10}|duty|duties|restrict\w{1,6}|activity|work)\b[^.;\0]{0,60}\b(?:until|through|thru|till)\s{1,3}\Z",
    re.IGNORECASE,
)


@rule(
    "D06",
    "before-the-injury",
    "warning",
    why=ERRONEOUS_FACT,
    catches={
        "/clinical_case_summary": "The date of injury is March 2, 2016. A progress note dated 2-15-16 is unclear."
    },
    leaves={"/clinical_case_summary": "The date of injury is March 2, 2016. A progress note dated 3-15-16 is unclear."},
)
def before_the_injury(case: Case) -> Iterator[Finding]:
    """A visit, a request, an approval or a study of the injured part is dated less than a year before the injury.

    The evidence offers the date that is meant: another year, or a lost digit. Texts about a cumulative trauma or about
    an earlier injury are not read.
    """
    injury, last = case.date_of_injury, case.decision_date
    if injury is None or CUMULATIVE.search(case.clinical_case_summary):
        return
    # the summary itself may state an earlier date of injury, which is another finding
    stated = [event.day for event in dated_events(case.clinical_case_summary) if event.kind == "injury" and event.day]
    first = min([injury, *stated])
    for path, text in narrative_texts(case):
        for event in dated_events(text):
            if event.day is None or not first - A_YEAR <= event.day < first:
                continue
            of_worker = event.kind in TREATED or (event.kind == "study" and _of_injured_part(case, event))
            of_worker = of_worker or (not event.kind and _is_past(event) and bool(WORKER.search(event.sentence)))
            if of_worker and not EARLIER.search(event.sentence):
                meant = "".join(f"; {each:%m/%d/%Y}?" for each in _meant(event.day, injury, last))
                yield Finding(
                    path,
                    f"this {EVENT_NAMES.get(event.kind, 'event')} is dated before the injury",
                    f"{event.text}; injury {injury}{meant}",
                    event.start,
                    (Place(("date_of_injury",), injury.isoformat()),),
                )


def _is_past(event: DatedEvent) -> bool:
    """Whether a sentence that opens with "On" and a date states what was found on that day."""
    at = event.start - event.sentence_start
    return bool(OPENING.search(event.sentence, 0, at)) and bool(PAST.match(event.sentence, at))


def _of_injured_part(case: Case, event: DatedEvent) -> bool:
    """Whether a study is of a part of the body, and on a side, that some request names."""
    words = set(event.name.split())
    for item in case.disputed_items:
        for part in body_mentions(item.service):
            same_side = part.side in (None, "both") or words.isdisjoint({"left", "right"} - {part.side})
            if same_side and any(name in event.name for name in overlapping(part.region) - wholes().keys()):
                return True
    return False


def _meant(day: date, injury: date, last: date | None) -> list[date]:
    """The dates between the injury and the decision that differ from a date by the year or by a lost digit."""
    written = [(day.year + 1, day.month, day.day), (day.year, day.month + 10, day.day)]
    written += [(day.year, day.month, day.day + ten) for ten in (10, 20) if day.day < 10]
    meant = []
    for year, month, number in written:
        try:
            other = date(year, month, number)
        except ValueError:
            continue
        if injury <= other <= (last or injury + A_YEAR):
            meant.append(other)
    return meant


@rule(
    "D07",
    "request-after-review",
    "warning",
    why="Utilization review decides a request that it has received (8 CCR 9792.9.1).",
    catches={"/clinical_case_summary": "The request for authorization is dated 11-20-16. He rests."},
    leaves={"/clinical_case_summary": "The request for authorization is dated 10-15-16. He rests."},
)
def request_after_review(case: Case) -> Iterator[Finding]:
    """The only request for authorization that a text dates is dated after the utilization review."""
    review = case.ur_denial_date
    if review is None:
        return
    for path, text in narrative_texts(case):
        requests = [event for event in dated_events(text) if event.kind == "request" and event.day and _is_named(event)]
        if requests and all(event.day and event.day > review for event in requests):
            event = requests[0]
            yield _after(path, event, "this request is dated after the utilization review", "ur_denial_date", review)


def _is_named(event: DatedEvent) -> bool:
    """Whether the request is named before its date: "On May 2 a request" may be about another treatment."""
    return bool(NAMED.search(event.sentence, 0, event.start - event.sentence_start))


@rule(
    "D08",
    "after-the-decision",
    "warning",
    why=ERRONEOUS_FACT,
    catches={"/clinical_case_summary": "A progress note dated 12-20-16 is unclear."},
    leaves={"/clinical_case_summary": "A progress note dated 11-20-16 is unclear."},
)
def after_the_decision(case: Case) -> Iterator[Finding]:
    """A record is dated after the decision that relies on it."""
    decision = case.decision_date
    if decision is None:
        return
    for path, text in narrative_texts(case):
        for event in dated_events(text):
            records = event.kind in {"visit", "review", "request", "approval", "study", "surgery"}
            records = records or (not event.kind and _is_past(event))
            if records and event.day and decision < event.day < decision + 3 * A_YEAR:
                yield _after(path, event, "this record is dated after the decision", "decision_date", decision)


def _after(path: Path, event: DatedEvent, message: str, field: str, day: date) -> Finding:
    return Finding(path, message, f"{event.text}; {day}", event.start, (Place((field,), day.isoformat()),))


@rule(
    "D09",
    "until-a-past-day",
    "warning",
    why=ERRONEOUS_FACT,
    catches={
        "/clinical_case_summary": "The progress note dated 11-20-16 keeps her off work. She is off work until 11-10-16."
    },
    leaves={
        "/clinical_case_summary": "The progress note dated 11-20-16 keeps her off work. She is off work until 12-10-16."
    },
)
def until_a_past_day(case: Case) -> Iterator[Finding]:
    """A report puts the worker off work, or restricts the work, until a day before the report."""
    for path, text in narrative_texts(case):
        report: DatedEvent | None = None
        for event in dated_events(text):
            left = event.sentence[: event.start - event.sentence_start]
            if event.day and report and report.day and UNTIL.search(left) and event.day < report.day:
                yield Finding(
                    path,
                    "a report puts a limit on work until a day before the report",
                    f"{event.text}; report {report.text}",
                    event.start,
                    (Place(path, report.text, report.start),),
                )
            elif event.kind == "visit":
                report = event
