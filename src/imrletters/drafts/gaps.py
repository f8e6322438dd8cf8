"""Fills the gaps of a case that is not complete with the names of its fields in brackets, such as "[date of injury]".

The result is printed as a draft and nothing else: it is not a valid case.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from imrletters.case import (
    GUIDELINE_FIELDS,
    HEADER_FIELDS,
    NARRATIVE_FIELDS,
    Case,
    Guideline,
    Path,
    case_shape,
    field_title,
    parts_in,
)
from imrletters.rendering import editions, look_of
from imrletters.wording import wording_of

UNKNOWN_KEY = "extra_forbidden"
SHORT = {"ur_denial_date": "UR denial date"}
"""The names of fields whose titles are wider than their place in the header block."""
ACRONYM = re.compile(r"[A-Z]{2}")
LINE_BREAK = re.compile(r"(?<!\n)\n(?! *\n)")
"""A line break inside a paragraph."""


@dataclass(frozen=True)
class FilledCase:
    """A case whose gaps have texts in brackets, even where a date or a decision belongs, and the paths of the gaps."""

    case: Case
    gaps: tuple[Path, ...]


def fill_gaps(data: dict[str, Any], templates: FilePath | None = None) -> FilledCase:
    """A case that can be printed from the JSON data of one that is not complete.

    A gap is a value that the case or its edition needs and that is missing or empty, and a value that its field does
    not allow, such as half a date. Unknown keys are left out. A character that a letter cannot print is replaced by
    its number in brackets. ``templates`` is the folder of an organization's own editions. Raises HouseStyleError.
    """
    filler = _Filler(data, look_of(templates).typefaces.characters)
    case = filler.part(Case, data, ())
    if case.edition not in editions(templates):
        filler.gap(("edition",))
        case = case.model_copy(update={"edition": Case.model_fields["edition"].examples[0]})  # type: ignore[index] # it has
    evidence = [side.no_evidence for side in wording_of(case.edition, templates).guidelines]
    items = []
    for index, item in enumerate(case.disputed_items):
        unsupported = {
            name: Guideline(text=filler.gap(("disputed_items", index, name)))
            for name, words in zip(GUIDELINE_FIELDS, evidence, strict=True)
            if not words and not _is_given(getattr(item, name))
        }
        items.append(item.model_copy(update=unsupported))
    return FilledCase(case.model_copy(update={"disputed_items": tuple(items)}), tuple(dict.fromkeys(filler.gaps)))


def _is_given(guideline: Guideline) -> bool:
    return bool(guideline.mtus or guideline.non_mtus or guideline.text)


class _Filler:
    """Builds the parts of a case and collects the paths of the gaps."""

    def __init__(self, data: dict[str, Any], characters: frozenset[str]) -> None:
        self._characters = characters
        self.gaps: list[Path] = []
        self._faulty = _faulty(data)
        self._header = any(data.get(name) is not None for name in HEADER_FIELDS)

    def gap(self, path: Path) -> str:
        """The text that is printed for a missing value."""
        self.gaps.append(path)
        name = next(str(step) for step in reversed(path) if isinstance(step, str))
        title = SHORT.get(name) or field_title(name)
        return f"[{title if ACRONYM.match(title) else title[0].lower() + title[1:]}]"

    def part(self, model: type[Any], data: Any, path: Path) -> Any:
        """A part of a case from JSON data of any shape."""
        given = data if isinstance(data, dict) else {}
        values = {}
        for name, field in model.model_fields.items():
            key = field.alias or name
            values[name] = self._value(field, given.get(key), (*path, key))
        return model.model_construct(**values)

    def _value(self, field: FieldInfo, data: Any, path: Path) -> Any:
        inner = next(parts_in(field.annotation), None)
        required = field.is_required() or (self._header and len(path) == 1 and path[0] in HEADER_FIELDS)
        if data is None and not required:
            return field.get_default()
        if get_origin(field.annotation) is tuple:
            entries = data if isinstance(data, list) and data else [None] * required
            return tuple(self._entry(inner, each, (*path, index)) for index, each in enumerate(entries))
        if inner is Guideline and data is None:  # an empty one states that nothing was cited
            return Guideline(text=self.gap(path))
        if inner:
            return self.part(inner, data, path)
        if _names(field.annotation, int) and path in self._faulty:
            self.gap(path)  # a template may count with a number, so that no text can replace it
            return field.get_default()
        return self._leaf(data, path, is_date=_names(field.annotation, date))

    def _entry(self, inner: type[BaseModel] | None, data: Any, path: Path) -> Any:
        return self.part(inner, data, path) if inner else self._leaf(data, path, is_date=False)

    def _leaf(self, data: Any, path: Path, *, is_date: bool) -> Any:
        if data is None or path in self._faulty:
            return self.gap(path)
        if is_date:
            return date.fromisoformat(data)
        return self._printable(data, narrative=path[-1] in NARRATIVE_FIELDS) if isinstance(data, str) else data

    def _printable(self, text: str, *, narrative: bool) -> str:
        """A text with the numbers of the characters that no letter can print, and without line breaks in paragraphs."""
        text = LINE_BREAK.sub(" ", text) if narrative else text.replace("\n", " ")
        kept = self._characters | {"\n"}
        return "".join(each if each in kept else f"[U+{ord(each):04X}]" for each in text.replace("\t", " "))


def _faulty(data: dict[str, Any]) -> set[Path]:
    """The paths of the values that their fields do not allow."""
    return {each["loc"] for each in case_shape(data)[1] if each["type"] != UNKNOWN_KEY}


def _names(annotation: Any, kind: type[Any]) -> bool:
    """Whether the type of a field is a type, or a choice that includes it."""
    return annotation is kind or any(_names(each, kind) for each in get_args(annotation))
