"""Computes fingerprints of the content of a PDF besides its text lines, independent of how the file is written."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from imrletters.pdf import PdfFile, as_letter_error, dictionary, reference_number, resolved, stream, type_names
from imrletters.verification.active_content import active_content
from imrletters.verification.signature_fields import belongs_to_signature

BACK_REFERENCES = {"Parent", "P", "Pg", "StructParent", "ParentTree", "ParentTreeNextKey"}
"""Keys that refer back to an object that refers to this one, or only count."""
ENCODING = {"Length", "Filter"}
"""Keys that describe how a stream is encoded, not its content."""
CATALOG_KEYS = {"AcroForm", "DSS", "Extensions", "Perms", "Version"}
"""The keys that a signature, and the data for its long-term validation, add to the catalog."""
INVISIBLE_KEYS = {"Tabs", "ParentTreeNextKey"}
"""The other keys that a tagged signature changes. None of them is visible."""


@dataclass(frozen=True)
class Fingerprint:
    """The content of a PDF besides its text lines, without its signatures.

    ``pages`` has the fingerprint of each page, ``parts`` that of each other entry of the catalog, and of the document
    information, by its key. ``overlays`` has the number of annotations and images (XObjects) of each page, which can
    cover its text, and ``fields`` the number of these that seem to be fields of signatures. ``active`` has the names of
    its actions, layers and dynamic forms (see ``active_content``).
    """

    pages: tuple[str, ...]
    parts: dict[str, str]
    overlays: tuple[int, ...]
    fields: tuple[int, ...]
    active: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Bytes:
    """Bytes that are added to a fingerprint unchanged."""

    data: bytes


def read_fingerprint(file: PdfFile) -> Fingerprint:
    """Computes the fingerprint of a PDF. Raises LetterError if it is damaged."""
    with as_letter_error():
        information = {"Info": file.information} if file.information else {}
        others = {key: value for key, value in file.catalog.items() if key not in {"Pages", *CATALOG_KEYS}}
        pages = file.page_dictionaries()
        return Fingerprint(
            pages=tuple(_digest(_without_type(page)) for page in pages),
            parts={key: _digest(value) for key, value in (information | others).items()},
            overlays=tuple(map(_overlays, pages)),
            fields=tuple(map(_fields, pages)),
            active=frozenset(active_content(file.catalog)),
        )


def _overlays(page: dict[str, Any]) -> int:
    return len(resolved(page.get("Annots")) or ()) + len(dictionary(dictionary(page.get("Resources")).get("XObject")))


def _fields(page: dict[str, Any]) -> int:
    return sum(map(belongs_to_signature, resolved(page.get("Annots")) or ()))


def _digest(value: Any) -> str:
    """The digest of a value and everything it refers to, except other pages and signatures."""
    whole = hashlib.sha256()
    for piece in _pieces(value):
        whole.update(piece)
    return whole.hexdigest()


def _without_type(page: dict[str, Any]) -> dict[str, Any]:
    """A page without its type, so that ``_inside`` includes it: it leaves out every dictionary of type Page."""
    return {key: value for key, value in page.items() if key != "Type"}


def _pieces(value: Any) -> Iterator[bytes]:
    """The bytes of a value and everything it refers to. Not recursive: the bookmarks of a letter are a long chain."""
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        value = waiting.pop()
        number = reference_number(value)
        if number is not None:
            value = _Bytes(b"again") if number in seen else resolved(value)
            seen.add(number)
        if isinstance(value, _Bytes):
            yield value.data
        else:
            waiting += reversed(_inside(value))


def _inside(value: Any) -> list[Any]:
    """The parts of a value."""
    if content := stream(value):
        return [{key: each for key, each in content.dictionary.items() if key not in ENCODING}, _Bytes(content.data)]
    if isinstance(value, dict):
        keys = sorted(() if "Page" in type_names(value) else value, key=str)
        held = [key for key in keys if key not in BACK_REFERENCES | INVISIBLE_KEYS and not _only_signatures(value[key])]
        return [each for key in held for each in (_Bytes(f"<{key}>".encode()), value[key])]
    if isinstance(value, list | tuple):
        return [each for item in value if not belongs_to_signature(item) for each in (item, _Bytes(b","))]
    return [_Bytes(repr(value).encode())]


def _only_signatures(value: Any) -> bool:
    """Whether this is a list that contains only signatures or only their tags."""
    items = resolved(value)
    return isinstance(items, list) and bool(items) and all(map(belongs_to_signature, items))
