"""Rules about what only the parties' copy says: the documents reviewed, the service, and what the reviewer attested."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from datetime import date
from typing import get_args

from imrletters.case import AttestationKind, Audience, Case, ReviewedDocument, narrative_texts
from imrletters.proofreading.registry import Finding, rule
from imrletters.proofreading.rules.dates import BLOT, WrittenDate, blotted, written_dates

PARTIES: tuple[Audience, ...] = ("parties",)
REVIEW_PAPERS = {"Application for review", "Utilization review decision"}
DAYS_TO_DECIDE = {"Standard": 30, "Expedited": 3}
DAYS_TO_SERVE = {"Standard": 7, "Expedited": 3}
"""Five working days with their weekend, and the days of a whole expedited review."""

# The patterns below search texts whose dates are blotted out (see dates).
REPORT = r"(?:reports?|notes?|letters?|PR-?2s?|requests?\sfor\sauthorization|RFAs?)"
IMAGE = (
    r"(?:MRIs?|MRAs?|CTs?|scans?|x-?rays?|radiographs?|films?|EMGs?|NCS|NCV|electromyograms?|ultrasounds?|arthrograms?"
    r"|myelograms?|(?:sleep|conduction|imaging|diagnostic|electrodiagnostic)\s(?:study|studies)|(?:drug|urine)\sscreens?)"
)
VISIT = r"(?:evaluations?|examinations?|consultations?|assessments?)"
DATES = rf"{BLOT}+(?:(?:,\s(?:and\s)?|\s(?:and|or|to|through)\s|\s?[-–&]\s?){BLOT}+)*"
# After a date, a word that is none of these may stand before "report"; after these it is a verb, or another paper.
BETWEEN = (
    r"(?:(?!(?:for|of|and|to|not?|did|does|do|will|would|which|that|who|he|she|it|they|the|an?|is|was|were)\b)"
    r"[\w'’/-]{1,30}\s){0,3}?"
)
QUOTED_BY_DATE = re.compile(
    "|".join(
        (
            rf"\b(?:{REPORT}|{IMAGE}|{VISIT})\b(?:\s[\w'’/-]{{1,30}}){{0,6}}?,?\s\(?dated\s(?:on\s)?(?P<dated>{DATES})",
            rf"\b{REPORT}(?:,?\s(?:of|from|on|for)\s|,?\s\()(?P<of>{DATES})",
            rf"\b{IMAGE}(?:,?\s(?:of|from)\s|,?\s\()(?P<image>{DATES})",
            (
                rf"\b(?:the|an?|his|her|their|this|that|per|in|from)\s(?P<before>{BLOT}+)\s{BETWEEN}"
                rf"(?:report|note|letter|PR-?2|RFA|evaluation|examination|consultation|assessment|{IMAGE})\b"
            ),
            rf"\b(?:per|according\sto|in|from)\s(?:(?:the|his|her)\s)?(?P<several>{DATES})\s{BETWEEN}(?:reports|notes)\b",
        )
    ),
    re.IGNORECASE,
)
# Words right before the paper by which it is none of the records: not there, of the denial, or printed elsewhere.
NO_RECORD = re.compile(
    r"\b(?:no|without|lacks?|lacking|missing|utili[sz]ation\sreview|UR|peer\sreview|denial|denied|non-?certification"
    r"|determination|FDA|CDC|Cochrane|journal|consensus|society|press|news)\s(?:[\w'’-]{1,30}\s){0,3}\Z",
    re.IGNORECASE,
)
NOT_THERE = re.compile(
    r"[)\s]{0,2}(?:is|was|are|were)\s(?:missing|absent|not\s(?:provided|included|submitted|available|received|enclosed|sent"
    r"|present|in|on|among|part))\b",
    re.IGNORECASE,
)

DECISION_PAPER = {"kind": "Utilization review decision", "title": "Utilization review decision", "date": "2016-10-20"}
NOTE = {"kind": "Medical report", "title": "Progress note", "date": "2016-10-06"}
NOTES = {"kind": "Medical report", "title": "Notes", "first_date": "2016-04-01", "last_date": "2016-10-06"}
RATIONALE = "/disputed_items/0/decision_rationale"
QUOTING = "The progress note dated 10-6-16 shows a stable knee. Therefore, the request is not medically necessary."
ATTESTED = [{"kind": kind, "date": "2016-11-09"} for kind in get_args(AttestationKind)]


@rule(
    "P01",
    "no-documents",
    "error",
    why="A determination lists the documents reviewed (8 CCR 9792.10.6(d)).",
    catches={"/documents_reviewed": []},
    leaves={"/documents_reviewed": [NOTE]},
    audiences=PARTIES,
)
def no_documents(case: Case) -> Iterator[Finding]:
    """No document reviewed is listed."""
    if not case.documents_reviewed:
        yield Finding(("documents_reviewed",), "lists no document reviewed")


@rule(
    "P02",
    "review-papers-only",
    "error",
    why="No determination rests solely on what utilization review says (8 CCR 9792.10.6(b)).",
    catches={"/documents_reviewed": [DECISION_PAPER]},
    leaves={"/documents_reviewed": [DECISION_PAPER, NOTE]},
    audiences=PARTIES,
)
def review_papers_only(case: Case) -> Iterator[Finding]:
    """Only the utilization review decision, the application, or both are listed."""
    if case.documents_reviewed and all(document.kind in REVIEW_PAPERS for document in case.documents_reviewed):
        message = "lists only the utilization review decision or the application, and no medical record"
        yield Finding(("documents_reviewed",), message)


@rule(
    "P03",
    "quoted-document",
    "warning",
    why="A determination lists the documents reviewed (8 CCR 9792.10.6(d)), so a report that it quotes is among them.",
    catches={"/documents_reviewed": [NOTE | {"date": "2016-09-06"}], RATIONALE: QUOTING},
    leaves={"/documents_reviewed": [NOTES], RATIONALE: QUOTING},
    audiences=PARTIES,
)
def quoted_document(case: Case) -> Iterator[Finding]:
    """A rationale quotes a report, note or study by a date that no listed document has.

    Without any document listed there is nothing to compare (see P01).
    """
    if not case.documents_reviewed:
        return
    for path, text in narrative_texts(case):
        if path[-1] != "decision_rationale":
            continue
        seen = set()
        for quoted in _quoted_by_date(text):
            known = quoted.day is not None and _listed(quoted.day, case.documents_reviewed)
            if not known and (quoted.day or quoted.text) not in seen:
                seen.add(quoted.day or quoted.text)
                yield Finding(path, "quotes a document of a date that no listed one has", quoted.text, quoted.start)


@rule(
    "P04",
    "late-after-records",
    "warning",
    why="The decision is due 30 days after the records are complete, 3 in an expedited review (Labor Code 4610.6(d)); "
    "a late one is valid, as the limit is directory (CHP v. WCAB (Margaris) 2016).",
    catches={"/records_complete_date": "2016-11-05"},
    leaves={"/records_complete_date": "2016-11-06"},
    audiences=PARTIES,
)
def late_after_records(case: Case) -> Iterator[Finding]:
    """More days between the complete records and the decision than the priority allows."""
    most = DAYS_TO_DECIDE.get(case.priority or "")
    if most is not None and case.records_complete_date and case.decision_date:
        days = (case.decision_date - case.records_complete_date).days
        if days > most:
            yield Finding(("decision_date",), f"is more than {most} days after records_complete_date", f"{days} days")


@rule(
    "P05",
    "no-mailing",
    "warning",
    why="The days to appeal run from the mailing (Labor Code 4610.6(h)); the letter names the last of them.",
    catches={"/mailing": None},
    leaves={"/mailing": {"date": "2016-12-07", "service_method": "mail"}},
    audiences=PARTIES,
)
def no_mailing(case: Case) -> Iterator[Finding]:
    """It is not said when and how the determination was served."""
    if case.mailing is None:
        yield Finding(("mailing",), "does not say when the determination is served")


@rule(
    "P06",
    "mailed-before-decision",
    "error",
    why="What is served is the determination, and the days to appeal run from then (Labor Code 4610.6(h)).",
    catches={"/mailing": {"date": "2016-12-05", "service_method": "mail"}},
    leaves={"/mailing": {"date": "2016-12-06", "service_method": "mail"}},
    audiences=PARTIES,
)
def mailed_before_decision(case: Case) -> Iterator[Finding]:
    """The determination was served before it was made."""
    if case.mailing and case.decision_date and case.mailing.date < case.decision_date:
        yield Finding(
            ("mailing", "date"), "is before decision_date", f"{case.mailing.date} before {case.decision_date}"
        )


@rule(
    "P07",
    "mailed-late",
    "warning",
    why="It should be served promptly; the law is not known to say by when, so the bound is five working days (7 in "
    "all), those in which to obey it (8 CCR 9792.10.7(a)), or the 3 of an expedited review (Labor Code 4610.6(d)).",
    catches={"/mailing": {"date": "2016-12-14", "service_method": "mail"}},
    leaves={"/mailing": {"date": "2016-12-13", "service_method": "mail"}},
    audiences=PARTIES,
)
def mailed_late(case: Case) -> Iterator[Finding]:
    """More days between the decision and its service than a prompt one takes."""
    most = DAYS_TO_SERVE.get(case.priority or "")
    if most is not None and case.mailing and case.decision_date:
        days = (case.mailing.date - case.decision_date).days
        if days > most:
            yield Finding(("mailing", "date"), f"is more than {most} days after decision_date", f"{days} days")


@rule(
    "P08",
    "no-attestation",
    "warning",
    why="The fixed wording asserts it of the reviewer (published letters), so the reviewer has said so.",
    catches={"/attestations": ATTESTED[:2]},
    leaves={"/attestations": ATTESTED},
    audiences=PARTIES,
)
def no_attestation(case: Case) -> Iterator[Finding]:
    """The reviewer did not attest something that the fixed wording says."""
    attested = {attestation.kind for attestation in case.attestations}
    for kind in get_args(AttestationKind):
        if kind not in attested:
            yield Finding(("attestations",), f'lacks what the letter asserts: "{kind}"')


@rule(
    "P09",
    "late-attestation",
    "warning",
    why="The determination asserts it of the reviewer (published letters), so it is attested by the decision.",
    catches={"/attestations": [*ATTESTED[:2], ATTESTED[2] | {"date": "2016-12-07"}]},
    leaves={"/attestations": [*ATTESTED, ATTESTED[2] | {"date": "2016-12-07"}]},
    audiences=PARTIES,
)
def late_attestation(case: Case) -> Iterator[Finding]:
    """Something was attested after the decision, and not before it too."""
    if case.decision_date is None:
        return
    in_time = {attested.kind for attested in case.attestations if attested.date <= case.decision_date}
    for index, attested in enumerate(case.attestations):
        if attested.kind not in in_time:
            evidence = f"{attested.date} after {case.decision_date}"
            yield Finding(("attestations", index, "date"), "is after decision_date", evidence)


def _quoted_by_date(text: str) -> Iterator[WrittenDate]:
    """The dates by which a text quotes papers of the case file."""
    dates = list(written_dates(text))
    starts = [found.start for found in dates]
    seen = blotted(text, dates)
    for match in QUOTED_BY_DATE.finditer(seen):
        before = seen[max(0, match.start() - 120) : match.start()]
        if NO_RECORD.search(before) or NOT_THERE.match(seen, match.end()):
            continue
        first, last = match.span(str(match.lastgroup))
        yield from dates[bisect_left(starts, first) : bisect_left(starts, last)]


def _listed(day: date, documents: Collection[ReviewedDocument]) -> bool:
    """Whether a document has this date, in its own field, in a range or in its title."""
    return any(
        day == document.date
        or (document.first_date and document.last_date and document.first_date <= day <= document.last_date)
        or any(written.day == day for written in written_dates(document.title))
        for document in documents
    )
