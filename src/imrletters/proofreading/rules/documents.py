"""Rules about the list of documents reviewed, which only the parties' copy contains."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate

from imrletters.case import Case, ReviewedDocument, narrative_texts
from imrletters.proofreading.examples import RATIONALE
from imrletters.proofreading.rule import Finding, rule
from imrletters.proofreading.written_dates import MASK, WrittenDate, mask_dates, written_dates

REVIEW_PAPERS = {"Application for review", "Utilization review decision"}

# The patterns below search masked texts (see written_dates).
REPORT = r"(?:reports?|notes?|letters?|PR-?2s?|requests?\sfor\sauthorization|RFAs?)"
IMAGE = (
    r"(?:MRIs?|MRAs?|CTs?|scans?|x-?rays?|radiographs?|films?|EMGs?|NCS|NCV|electromyograms?|ultrasounds?|arthrograms?"
    r"|myelograms?|(?:sleep|conduction|imaging|diagnostic|electrodiagnostic)\s(?:study|studies)|(?:drug|urine)\sscreens?)"
)
VISIT = r"(?:evaluations?|examinations?|consultations?|assessments?)"
DATES = rf"{MASK}+(?:(?:,\s(?:and\s)?|\s(?:and|or|to|through)\s|\s?[-–&]\s?){MASK}+)*"
# Words allowed between a date and "report". After an excluded word, "report" is a verb or another document.
BETWEEN = (
    r"(?:(?!(?:for|of|and|to|not?|did|does|do|will|would|which|that|who|he|she|it|they|the|an?|is|was|were)\b)"
    r"[\w'’/-]{1,30}\s){0,3}?"
)
CITED_BY_DATE = re.compile(
    "|".join(
        (
            rf"\b(?:{REPORT}|{IMAGE}|{VISIT})\b(?:\s[\w'’/-]{{1,30}}){{0,6}}?,?\s\(?dated\s(?:on\s)?(?P<dated>{DATES})",
            rf"\b{REPORT}(?:,?\s(?:of|from|on|for)\s|,?\s\()(?P<of>{DATES})",
            rf"\b{IMAGE}(?:,?\s(?:of|from)\s|,?\s\()(?P<image>{DATES})",
            (
                rf"\b(?:the|an?|his|her|their|this|that|per|in|from)\s(?P<before>{MASK}+)\s{BETWEEN}"
                rf"(?:report|note|letter|PR-?2|RFA|evaluation|examination|consultation|assessment|{IMAGE})\b"
            ),
            rf"\b(?:per|according\sto|in|from)\s(?:(?:the|his|her)\s)?(?P<several>{DATES})\s{BETWEEN}(?:reports|notes)\b",
        )
    ),
    re.IGNORECASE,
)
# Words before a document which show that it is not one of the records: absent, about the denial, or a publication.
NO_RECORD = re.compile(
    r"\b(?:no|without|lacks?|lacking|missing|utili[sz]ation\sreview|UR|peer\sreview|denial|denied|non-?certification"
    r"|determination|FDA|CDC|Cochrane|journal|consensus|society|press|news)\s(?:[\w'’-]{1,30}\s){0,3}\Z",
    re.IGNORECASE,
)
IS_ABSENT = re.compile(
    r"[)\s]{0,2}(?:is|was|are|were)\s(?:missing|absent|not\s(?:provided|included|submitted|available|received|enclosed|sent"
    r"|present|in|on|among|part))\b",
    re.IGNORECASE,
)

DECISION_PAPER = {"kind": "Utilization review decision", "title": "Utilization review decision", "date": "2016-10-20"}
NOTE = {"kind": "Medical report", "title": "Progress note", "date": "2016-10-06"}
NOTES = {"kind": "Medical report", "title": "Notes", "first_date": "2016-04-01", "last_date": "2016-10-06"}
CITING = "The progress note dated 10-6-16 shows a stable knee. Therefore, the request is not medically necessary."


@rule(
    "P01",
    "no-documents",
    "error",
    why="A determination lists the documents reviewed (8 CCR 9792.10.6(d)).",
    catches={"/documents_reviewed": []},
    leaves={"/documents_reviewed": [NOTE]},
    audiences=("parties",),
)
def no_documents(case: Case) -> Iterator[Finding]:
    """The case lists no reviewed document."""
    if not case.documents_reviewed:
        yield Finding(("documents_reviewed",), "no reviewed document is listed")


@rule(
    "P02",
    "review-papers-only",
    "error",
    why="A determination does not rest solely on the statements of utilization review (8 CCR 9792.10.6(b)).",
    catches={"/documents_reviewed": [DECISION_PAPER]},
    leaves={"/documents_reviewed": [DECISION_PAPER, NOTE]},
    audiences=("parties",),
)
def review_papers_only(case: Case) -> Iterator[Finding]:
    """The case lists only the utilization review decision, the application, or both."""
    if case.documents_reviewed and all(document.kind in REVIEW_PAPERS for document in case.documents_reviewed):
        message = "only the utilization review decision or the application is listed, and no medical record"
        yield Finding(("documents_reviewed",), message)


@rule(
    "P03",
    "quoted-document",
    "warning",
    why="A determination lists the documents reviewed (8 CCR 9792.10.6(d)), so the list contains each report it cites.",
    catches={"/documents_reviewed": [NOTE | {"date": "2016-09-06"}], RATIONALE: CITING},
    leaves={"/documents_reviewed": [NOTES], RATIONALE: CITING},
    audiences=("parties",),
)
def quoted_document(case: Case) -> Iterator[Finding]:
    """The rationale cites a report, note or study by a date that no listed document has.

    If no document is listed, nothing is compared (see P01).
    """
    if not case.documents_reviewed:
        return
    listed_days = _ListedDays(case.documents_reviewed)
    for path, text in narrative_texts(case):
        if path[-1] != "decision_rationale":
            continue
        seen = set()
        for cited in _cited_by_date(text):
            listed = cited.day is not None and cited.day in listed_days
            if not listed and (cited.day or cited.text) not in seen:
                seen.add(cited.day or cited.text)
                yield Finding(
                    path,
                    "the rationale cites a document by a date that no listed document has",
                    cited.text,
                    cited.start,
                )


def _cited_by_date(text: str) -> Iterator[WrittenDate]:
    """The dates by which a text cites documents of the case file."""
    dates = written_dates(text)
    starts = [found.start for found in dates]
    masked = mask_dates(text, dates)
    for match in CITED_BY_DATE.finditer(masked):
        before = masked[max(0, match.start() - 120) : match.start()]
        if NO_RECORD.search(before) or IS_ABSENT.match(masked, match.end()):
            continue
        first, last = match.span(str(match.lastgroup))
        yield from dates[bisect_left(starts, first) : bisect_left(starts, last)]


class _ListedDays:
    """The dates of listed documents: of their date fields, their ranges of dates and their titles."""

    def __init__(self, documents: Iterable[ReviewedDocument]) -> None:
        self.days: set[date] = set()
        ranges = []
        for document in documents:
            if document.date:
                self.days.add(document.date)
            if document.first_date and document.last_date:
                ranges.append((document.first_date, document.last_date))
            self.days.update(written.day for written in written_dates(document.title) if written.day)
        # of the ranges that begin until a day, the one that ends last decides
        ranges.sort()
        self.starts = [first for first, _ in ranges]
        self.ends = list(accumulate((last for _, last in ranges), max))

    def __contains__(self, day: date) -> bool:
        begun = bisect_right(self.starts, day)
        return day in self.days or (begun > 0 and day <= self.ends[begun - 1])
