"""Rules about the time that a text states: how long ago the injury was, and how long it was treated."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from imrletters.case import Case, narrative_texts
from imrletters.lexicon import number_of
from imrletters.proofreading.conclusions import sentence_matches
from imrletters.proofreading.date_wording import STUDY_REACH
from imrletters.proofreading.dated_events import dated_events
from imrletters.proofreading.rule import Finding, Place, rule
from imrletters.proofreading.rules.chronology import EARLIER
from imrletters.proofreading.rules.summary_dates import CUMULATIVE, ERRONEOUS_FACT
from imrletters.proofreading.written_dates import MONTH, MONTHS
from imrletters.screened import Screened, has_any

DAYS = {"day": 1, "week": 7, "month": 30.4, "year": 365}
SPAN = (
    r"(?P<number>an?|\d{1,3}(?:\.\d)?|[a-z]{3,9}(?:-[a-z]{3,5})?)(?:\s\(\d{1,3}\))?[\s-](?P<unit>day|week|month|year)s?"
)
AGO = Screened(
    r"\b(?:injury|injured(?! worker)|accident|onset)\b[^.;,]{0,40}?\s(?:is|was|were|occurred|happened|began|started)?"
    r"\s?(?:about\s|approximately\s|over\s|nearly\s|almost\s|only\s|just\s|more\sthan\s|some\s)?"
    rf"{SPAN}\sago\b",
    ("ago",),
)
FROM_INJURY = (
    r"\s(?:status\s)?(?:after|post|following|from|since|out\sfrom)[\s-](?:the\s|his\s|her\s)?(?:date\sof\s)?"
    r"(?:the\s)?(?:industrial\s|work\s)?(?:injury|accident)\b"
)
AFTER_INJURY = re.compile(rf"\b{SPAN}{FROM_INJURY}", re.IGNORECASE)
UNIT_AFTER_INJURY = re.compile(rf"[\s-](?=[dmwy])(?:day|week|month|year)s?{FROM_INJURY}", re.IGNORECASE)
"""The end of each match of ``AFTER_INJURY``, which is found more quickly."""
TREATED_FOR = Screened(
    r"\b(?:has|have|had|been|was|is)\b[^.;]{0,80}?"
    r"\b(?:for|over|during|least|than|past|last|completed|received|undergone)\s"
    rf"(?:the\s)?(?:at\sleast\s|more\sthan\s|over\s|about\s|approximately\s|past\s|last\s|nearly\s|almost\s)?{SPAN}\b",
    ("day", "week", "month", "year"),
)
WORKER = re.compile(r"\b(?=[acehipsw])(?:patient|worker|claimant|applicant|employee|IW|he|she)\b", re.IGNORECASE)
TREATED = re.compile(
    r"\b(?:taking|taken|using|utiliz\w{1,5}|use|prescribed|on|treat\w{2,6}|therap\w{1,4}|receiv\w{2,3}|medications?"
    r"|opioids?"
    r"|conservative\w{0,2}|complain\w{2,4}|pain|undergo\w{0,4}|undergone|care)\b",
    re.IGNORECASE,
)
# Words of a criterion, of a plan, or of another matter than the treatment of this injury.
NOT_TREATED = re.compile(
    r"\b(?:recommend\w*|guidelines?|should|may|must|would|will|if|unless|until|next|maximum|up to|limited|persist\w*"
    r"|trial"
    r"|criteri\w+|not|no|never|without|work(?:ed|ing|s)? (?:for|as)|employ\w+|smok\w+|diabet\w+|hypertension|history"
    r"|duration|require[sd]?|after|return|follow-?up|another|additional|further|every|per|each)\b",
    re.IGNORECASE,
)
SINCE = Screened(
    rf"\bsince\s(?:at\sleast\s|about\s|approximately\s)?(?:{MONTH},?\s)?(?P<year>20\d\d)\b",
    ("since",),
)
SINCE_DAY = re.compile(r"\bsince\s(?:at\sleast\s|about\s|approximately\s)?\Z", re.IGNORECASE)
TOLERANCE = 14
"""How many days longer than since the injury a stated time may be."""
TIMES = ("day", "week", "month", "year", "since")
"""A sentence without these words states no time of treatment."""
MOST_UNCERTAIN = 1.6
"""How far a stated time may be from the dates: "a month ago" can be up to seven weeks."""


@rule(
    "D10",
    "time-since-injury",
    "warning",
    why=ERRONEOUS_FACT,
    catches={
        "/clinical_case_summary": "The progress note dated 10-1-16 is unclear. He rests.",
        "/disputed_items/0/decision_rationale": "The injury was a week ago. The request is not medically necessary.",
    },
    leaves={
        "/clinical_case_summary": "The progress note dated 10-1-16 is unclear. He rests.",
        "/disputed_items/0/decision_rationale": "The injury was 7 months ago. The request is not medically necessary.",
    },
)
def time_since_injury(case: Case) -> Iterator[Finding]:
    """A text states a time since the injury that does not fit the last visit, the review or the decision."""
    injury = case.date_of_injury
    if injury is None or CUMULATIVE.search(case.clinical_case_summary):
        return
    days = [(day - injury).days for day in _days_of_reference(case, injury)]
    if not days:
        return
    for path, text in narrative_texts(case):
        after = AFTER_INJURY.finditer(text) if UNIT_AFTER_INJURY.search(text) else ()
        for found in (*AGO.finditer(text), *after):
            stated = _days_of(found)
            fewest = 0 if found.re is AFTER_INJURY else min(days) / MOST_UNCERTAIN - 7
            if stated and not fewest <= stated <= max(days) * MOST_UNCERTAIN + 7:
                yield Finding(
                    path,
                    "the stated time since the injury does not fit the dates",
                    f"{found[0]}; injury {injury}; last visit to decision: {min(days)} to {max(days)} days later",
                    found.start(),
                    (Place(("date_of_injury",), injury.isoformat()),),
                )


@rule(
    "D11",
    "treated-longer-than-injured",
    "warning",
    why=ERRONEOUS_FACT,
    catches={
        "/date_of_injury": "2016-09-20",
        "/clinical_case_summary": "He has been taking naproxen for at least 6 months.",
    },
    leaves={
        "/date_of_injury": "2016-03-20",
        "/clinical_case_summary": "He has been taking naproxen for at least 6 months.",
    },
)
def treated_longer_than_injured(case: Case) -> Iterator[Finding]:
    """A text states that the worker was treated for longer than, or since before, the injury."""
    injury, last = case.date_of_injury, case.decision_date or case.ur_denial_date
    if injury is None or last is None or CUMULATIVE.search(case.clinical_case_summary):
        return
    for path, text in narrative_texts(case):
        for sentence in sentence_matches(text) if has_any(text, TIMES) else ():
            for start, words, too_long in _claims(sentence[0], injury, last):
                if too_long:
                    yield Finding(
                        path,
                        "the stated time of treatment is longer than the time since the injury",
                        f"{words}; injury {injury}, {(last - injury).days} days before the decision",
                        sentence.start() + start,
                        (Place(("date_of_injury",), injury.isoformat()),),
                    )


def _claims(sentence: str, injury: date, last: date) -> Iterator[tuple[int, str, bool]]:
    """The times of treatment that a sentence states: where, in which words, and whether each is too long."""
    if not has_any(sentence, TIMES) or not WORKER.search(sentence) or EARLIER.search(sentence):
        return
    for found in TREATED_FOR.finditer(sentence):
        about = sentence[max(0, found.start() - 30) : found.end() + 20]
        stated = _days_of(found)
        if stated and TREATED.search(found[0]) and not NOT_TREATED.search(about):
            start = found.start("number")
            yield start, sentence[start : found.end()], stated > (last - injury).days + TOLERANCE
    for event in dated_events(sentence):
        since = SINCE_DAY.search(event.sentence, 0, event.start - event.sentence_start)
        if since and event.day and TREATED.search(event.sentence, 0, since.start()):
            yield event.start, event.text, injury - timedelta(days=365) <= event.day < injury
    for found in SINCE.finditer(sentence):
        if TREATED.search(sentence, max(0, found.start() - STUDY_REACH), found.start()):
            month = MONTHS.index(found["month"][:3].lower()) + 1 if found["month"] else 12
            too_early = (int(found["year"]), month) < (injury.year, injury.month if found["month"] else 12)
            yield found.start(), found[0], too_early


def _days_of(found: re.Match[str]) -> float | None:
    """The stated time in days, or None if its number is not known."""
    number = number_of(found["number"])
    return None if number is None else number * DAYS[found["unit"].lower()]


def _days_of_reference(case: Case, injury: date) -> list[date]:
    """The days from which a text may count back: the last visit, the utilization review and the decision."""
    last = case.decision_date or case.ur_denial_date
    visits = [
        event.day
        for event in dated_events(case.clinical_case_summary)
        if event.kind == "visit" and event.day and injury <= event.day <= (last or injury + timedelta(days=365))
    ]
    return [*([max(visits)] if visits else []), *filter(None, [case.ur_denial_date, case.decision_date])]
