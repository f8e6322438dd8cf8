"""Repairs every text of a case file; everything else in the file stays as it is, byte for byte."""

import json
import re
from dataclasses import dataclass

from imrletters.arguments import CONTENT, require
from imrletters.case import NARRATIVE_FIELDS, Path, pointer, texts_in
from imrletters.cleaning.texts import Repair, clean_text
from imrletters.validation import Source, decoded, json_data

HALF_OF_A_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class CaseRepair:
    """A repair in a case: the JSON pointer of its text, and the line and column of the file where it begins."""

    pointer: str
    line: int
    column: int
    repair: Repair


@dataclass(frozen=True)
class CleanedCase:
    """The text of a repaired case file, and its repairs in the order of the file."""

    text: str
    repairs: tuple[CaseRepair, ...]


def clean(case_file: bytes | str) -> CleanedCase:
    """Repairs the texts of a case file. The case need not be valid: what cannot be repaired stays.

    Raises CaseError if the file is not JSON.
    """
    require("case_file", case_file, CONTENT)
    text = case_file if isinstance(case_file, str) else decoded(case_file)
    body = text.removeprefix("\ufeff")
    data = json_data(body)
    source = Source(body)
    edits: list[tuple[int, int, str]] = []
    repairs: list[CaseRepair] = []
    for path, value in texts_in(data):
        cleaned = clean_text(value, narrative=_is_narrative(path))
        if not cleaned.repairs or path[0] == "$schema":
            continue
        edits.append((*source.string_span(path), _json_string(cleaned.text)))
        repairs.extend(
            CaseRepair(pointer(path), *source.place(path, character=repair.start), repair) for repair in cleaned.repairs
        )
    parts, place = [], 0
    for start, end, string in sorted(edits):
        parts += [body[place:start], string]
        place = end
    repairs.sort(key=lambda each: (each.line, each.column))
    return CleanedCase("".join([*parts, body[place:]]), tuple(repairs))


def _is_narrative(path: Path) -> bool:
    return bool(path) and path[-1] in NARRATIVE_FIELDS


def _json_string(text: str) -> str:
    string = json.dumps(text, ensure_ascii=False)
    return HALF_OF_A_CHARACTER.sub(lambda half: f"\\u{ord(half[0]):04x}", string)
