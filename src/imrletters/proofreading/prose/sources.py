"""Finds the guidelines of the MTUS that a rationale relies on, with the section of the regulation for each."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from imrletters.case import Guideline
from imrletters.mtus import find_edition, guideline_sections, guideline_topics
from imrletters.proofreading.prose.sentences import sentences
from imrletters.screened import Screened, has_any

RELIES_BEFORE = re.compile(
    r"\b(?:according to|as per|per|pursuant to|as noted (?:on|in|by)|based (?:up)?on|in accordance with"
    r"|as outlined (?:in|by)"
    r"|as stated (?:in|by)|under|by)\b[^.;]{0,90}\Z",
    re.IGNORECASE,
)
RELIES_AFTER = re.compile(
    r"[^.;]{0,110}?\b(?:states?|recommends?|notes?|indicates?|stipulates?|advises?|supports?|allows?|suggests?|specif(?:y|ies)"
    r"|requires?|refers?|limits?|endorses?|has the following)\b",
    re.IGNORECASE,
)
OF_OTHERS = re.compile(
    r"\b(?=[3cdeprtu])(?:claims administrator|utilization review|UR|reviewer|provider|treater|denial"
    r"|physician) (?:[a-z]+ ){0,3}"
    r"(?:cited|referenced|relied|used|quoted|based)\b|\bThird Edition\b|\b3rd edition\b|\bed\.",
    re.IGNORECASE,
)
NOT_RELIED = re.compile(
    r"\b(?=[dns])(?:silent|(?:do|does|did) not (?:specifically |directly )?(?:address|discuss|mention|cover|apply)"
    r"|no (?:specific )?(?:recommendation|mention|guideline)|not (?:addressed|applicable))\b",
    re.IGNORECASE,
)
ACOEM = re.compile(
    r"\bACOEM\b|\bAmerican College of Occupational (?:and|&) Environmental Medicine\b|\bOccupational Medicine Practice",
    re.IGNORECASE,
)
NEAR = 70
"""The most characters between "ACOEM" or "MTUS" and the chapter that it names."""
CHAPTER = Screened(r"\bchapters? (?P<number>\d{1,2})\b(?!-)", ("chapter",))
COMPLAINTS = Screened(
    r"\b(?:ACOEM|MTUS)\b[^.;]{0,70}?\b(?P<topic>neck and upper back|low back|shoulder|knee|elbow|ankle and foot"
    r"|(?:forearm, )?wrist,? and hand)\b[^.;]{0,12}?\b(?:complaints|chapter|disorders)\b",
    ("acoem", "mtus"),
)
CHAPTER_SECTIONS = {8: "9792.23.1", 9: "9792.23.2", 10: "9792.23.3", 11: "9792.23.4", 12: "9792.23.5"} | {
    13: "9792.23.6",
    14: "9792.23.7",
    15: "9792.23.8",
    16: "9792.23.9",
}
"""The sections of the regulation that adopt chapters of the ACOEM Practice Guidelines, 2nd edition (8 CCR 9792.23)."""
MARKS = ("9792.", "chapter", "acoem", "mtus", "odg", "official", "guideline")
"""Each name of a guideline has one of these, in small letters."""
NUMBERED = re.compile(r"\b9792\.2[34]\.\d{1,2}\b")
TITLED = Screened(
    r"\b(?P<topic>Chronic Pain|Acupuncture|Post-?surgical|Opioids?)(?: Medical)?(?: Treatment)? Guidelines?\b",
    ("chronic", "acupuncture", "surgical", "opioid"),
)
ODG = Screened(r"\bODG\b|\bOfficial Disabilit(?:y|ies) Guidelines?\b(?: \(ODG\))?", ("odg", "official disab"))
ODG_SECTION = "ODG"
"""Stands for the Official Disability Guidelines among the sections of the regulation."""
TITLE_SECTIONS = {"chr": "9792.24.2", "acu": "9792.24.1", "pos": "9792.24.3", "opi": "9792.24.4"}


class Reliance(NamedTuple):
    """A guideline of the MTUS that a sentence relies on: its section, the words that name it, and their offset."""

    section: str
    text: str
    start: int


def relied_on(rationale: str) -> Iterator[Reliance]:
    """The guidelines of the MTUS on which sentences of a rationale rely."""
    for sentence in sentences(rationale):
        all_named = list(_named(sentence.text)) if has_any(sentence.text, MARKS) else []
        if not all_named or OF_OTHERS.search(sentence.text) or NOT_RELIED.search(sentence.text):
            continue
        for named in all_named:
            before, after = sentence.text[: named.start], sentence.text[named.start + len(named.text) :]
            if RELIES_BEFORE.search(before[-120:]) or RELIES_AFTER.match(after):
                yield Reliance(named.section, named.text, sentence.start + named.start)


def _named(sentence: str) -> Iterator[Reliance]:
    """The guidelines that a sentence names by number, by chapter or by title."""
    for found in NUMBERED.finditer(sentence):
        if any(section.number == found[0] for section in guideline_sections()):
            yield Reliance(found[0], found[0], found.start())
    for found in CHAPTER.finditer(sentence):
        section = CHAPTER_SECTIONS.get(int(found["number"]))
        publisher = list(ACOEM.finditer(sentence, max(0, found.start() - NEAR), found.end() + NEAR))
        if section and publisher:
            start = min(found.start(), publisher[-1].start())
            yield Reliance(section, sentence[start : max(found.end(), publisher[-1].end())], start)
    for found in COMPLAINTS.finditer(sentence):
        yield Reliance(guideline_topics(found["topic"])[0], found[0], found.start())
    for found in ODG.finditer(sentence):
        yield Reliance(ODG_SECTION, found[0], found.start())
    for found in TITLED.finditer(sentence):
        yield Reliance(TITLE_SECTIONS[found["topic"][:3].lower()], found[0], found.start())


def cited_sections(guideline: Guideline) -> set[str]:
    """The sections of the regulation whose guidelines a line cites; ``ODG_SECTION`` if it cites any other source."""
    found: set[str] = {ODG_SECTION} if guideline.non_mtus or guideline.text else set()
    for citation in guideline.mtus:
        edition = find_edition(citation.title)
        found.update([edition.section] if edition else guideline_topics(citation.title))
    for text in (guideline.text or "", *guideline.non_mtus):
        if guideline.text or ACOEM.search(text):
            found.update(guideline_topics(text))
            found.update(CHAPTER_SECTIONS.get(int(chapter["number"]), "") for chapter in CHAPTER.finditer(text))
    return found


def title_of(section: str) -> str:
    """The title of the guideline that a section of the regulation adopts."""
    return next(
        (each.title for each in guideline_sections() if each.number == section), "Official Disability Guidelines"
    )


def cites(guideline: Guideline) -> str:
    """The titles that a guideline line cites, for a message."""
    return ", ".join([*(each.title for each in guideline.mtus), *guideline.non_mtus]) or guideline.text or "nothing"
