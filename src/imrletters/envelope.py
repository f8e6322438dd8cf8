"""Reads what a PDF holds besides its lines: attached case, provenance, fingerprints, and what was added after it."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFXRefStream
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from imrletters.errors import LetterError, Problem
from imrletters.letter import CASE_FILE
from imrletters.pages import readable
from imrletters.xmp import provenance_in

BACK = {"Parent", "P", "Pg", "StructParent", "ParentTree", "ParentTreeNextKey"}
"""Keys that lead back to where one came from, or only count."""
AS_WRITTEN = {"Length", "Filter"}
"""Keys that say how a stream is written, not what it holds."""
SIGNING = {"AcroForm", "DSS", "Extensions", "Perms", "Version"}
"""What a signature, and all that keeps it valid for long, brings into the catalog."""
FORM = {"Fields", "SigFlags", "DA", "DR"}
WIDGET = {"Type", "Subtype", "FT", "T", "TU", "F", "Rect", "P", "V", "StructParent", "Lock", "SV"}
ELEMENT = {"Type", "S", "P", "Pg", "K"}
"""All that the form, the widget and the tag of a signature may hold: nothing that is drawn, read aloud or run."""
APPENDED = {"Annots", "K", "Nums", "Kids"}
"""The lists at whose end a signature takes its place, on a page and among the tags."""
COUNTED = {"Tabs", "ParentTreeNextKey"}
"""What a tagged widget changes otherwise, none of it seen."""
ACTIVE = {"AA", "JavaScript", "OCProperties", "OpenAction", "XFA"}
"""What acts when a letter is opened, or hides and shows what is on its pages."""


@dataclass(frozen=True)
class Envelope:
    """What a PDF says of itself.

    ``case`` is the attached case as it is, None if none is attached. ``provenance`` says what printed the letter (see
    ``provenance``).
    """

    case: bytes | None
    provenance: dict[str, str]
    signed: bool

    def attached(self) -> bytes:
        """The attached case. Raises LetterError if there is none."""
        if self.case is None:
            raise LetterError([Problem(f"no case is attached to this PDF: it holds no {CASE_FILE}")])
        return self.case


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


def read_envelope(pdf: bytes) -> Envelope:
    """Reads what a PDF says of itself. Raises LetterError for what is no PDF, is damaged or asks for a password."""
    with readable():
        catalog = PDFDocument(PDFParser(io.BytesIO(pdf))).catalog
        metadata = resolve1(catalog.get("Metadata"))
        return Envelope(
            case=_attached(catalog),
            provenance=provenance_in(metadata.get_data()) if isinstance(metadata, PDFStream) else {},
            signed=any(_is_signature(field) and field.get("V") for field in _fields(catalog)),
        )


def read_content(pdf: bytes) -> Content:
    """Reads what a PDF holds. Raises LetterError as ``read_envelope`` does."""
    with readable():
        document = PDFDocument(PDFParser(io.BytesIO(pdf)))
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


def attached_case(pdf: bytes) -> bytes:
    """The case attached to a PDF, as it is. Raises LetterError if there is none, and as ``read_envelope`` does."""
    return read_envelope(pdf).attached()


def only_signed(pdf: bytes, printed: bytes) -> bool:
    """Whether a PDF is ``printed`` with signatures added to its end, which show nothing on its pages, and nothing else.

    Every object of the print has to be there as it was. Raises LetterError as ``read_envelope`` does.
    """
    with readable():
        here, there = (PDFDocument(PDFParser(io.BytesIO(data))) for data in (pdf, printed))
        numbers = {number for xref in there.xrefs for number in xref.get_objids()}
        form = _resolved(here.catalog.get("AcroForm"))
        return (
            pdf.startswith(printed)
            and all(_keeps(xref, numbers) for xref in here.xrefs)
            and _roots(here) == _roots(there)
            and form.keys() <= FORM
            and all(_is_unseen(_resolved(field)) for field in resolve1(form.get("Fields")) or ())
            and all(_only_signed(here.getobj(number), there.getobj(number)) for number in numbers if number)
        )


def _keeps(xref: Any, numbers: set[int]) -> bool:
    """Whether a list of objects is of the kind that a letter has, and gives up none of the objects of these numbers.

    The reader goes on to an older list where an object was given up; a viewer shows nothing.
    """
    if not isinstance(xref, PDFXRefStream):
        return False
    listed = [number for number in numbers if any(0 <= number - start < count for start, count in xref.ranges)]
    try:
        return all(xref.get_pos(number)[2] == 0 or xref.get_pos(number)[0] is not None for number in listed)
    except KeyError:
        return False


def _roots(document: PDFDocument) -> str:
    """Where the newest trailer says that the document begins."""
    trailer = document.xrefs[0].get_trailer()
    return _written({key: trailer.get(key) for key in ("Root", "Info", "Encrypt")})


def _only_signed(here: Any, there: Any) -> bool:
    """Whether an object is as it was printed, but for what a signature adds to it."""
    if _written(here) == _written(there):
        return True
    if not (isinstance(here, dict) and isinstance(there, dict)):
        return False
    names = _names(there)
    changed = {key for key in here.keys() | there.keys() if _written(here.get(key)) != _written(there.get(key))}
    if "Catalog" in names:
        return changed <= SIGNING
    return all(key in COUNTED or (key in APPENDED and _grown(here, there, key)) for key in changed)


def _grown(here: dict[str, Any], there: dict[str, Any], key: str) -> bool:
    """Whether a list has only got a signature, or the tag of one, at its end."""
    new, old = (resolve1(thing.get(key)) or [] for thing in (here, there))
    old = old if isinstance(old, list) else [there[key]]
    if not isinstance(new, list) or _written(new[: len(old)]) != _written(old):
        return False
    added = new[len(old) :]
    if key == "Nums":
        numbers = added[::2]
        return not {*map(_written, numbers)} & {*map(_written, old[::2])} and all(map(_is_tag, added[1::2]))
    if key == "Kids":
        return all(_grown(_resolved(leaf), {}, "Nums") for leaf in added)
    return all(_is_unseen(_resolved(each)) if key == "Annots" else _is_tag(each) for each in added)


def _is_tag(thing: Any) -> bool:
    """Whether this is the tag of a signature that shows nothing."""
    element = _resolved(thing)
    reference = _resolved(element.get("K"))
    return (
        "Form" in _names(element)
        and element.keys() <= ELEMENT
        and reference.keys() == {"Type", "Obj", "Pg"}
        and _is_unseen(_resolved(reference["Obj"]))
    )


def _is_unseen(widget: dict[str, Any]) -> bool:
    """Whether this is the widget of a signature, and shows nothing on its page."""
    left, bottom, right, top = map(resolve1, resolve1(widget.get("Rect")) or (0, 0, 1, 1))
    return _is_signature(widget) and widget.keys() <= WIDGET and (left == right or bottom == top)


def _written(value: Any) -> str:
    """A value as it is written, references not followed."""
    if isinstance(value, PDFObjRef):
        return f"{value.objid} R"
    if isinstance(value, PDFStream):
        return f"{_written(value.attrs)}{value.get_rawdata()!r}"
    if isinstance(value, dict):
        return f"<{','.join(f'{key!r}:{_written(value[key])}' for key in sorted(value, key=str))}>"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_written, value))}]"
    return repr(value)


def _overlays(page: dict[str, Any]) -> int:
    annotations = [each for each in resolve1(page.get("Annots")) or () if not _signs(each)]
    return len(annotations) + len(_resolved(_resolved(page.get("Resources")).get("XObject")))


def _named(catalog: dict[str, Any], pages: list[dict[str, Any]]) -> set[str]:
    """All keys of the catalog, its names and its form, and of the pages."""
    holders = (catalog, _resolved(catalog.get("Names")), _resolved(catalog.get("AcroForm")), *pages)
    return {str(key) for holder in holders for key in holder}


def _attached(catalog: dict[str, Any]) -> bytes | None:
    found = [_resolved(file) for file in resolve1(catalog.get("AF")) or ()]
    named = [file for file in found if _text(file.get("UF") or file.get("F")) == CASE_FILE]
    if len(named) > 1:
        raise LetterError([Problem(f"more than one {CASE_FILE} is attached to this PDF")])
    stream = resolve1(_resolved(named[0]["EF"])["F"]) if named else None
    return stream.get_data() if isinstance(stream, PDFStream) else None


def _fields(catalog: dict[str, Any]) -> Iterator[dict[str, Any]]:
    form = _resolved(catalog.get("AcroForm"))
    for field in resolve1(form.get("Fields")) or ():
        yield _resolved(field)


def _is_signature(thing: dict[str, Any]) -> bool:
    kind = resolve1(thing.get("FT"))
    return isinstance(kind, PSLiteral) and kind.name == "Sig"


def _resolved(thing: Any) -> dict[str, Any]:
    found = resolve1(thing)
    return found if isinstance(found, dict) else {}


def _text(value: Any) -> str:
    data = resolve1(value)
    if not isinstance(data, bytes):
        return ""
    return data.decode("utf-16" if data.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1", errors="replace")


def _untyped(page: dict[str, Any]) -> dict[str, Any]:
    """A page under no name, so that it is looked into and others are not."""
    return {key: value for key, value in page.items() if key != "Type"}


def _fingerprint(value: Any) -> str:
    """The digest of a value and all it refers to, but for other pages and for signatures."""
    whole = hashlib.sha256()
    for piece in _pieces(value, set()):
        whole.update(piece)
    return whole.hexdigest()


def _pieces(value: Any, seen: set[int]) -> Iterator[bytes]:
    if isinstance(value, PDFObjRef):
        if value.objid in seen:
            yield b"again"
            return
        seen.add(value.objid)
        value = resolve1(value)
    if isinstance(value, PDFStream):
        yield from _pieces({key: each for key, each in value.attrs.items() if key not in AS_WRITTEN}, seen)
        yield value.get_data()
    elif isinstance(value, dict):
        for key in sorted(() if "Page" in _names(value) else value, key=str):
            if key not in BACK | COUNTED and not _holds_signatures(value[key]):
                yield f"<{key}>".encode()
                yield from _pieces(value[key], seen)
    elif isinstance(value, list | tuple):
        for each in value:
            if not _signs(each):
                yield from _pieces(each, seen)
                yield b","
    else:
        yield repr(value).encode()


def _holds_signatures(value: Any) -> bool:
    """Whether this is a list of signatures or of their tags alone."""
    items = resolve1(value)
    return isinstance(items, list) and bool(items) and all(map(_signs, items))


def _signs(thing: Any) -> bool:
    """Whether this is the widget of a signature or its tag."""
    found = _resolved(thing)
    return _is_unseen(found) or _is_tag(found)


def _names(thing: dict[str, Any]) -> set[str]:
    """The names that say what a dictionary is."""
    values = (resolve1(thing.get(key)) for key in ("Type", "S", "FT"))
    return {str(value.name) for value in values if isinstance(value, PSLiteral)}
