"""Takes the fingerprint of what a PDF holds besides its lines, the same however the file is written."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1

from imrletters.pdf import names_in, open_pdf, readable, resolved, signs
from imrletters.verification.revisions import COUNTED, SIGNING

BACK = {"Parent", "P", "Pg", "StructParent", "ParentTree", "ParentTreeNextKey"}
"""Keys that lead back to where one came from, or only count."""
AS_WRITTEN = {"Length", "Filter"}
"""Keys that say how a stream is written, not what it holds."""
ACTIVE = {"AA", "JavaScript", "OCProperties", "OpenAction", "XFA"}
"""What acts when a letter is opened, or hides and shows what is on its pages."""


@dataclass(frozen=True)
class Content:
    """What a PDF holds besides its lines, the same for the same content however it is written; signatures left out.

    ``pages`` and ``parts`` are fingerprints of each page and of whatever else the file holds, by its key in the PDF.
    ``overlays`` counts for each page what can lie over its text: annotations and pictures. ``active`` names what acts
    when the file is opened, or hides and shows what is on its pages.
    """

    pages: tuple[str, ...]
    parts: dict[str, str]
    overlays: tuple[int, ...]
    active: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Bytes that are part of a fingerprint as they are."""

    written: bytes


def read_content(pdf: bytes) -> Content:
    """Reads what a PDF holds. Raises LetterError as ``read_envelope`` does."""
    with readable():
        document = open_pdf(pdf)
        catalog = document.catalog
        newest = {"Info": document.info[0]} if document.info else {}
        others = {key: value for key, value in catalog.items() if key not in {"Pages", *SIGNING}}
        pages = [page.attrs for page in PDFPage.create_pages(document)]
        return Content(
            pages=tuple(_fingerprint(_untyped(page)) for page in pages),
            parts={key: _fingerprint(value) for key, value in (newest | others).items()},
            overlays=tuple(map(_overlays, pages)),
            active=frozenset(ACTIVE & _named(catalog, pages)),
        )


def _overlays(page: dict[str, Any]) -> int:
    annotations = [each for each in resolve1(page.get("Annots")) or () if not signs(each)]
    return len(annotations) + len(resolved(resolved(page.get("Resources")).get("XObject")))


def _named(catalog: dict[str, Any], pages: list[dict[str, Any]]) -> set[str]:
    """All keys of the catalog, its names and its form, and of the pages."""
    holders = (catalog, resolved(catalog.get("Names")), resolved(catalog.get("AcroForm")), *pages)
    return {str(key) for holder in holders for key in holder}


def _fingerprint(value: Any) -> str:
    """The digest of a value and all it refers to, but for other pages and for signatures."""
    whole = hashlib.sha256()
    for piece in _pieces(value):
        whole.update(piece)
    return whole.hexdigest()


def _untyped(page: dict[str, Any]) -> dict[str, Any]:
    """A page under no name, so that it is looked into and others are not."""
    return {key: value for key, value in page.items() if key != "Type"}


def _pieces(value: Any) -> Iterator[bytes]:
    """A value and all it refers to, piece by piece. Without recursion: the bookmarks of a letter are one long chain."""
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, PDFObjRef):
            again = value.objid in seen
            seen.add(value.objid)
            value = _Piece(b"again") if again else resolve1(value)
        if isinstance(value, _Piece):
            yield value.written
        else:
            waiting += reversed(_inside(value))


def _inside(value: Any) -> list[Any]:
    """What a value consists of."""
    if isinstance(value, PDFStream):
        return [{key: each for key, each in value.attrs.items() if key not in AS_WRITTEN}, _Piece(value.get_data())]
    if isinstance(value, dict):
        keys = sorted(() if "Page" in names_in(value) else value, key=str)
        held = [key for key in keys if key not in BACK | COUNTED and not _holds_signatures(value[key])]
        return [each for key in held for each in (_Piece(f"<{key}>".encode()), value[key])]
    if isinstance(value, list | tuple):
        return [each for item in value if not signs(item) for each in (item, _Piece(b","))]
    return [_Piece(repr(value).encode())]


def _holds_signatures(value: Any) -> bool:
    """Whether this is a list of signatures or of their tags alone."""
    items = resolve1(value)
    return isinstance(items, list) and bool(items) and all(map(signs, items))
