"""Rules about citations: the guideline exists, was in force, and can be looked up."""

import re
from collections.abc import Iterator
from datetime import date

from imrletters.case import GUIDELINE_FIELDS, Case, Citation, DisputedItem, Guideline, Path, disputed_items
from imrletters.errors import MAX_PROBLEMS
from imrletters.mtus import Edition, find_edition, find_editions, nearest_title, section_numbers
from imrletters.proofreading.examples import MAXIMUS_LINE, RATIONALE
from imrletters.proofreading.rule import Finding, Severity, rule

LONGEST_TITLE = 160
"""The most characters of a title that the evidence quotes."""
RETROSPECTIVE = re.compile(r"\bretro(?:spective(?:ly)?)?\b|\bDOS\b|\bdates? of service\b", re.IGNORECASE)
DAYS_TO_DENIAL = 30
ANOTHERS_WORDS: dict[str, Severity] = {"claims_administrator_guideline": "note"}
"""What the claims administrator cited is another's mistake, which the letter reports."""
ODG = re.compile(r"\bODG\b|\bOfficial Disabilit(?:y|ies) Guidelines?\b", re.IGNORECASE)
ODG_WORD = re.compile(
    r"official|disabilit(?:y|ies)|guidelines?|odg|twc|treatment|in|workers?|s|comp|compensation|the|and|of|acoem|mtus"
    r"|web|version|online|internet|edition|ed|current|latest|updated|[0-9]+(?:st|nd|rd|th)?"
)
WORD = re.compile(r"[^\W_]+")
MTUS_SECTION = re.compile(
    r"(9792(?<![0-9$].{4})(?<!\$ .{4})(?<![0-9][.,].{4})\.2[0-9]{1,3}(?:\.[0-9]{1,3}){0,3})(?:\(([a-z]{2,3})\))?"
    r"(?!,?[0-9])"
)
DAMAGED_SECTION = re.compile(
    r"(?:\bsections?|§|\bCCR) ?§? ?(?:92|792|972|992|979|9972|9729|7992|9279)(\.2[0-9](?:\.[0-9]{1,2})?)\b",
    re.IGNORECASE,
)
DAMAGED_NUMBER = re.compile(r"[279]\.2[0-9]")
ROMAN = re.compile(r"[ivx]+")
DOUBLE_LETTERS = {("9792.20", "ef")}
"""A subdivision that the regulation itself misprints; letters quote it."""
ADMINISTRATOR_LINE = "/disputed_items/0/claims_administrator_guideline"
TITLE = f"{MAXIMUS_LINE}/mtus/0/title"


@rule(
    "C03",
    "unknown-guideline",
    "warning",
    why="The MTUS consists only of the guidelines that 8 CCR 9792.22 to 9792.24.7 adopt; see imrletters guidelines.",
    catches={TITLE: "Knee Complaint 2014"},
    leaves={TITLE: "Knee Complaints 2004 Guidelines"},
)
def unknown_guideline(case: Case) -> Iterator[Finding]:
    """A title is cited as an MTUS guideline but is not in the catalogue of guidelines."""
    unknown = ((path, citation.title) for path, _, citation in _citations(case) if find_edition(citation.title) is None)
    for number, (path, title) in enumerate(unknown):
        # more findings than these are only counted, and the comparison takes half a millisecond
        evidence = f"{title[:LONGEST_TITLE]}; nearest: {nearest_title(title)}" if number < MAX_PROBLEMS else ""
        yield Finding(path, "the MTUS has no guideline with this title", evidence)


@rule(
    "C04",
    "edition-in-force",
    "warning",
    why="The edition in force when treatment is requested applies: the 2016 edition to requests made from 29 July 2016 "
    "on, later ones to services from their effective date; utilization review decides within 30 days.",
    catches={TITLE: "Chronic Pain Medical Treatment 2009"},
    leaves={TITLE: "Chronic Pain Medical Treatment 2016"},
)
def edition_in_force(case: Case) -> Iterator[Finding]:
    """A dated edition of a guideline was not in force on any day on which the request can have been made.

    Of an edition that was only proposed, the finding states that its adoption is not known. What the claims
    administrator cited is a note.

    If the case has a request date, these days are that date and the day before: an edition takes effect on one day for
    requests made from the next day on. A service that was provided before the request may cite any older edition.
    """
    last = case.request_date or case.ur_denial_date
    if last is None:
        return
    span = 1 if case.request_date else DAYS_TO_DENIAL
    first = date.fromordinal(max(1, last.toordinal() - span))
    by = "on the day of the request" if case.request_date else f"in the {DAYS_TO_DENIAL} days before the denial"
    for path, item, citation in _citations(case):
        cited = _dated_editions(citation.title)
        earliest = date.min if RETROSPECTIVE.search(item.service) else first
        if not cited or any(edition.is_in_force(earliest, last) for edition in cited):
            continue
        proposed = [edition for edition in cited if edition.is_proposed and edition.effective_until is None]
        message = "the adoption of this edition is not known" if proposed else f"this edition was not in force {by}"
        meant = "; ".join(_described(edition) for edition in proposed or cited)
        yield Finding(path, message, f"{citation.title}: {meant}; {last}", severity=ANOTHERS_WORDS.get(str(path[2])))


def _dated_editions(title: str) -> list[Edition]:
    """The editions that a title cites with a year."""
    return [edition for edition in find_editions(title) if any(year in title for year in edition.years)]


def _described(edition: Edition) -> str:
    """Which edition a title means, and when it is in force."""
    return f"{edition.version}, 8 CCR {edition.section}, {edition.period}"


@rule(
    "C05",
    "bare-odg",
    "warning",
    why="A citation of the ODG without a chapter or topic cannot be looked up (8 CCR 9792.21.1).",
    catches={ADMINISTRATOR_LINE: {"non_mtus": ["Official Disability Guidelines (ODG)"]}},
    leaves={ADMINISTRATOR_LINE: {"non_mtus": ["Official Disability Guidelines (ODG), Knee"]}},
)
def bare_odg(case: Case) -> Iterator[Finding]:
    """The Official Disability Guidelines (ODG) are cited without a chapter or topic.

    What the claims administrator cited is a note.
    """
    for path, item in disputed_items(case):
        for side in GUIDELINE_FIELDS:
            for index, other in enumerate(getattr(item, side).non_mtus):
                if ODG.search(other) and all(ODG_WORD.fullmatch(word) for word in WORD.findall(other.casefold())):
                    message = "the ODG is cited without a chapter or topic"
                    severity = ANOTHERS_WORDS.get(side)
                    yield Finding((*path, side, "non_mtus", index), message, other, severity=severity)


@rule(
    "C06",
    "no-such-section",
    "warning",
    why="The MTUS consists of 8 CCR 9792.20 to 9792.27.23, and not every number in between exists.",
    catches={RATIONALE: "Functional improvement is defined in section 92.20."},
    leaves={RATIONALE: "Functional improvement is defined in section 9792.20(e)."},
)
def no_such_section(case: Case) -> Iterator[Finding]:
    """The text names a section of the MTUS regulation, or a subdivision of one, that does not exist.

    Numbers with missing or swapped digits of 9792 are found only after "section", "§" or "CCR".
    """
    for path, text in _texts(case):
        for match in MTUS_SECTION.finditer(text):
            letters = match[2] or ""
            valid_letters = len(set(letters)) < 2 or ROMAN.fullmatch(letters) or (match[1], letters) in DOUBLE_LETTERS
            if match[1] not in section_numbers() or not valid_letters:
                yield Finding(path, "the MTUS has no such section or subdivision", match[0], match.start())
        for match in DAMAGED_SECTION.finditer(text) if DAMAGED_NUMBER.search(text) else ():
            evidence = f"{match[0]}; nearest: 9792{match[1]}"
            yield Finding(path, "the MTUS has no such section or subdivision", evidence, match.start())


def _citations(case: Case) -> Iterator[tuple[Path, DisputedItem, Citation]]:
    """Every MTUS citation, with the path of its title and its disputed item."""
    for path, item in disputed_items(case):
        for side in GUIDELINE_FIELDS:
            for index, citation in enumerate(getattr(item, side).mtus):
                yield (*path, side, "mtus", index, "title"), item, citation


def _texts(case: Case) -> Iterator[tuple[Path, str]]:
    """The texts that may name a section of the regulation."""
    yield ("clinical_case_summary",), case.clinical_case_summary
    for path, _, citation in _citations(case):
        yield path, citation.title
    for path, item in disputed_items(case):
        yield (*path, "decision_rationale"), item.decision_rationale
        for side in GUIDELINE_FIELDS:
            guideline: Guideline = getattr(item, side)
            if guideline.text is not None:
                yield (*path, side, "text"), guideline.text
            yield from (((*path, side, "non_mtus", index), other) for index, other in enumerate(guideline.non_mtus))
