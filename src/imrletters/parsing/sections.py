"""Finds the parts of a letter among its paragraphs: header block, credentials, summary and disputed items."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NoReturn

from imrletters.case import GUIDELINE_FIELDS, HEADER_FIELDS, Case, Guideline, Path, pointer
from imrletters.errors import LetterError, Problem
from imrletters.parsing.paragraphs import Paragraph
from imrletters.parsing.value_places import Origins
from imrletters.rendering import editions
from imrletters.validation import Fault, faults
from imrletters.wording import Wording, flexible, read_guideline, read_heading, read_names, wording_of

INCOMPLETE = "the letter is not complete: "


def read_letter(found: Sequence[Paragraph]) -> tuple[Case, Origins]:
    """The case told by the paragraphs of a letter, in the edition that says most of it exactly, and where it stands.

    Raises LetterError with the place of the first paragraph that is not what a letter has there.
    """
    wordings = [wording_of(edition) for edition in editions()]
    places = _sections(found, wordings[-1].titles)
    first = places[0]
    fitting = [(wording, preamble) for wording in wordings if (preamble := _preamble(found[first + 1 :], wording))]
    if not fitting:
        _fail(f"this section is worded as in no edition that can be read back ({', '.join(editions())})", found[first])
    cases = [_read_edition(found, places, wording, preamble) for wording, preamble in fitting]
    exact = [_structured(data) for data, _ in cases]
    # where two editions print the same letter, one with a header block is the newest's, one without the oldest's
    best = [case for case, score in zip(cases, exact, strict=True) if score == max(exact)]
    data, origins = best[-1] if first else best[0]
    case = Case.model_validate(data)
    if unprintable := list(faults(case.to_data())):
        raise LetterError([_placed(fault, origins) for fault in unprintable])
    return case, origins


def _placed(fault: Fault, origins: Origins) -> Problem:
    page, line = origins.place(fault.path, fault.character)
    return Problem(fault.message, pointer(fault.path), page=page, line=line, redacted=fault.redacted)


def public_part(found: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """A parties' copy without its notice and its list of documents; any other letter as it is."""
    wording = wording_of(editions()[-1])
    texts = [paragraph.text for paragraph in found]
    if texts[:1] != [wording.notice_title] or not all(title in texts for title in wording.titles[:2]):
        return found
    first, second = (texts.index(title) for title in wording.titles[:2])
    start = first - 1 if texts[first - 1].startswith(wording.header_labels["case_number"]) else first
    listed = texts.index(wording.documents_title) if wording.documents_title in texts[first:second] else second
    return [*found[start:listed], *found[second:]]


def preamble_is_complete(found: Sequence[Paragraph]) -> bool:
    """Whether the lines of the first section were joined to the paragraphs of some edition, and to no more."""
    for wording in map(wording_of, editions()):
        first = next((i for i, paragraph in enumerate(found) if paragraph.text == wording.titles[0]), None)
        if first is not None and _preamble(found[first + 1 : first + wording.preamble_lines + 2], wording):
            return True
    return False


def _fail(message: str, paragraph: Paragraph, redacted: str = "") -> NoReturn:
    """Raises LetterError; ``plain`` is the message without a word of the letter, where the two differ."""
    page, line = paragraph.place()
    raise LetterError([Problem(message, page=page, line=line, redacted=redacted)])


def _structured(case: dict[str, Any]) -> int:
    return sum(item[name].text is None for item in case["disputed_items"] for name in GUIDELINE_FIELDS)


def _preamble(found: Sequence[Paragraph], wording: Wording) -> re.Match[str] | None:
    """The match of the paragraphs between the first two titles."""
    end = next((i for i, paragraph in enumerate(found) if paragraph.text == wording.titles[1]), None)
    return wording.preamble.fullmatch(" ".join(paragraph.text for paragraph in found[:end])) if end else None


def _sections(found: Sequence[Paragraph], titles: tuple[str, str, str]) -> tuple[int, int, int]:
    """Where the three titles stand."""
    places: list[int] = []
    for title in titles:
        place = next((i for i, paragraph in enumerate(found) if paragraph.text == title), None)
        if place is None and not places:
            _fail(f'this is not a determination letter: it has no section "{title}"', found[0])
        if place is None:
            _fail(f'{INCOMPLETE}it ends without the section "{title}"', found[-1])
        if places and place < places[-1]:
            _fail(f'"{title}" stands before "{titles[len(places) - 1]}"', found[place])
        places.append(place)
    first, second, third = places
    return first, second, third


def _read_edition(
    found: Sequence[Paragraph], places: tuple[int, int, int], wording: Wording, preamble: re.Match[str]
) -> tuple[dict[str, Any], Origins]:
    first, second, third = places
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
    return data, origins


def _after(opening: str, found: Sequence[Paragraph], title: Paragraph) -> list[Paragraph]:
    """The paragraphs that follow the fixed ``opening`` of a section; there must be some."""
    if not found:
        _fail(f'{INCOMPLETE}nothing stands under "{title.text}"', title)
    match = re.match(flexible(opening) + "(?: +|$)", found[0].text)
    if not match:
        _fail(f'expected "{opening}"', found[0])
    rest = found[0].text[match.end() :]
    following = [Paragraph(rest, ((0, *found[0].place(match.end())),))] if rest else []
    following += found[1:]
    if not following:
        _fail(f'{INCOMPLETE}nothing follows the first sentence under "{title.text}"', found[0])
    return following


def _read_header(found: Sequence[Paragraph], wording: Wording, origins: Origins) -> dict[str, Any]:
    """The fields of the header block; none if the letter has none."""
    if not found:
        return {}
    text = re.sub(" +", " ", " ".join(paragraph.text for paragraph in found))
    labels = wording.header_labels
    match = re.fullmatch(" *".join(_header_pattern(name, label) for name, label in labels.items()), text)
    if not match:
        _fail("expected the header block and nothing else: " + ", ".join(labels.values()), found[0])
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


def _header_pattern(name: str, label: str) -> str:
    """A label and its value; where the label wraps in its cell, the value comes after any of its words."""
    value = r"\d\d/\d\d/\d{4}" if name in HEADER_FIELDS[2:] else r"\S+"
    words = [re.escape(word) for word in label.split(" ")]
    ways = (
        [*words[:end], f"(?P<{name}_{end}>{value})", *words[end:]] for end in range(len(words), 0, -1)
    )  # fmt: skip
    return "(?:" + "|".join(" ?".join(way) for way in ways) + ")"


def _items(found: Sequence[Paragraph], wording: Wording) -> Iterator[Sequence[Paragraph]]:
    """The paragraphs of each disputed item, from its heading to the last of its rationale."""
    label = wording.guideline_labels[0]
    headings = [i - 1 for i, paragraph in enumerate(found) if label.match(paragraph.text)]
    if not headings:
        _fail(f"{INCOMPLETE}it ends before the first guideline line", found[-1])
    if headings[0] != 0:
        _fail("expected one item heading, which ends in its decision, above the first guideline line", found[0])
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
        _fail("expected an item heading, which ends in its decision, Upheld or Overturned", found[0])
    if len(found) < 4:
        _fail(f"{INCOMPLETE}this item lacks its second guideline line or its rationale", found[-1])
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
    label = wording.guideline_labels[side].match(paragraph.text)
    if not label:
        _fail("expected the guideline line of the reviewer", paragraph)
    text = paragraph.text[label.end() :].strip(" ")
    if not text:
        _fail("the guideline line is empty", paragraph)
    return label, read_guideline(text, wording.guidelines[side], wording.citation_place)
