"""Finds the values of a case that a letter cannot print, or that could not be read back from it."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path as FilePath
from typing import Any

from imrletters.case import (
    GUIDELINE_FIELDS,
    HEADER_FIELDS,
    NARRATIVE_FIELDS,
    Case,
    Fault,
    Guideline,
    Path,
    paragraphs,
    values_at,
)
from imrletters.errors import CaseError
from imrletters.rendering import (
    Typefaces,
    editions,
    look_of,
    printed_guideline,
    unprintable,
    width_in_points,
)
from imrletters.wording import MARK, GuidelineWording, Wording, prints_exactly, read_guideline, wording_of

DEFAULT_ORGANIZATION: dict[str, Any] = Case.model_fields["organization"].default.model_dump()
LINE_BREAK = re.compile(r"\n[ \n]*")
DEEPEST = 7
"""The most steps to a text of a case: /disputed_items/0/maximus_guideline/mtus/0/sections/0."""
HINTS = {
    "\t": "a tab; use spaces",
    "\r": "a carriage return; separate paragraphs by blank lines",
    "\u00ad": "a soft hyphen, which print would hide; remove it",
    "\u2011": "a non-breaking hyphen, which the letter's fonts lack; use an ordinary hyphen",
}


def faults(raw: dict[str, Any], ignored: Collection[Path] = (), templates: FilePath | None = None) -> Iterator[Fault]:
    """Every fault of the JSON data of a case. Values of a wrong type, and paths in ``ignored``, are skipped.

    ``templates`` is the folder of an organization's own editions. Raises HouseStyleError if the case names one whose
    letters could not be read back.
    """
    typefaces = look_of(templates).typefaces
    for path, text in _texts(raw, frozenset(ignored) | {("$schema",)}):
        yield from _character_faults(path, text, typefaces)
    yield from _header_faults(raw, templates)
    edition = raw.get("edition")
    if isinstance(edition, str) and edition.strip():
        unknown = unknown_edition(edition, templates)
        if unknown is None:
            wording = wording_of(edition, templates)
            yield from _edition_faults(raw, wording)
            yield from _forgeries(raw, wording)
            yield from _credential_faults(raw, wording)
        else:
            yield unknown


def unknown_edition(edition: str, templates: FilePath | None) -> Fault | None:
    """The fault of an edition that has no template; None if it has one."""
    known = editions(templates)
    if edition in known:
        return None
    expected = f"expected an edition: {', '.join(known)}"
    if templates is None:
        expected += "; an edition of your own needs its folder of templates"
    return Fault(("edition",), f"got {json.dumps(edition, ensure_ascii=False)}; {expected}", redacted=expected)


def _texts(value: Any, ignored: Collection[Path], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The texts of the data of a case with their paths, except those under ``ignored`` and those deeper than a case."""
    if isinstance(value, str):
        yield path, value
    elif len(path) < DEEPEST and isinstance(value, dict | list):
        for step, member in value.items() if isinstance(value, dict) else enumerate(value):
            if (below := (*path, step)) not in ignored:
                yield from _texts(member, ignored, below)


def _character_faults(path: Path, text: str, typefaces: Typefaces) -> Iterator[Fault]:
    """Characters that print does not show as they are, each kind once per text, and line breaks inside a paragraph."""
    narrative = path[-1] in NARRATIVE_FIELDS
    refused = set(text).difference(typefaces.characters, "\n" if narrative else "")
    if refused:
        times = Counter(character for character in text if character in refused)
        for place, character in enumerate(text):
            if character in refused:
                refused.remove(character)
                again = f" ({times[character]} times in this text)" if times[character] > 1 else ""
                message = _about(character, text[place - 1 : place], typefaces) + again
                yield Fault(path, message, character=place, redacted="a character that a letter cannot print")
    edge = text.strip(" ")
    if not narrative and edge.strip() != edge and edge.strip():
        message = "begins or ends with a special space, which print does not show; remove it"
        yield Fault(path, message)
    if narrative:
        first, last = len(text) - len(text.lstrip(" \n")), len(text.rstrip(" \n"))
        for match in LINE_BREAK.finditer(text, first, last):
            if match.group().count("\n") == 1:
                message = "a line break inside a paragraph; use a space, or a blank line to begin a new paragraph"
                yield Fault(path, message, character=match.start())


def _about(character: str, before: str, typefaces: Typefaces) -> str:
    """What is wrong with a character; ``before`` is the character before it, or "" if it is the first."""
    code = f"U+{ord(character):04X}"
    if character in HINTS:
        return f"{code} is {HINTS[character]}"
    if character == "\n":
        return f"{code} is a line break; this text must be one line"
    category = unicodedata.category(character)
    if category == "Cs":
        return f"{code} is half of a character; write the character itself"
    if category == "Cc":
        return f"{code} is a control character; remove it"
    if category in ("Mn", "Me"):
        composed = unicodedata.normalize("NFC", before + character)
        hint = f'; write "{composed}" as one character' if before and len(composed) == 1 else "; remove it"
        return f"{code} is a mark that combines with the letter before it{hint}"
    return unprintable(character, typefaces)


def _header_faults(raw: dict[str, Any], templates: FilePath | None) -> Iterator[Fault]:
    present = [name for name in HEADER_FIELDS if raw.get(name) is not None]
    missing = [name for name in HEADER_FIELDS if name not in present]
    if present and missing:
        yield Fault((), f"the header block has no {', '.join(missing)}; expected all seven of its fields, or none")
    number = raw.get("case_number")
    look = look_of(templates)
    if isinstance(number, str) and look.typefaces.characters.issuperset(number):
        table = look.header_table
        printed, available = width_in_points(number, look.typefaces.table, table.size), table.case_number_width
        if printed > available:
            yield Fault(("case_number",), f"is {printed:.0f} pt wide; the header block has room for {available:.0f} pt")


def _edition_faults(raw: dict[str, Any], wording: Wording) -> Iterator[Fault]:
    """Citations of a kind for which the edition has no words."""
    for guidelines, key in zip(wording.guidelines, GUIDELINE_FIELDS, strict=True):
        for path, guideline in values_at(raw, "disputed_items", "*", key):
            if isinstance(guideline, dict) and not any(guideline.values()) and not guidelines.no_evidence:
                message = (
                    f"the {wording.edition} edition has no words for missing evidence; expected a citation or text"
                )
                yield Fault(path, message)
            line = _guideline_line(guideline, guidelines)
            text = ("text",) if line and guideline.get("text") else ()
            # citations print the letter's own words, so that only several spaces can be read otherwise
            if (text or "  " in line) and not prints_exactly(line, read_guideline(line, guidelines), guidelines):
                message = "has several spaces where the letter prints one; write one"
                yield Fault((*path, *text), message + (", or use mtus and non_mtus" if text else ""))
        own = guidelines.cites
        other = "pages" if own == "sections" else "sections"
        for path, citation in values_at(raw, "disputed_items", "*", key, "mtus", "*"):
            if isinstance(citation, dict) and citation.get(other) and not citation.get(own):
                yield Fault((*path, other), f"the {wording.edition} edition prints {own}, not {other}")


def _guideline_line(data: Any, wording: GuidelineWording) -> str:
    """The line that a guideline prints, without its label; "" for data of another shape."""
    try:
        guideline = Guideline.model_validate(data)
    except CaseError:
        return ""
    printed = Guideline.model_validate(printed_guideline(guideline))
    return wording.line(printed) if printed.text is None else printed.text


def _forgeries(raw: dict[str, Any], wording: Wording) -> Iterator[Fault]:
    """Paragraphs that would be read as a part of the letter itself, in any spacing and capitalization."""
    narratives = [
        *values_at(raw, "clinical_case_summary"),
        *values_at(raw, "disputed_items", "*", "decision_rationale"),
    ]
    headings = [
        *values_at(raw, "disputed_items", "*", "service"),
        *values_at(raw, "disputed_items", "*", "partial_approval", "original_request"),
    ]
    openings = {opening: opening.casefold().split() for opening in _openings(raw, wording)}
    longest = max(map(len, openings.values()))
    for path, text in (*narratives, *headings):
        for place, paragraph in _placed_paragraphs(text):
            start = [word.casefold() for word in paragraph.split(maxsplit=longest)[:longest]]
            opening = next((opening for opening, words in openings.items() if start[: len(words)] == words), None)
            if opening:
                message = f'begins like a part of the letter: "{opening}"; use other words'
                redacted = "begins like a part of the letter; use other words"
                yield Fault(path, message, character=place, redacted=redacted)
    for path, text in narratives:
        for place, paragraph in _placed_paragraphs(text):
            if match := re.search(wording.heading_end, paragraph):
                message = f'ends like an item heading: "{match.group()}"; use other words'
                yield Fault(path, message, character=place + match.start())


def _placed_paragraphs(text: Any) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text, each with the place of its first character; none for data of another type."""
    place = 0
    for paragraph in paragraphs(text) if isinstance(text, str) else ():
        place = text.index(paragraph, place)
        yield place, paragraph
        place += len(paragraph)


def _credential_faults(raw: dict[str, Any], wording: Wording) -> Iterator[Fault]:
    """Names that contain the words between two values of the letter, so that it could not be read back."""
    for field in ("licensure_states", "specialties"):
        for path, name in values_at(raw, "expert_reviewer", field, "*"):
            if isinstance(name, str) and wording.between_credentials in name:
                yield Fault(path, f'contains words of the letter: "{wording.between_credentials}"; remove them')
    for path, label in values_at(raw, "organization", "label"):
        if isinstance(label, str) and re.search(
            wording.label_of_other, wording.reviewer_label.replace(MARK["label"], label)
        ):
            yield Fault(path, "reads like another guideline label of the letter; use another label")


def _openings(raw: dict[str, Any], wording: Wording) -> Iterator[str]:
    """How the letter's own paragraphs begin, with the names of the case's organization."""
    organization = raw.get("organization")
    names = DEFAULT_ORGANIZATION | (organization if isinstance(organization, dict) else {})
    for opening in wording.openings:
        yield opening.replace(MARK["name"], str(names["name"])).replace(MARK["label"], str(names["label"]))
