"""The fixed wording of an edition, learned by rendering it: what parse recognises and nobody may forge.

A probe case is rendered whose every value is a marker from Unicode's private use area; what stands between the markers
is the wording. So the wording is written once, in the templates.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import get_args

from imrletters.case import HEADER_FIELDS, Audience, Case, Citation, Decision, Guideline
from imrletters.rendering import render_text

NAMES = (
    *("name", "label", "states", "specialties", "service", "original", "authorized"),
    *("title_1", "title_2", "place_1", "place_2", "other_1", "other_2", "text", "document"),
)
MARK = {name: chr(0xE000 + number) for number, name in enumerate(NAMES)}
NAME_OF = {mark: name for name, mark in MARK.items()}
ANY_MARK = re.compile("([" + "".join(NAME_OF) + "])")
DECISIONS = "|".join(get_args(Decision))


@dataclass(frozen=True)
class GuidelineWording:
    """What stands around and between the citations in one side's guideline line; "" where the edition has no words."""

    opening: str
    place: str
    place_joint: str
    citation_joint: str
    closing: str
    other_opening: str
    other_joint: str
    outside: str
    no_evidence: str


@dataclass(frozen=True)
class Wording:
    """The fixed wording of one edition. Patterns name their groups after the fields of the case."""

    edition: str
    header_labels: dict[str, str]
    titles: tuple[str, str, str]
    preamble: re.Pattern[str]
    """The paragraphs under the first title, joined by spaces."""
    preamble_lines: int
    between_credentials: str
    """What stands between the names of the states and those of the specialties."""
    summary_opening: str
    items_opening: str
    guideline_labels: tuple[re.Pattern[str], re.Pattern[str]]
    rationale_label: str
    headings: dict[str, re.Pattern[str]]
    guidelines: tuple[GuidelineWording, GuidelineWording]
    citation_place: str
    """What the edition's citations point to: "sections" or "pages"."""
    notice_title: str
    """The first title of the parties' copy, and the title of its list of documents."""
    documents_title: str
    openings: tuple[str, ...]
    """How the letter's own paragraphs begin, with markers for names; no paragraph of a case may begin so."""


def flexible(text: str) -> str:
    """A pattern for ``text`` in which each space may be several: published letters are not of one mind there.

    A line end may have left nothing, for a hyphen before it reads like one at which a word was broken.
    """
    return " *".join(" +".join(map(re.escape, line.split(" "))) for line in text.split("\n"))


@cache
def wording_of(edition: str) -> Wording:
    """The wording of an edition that there is a template for."""
    blocks = _blocks(_probe(edition), "public")
    notice = _blocks(_probe(edition), "parties")
    documents = next(i for i, block in enumerate(notice) if MARK["document"] in block)
    summary = next(i for i, block in enumerate(blocks) if block == MARK["text"])
    header, titles = blocks[0], (blocks[1], blocks[summary - 2], blocks[summary + 1])
    preamble = blocks[2 : summary - 2]
    items = [blocks[i : i + 4] for i in range(summary + 3, len(blocks), 4)]
    plain, sections, *_, quantity, substitution = items
    labels = [plain[side].split(MARK["text"])[0].rstrip() for side in (1, 2)]
    rationale_label = plain[3].partition(MARK["text"])[0].rstrip()
    cites_sections = MARK["place_1"] in sections[1]
    return Wording(
        edition=edition,
        header_labels=_header_labels(header),
        titles=titles,
        preamble_lines=len("\n".join(preamble).split("\n")),
        between_credentials=_credentials_joint(" ".join(preamble)),
        preamble=_pattern(" ".join(preamble)),
        summary_opening=blocks[summary - 1],
        items_opening=blocks[summary + 2],
        guideline_labels=(_pattern(labels[0]), _pattern(labels[1])),
        rationale_label=rationale_label,
        headings={
            "quantity": _heading(quantity[0]),
            "substitution": _heading(substitution[0]),
            "plain": _heading(plain[0]),
        },
        guidelines=(
            _guideline(*(item[1].removeprefix(labels[0]).strip() for item in items[1:6])),
            _guideline(*(item[2].removeprefix(labels[1]).strip() for item in items[1:6])),
        ),
        citation_place="sections" if cites_sections else "pages",
        notice_title=notice[0],
        documents_title=notice[documents - 2],
        openings=(
            *titles,
            preamble[0].split(".")[0] + ".",
            *(ANY_MARK.split(line)[0].rstrip() for block in preamble[1:] for line in block.split("\n")),
            blocks[summary - 1],
            blocks[summary + 2],
            *labels,
            rationale_label,
        ),
    )


def _blocks(case: Case, audience: Audience) -> list[str]:
    return render_text(case, 0, audience).strip("\n").split("\n\n")


def _credentials_joint(preamble: str) -> str:
    pairs = {("states", "specialties"), ("specialties", "states")}
    return next(words.strip() for marks, words in _between(preamble) if marks in pairs)


def _guideline(sections: str, pages: str, mtus_only: str, others_only: str, none: str) -> GuidelineWording:
    full = sections if MARK["place_1"] in sections else pages
    between = dict(_between(full))
    return GuidelineWording(
        opening=between["", "title_1"],
        place=between["title_1", "place_1"],
        place_joint=between.get(("place_1", "place_2"), ""),
        citation_joint=between.get(("place_2", "title_2")) or between["place_1", "title_2"],
        closing=mtus_only.split(MARK["title_1"])[1],
        other_opening=between["title_2", "other_1"],
        other_joint=between["other_1", "other_2"],
        outside=others_only.split(MARK["other_1"], maxsplit=1)[0],
        no_evidence=none,
    )


def _between(text: str) -> list[tuple[tuple[str, str], str]]:
    """Each stretch of wording with the names of the markers before and after it."""
    parts = ANY_MARK.split(text)
    marks = ["", *(NAME_OF[mark] for mark in parts[1::2]), ""]
    return [((marks[i], marks[i + 1]), words) for i, words in enumerate(parts[::2])]


def _pattern(text: str, words: Callable[[str], str] = flexible) -> re.Pattern[str]:
    """A pattern of the whole text, a named group for each marker; one that comes twice may differ the second time."""
    seen: set[str] = set()
    pieces = []
    for part in ANY_MARK.split(text):
        name = NAME_OF.get(part)
        if name is None:
            pieces.append(words(part))
        else:
            pieces.append(rf"(?P<{name}>[^ ].*?)" if name not in seen else r"(?:[^ ].*?)")
            seen.add(name)
    return re.compile("".join(pieces))


def _heading(text: str) -> re.Pattern[str]:
    head, _, _ = text.rpartition("Upheld")
    return re.compile(_pattern(head.rstrip(), re.escape).pattern + f" *(?P<decision>{DECISIONS})")


def _header_labels(header: str) -> dict[str, str]:
    """The labels of the header block by field, read off a block whose values are known."""
    labels, rest = {}, header
    for name, value in sorted(_header_values().items(), key=lambda pair: header.index(pair[1])):
        label, rest = rest.split(value, 1)
        labels[name] = label.strip()
    return labels


def _header_values() -> dict[str, str]:
    return {"case_number": "CASE", "priority": "Standard"} | {
        name: f"01/{number:02}/1000" for number, name in enumerate(HEADER_FIELDS[2:], start=1)
    }


def _probe(edition: str) -> Case:
    """A case that uses every wording of an edition once, all values markers."""
    titles = [MARK["title_1"], MARK["title_2"]]
    others = (MARK["other_1"], MARK["other_2"])
    sections = Citation(title=titles[0], sections=(MARK["place_1"], MARK["place_2"]))
    pages = Citation.model_construct(title=titles[0], sections=(), pages=MARK["place_1"])
    second = Citation(title=titles[1])
    guidelines = [
        Guideline(text=MARK["text"]),
        Guideline(mtus=(sections, second), non_mtus=others),
        Guideline.model_construct(mtus=(pages, second), non_mtus=others, text=None),
        Guideline(mtus=(Citation(title=titles[0]),)),
        Guideline(non_mtus=(MARK["other_1"],)),
        Guideline(),
        Guideline(text=MARK["text"]),
        Guideline(text=MARK["text"]),
    ]
    partial = {"original_request": MARK["original"], "authorized": MARK["authorized"]}
    partials = [None] * 6 + [{"kind": kind, **partial} for kind in ("quantity", "substitution")]
    header = {
        name: f"{value[6:]}-{value[:2]}-{value[3:5]}" if "/" in value else value
        for name, value in _header_values().items()
    }
    data = {
        "edition": edition,
        "organization": {"name": MARK["name"], "label": MARK["label"]},
        **header,
        "expert_reviewer": {"licensure_states": [MARK["states"]], "specialties": [MARK["specialties"]]},
        "clinical_case_summary": MARK["text"],
        "documents_reviewed": [{"kind": "Other record", "title": MARK["document"]}],
        "disputed_items": [
            {
                "service": MARK["service"],
                "partial_approval": partial,
                "decision": "Upheld",
                "claims_administrator_guideline": guideline,
                "maximus_guideline": guideline,
                "decision_rationale": MARK["text"],
            }
            for guideline, partial in zip(guidelines, partials, strict=True)
        ],
    }
    return Case.model_validate(data)
