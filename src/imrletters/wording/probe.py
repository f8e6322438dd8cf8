"""Reads the letter of a probe case part by part.

The letter is rendered as data (``letter_parts``), so each part is found by its content and never by its position.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from imrletters.case import Audience, Case, paragraphs
from imrletters.rendering import WORDS, LetterPart, letter_parts
from imrletters.wording.marked_text import ANY_MARK, MARK, excerpt
from imrletters.wording.probe_cases import HEADER_DATES

TITLES = ("how_made_title", "summary_title", "items_title")
"""The blocks of the three titles, in reading order."""
STATEMENTS = ("first_year", "last_year", "opioid_advisory", "dated_titles", "precedence", *TITLES)
"""The blocks that letter.j2 states by their names."""
ITEM_PARTS = ("item_heading", "labelled", "labelled", "narrative")


class UnlearnableError(Exception):
    """The wording of an edition cannot be learned; the message names the block."""

    def __init__(self, block: str, reason: str) -> None:
        self.block = block
        super().__init__(f"block {block}: {reason}")


@dataclass(frozen=True)
class ProbeItem:
    """The four parts of a disputed item; of the rationale its first paragraph."""

    heading: LetterPart
    guidelines: tuple[LetterPart, LetterPart]
    rationale: LetterPart


@dataclass(frozen=True)
class Probe:
    """The parts of the letter of a probe case by name."""

    statements: dict[str, str]
    """The statements of the edition about itself, by the name of the block."""
    above: list[LetterPart]
    """The parts above the first title: the header block, in the parties' copy below the notice."""
    titles: tuple[str, str, str]
    preamble: list[LetterPart]
    """The parts between the first two titles, in the parties' copy with the list of documents."""
    summary_opening: list[LetterPart]
    items_opening: list[LetterPart]
    items: dict[str, ProbeItem]


def read_probe(case: Case, templates: Path | None, audience: Audience) -> Probe:
    """The parts of the letter of a probe case. Raises UnlearnableError if a part is missing or out of place."""
    statements, parts = _parts(case, templates, audience)
    for block in STATEMENTS:
        if block not in statements:
            raise UnlearnableError(block, "expected it to be printed by m.statement, as letter.j2 does")
    titles = _fixed_title(statements, 0), _fixed_title(statements, 1), _fixed_title(statements, 2)
    if len(set(titles)) < len(titles):
        raise UnlearnableError("summary_title", "two sections have the same title")
    first, second, third = (_place(parts, words, block) for words, block in zip(titles, TITLES, strict=True))
    starts = [number for number, part in enumerate(parts) if part.kind == "item_heading"]
    if not starts:
        raise UnlearnableError("request", "no item heading is printed by m.item_heading")
    if not first < second < third < starts[0]:
        raise UnlearnableError("letter", "expected the three titles in their order, and the items below the last one")
    summary = third - len(paragraphs(case.clinical_case_summary))
    if set(parts[summary:third]) != {LetterPart("narrative", MARK["text"])}:
        raise UnlearnableError("summary", f"expected it above {titles[2]!r}, its paragraphs printed by m.narrative")
    return Probe(
        statements,
        above=parts[:first],
        titles=titles,
        preamble=parts[first + 1 : second],
        summary_opening=parts[second + 1 : summary],
        items_opening=parts[third + 1 : starts[0]],
        items=dict(_items(case, [parts[start:end] for start, end in pairwise([*starts, len(parts)])])),
    )


def fixed_words(text: str, block: str) -> str:
    """The text, if it is not empty and contains no value of the case. Raises UnlearnableError if not."""
    if ANY_MARK.search(text) or not text.strip():
        raise UnlearnableError(block, f"expected fixed words, not {excerpt(text)}")
    return text


def full_text(part: LetterPart) -> str:
    """The text of a part after its label."""
    return f"{part.label} {part.text}" if part.label else part.text


def _fixed_title(statements: dict[str, str], number: int) -> str:
    return fixed_words(statements[TITLES[number]], TITLES[number])


def _place(parts: Sequence[LetterPart], title: str, block: str) -> int:
    """The place of the title with these words; no other part may have them."""
    places = [number for number, part in enumerate(parts) if full_text(part) == title]
    if len(places) > 1:
        raise UnlearnableError(block, f"expected {title!r} once, not {len(places)} times")
    if not places or parts[places[0]].kind != "title":
        raise UnlearnableError(block, f"expected the title {title!r}, printed by m.title")
    return places[0]


def _items(case: Case, printed: Sequence[Sequence[LetterPart]]) -> Iterator[tuple[str, ProbeItem]]:
    """The items of the case by their names."""
    if len(printed) != len(case.disputed_items):
        raise UnlearnableError("letter", f"expected {len(case.disputed_items)} items, not {len(printed)}")
    for item, parts in zip(case.disputed_items, printed, strict=True):
        kinds = tuple(part.kind for part in parts[: len(ITEM_PARTS)])
        if kinds != ITEM_PARTS:
            raise UnlearnableError(
                "guideline", f"an item is printed by {', '.join(ITEM_PARTS)}, not by {', '.join(kinds)}"
            )
        heading, theirs, ours, rationale, *further = parts
        first, *others = paragraphs(item.decision_rationale)
        if rationale.text != first:
            raise UnlearnableError("letter", "expected the items in their order, each with its rationale")
        expected = [LetterPart("narrative", text) for text in others]
        if further != expected:
            following = (further[len(others) :] or further or [rationale])[0]
            raise UnlearnableError("rationale_label", f"words follow the rationale: {excerpt(full_text(following))}")
        yield first.removeprefix(MARK["text"]), ProbeItem(heading, (theirs, ours), rationale)


def _parts(case: Case, templates: Path | None, audience: Audience) -> tuple[dict[str, str], list[LetterPart]]:
    """The statements of the edition, and the parts of the letter, the dates of its header replaced by markers."""
    statements, found = {}, []
    for part in letter_parts(case, audience, templates):
        if part.kind == WORDS:
            raise UnlearnableError("letter", f"words are printed outside the macros of m: {excerpt(part.text)}")
        if part.kind == "statement":
            statements[part.label] = part.text
        else:
            text = part.text
            for name, day in HEADER_DATES.items():
                text = text.replace(f"{day:%m/%d}/{day.year}", MARK[name])
            found.append(LetterPart(part.kind, text, part.label))
    return statements, found
