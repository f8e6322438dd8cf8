"""Rules about words: confused and misspelt words, remnants of templates, and page numbers as sections."""

import re
from collections.abc import Iterator

from imrletters.case import GUIDELINE_FIELDS, Case, disputed_items
from imrletters.proofreading.form import (
    all_listed_sequences,
    findings_of,
    in_all_sentences,
    in_narratives,
    misspellings,
    near_terms,
    remnants,
    states_sex,
)
from imrletters.proofreading.rule import Finding, rule
from imrletters.proofreading.rules.citations import ANOTHERS_WORDS

PAGE = re.compile(r"(?:pages?\s*|pp?\.\s*)?\d{1,3}(?:\s*[-–,]\s*\d{1,3})*\Z", re.IGNORECASE)


@rule(
    "T32",
    "confused-word",
    "warning",
    why="In published letters words are written for others that look or sound like them.",
    catches={"/clinical_case_summary": "Her knee hurts more then the other one."},
    leaves={"/clinical_case_summary": "Her knee hurts more than the other one, and then her hip."},
)
def confused_word(case: Case) -> Iterator[Finding]:
    """A word is written for another, in a sequence where only the other word is possible."""
    yield from findings_of(all_listed_sequences(case, "confusion"), in_all_sentences(case, near_terms))


@rule(
    "T33",
    "misspelt-word",
    "warning",
    why="The words are compared with SCOWL, the words of LemmInflect and medical terms.",
    catches={"/clinical_case_summary": "A diagnositc test was normal."},
    leaves={"/clinical_case_summary": "A diagnostic test by Dr. Quillfeather was normal, with CRPS and 2xMRI."},
)
def misspelt_word(case: Case) -> Iterator[Finding]:
    """A word that no list has differs by one letter from a common word or a medical term."""
    yield from findings_of(in_all_sentences(case, misspellings))


@rule(
    "T34",
    "template-remnant",
    "warning",
    why="A choice that a template offers must be made before the letter is issued.",
    catches={"/clinical_case_summary": "The injured worker is a(n) 46 year old female."},
    leaves={"/clinical_case_summary": "The injured worker is a 46 year old female. Her tear(s) heal(ed)."},
)
def template_remnant(case: Case) -> Iterator[Finding]:
    """A choice of a template was not made: ``a(n)``, or ``he/she`` where the summary states the sex."""
    stated = states_sex(case.clinical_case_summary)
    yield from findings_of(in_narratives(case, lambda text: remnants(text, stated)))


@rule(
    "T35",
    "page-as-section",
    "warning",
    why="A section is cited by its title; a number alone is a page of an edition that is not named.",
    catches={"/disputed_items/0/maximus_guideline": {"mtus": [{"title": "Knee Complaints 2004", "sections": ["343"]}]}},
    leaves={
        "/disputed_items/0/maximus_guideline": {
            "mtus": [{"title": "Knee Complaints 2004", "sections": ["Special Studies"]}]
        }
    },
)
def page_as_section(case: Case) -> Iterator[Finding]:
    """A section of a cited guideline is only a number.

    What the claims administrator cited is a note.
    """
    for path, item in disputed_items(case):
        for field in GUIDELINE_FIELDS:
            for place, citation in enumerate(getattr(item, field).mtus):
                for number, section in enumerate(citation.sections):
                    if PAGE.match(section.strip()):
                        where = (*path, field, "mtus", place, "sections", number)
                        message = "a section is cited by a number only"
                        yield Finding(where, message, section, 0, severity=ANOTHERS_WORDS.get(field))
