"""Rules about what a cited guideline covers: the part of the body, and the treatment, that the request names."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from imrletters.case import GUIDELINE_FIELDS, Case, DisputedItem, disputed_items
from imrletters.lexicon import Treatment, speaks_of, treatments_in
from imrletters.mtus import find_edition
from imrletters.proofreading.cited_chapters import (
    citable_regions,
    cited_chapters,
    is_exempt,
    named_regions,
    odg_topics,
    regions_of_case,
    requested_regions,
)
from imrletters.proofreading.examples import MAXIMUS_LINE
from imrletters.proofreading.rule import Finding, Place, rule
from imrletters.proofreading.rules.citations import ANOTHERS_WORDS

TOPICAL = re.compile(
    r"\b(?=[\dbcglopst])(?:topical|cream|gel|ointment|lotion|patch(?:es)?|transdermal|salve|compound\w*|base|solution)\b|\d\s?%",
    re.IGNORECASE,
)


CHRONIC_PAIN = "9792.24.2"
PAIN = re.compile(
    r"\b(?:pain\w*|ache\w*|aching|headaches?|sore\w*|tender\w*|discomfort|hurt\w*|burning|stiff\w*|spasms?"
    r"|\w{3,15}algia|sprain\w*|strain\w*|fracture\w*|radicul\w+|crush\w*|injur\w+ (?:his|her|the))\b",
    re.IGNORECASE,
)


@rule(
    "C11",
    "chapter-of-another-part",
    "warning",
    why="The MTUS applies through the guideline that addresses the condition (8 CCR 9792.21(d), 9792.21.1).",
    catches={f"{MAXIMUS_LINE}/mtus/0/title": "Low Back Complaints 2004"},
    leaves={f"{MAXIMUS_LINE}/mtus/0/title": "Knee Complaints 2004"},
)
def chapter_of_another_part(case: Case) -> Iterator[Finding]:
    """A chapter is cited that is about other parts of the body than the request names.

    Parts that had no chapter of the MTUS on the day of the request may cite any: hip, groin and thoracic spine before
    December 2017. The message states whether the reviewer or the claims administrator cited it.
    """
    in_case = cache(lambda: regions_of_case(case))
    for path, item in disputed_items(case):
        requested, close = requested_regions(item)
        place = Place((*path, "service"), item.service, 0)
        if not requested:
            close = citable_regions(in_case() | named_regions(item.decision_rationale))
        for side in GUIDELINE_FIELDS:
            for chapter in cited_chapters(path, item, side):
                if close.isdisjoint(chapter.regions) and not is_exempt(case, requested, chapter):
                    names = ", ".join(sorted(requested)) or "no part of the body"
                    message = "the cited chapter is about another part of the body than the request"
                    if side != "maximus_guideline":
                        message = "the claims administrator cited a chapter about another part of the body"
                    evidence = f"{chapter.text}; the request: {names}"
                    yield Finding(chapter.path, message, evidence, chapter.start, (place,))


@rule(
    "C12",
    "section-of-another-treatment",
    "warning",
    why="A guideline that does not address the treatment is no basis of the decision (Labor Code 4610.5(c)(2)).",
    catches={
        f"{MAXIMUS_LINE}/mtus/0": {
            "title": "Chronic Pain Medical Treatment 2016",
            "sections": ["Epidural steroid injections (ESIs)"],
        }
    },
    leaves={f"{MAXIMUS_LINE}/mtus/0": {"title": "Knee Complaints 2004", "sections": ["Special Studies"]}},
)
def section_of_another_treatment(case: Case) -> Iterator[Finding]:
    """All sections that a side cites, or a topic of the ODG, speak of other treatments than the request.

    What the claims administrator cited is a note.
    """
    for path, item in disputed_items(case):
        requested = _requested_treatments(item)
        if not requested:
            continue
        place = Place((*path, "service"), item.service, 0)
        for side in GUIDELINE_FIELDS:
            sections = [
                ((*path, side, "mtus", number, "sections", index), section)
                for number, citation in enumerate(getattr(item, side).mtus)
                for index, section in enumerate(citation.sections)
            ]
            spoken = [[speaks_of(section, each) for each in requested] for _, section in sections]
            other = sections if all(answer is False for answers in spoken for answer in answers) else []
            for where, section in other:
                message = "the cited section is about another treatment than the request"
                if side != "maximus_guideline":
                    message = "the claims administrator cited a section about another treatment"
                yield Finding(where, message, section, 0, (place,), ANOTHERS_WORDS.get(side))
            for index, start, topic in odg_topics(item, side):
                named = [each.treatment for each in treatments_in(topic)]
                if named and not any(one.is_like(asked) for one in named for asked in requested):
                    message = "the cited topic is about another treatment than the request"
                    where = (*path, side, "non_mtus", index)
                    yield Finding(where, message, topic.strip(" ,;"), start, (place,), ANOTHERS_WORDS.get(side))


def _requested_treatments(item: DisputedItem) -> list[Treatment]:
    """The treatments that a request names; a drug in a cream or a patch is a topical analgesic too."""
    named = [each.treatment for each in treatments_in(item.service)]
    if TOPICAL.search(item.service):
        named += [
            replace(each, groups=(*each.groups, "topical analgesic", "compounded drug"))
            for each in named
            if each.is_drug
        ]
    return named


@rule(
    "C13",
    "chronic-pain-without-pain",
    "warning",
    why="The guideline is about chronic pain: pain that lasts three or more months (8 CCR 9792.20).",
    catches={
        f"{MAXIMUS_LINE}/mtus/0/title": "Chronic Pain Medical Treatment 2016",
        "/clinical_case_summary": "The worker has palpitations.",
    },
    leaves={
        f"{MAXIMUS_LINE}/mtus/0/title": "Chronic Pain Medical Treatment 2016",
        "/clinical_case_summary": "The worker has palpitations and a painful knee.",
    },
)
def chronic_pain_without_pain(case: Case) -> Iterator[Finding]:
    """The guideline for chronic pain is cited, but neither the summary nor a request names any pain.

    What the claims administrator cited is a note.
    """
    texts = (case.clinical_case_summary, *(item.service for item in case.disputed_items))
    if any(PAIN.search(text) for text in texts):
        return
    for path, item in disputed_items(case):
        for side in GUIDELINE_FIELDS:
            for index, citation in enumerate(getattr(item, side).mtus):
                edition = find_edition(citation.title)
                if edition and edition.section == CHRONIC_PAIN:
                    where = (*path, side, "mtus", index, "title")
                    message = "the guideline for chronic pain is cited, but the case names no pain"
                    place = Place(("clinical_case_summary",))
                    yield Finding(where, message, citation.title, 0, (place,), ANOTHERS_WORDS.get(side))
