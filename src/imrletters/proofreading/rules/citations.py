"""Rules about citations: what the letter relies on exists, was in force and says where to look."""

import re
from collections.abc import Iterator
from datetime import date

from imrletters.case import GUIDELINE_FIELDS, Case, Citation, DisputedItem, Guideline, Path, disputed_items
from imrletters.mtus import find_edition, nearest_title, section_numbers
from imrletters.proofreading.registry import Finding, rule

REACH = 160
"""How many characters a guideline may stand from the pages or the section that are quoted of it."""
RETROSPECTIVE = re.compile(r"\bretro(?:spective(?:ly)?)?\b|\bDOS\b|\bdates? of service\b", re.IGNORECASE)
DAYS_TO_DENIAL = 30
ODG = re.compile(r"\bODG\b|\bOfficial Disabilit(?:y|ies) Guidelines?\b", re.IGNORECASE)
ODG_WORD = re.compile(
    r"official|disabilit(?:y|ies)|guidelines?|odg|twc|treatment|in|workers?|s|comp|compensation|the|and|of|acoem|mtus"
    r"|web|version|online|internet|edition|ed|current|latest|updated|[0-9]+(?:st|nd|rd|th)?"
)
WORD = re.compile(r"[^\W_]+")
MTUS_SECTION = re.compile(
    r"(?<![0-9$])(?<!\$ )(?<![0-9][.,])(9792\.2[0-9]{1,3}(?:\.[0-9]{1,3}){0,3})(?:\(([a-z]{2,3})\))?(?!,?[0-9])"
)
DAMAGED_SECTION = re.compile(
    r"(?:\bsections?|§|\bCCR) ?§? ?(?:92|792|972|992|979|9972|9729|7992|9279)(\.2[0-9](?:\.[0-9]{1,2})?)\b",
    re.IGNORECASE,
)
ROMAN = re.compile(r"[ivx]+")
RATIONALE = "/disputed_items/0/decision_rationale"
MAXIMUS_LINE = "/disputed_items/0/maximus_guideline"
ADMINISTRATOR_LINE = "/disputed_items/0/claims_administrator_guideline"
TITLE = f"{MAXIMUS_LINE}/mtus/0/title"


@rule(
    "C03",
    "unknown-guideline",
    "warning",
    why="The MTUS is the guidelines that 8 CCR 9792.22 to 9792.24.7 adopt and no others; see imrletters guidelines.",
    catches={TITLE: "Knee Complaint 2014"},
    leaves={TITLE: "Knee Complaints 2004 Guidelines"},
)
def unknown_guideline(case: Case) -> Iterator[Finding]:
    """A title cited as of the MTUS that the catalogue does not have."""
    for path, _, citation in _citations(case):
        if find_edition(citation.title) is None:
            evidence = f"{citation.title[:REACH]}; nearest: {nearest_title(citation.title)}"
            yield Finding(path, "is no guideline of the MTUS", evidence)


@rule(
    "C04",
    "edition-in-force",
    "warning",
    why="The edition in force when treatment is requested applies: that of 2016 to requests made from 29 July 2016 on, "
    "those after it to services from their day on; utilization review decides within 30 days.",
    catches={TITLE: "Chronic Pain Medical Treatment 2009"},
    leaves={TITLE: "Chronic Pain Medical Treatment 2016"},
)
def edition_in_force(case: Case) -> Iterator[Finding]:
    """A dated edition that held on no day on which the request can have been made.

    With a date of request that day counts, and the one before it: editions come into force on one day for requests of
    the next. A service that was given before it was requested may go by any older edition.
    """
    last = case.request_date or case.ur_denial_date
    if last is None:
        return
    span = 1 if case.request_date else DAYS_TO_DENIAL
    first = date.fromordinal(max(1, last.toordinal() - span))
    by = "on the day of the request" if case.request_date else f"in the {DAYS_TO_DENIAL} days before the denial"
    for path, item, citation in _citations(case):
        edition = find_edition(citation.title)
        if edition is None or edition.year not in citation.title:
            continue
        if not edition.holds(date.min if RETROSPECTIVE.search(item.service) else first, last):
            yield Finding(
                path,
                f"is an edition that was not in force {by}",
                f"{citation.title}: {edition.effective_from} to {edition.effective_until or 'today'}; {last}",
            )


@rule(
    "C05",
    "bare-odg",
    "warning",
    why="A citation of ODG that names neither chapter nor topic cannot be looked up (8 CCR 9792.21.1).",
    catches={ADMINISTRATOR_LINE: {"non_mtus": ["Official Disability Guidelines (ODG)"]}},
    leaves={ADMINISTRATOR_LINE: {"non_mtus": ["Official Disability Guidelines (ODG), Knee"]}},
)
def bare_odg(case: Case) -> Iterator[Finding]:
    """A citation of the Official Disability Guidelines without chapter or topic."""
    for path, item in disputed_items(case):
        for side in GUIDELINE_FIELDS:
            for index, other in enumerate(getattr(item, side).non_mtus):
                if ODG.search(other) and all(ODG_WORD.fullmatch(word) for word in WORD.findall(other.casefold())):
                    yield Finding((*path, side, "non_mtus", index), "cites ODG without chapter or topic", other)


@rule(
    "C06",
    "no-such-section",
    "warning",
    why="The MTUS is 8 CCR 9792.20 to 9792.27.23, and not every number in between exists.",
    catches={RATIONALE: "Functional improvement is defined in section 92.20."},
    leaves={RATIONALE: "Functional improvement is defined in section 9792.20(e)."},
)
def no_such_section(case: Case) -> Iterator[Finding]:
    """A number of a section of the MTUS regulation, or of a subdivision of one, that does not exist.

    Digits lost from or swapped in 9792 count only behind the word "section", its sign or "CCR".
    """
    for path, text in _texts(case):
        for match in MTUS_SECTION.finditer(text):
            letters = match[2] or ""
            sound = len(set(letters)) < 2 or ROMAN.fullmatch(letters)
            if match[1] not in section_numbers() or not sound:
                yield Finding(path, "names a section that the MTUS does not have", match[0], match.start())
        for match in DAMAGED_SECTION.finditer(text):
            evidence = f"{match[0]}; nearest: 9792{match[1]}"
            yield Finding(path, "names a section that the MTUS does not have", evidence, match.start())


def _citations(case: Case) -> Iterator[tuple[Path, DisputedItem, Citation]]:
    """Every citation of the MTUS, with the path of its title."""
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
