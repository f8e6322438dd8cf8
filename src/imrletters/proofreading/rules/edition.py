"""Rules about the edition: its wording, its style of citation and its years. Source: the published letters.

What the edition of a case prints, and the years in which it is in use, are learned from its template, which may be an
organization's own. The wording of our editions that it does not print is foreign to it.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from imrletters.case import GUIDELINE_FIELDS, Case
from imrletters.proofreading.rule import Finding, edition_rule
from imrletters.proofreading.search import guideline_lines
from imrletters.wording import Wording, wordings

DATED = re.compile(r"\b(?:19|20)\d\d(?: Guidelines)?\Z")
UNDATED = re.compile(r"\bTreatment Guidelines\b|\AACOEM Chapter \d")


@cache
def foreign_sentences(wording: Wording) -> tuple[str, ...]:
    """The sentences of our editions for a side that cites nothing, or nothing of the MTUS, except those of ``wording``.

    Each is without its first words, which name the side.
    """
    own = [line for side in wording.guidelines for line in (side.outside, side.no_evidence)]
    ours = {words for other in wordings() for words in _sentences(other)}
    return tuple(sorted(words for words in ours if not any(words in line for line in own)))


def _sentences(wording: Wording) -> set[str]:
    """What the two sides' lines have in common at the end of their first sentence."""
    theirs, ours = wording.guidelines
    lines = ((theirs.outside, ours.outside), (theirs.no_evidence, ours.no_evidence))
    return {common for pair in lines if (common := _common_end(*pair))}


def _common_end(*lines: str) -> str:
    """The words at the end of the first sentence that are the same in both lines."""
    one, other = (reversed(line.split(". ")[0].rstrip(".").split()) for line in lines)
    same = [words[0] for words in takewhile(lambda words: words[0] == words[1], zip(one, other, strict=False))]
    return " ".join(reversed(same))


@edition_rule(
    "E01",
    "foreign-place",
    "warning",
    why="The letters of an edition cite either pages or sections of the MTUS, never both (published letters).",
    catches={"/disputed_items/0/maximus_guideline": {"text": "Decision based on MTUS Knee Complaints Page(s): 341."}},
    leaves={"/disputed_items/0/maximus_guideline": {"text": "Decision based on MTUS Knee 2004, Section(s): Summary."}},
)
def foreign_place(case: Case, wording: Wording) -> Iterator[Finding]:
    """A guideline line that points to pages where the edition cites sections, or to sections where it cites pages."""
    for path, text in guideline_lines(case):
        for words in wording.guidelines[0].foreign_places:
            if (start := text.find(words)) >= 0:
                yield Finding(path, "cites in the style of another edition", words, start)


@edition_rule(
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
def foreign_wording(case: Case, wording: Wording) -> Iterator[Finding]:
    """A guideline line that states in the words of another edition that a side cites nothing of the MTUS."""
    for path, text in guideline_lines(case):
        for words in foreign_sentences(wording):
            if (start := text.find(words)) >= 0:
                yield Finding(path, "has the wording of another edition", words, start)


@edition_rule(
    "E03",
    "foreign-title",
    "warning",
    why="The letters of an edition give either all titles of the MTUS with their year or none (published letters).",
    catches={"/disputed_items/0/maximus_guideline": {"mtus": [{"title": "Chronic Pain Treatment Guidelines"}]}},
    leaves={"/disputed_items/0/maximus_guideline": {"mtus": [{"title": "Chronic Pain Medical Treatment 2016"}]}},
)
def foreign_title(case: Case, wording: Wording) -> Iterator[Finding]:
    """An MTUS title as another edition writes it."""
    dated = wording.dated_titles
    for number, item in enumerate(case.disputed_items):
        for side in GUIDELINE_FIELDS:
            for index, citation in enumerate(getattr(item, side).mtus):
                title = citation.title.strip()
                if bool(DATED.search(title)) != dated and (not dated or UNDATED.search(title)):
                    path = ("disputed_items", number, side, "mtus", index, "title")
                    yield Finding(path, "names a guideline in the style of another edition", title, 0)


@edition_rule(
    "E04",
    "edition-of-another-year",
    "warning",
    why="Letters of an edition are known from certain years only, which its template states (published letters).",
    catches={
        "/edition": "2014",
        "/disputed_items/0/maximus_guideline": {"mtus": [{"title": "ACOEM Chapter 13 Knee", "pages": "341"}]},
    },
    leaves={
        "/edition": "2015",
        "/disputed_items/0/maximus_guideline": {"mtus": [{"title": "ACOEM Chapter 13 Knee", "pages": "341"}]},
    },
)
def edition_of_another_year(case: Case, wording: Wording) -> Iterator[Finding]:
    """An edition that was not in use in the year of the decision."""
    if case.decision_date:
        first, last = wording.years
        if not first <= case.decision_date.year <= last:
            evidence = f"{case.edition}; {case.decision_date}"
            yield Finding(("edition",), "was not in use in the year of decision_date", evidence)
