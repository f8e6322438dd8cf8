"""Checks whether signatures are the only changes of a letter after it was printed."""

import re
from typing import Any

from imrletters.errors import LetterError
from imrletters.pdf import (
    CrossReferences,
    PdfFile,
    as_letter_error,
    dictionary,
    open_pdf,
    reference_number,
    resolved,
    stream,
    type_names,
)
from imrletters.verification.signature_fields import is_invisible_signature, is_signature_tag

END_OF_PRINT = b"%%EOF\n"
CATALOG_KEYS = {"AcroForm", "DSS", "Extensions", "Perms", "Version"}
"""The keys that a signature, and the data for its long-term validation, add to the catalog."""
FORM_KEYS = {"Fields", "SigFlags", "DA", "DR"}
"""All keys that the form of a signature may have."""
EXTENDED_LISTS = {"Annots", "K", "Nums", "Kids"}
"""The lists of a page and of the tag tree that a signature is appended to."""
INVISIBLE_KEYS = {"Tabs", "ParentTreeNextKey"}
"""The other keys that a tagged widget changes. None of them is visible."""


def differs_only_by_signatures(file: PdfFile, printed_file: PdfFile) -> bool:
    """Whether a PDF is ``printed_file`` with only signatures appended, which show nothing on its pages.

    Every object of the print has to be unchanged. Raises LetterError if a file is damaged.
    """
    with as_letter_error():
        received, printed = file.cross_references, printed_file.cross_references
        numbers = {number for section in printed for number in section.numbers()}
        form = dictionary(file.catalog.get("AcroForm"))
        return (
            file.data.startswith(printed_file.data)
            and _have_same_entries(received[-len(printed) :], printed)
            and all(_lists_correctly(file.data, section, numbers) for section in received[: -len(printed)])
            and _trailer(received[0]) == _trailer(printed[0])
            and form.keys() <= FORM_KEYS
            and all(is_invisible_signature(dictionary(field)) for field in resolved(form.get("Fields")) or ())
            and all(
                _is_same_or_signed(file.numbered_object(number), printed_file.numbered_object(number))
                for number in numbers
                if number
            )
        )


def unsigned_revision(file: PdfFile) -> bytes | None:
    """The first revision of a PDF if only signatures were appended to it; None otherwise."""
    first = file.data[: file.data.find(END_OF_PRINT) + len(END_OF_PRINT)]
    try:
        return first if differs_only_by_signatures(file, open_pdf(first)) else None
    except LetterError:  # these bytes are not a whole PDF
        return None


def _have_same_entries(received: list[CrossReferences], printed: list[CrossReferences]) -> bool:
    return len(received) == len(printed) and all(
        one.has_same_entries(other) for one, other in zip(received, printed, strict=True)
    )


def _lists_correctly(data: bytes, section: CrossReferences, numbers: set[int]) -> bool:
    """Whether a section is a stream, and gives the correct offset for each of these objects that it lists.

    pdfminer falls back to an older section if an object is free or not found; a viewer shows nothing in its place.
    """
    if not section.is_stream:
        return False
    places = [(number, section.place(number)) for number in numbers if section.lists(number)]
    return all(
        place is not None
        and place.stream is None
        and place.generation == 0
        and re.compile(rb"\s*%d\s+0\s+obj\b" % number).match(data, place.offset)
        for number, place in places
    )


def _trailer(section: CrossReferences) -> str:
    """The entries of a trailer that state where the document begins."""
    return _as_written({key: section.trailer.get(key) for key in ("Root", "Info", "Encrypt")})


def _is_same_or_signed(received: Any, printed: Any) -> bool:
    """Whether an object is as printed, except for what a signature adds to it."""
    if _as_written(received) == _as_written(printed):
        return True
    if not (isinstance(received, dict) and isinstance(printed, dict)):
        return False
    changed = {
        key
        for key in received.keys() | printed.keys()
        if _as_written(received.get(key)) != _as_written(printed.get(key))
    }
    if "Catalog" in type_names(printed):
        return changed <= CATALOG_KEYS
    return all(
        key in INVISIBLE_KEYS or (key in EXTENDED_LISTS and _is_extended(received, printed, key)) for key in changed
    )


def _is_extended(received: dict[str, Any], printed: dict[str, Any], key: str) -> bool:
    """Whether only signatures or tags of signatures were appended to a list."""
    new, old = (resolved(holder.get(key)) or [] for holder in (received, printed))
    old = old if isinstance(old, list) else [printed[key]]
    if not isinstance(new, list) or _as_written(new[: len(old)]) != _as_written(old):
        return False
    added = new[len(old) :]
    if key == "Nums":  # pairs of a number and a tag
        numbers = {*map(_as_written, added[::2])}
        return not numbers & {*map(_as_written, old[::2])} and all(map(is_signature_tag, added[1::2]))
    if key == "Kids":
        return all(_is_extended(dictionary(leaf), {}, "Nums") for leaf in added)
    if key == "Annots":
        return all(is_invisible_signature(dictionary(each)) for each in added)
    return all(map(is_signature_tag, added))


def _as_written(value: Any) -> str:
    """A value as text. References are written as references, not followed."""
    number = reference_number(value)
    if number is not None:
        return f"{number} R"
    if content := stream(value):
        return f"{_as_written(content.dictionary)}{content.data!r}"
    if isinstance(value, dict):
        return f"<{','.join(f'{key!r}:{_as_written(value[key])}' for key in sorted(value, key=str))}>"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_as_written, value))}]"
    return repr(value)
