"""Rules that compare the pages and sections that a rationale cites with those in the reviewer's guideline line."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from imrletters.case import Case, Guideline, disputed_items
from imrletters.mtus import MOST_CATALOGUES, Catalogue, current_catalogue, find_edition, guideline_topics, known_names
from imrletters.proofreading.examples import MAXIMUS_LINE, RATIONALE
from imrletters.proofreading.rule import Finding, rule

Cited = TypeVar("Cited")
NUMBER = r"[0-9]{1,4}(?![0-9])"
NUMBERS = rf"{NUMBER}(?:(?: ?[-–,&] ?| and | to | through |, and ){NUMBER}){{0,20}}"
PAGES_QUOTED = re.compile(rf"\b(?:pages?|pgs?\.?|pp?\.) ?({NUMBERS})", re.IGNORECASE)
PAGES_IN_LINE = re.compile(rf"Page\(s\): ?({NUMBERS})")
PAGE_RANGE = re.compile(rf"({NUMBER})(?:(?: ?[-–] ?| to | through )({NUMBER}))?")
SECTION_WORD = re.compile(r"[Ssſ](?<!\w.)(?i:ection(?:\(s\): ?|\b))")
SENTENCE_END = re.compile(r"[.;!?][\"”)]? +(?=[A-Z\"“])|\n")
CLAUSE_END = re.compile(r"[.;:!?][\"”)]?(?: |$)|\n|, (?!wrist|(?:and )?hand\b)", re.IGNORECASE)
SOURCE_FOLLOWS = re.compile(r" ?(?:of|in|from) (?![0-9])")
REACH = 160
"""The most characters between a cited page or section and the name of its guideline."""
OTHER_SOURCE = re.compile(
    r"\b(?=[23abcehjlmnoprstuw])(?:ODG|Official Disabilit\w+|Medicare|CMS|third|3rd|second|2nd|editions?"
    r"|journal|study|article|reports?"
    r"|records?|notes?|AMA|https?|www|UpToDate|textbook|handbook|manual|policy|bulletin|label|Labor Code)\b|\bed\.",
    re.IGNORECASE,
)
MTUS_NAMED = re.compile(r"\bMTUS\b|\bguidelines?\b|\bchapter\b", re.IGNORECASE)
ACOEM = re.compile(r"\bACOEM\b|\bchapter\b", re.IGNORECASE)
PAIN_ON_88_89 = {
    "/edition": "2015",
    MAXIMUS_LINE: {"mtus": [{"title": "Chronic Pain Treatment Guidelines", "pages": "88, 89"}]},
}


@rule(
    "C01",
    "quoted-pages",
    "warning",
    why="A determination refers to the evidence it used (8 CCR 9792.10.6(d)); a published rationale quotes pages 98 "
    "and 99 although its guideline line names pages 88 and 89.",
    catches=PAIN_ON_88_89 | {RATIONALE: "Pages 98, 99 of the MTUS Chronic Pain Guidelines allow ten visits."},
    leaves=PAIN_ON_88_89 | {RATIONALE: "Pages 87-88 of the MTUS Chronic Pain Guidelines allow ten visits."},
)
def quoted_pages(case: Case) -> Iterator[Finding]:
    """The rationale cites pages of a guideline for which the guideline line names only other pages.

    Pages that the rationale cites twice are found once.
    """
    for path, item in disputed_items(case):
        cited = _cited_pages(item.maximus_guideline)
        if not any(pages for _, pages in cited):
            continue
        rationale, seen = item.decision_rationale, set()
        for match, context, topic in _in_context(rationale, PAGES_QUOTED):
            named = _of_same_guideline(cited, context, topic)
            pages = _ranges(match[1])
            if match[1] not in seen and named and all(named) and not any(_overlap(pages, line) for line in named):
                seen.add(match[1])
                line = ", ".join(map(_written, named))
                yield Finding(
                    (*path, "decision_rationale"),
                    "the rationale cites pages that the guideline line does not name",
                    f"{match[0]}; the line: {line}",
                    match.start(),
                )


@rule(
    "C02",
    "quoted-section",
    "warning",
    why="A determination refers to the evidence it used (8 CCR 9792.10.6(d)), so rationale and guideline line agree.",
    catches={RATIONALE: "The Surgical Considerations section of the MTUS knee chapter is met."},
    leaves={RATIONALE: "The Special Studies section of the MTUS knee chapter is not met."},
)
def quoted_section(case: Case) -> Iterator[Finding]:
    """The rationale cites a known section of a guideline for which the guideline line names only other sections."""
    for path, item in disputed_items(case):
        cited = [(_topic(citation.title), citation.sections) for citation in item.maximus_guideline.mtus]
        if not any(sections for _, sections in cited):
            continue
        rationale = item.decision_rationale
        for match, context, topic in _in_context(rationale, SECTION_WORD):
            named = _of_same_guideline(cited, context, topic)
            name = _section_beside(rationale, match) if named and all(named) else None
            if name and not any(_alike(name, other) for of_line in named for other in of_line):
                line = ", ".join(other for of_line in named for other in of_line)
                yield Finding(
                    (*path, "decision_rationale"),
                    "the rationale cites a section that the guideline line does not name",
                    f"{name}; the line: {line}",
                    match.start(),
                )


def _topic(title: str) -> str | None:
    """The section of the regulation that a cited title belongs to."""
    edition = find_edition(title)
    return edition.section if edition else next(iter(guideline_topics(title)), None)


def _in_context(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], str, str | None]]:
    """The matches of a pattern, each with the words that name its source, and the guideline that these words name.

    The words are those before the match in its sentence ("the MTUS on page 9"), or those after it if "of", "in" or
    "from" follows ("page 9 of the MTUS"), up to the next match. If they name several guidelines, the nearest counts.
    """
    matches = list(pattern.finditer(text))
    ends = [0, *(match.end() for match in matches)]
    starts = [*(match.start() for match in matches), len(text)]
    for match, before, after in zip(matches, ends, starts[1:], strict=False):
        if SOURCE_FOLLOWS.match(text, match.end()):
            context = CLAUSE_END.split(text[match.end() : min(after, match.end() + REACH)], maxsplit=1)[0]
            nearest_first = guideline_topics(context)
        else:
            context = SENTENCE_END.split(text[max(before, match.start() - REACH) : match.start()])[-1]
            nearest_first = guideline_topics(context)[::-1]
        yield match, context, next(iter(nearest_first), None)


def _of_same_guideline(cited: Sequence[tuple[str | None, Cited]], context: str, topic: str | None) -> list[Cited]:
    """The pages or sections cited from the guideline that the context names; empty if the guideline is not clear."""
    if not MTUS_NAMED.search(context) or OTHER_SOURCE.search(context):
        return []
    if topic is None and ACOEM.search(context):
        return []
    return [places for section, places in cited if topic in (None, section)]


def _cited_pages(guideline: Guideline) -> list[tuple[str | None, list[range]]]:
    """The topic and the pages of each citation; for a guideline line in free text only if it names one guideline."""
    if guideline.text is None:
        return [(_topic(citation.title), _ranges(citation.pages or "")) for citation in guideline.mtus]
    topics = set(guideline_topics(guideline.text))
    if len(topics) != 1 or OTHER_SOURCE.search(guideline.text):
        return []
    pages = [pages for match in PAGES_IN_LINE.finditer(guideline.text) for pages in _ranges(match[1])]
    return [(topics.pop(), pages)]


def _ranges(pages: str) -> list[range]:
    """The page ranges of "88, 89", "98-99" or "98-9"."""
    ranges = []
    for match in PAGE_RANGE.finditer(pages):
        first, last = match[1], match[2] or match[1]
        if int(last) < int(first):
            last = first[: -len(last)] + last
        ranges.append(range(int(first), int(last) + 1))
    return ranges


def _overlap(some: list[range], others: list[range]) -> bool:
    return any(one.start < other.stop and other.start < one.stop for one in some for other in others)


def _written(ranges: list[range]) -> str:
    return ", ".join(str(one.start) if len(one) == 1 else f"{one.start}-{one.stop - 1}" for one in ranges)


@lru_cache(MOST_CATALOGUES)
def _section_names(_catalogue: Catalogue) -> dict[str, str]:
    """The known section names by their form for comparison, longest first, without those that name a guideline."""
    names = sorted(known_names("sections"), key=lambda name: (-len(name), name))
    return {_folded(name): name for name in names if not guideline_topics(name)}


def _section_beside(text: str, match: re.Match[str]) -> str | None:
    """The known section named directly before the word "section", or after "Section(s):"; None if there is none."""
    known = _section_names(current_catalogue())
    if match[0].rstrip().endswith(":"):
        after = _folded(text[match.end() : match.end() + REACH])
        return next((name for key, name in known.items() if after.startswith(key)), None)
    before = _folded(text[max(0, match.start() - REACH) : match.start()]).rstrip(" ,\"”'’")
    names = ((key, name) for key, name in known.items() if before.endswith(key))
    return next((name for key, name in names if not before[: -len(key)][-1:].isalnum()), None)


def _alike(name: str, other: str) -> bool:
    """Whether one section name contains the other."""
    return _folded(name) in _folded(other) or _folded(other) in _folded(name)


def _folded(text: str) -> str:
    return text.casefold().replace("&", "and")
