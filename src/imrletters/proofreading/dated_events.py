"""Reads what the dates in a text date: the injury, a review, a request, a visit, an approval, a study or a birth."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from imrletters.lexicon import body_mentions, wholes
from imrletters.proofreading.date_wording import (
    APPROVAL_LEFT,
    BIRTH_LEFT,
    GRANTED,
    INJURY_LEFT,
    OTHER_INJURY,
    OTHER_REVIEW,
    PRIOR_REVIEW,
    REQUEST_LEFT,
    REQUEST_RIGHT,
    REQUESTED,
    REVIEW_LEFT,
    REVIEW_OPENING,
    REVIEW_RIGHT,
    SIDE,
    STUDY,
    STUDY_LEFT,
    STUDY_REACH,
    VISIT_LEFT,
    VISIT_RIGHT,
)
from imrletters.proofreading.written_dates import MASK, mask_dates, written_dates
from imrletters.readings import read_once

Kind = Literal["injury", "review", "request", "visit", "approval", "study", "surgery", "birth", ""]
ENDS = re.compile(r"[.;]\s{1,3}(?=\S)|\.(?=[A-Z][a-z])")
"""The end of a sentence and the white space after it, which letters sometimes lose."""
BEFORE, AFTER = 160, 90
"""The most characters before and after a date that are read to find what it dates."""


class DatedEvent(NamedTuple):
    """What a date in a text dates; ``kind`` is "" if that is not clear.

    ``name`` distinguishes studies: "mri left knee". ``sentence`` begins at ``sentence_start`` and ends with the
    sentence; each date in it is masked. ``of_earlier_review`` states whether the words call a review prior or previous.
    """

    kind: Kind
    day: date | None
    start: int
    text: str
    name: str
    sentence: str
    sentence_start: int
    of_earlier_review: bool = False


@read_once
def dated_events(text: str) -> tuple[DatedEvent, ...]:
    """The dates in a text, in order, each with what it dates; ``day`` is None if the calendar has no such day."""
    return tuple(_events(text))


def _events(text: str) -> Iterator[DatedEvent]:
    dates = written_dates(text)
    masked = mask_dates(text, dates)
    end = 0
    for found in dates:
        begin = max(0, found.start - BEFORE)
        sentence_start = max((last.end() for last in ENDS.finditer(masked, begin, found.start)), default=begin)
        stop = masked.find(". ", found.start, found.start + len(found.text) + 2 * AFTER)
        sentence = masked[sentence_start : stop if stop > 0 else found.start + len(found.text) + 2 * AFTER]
        kind, name, earlier = _kind(text, masked, found.start, sentence_start, max(end, found.start - STUDY_REACH))
        yield DatedEvent(kind, found.day, found.start, found.text, name, sentence, sentence_start, earlier)
        end = found.start + len(found.text)


def _kind(text: str, masked: str, start: int, sentence_start: int, study_from: int) -> tuple[Kind, str, bool]:
    """What the date at an offset dates, the name of the event, and whether a review is called an earlier one."""
    left = masked[max(sentence_start, masked.rfind(MASK, sentence_start, start) + 1) : start]
    injury = INJURY_LEFT.search(left)
    if BIRTH_LEFT.search(left):
        return "birth", "", False
    if injury and not OTHER_INJURY.search(left, 0, injury.start()):
        return "injury", "injury", False
    if _is_review(masked, left, start):
        return "review", "", bool(PRIOR_REVIEW.search(left))
    study = _study(text, study_from, start)
    return _other_kind(masked, left, start, study), study, False


def _other_kind(masked: str, left: str, start: int, study: str) -> Kind:
    if REQUEST_LEFT.search(left) or REQUEST_RIGHT.match(masked, start):
        return "request"
    if study and study != "injury":
        return "surgery" if study.startswith("surgery") else "study"
    if APPROVAL_LEFT.search(left):
        return "approval"
    of_visit = any(each.search(left) for each in VISIT_LEFT) or any(each.match(masked, start) for each in VISIT_RIGHT)
    return "visit" if of_visit else ""


def _is_review(masked: str, left: str, start: int) -> bool:
    """Whether the date at an offset is that of the utilization review."""
    if OTHER_REVIEW.search(left) or GRANTED.match(masked, start):
        return False
    if any(each.search(left) for each in REVIEW_LEFT):
        return True
    first, opening = REVIEW_RIGHT
    if first.match(masked, start) or REVIEW_OPENING.match(masked, start):
        return True
    request = opening.match(masked, start) if left.endswith(("On ", "on ")) else None
    return request is not None and not REQUESTED.search(request[0])


def _study(text: str, begin: int, start: int) -> str:
    """The study, the operation or the injury that a date dates: the last one named before it in its sentence, or ""."""
    window = re.split(r"[.;] ", text[begin:start])[-1]
    studies = list(STUDY.finditer(window))
    if not studies or not STUDY_LEFT.search(window[-20:]):
        return ""
    kind = studies[-1].lastgroup or ""
    near = window[max(0, studies[-1].start() - 25) :]
    if kind == "injury":
        return kind
    parts = sorted({part.region for part in body_mentions(near)} - wholes().keys())
    sides = sorted({side.lower() for side in SIDE.findall(near)})
    return " ".join([kind, *sides, *parts]) if parts else ""
