"""Names the files of a case after its fields."""

from dataclasses import replace
from string import Formatter
from typing import NamedTuple

from imrletters.batch.content import fields_of
from imrletters.documents import Document
from imrletters.file_names import short_name

FIELDS = (
    "case_number",
    "priority",
    "date_of_injury",
    "ur_denial_date",
    "application_received",
    "date_assigned",
    "decision_date",
    "edition",
)
"""The fields that a name may contain. All of them are printed in the public copy."""
EXPECTED = f"expected a text with one of these fields in braces: {', '.join(FIELDS)}"


class NamePattern(NamedTuple):
    """A pattern of file names: ``pieces`` are words, each with the field that follows it, or None."""

    text: str
    pieces: tuple[tuple[str, str | None], ...]

    def stem(self, document: Document) -> str:
        """The name for a case, in safe characters. Raises KeyError with the field that the case does not have."""
        values = fields_of(document)
        name = ""
        for words, field in self.pieces:
            name += words
            if field is not None:
                value = values.get(field)
                if not (isinstance(value, str) and value):
                    raise KeyError(field)
                name += value
        return short_name(name)


def name_pattern(text: str) -> NamePattern:
    """The pattern in a text such as "{case_number} {decision_date}". Raises ValueError, which names what is allowed."""
    try:
        parsed = list(Formatter().parse(text))
    except ValueError as error:
        raise ValueError(f"got {text!r}: {error}; {EXPECTED}") from None
    for _, field, form, conversion in parsed:
        if field is not None and (field not in FIELDS or form or conversion):
            raise ValueError(f"there is no field {field!r}; {EXPECTED}")
    if not any(field for _, field, _, _ in parsed):
        raise ValueError(f"got {text!r}, the same name for every case; {EXPECTED}")
    return NamePattern(text, tuple((words, field) for words, field, _, _ in parsed))


BY_NUMBER = NamePattern("{case_number}", (("", "case_number"),))


def named(document: Document, pattern: NamePattern | None) -> Document:
    """The case with the name that its fields give it.

    Without a pattern, a line of a JSON Lines file is named by its case number if it has one. A case without a field of
    the pattern cannot be rendered.
    """
    if pattern is None and document.line is None:
        return document
    try:
        # no file name has a colon (see ``safe_name``), so that no other case has this stem
        return replace(document, stem=(pattern or BY_NUMBER).stem(document), other_stem=f"refused: {document.place}")
    except KeyError as error:
        if pattern is None or document.data is None or not fields_of(document):
            return document  # a case that is no JSON object has problems of its own
        missing = error.args[0]
        return replace(document, error=f"no file name: the case has no {missing}, which --name {pattern.text} needs")
