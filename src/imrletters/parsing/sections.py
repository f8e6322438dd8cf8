"""Reads the parts of a letter from its paragraphs: header block, credentials, summary and disputed items."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from typing import Any, NoReturn

from imrletters.case import GUIDELINE_FIELDS, HEADER_FIELDS, Case, Guideline, Path
from imrletters.errors import Problem
from imrletters.parsing.paragraphs import Paragraph
from imrletters.parsing.value_places import Origins
from imrletters.wording import Wording, flexible, read_guideline, read_heading, read_names

INCOMPLETE = "the letter is not complete: "


class Stage(IntEnum):
    """The part of a letter that does not fit an edition, in the order in which the parts are read."""

    FIRST_TITLE = 0
    SECOND_TITLE = 1
    THIRD_TITLE = 2
    ORDER = 3
    PREAMBLE = 4
    CONTENT = 5


class MisfitError(Exception):
    """The letter does not fit an edition: the problem, and the stage at which it was found."""

    def __init__(self, stage: Stage, problem: Problem) -> None:
        super().__init__(problem.message)
        self.stage = stage
        self.problem = problem


@dataclass(frozen=True)
class Reading:
    """A letter as one edition reads it."""

    wording: Wording
    data: dict[str, Any]
    origins: Origins


def public_part(found: Sequence[Paragraph], wording: Wording) -> Sequence[Paragraph]:
    """A parties' copy without its notice and its list of documents; any other letter as it is."""
    texts = [paragraph.text for paragraph in found]
    first, second = (texts.index(title) if title in texts else None for title in wording.titles[:2])
    if first is None or second is None or not wording.notice_title or texts[0] != wording.notice_title:
        return found
    label = next(iter(wording.header_labels.values()))
    # print may join the paragraphs of the header block, or begin one at each label
    most = max(wording.header_paragraphs, len(wording.header_labels))
    header = range(first - 1, max(0, first - 1 - most), -1)
    start = next((place for place in header if texts[place].startswith(label)), first)
    documents = wording.documents_title
    listed = texts.index(documents) if documents and documents in texts[first:second] else second
    return [*found[start:listed], *found[second:]]


def preamble_is_complete(found: Sequence[Paragraph], wording: Wording) -> bool:
    """Whether the lines of the first section were joined to the paragraphs of the edition, and to no more."""
    first = next((i for i, paragraph in enumerate(found) if paragraph.text == wording.titles[0]), None)
    if first is None:
        return False
    return _preamble(found[first + 1 : first + wording.preamble_lines + 2], wording) is not None


def _fail(message: str, paragraph: Paragraph, redacted: str = "", stage: Stage = Stage.CONTENT) -> NoReturn:
    """Raises MisfitError; ``redacted`` is the message without a word of the letter, where the two differ."""
    page, line = paragraph.place()
    raise MisfitError(stage, Problem(message, page=page, line=line, redacted=redacted))


def _preamble(found: Sequence[Paragraph], wording: Wording) -> re.Match[str] | None:
    """The match of the paragraphs between the first two titles."""
    end = next((i for i, paragraph in enumerate(found) if paragraph.text == wording.titles[1]), None)
    return re.fullmatch(wording.preamble, " ".join(paragraph.text for paragraph in found[:end])) if end else None


def _sections(found: Sequence[Paragraph], titles: tuple[str, str, str]) -> tuple[int, int, int]:
    """The places of the three titles."""
    places: list[int] = []
    for title in titles:
        place = next((i for i, paragraph in enumerate(found) if paragraph.text == title), None)
        if place is None and not places:
            _fail("the first section is missing", found[0], stage=Stage.FIRST_TITLE)
        if place is None:
            _fail(f'{INCOMPLETE}it ends without the section "{title}"', found[-1], stage=Stage(len(places)))
        if places and place < places[-1]:
            message = f'the section "{title}" is before "{titles[len(places) - 1]}"; expected it after that section'
            _fail(message, found[place], stage=Stage.ORDER)
        places.append(place)
    first, second, third = places
    return first, second, third


def read_edition(found: Sequence[Paragraph], wording: Wording) -> Reading:
    """The letter as one edition reads it. Raises MisfitError."""
    first, second, third = _sections(found, wording.titles)
    preamble = _preamble(found[first + 1 :], wording)
    if preamble is None:
        _fail("the wording of this section does not fit this edition", found[first], stage=Stage.PREAMBLE)
    origins = Origins()
    summary = _after(wording.summary_opening, found[second + 1 : third], found[second])
    parts = _after(wording.items_opening, found[third + 1 :], found[third])
    origins.add(("expert_reviewer",), found[first + 1 : first + 2])
    origins.add(("clinical_case_summary",), summary)
    labels: set[str] = set()
    data: dict[str, Any] = {
        "edition": wording.edition,
        **_read_header(found[:first], wording, origins),
        "expert_reviewer": {
            "licensure_states": read_names(preamble["states"], "states"),
            "specialties": read_names(preamble["specialties"], "specialties"),
        },
        "clinical_case_summary": "\n\n".join(paragraph.text for paragraph in summary),
        "disputed_items": [
            _read_item(item, number, wording, labels, origins) for number, item in enumerate(_items(parts, wording))
        ],
    }
    if len(labels) > 1:
        redacted = "the items name different review organizations"
        _fail(f"{redacted}: {', '.join(sorted(labels))}", found[third], redacted)
    organization = {"name": preamble["name"], "label": labels.pop()}
    if organization != Case.model_fields["organization"].default.model_dump():
        data["organization"] = organization
    return Reading(wording, data, origins)


def _after(openings: Sequence[str], found: Sequence[Paragraph], title: Paragraph) -> list[Paragraph]:
    """The paragraphs that follow the fixed ``openings`` of a section; there must be some.

    The last opening and the text after it may be one paragraph.
    """
    if not found:
        _fail(f'{INCOMPLETE}the section "{title.text}" is empty', title)
    following = list(found)
    for opening in openings:
        if not following:
            _fail(f'{INCOMPLETE}expected "{opening}"', found[-1])
        match = re.match(flexible(opening) + "(?: +|$)", following[0].text)
        if not match:
            _fail(f'expected "{opening}"', following[0])
        rest = following[0].text[match.end() :]
        following[:1] = [Paragraph(rest, ((0, *following[0].place(match.end())),))] if rest else []
    if not following:
        _fail(f'{INCOMPLETE}nothing follows the first sentence of the section "{title.text}"', found[-1])
    return following


def _read_header(found: Sequence[Paragraph], wording: Wording, origins: Origins) -> dict[str, Any]:
    """The fields of the header block; none if the letter has none."""
    if not found:
        return {}
    text = re.sub(" +", " ", " ".join(paragraph.text for paragraph in found))
    labels = wording.header_labels
    match = _header_pattern(wording).fullmatch(text)
    if not match:
        _fail("expected nothing above the first section but the header block: " + ", ".join(labels.values()), found[0])
    values = {key.rstrip("_0123456789"): value for key, value in match.groupdict().items() if value is not None}
    for name, label in labels.items():
        holder = next((paragraph for paragraph in found if label.split(" ")[0] in paragraph.text), found[0])
        origins.add((name,), [holder], skipped=max(holder.text.find(label.split(" ")[0]), 0))
    for name in HEADER_FIELDS[2:]:
        month, day, year = map(int, values[name].split("/"))
        try:
            values[name] = date(year, month, day).isoformat()
        except ValueError:
            redacted = "is a day that does not exist"
            _fail(f"{labels[name]} {values[name]} {redacted}", found[0], f"{labels[name]} {redacted}")
    return values


@cache
def _header_pattern(wording: Wording) -> re.Pattern[str]:
    return re.compile(" *".join(_labelled_value(name, label) for name, label in wording.header_labels.items()))


def _labelled_value(name: str, label: str) -> str:
    """A label and its value; if the label wraps in its cell, the value is after any of its words."""
    value = r"\d\d/\d\d/\d{4}" if name in HEADER_FIELDS[2:] else r"\S+"
    words = [re.escape(word) for word in label.split(" ")]
    ways = (
        [*words[:end], f"(?P<{name}_{end}>{value})", *words[end:]] for end in range(len(words), 0, -1)
    )  # fmt: skip
    return "(?:" + "|".join(" ?".join(way) for way in ways) + ")"


def _items(found: Sequence[Paragraph], wording: Wording) -> Iterator[Sequence[Paragraph]]:
    """The paragraphs of each disputed item, from its heading to the last of its rationale."""
    label = wording.guideline_labels[0]
    headings = [i - 1 for i, paragraph in enumerate(found) if re.match(label, paragraph.text)]
    if not headings:
        _fail(f"{INCOMPLETE}it ends before the first guideline line", found[-1])
    if headings[0] != 0:
        _fail("expected one item heading above the first guideline line; it ends in Upheld or Overturned", found[0])
    for start, end in zip(headings, [*headings[1:], len(found)], strict=True):
        yield found[start:end]


def _read_item(
    found: Sequence[Paragraph], number: int, wording: Wording, labels: set[str], origins: Origins
) -> dict[str, Any]:
    """The fields of one disputed item; adds the organization's label to ``labels`` and the places to ``origins``."""
    path: Path = ("disputed_items", number)
    origins.add(path, found[:1])
    heading = read_heading(found[0].text, wording)
    if heading is None:
        _fail("expected an item heading, which ends in Upheld or Overturned", found[0])
    if len(found) < 4:
        _fail(f"{INCOMPLETE}this item has no second guideline line or no rationale", found[-1])
    origins.add((*path, "service"), found[:1], skipped=found[0].text.rfind(heading["service"]))
    for name in ("original_request", "authorized") if "partial_approval" in heading else ():
        skipped = found[0].text.find(heading["partial_approval"][name])
        origins.add((*path, "partial_approval", name), found[:1], skipped=skipped)
    theirs, ours = (_guideline(found[side + 1], wording, side) for side in (0, 1))
    labels.update(ours[0].groupdict().values())
    label = re.match(flexible(wording.rationale_label), found[3].text)
    if not label:
        _fail(f'expected "{wording.rationale_label}"', found[3])
    opening = found[3].text[label.end() :].removeprefix(" ")
    if not opening.strip(" "):
        _fail("the rationale is empty", found[3])
    for name, paragraph, match in (
        (GUIDELINE_FIELDS[0], found[1], theirs[0]),
        (GUIDELINE_FIELDS[1], found[2], ours[0]),
    ):
        origins.add((*path, name), [paragraph])
        origins.add((*path, name, "text"), [paragraph], skipped=match.end() + 1)
    origins.add((*path, "decision_rationale"), found[3:], skipped=len(found[3].text) - len(opening))
    rationale = "\n\n".join([opening, *(paragraph.text for paragraph in found[4:])])
    cited = dict(zip(GUIDELINE_FIELDS, (theirs[1], ours[1]), strict=True))
    return {**heading, **cited, "decision_rationale": rationale}


def _guideline(paragraph: Paragraph, wording: Wording, side: int) -> tuple[re.Match[str], Guideline]:
    """The label of one side's guideline line, and what the line cites."""
    label = re.match(wording.guideline_labels[side], paragraph.text)
    if not label:
        _fail("expected the guideline line of the reviewer", paragraph)
    text = paragraph.text[label.end() :].strip(" ")
    if not text:
        _fail("the guideline line is empty", paragraph)
    return label, read_guideline(text, wording.guidelines[side])
