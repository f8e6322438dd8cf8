"""Renders the probe: a case whose every value is a marker. All words of its letter between markers are fixed wording.

The markers are characters of Unicode's private use area, which no letter can print. The letter is rendered as data
(``letter_parts``), so each part is found by its content and never by its position.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from imrletters.case import HEADER_FIELDS, Audience, Case, Citation, Guideline
from imrletters.rendering import WORDS, LetterPart, letter_parts

NAMES = (
    *("name", "label", "states", "specialties", "service", "original", "authorized"),
    *("title_1", "title_2", "place_1", "place_2", "other_1", "other_2", "text", "document"),
    *HEADER_FIELDS,
)
MARK = {name: chr(0xE000 + number) for number, name in enumerate(NAMES)}
NAME_OF = {mark: name for name, mark in MARK.items()}
ANY_MARK = re.compile("([" + "".join(NAME_OF) + "])")
HEADER_DATES = {name: date(1000, 1, number) for number, name in enumerate(HEADER_FIELDS[2:], start=1)}

SECTIONS = Citation(title=MARK["title_1"], sections=(MARK["place_1"], MARK["place_2"]))
PAGES = Citation.model_construct(title=MARK["title_1"], sections=(), pages=MARK["place_1"])
FIRST, SECOND = (Citation(title=MARK[name]) for name in ("title_1", "title_2"))
OTHERS = (MARK["other_1"], MARK["other_2"])
GUIDELINES = {
    "sections": Guideline(mtus=(SECTIONS, SECOND), non_mtus=OTHERS),
    "sections alone": Guideline(mtus=(SECTIONS,)),
    "pages": Guideline.model_construct(mtus=(PAGES, SECOND), non_mtus=OTHERS, text=None),
    "pages alone": Guideline.model_construct(mtus=(PAGES,), non_mtus=(), text=None),
    "titles": Guideline(mtus=(FIRST, SECOND)),
    "title": Guideline(mtus=(FIRST,), non_mtus=OTHERS[:1]),
    "others": Guideline(non_mtus=OTHERS),
    "none": Guideline(),
    "text": Guideline(text=MARK["text"]),
}
"""A guideline of each form. Sections and pages are both tried: an edition prints one of them."""
PARTIAL_APPROVALS = ("quantity", "substitution")
TITLES = ("how_made_title", "summary_title", "items_title")
"""The blocks of the three titles, in reading order."""
STATEMENTS = ("first_year", "last_year", "opioid_advisory", "dated_titles", "precedence", "place_words")
"""The blocks in which an edition states something about itself."""
ITEM_PARTS = ("item_heading", "labelled", "labelled", "narrative")


class UnlearnableError(Exception):
    """The wording of an edition cannot be learned; the message names the block."""

    def __init__(self, block: str, reason: str) -> None:
        self.block = block
        super().__init__(f"block {block}: {reason}")


@dataclass(frozen=True)
class ProbeItem:
    """The four parts of a disputed item."""

    heading: LetterPart
    guidelines: tuple[LetterPart, LetterPart]
    rationale: LetterPart


@dataclass(frozen=True)
class Probe:
    """The parts of a probe's letter by name."""

    statements: dict[str, str]
    """The statements of the edition about itself, by the name of the block."""
    header: list[LetterPart]
    titles: tuple[str, str, str]
    preamble: list[LetterPart]
    summary_opening: list[LetterPart]
    items_opening: list[LetterPart]
    items: dict[str, ProbeItem]


def probe(edition: str, templates: Path | None) -> Probe:
    """The parts of the probe's letter. Raises UnlearnableError if a part is missing or out of place."""
    case = _case(edition)
    statements, parts = _parts(case, templates, "public")
    for block in STATEMENTS:
        if block not in statements:
            raise UnlearnableError(block, "expected it to be printed by m.statement, as letter.j2 does")
    without_header, _ = _parts(case.model_copy(update=dict.fromkeys(HEADER_FIELDS)), templates, "public")
    statements["precedence_without_header"] = without_header["precedence"]
    starts = [number for number, part in enumerate(parts) if part.kind == "item_heading"]
    summary = next((number for number, part in enumerate(parts) if _is_summary(part)), None)
    if summary is None:
        raise UnlearnableError("summary", "the summary is not printed by m.narrative")
    if not starts:
        raise UnlearnableError("request", "no item heading is printed by m.item_heading")
    titles = [number for number, part in enumerate(parts[: starts[0]]) if part.kind == "title"]
    above_summary = [number for number in titles if number < summary]
    first, second = _nearest(above_summary[:1], TITLES[0]), _nearest(above_summary[1:], TITLES[1])
    third = _nearest([number for number in titles if number > summary], TITLES[2])
    if summary + 1 != third:
        raise UnlearnableError(TITLES[2], f"expected it below the summary, not {_excerpt(parts[summary + 1])}")
    words = (_words(parts[first], TITLES[0]), _words(parts[second], TITLES[1]), _words(parts[third], TITLES[2]))
    return Probe(
        statements,
        header=parts[:first],
        titles=words,
        preamble=parts[first + 1 : second],
        summary_opening=parts[second + 1 : summary],
        items_opening=parts[third + 1 : starts[0]],
        items=dict(_item(parts[start:end]) for start, end in pairwise([*starts, len(parts)])),
    )


def notice_titles(edition: str, templates: Path | None, public: Probe) -> tuple[str, str]:
    """The first title of the parties' copy, and the title of its list of documents; "" for one that it lacks."""
    _, parts = _parts(_case(edition), templates, "parties")
    notice = ""
    if parts[0] not in (*public.header[:1], LetterPart("title", public.titles[0])):
        if parts[0].kind != "title":
            raise UnlearnableError("notice", f"expected a title first, not {_excerpt(parts[0])}")
        notice = _words(parts[0], "notice")
    listed = next((number for number, part in enumerate(parts) if MARK["document"] in part.text), None)
    if listed is None:
        return notice, ""
    title = next((part for part in reversed(parts[:listed]) if part.kind == "title"), parts[0])
    if title.text in (notice, *public.titles):
        raise UnlearnableError("documents_reviewed", "expected a title above the documents")
    return notice, _words(title, "documents_reviewed")


def _is_summary(part: LetterPart) -> bool:
    return part == LetterPart("narrative", MARK["text"])


def _nearest(places: Sequence[int], block: str) -> int:
    """The last of the places of a title. Raises UnlearnableError if there is none."""
    if not places:
        raise UnlearnableError(block, "expected a title, printed by m.title in its place")
    return places[-1]


def _words(part: LetterPart, block: str) -> str:
    if ANY_MARK.search(part.text) or not part.text.strip():
        raise UnlearnableError(block, f"expected fixed words, not {_excerpt(part)}")
    return part.text


def _item(parts: Sequence[LetterPart]) -> tuple[str, ProbeItem]:
    kinds = tuple(part.kind for part in parts)
    if kinds[: len(ITEM_PARTS)] != ITEM_PARTS:
        raise UnlearnableError("guideline", f"an item is printed by {', '.join(ITEM_PARTS)}, not by {', '.join(kinds)}")
    if len(parts) > len(ITEM_PARTS):
        raise UnlearnableError("rationale_label", f"words follow the rationale: {_excerpt(parts[len(ITEM_PARTS)])}")
    heading, theirs, ours, rationale = parts
    return rationale.text.removeprefix(MARK["text"]), ProbeItem(heading, (theirs, ours), rationale)


def _excerpt(part: LetterPart) -> str:
    return repr(ANY_MARK.sub("...", " ".join(filter(None, [part.label, part.text])))[:60])


def _parts(case: Case, templates: Path | None, audience: Audience) -> tuple[dict[str, str], list[LetterPart]]:
    """The statements of the edition, and the parts of the letter, the dates of its header replaced by markers."""
    statements, found = {}, []
    for part in letter_parts(case, audience, templates):
        if part.kind == WORDS:
            raise UnlearnableError("letter", f"words are printed outside the macros of m: {_excerpt(part)}")
        if part.kind == "statement":
            statements[part.label] = part.text
        else:
            text = part.text
            for name, day in HEADER_DATES.items():
                text = text.replace(f"{day:%m/%d}/{day.year}", MARK[name])
            found.append(LetterPart(part.kind, text, part.label))
    return statements, found


def _case(edition: str) -> Case:
    """A case with an item for each form of a guideline and each kind of partial approval, named by its rationale."""
    partial = {"original_request": MARK["original"], "authorized": MARK["authorized"]}
    forms: dict[str, dict[str, Any]] = {
        name: {"claims_administrator_guideline": guideline, "maximus_guideline": guideline}
        for name, guideline in GUIDELINES.items()
    }
    forms |= {kind: forms["text"] | {"partial_approval": {"kind": kind, **partial}} for kind in PARTIAL_APPROVALS}
    items = [
        {"service": MARK["service"], "decision": "Upheld", "decision_rationale": MARK["text"] + name, **form}
        for name, form in forms.items()
    ]
    data = {
        "edition": edition,
        "organization": {"name": MARK["name"], "label": MARK["label"]},
        "case_number": MARK["case_number"],
        "priority": "Standard",
        **HEADER_DATES,
        "expert_reviewer": {"licensure_states": [MARK["states"]], "specialties": [MARK["specialties"]]},
        "clinical_case_summary": MARK["text"],
        "documents_reviewed": [{"kind": "Other record", "title": MARK["document"]}],
        "disputed_items": items,
    }
    return Case.model_validate(data).model_copy(update={"priority": MARK["priority"]})
