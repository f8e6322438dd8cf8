"""Rules about the edition: its wording, its style of citation and its years. Source: the published letters.

What an edition prints, and the years in which it is in use, are learned from its template. The rules compare our
editions with each other. They do not apply to an organization's own editions.
"""

import re
from collections.abc import Iterator
from functools import cache

from imrletters.case import GUIDELINE_FIELDS, Case, guideline_texts
from imrletters.proofreading.rule import Finding, rule
from imrletters.rendering import editions
from imrletters.wording import Wording, wording_of, wordings

DATED = re.compile(r"\b(?:19|20)\d\d(?: Guidelines)?\Z")
TITLE_OF_2014 = re.compile(r"\bTreatment Guidelines\b|\AACOEM Chapter \d")


@cache
def foreign_sentences(edition: str) -> tuple[str, ...]:
    """The sentences of other editions, and not of this one, for a side that cites nothing, or nothing of the MTUS."""
    return tuple(
        sorted({words for other in wordings() for words in _sentences(other)} - _sentences(wording_of(edition)))
    )


def _sentences(wording: Wording) -> set[str]:
    """The sentences without their first three words, which name the side."""
    printed = [words for side in wording.guidelines for words in (side.outside, side.no_evidence) if words]
    return {" ".join(words.split(". ")[0].rstrip(".").split()[3:]) for words in printed}


@rule(
    "E01",
    "foreign-place",
    "warning",
    why="Letters of 2014 and 2015 cite pages and later ones sections; none cites both (published letters).",
    catches={"/disputed_items/0/maximus_guideline": {"text": "Decision based on MTUS Knee Complaints Page(s): 341."}},
    leaves={"/disputed_items/0/maximus_guideline": {"text": "Decision based on MTUS Knee 2004, Section(s): Summary."}},
)
def foreign_place(case: Case) -> Iterator[Finding]:
    """A guideline line that points to pages where the edition cites sections, or to sections where it cites pages."""
    if case.edition not in editions():
        return
    for path, text in guideline_texts(case):
        for words in wording_of(case.edition).guidelines[0].foreign_places:
            if (start := text.find(words)) >= 0:
                yield Finding(path, "cites in the style of another edition", words, start)


@rule(
    "E02",
    "foreign-wording",
    "warning",
    why="Each edition has its own words for evidence outside the MTUS and for missing evidence (published letters).",
    catches={
        "/disputed_items/0/maximus_guideline": {"text": "The Expert Reviewer did not base their decision on the MTUS."}
    },
    leaves={
        "/disputed_items/0/maximus_guideline": {
            "text": "The Expert Reviewer did not cite any medical evidence for its decision."
        }
    },
)
def foreign_wording(case: Case) -> Iterator[Finding]:
    """A guideline line that states in the words of another edition that a side cites nothing of the MTUS."""
    if case.edition not in editions():
        return
    for path, text in guideline_texts(case):
        for words in foreign_sentences(case.edition):
            if (start := text.find(words)) >= 0:
                yield Finding(path, "has the wording of another edition", words, start)


@rule(
    "E03",
    "foreign-title",
    "warning",
    why="Titles of the MTUS contain their year from 2016 on, and no year in 2014 and 2015 (published letters).",
    catches={"/disputed_items/0/maximus_guideline": {"mtus": [{"title": "Chronic Pain Treatment Guidelines"}]}},
    leaves={"/disputed_items/0/maximus_guideline": {"mtus": [{"title": "Chronic Pain Medical Treatment 2016"}]}},
)
def foreign_title(case: Case) -> Iterator[Finding]:
    """An MTUS title as another edition writes it."""
    if case.edition not in editions():
        return
    dated = wording_of(case.edition).guidelines[0].cites == "sections"
    for number, item in enumerate(case.disputed_items):
        for side in GUIDELINE_FIELDS:
            for index, citation in enumerate(getattr(item, side).mtus):
                title = citation.title.strip()
                if bool(DATED.search(title)) != dated and (not dated or TITLE_OF_2014.search(title)):
                    path = ("disputed_items", number, side, "mtus", index, "title")
                    yield Finding(path, "names a guideline in the style of another edition", title, 0)


@rule(
    "E04",
    "edition-of-another-year",
    "warning",
    why="Editions follow the years: 2014 until 2015, 2015 until 2016, 2016 from 2016 on (published letters).",
    catches={
        "/edition": "2014",
        "/disputed_items/0/maximus_guideline": {"mtus": [{"title": "ACOEM Chapter 13 Knee", "pages": "341"}]},
    },
    leaves={
        "/edition": "2015",
        "/disputed_items/0/maximus_guideline": {"mtus": [{"title": "ACOEM Chapter 13 Knee", "pages": "341"}]},
    },
)
def edition_of_another_year(case: Case) -> Iterator[Finding]:
    """An edition that was not in use in the year of the decision."""
    if case.decision_date and case.edition in editions():
        first, last = wording_of(case.edition).years
        if not first <= case.decision_date.year <= last:
            evidence = f"{case.edition}; {case.decision_date}"
            yield Finding(("edition",), "was not in use in the year of decision_date", evidence)
