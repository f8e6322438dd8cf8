"""Tells whether a letter was only signed after it was printed: nothing added that is seen, read aloud or run."""

import re
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFXRefStream
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1

from imrletters.pdf import is_tag, is_unseen, names_in, open_pdf, readable, resolved

SIGNING = {"AcroForm", "DSS", "Extensions", "Perms", "Version"}
"""What a signature, and all that keeps it valid for long, brings into the catalog."""
FORM = {"Fields", "SigFlags", "DA", "DR"}
"""All that the form of a signature may hold."""
APPENDED = {"Annots", "K", "Nums", "Kids"}
"""The lists at whose end a signature takes its place, on a page and among the tags."""
COUNTED = {"Tabs", "ParentTreeNextKey"}
"""What a tagged widget changes otherwise, none of it seen."""


def differs_only_by_signatures(pdf: bytes, printed: bytes) -> bool:
    """Whether a PDF is ``printed`` with signatures added to its end, which show nothing on its pages, and nothing else.

    Every object of the print has to be there as it was. Raises LetterError as ``read_envelope`` does.
    """
    with readable():
        here, there = (open_pdf(data) for data in (pdf, printed))
        numbers = {number for xref in there.xrefs for number in xref.get_objids()}
        form = resolved(here.catalog.get("AcroForm"))
        return (
            pdf.startswith(printed)
            and _lists(here.xrefs[-len(there.xrefs) :]) == _lists(there.xrefs)
            and all(_keeps(pdf, xref, numbers) for xref in here.xrefs[: -len(there.xrefs)])
            and _roots(here) == _roots(there)
            and form.keys() <= FORM
            and all(is_unseen(resolved(field)) for field in resolve1(form.get("Fields")) or ())
            and all(
                _differs_only_by_signatures(here.getobj(number), there.getobj(number)) for number in numbers if number
            )
        )


def _keeps(pdf: bytes, xref: Any, numbers: set[int]) -> bool:
    """Whether a list of objects is of the kind that a letter has, and names a true place for each of these it lists.

    The reader goes on to an older list where an object is given up or not to be found; a viewer shows nothing.
    """
    if not isinstance(xref, PDFXRefStream):
        return False
    listed = [number for number in numbers if any(0 <= number - start < count for start, count in xref.ranges)]
    try:
        places = [(number, xref.get_pos(number)) for number in listed]
    except KeyError:
        return False
    return all(
        stream is None and generation == 0 and re.compile(rb"\s*%d\s+0\s+obj\b" % number).match(pdf, place)
        for number, (stream, place, generation) in places
    )


def _lists(xrefs: list[Any]) -> list[tuple[Any, ...]]:
    return [(xref.data, xref.ranges) if isinstance(xref, PDFXRefStream) else (xref,) for xref in xrefs]


def _roots(document: PDFDocument) -> str:
    """Where the newest trailer says that the document begins."""
    trailer = document.xrefs[0].get_trailer()
    return _written({key: trailer.get(key) for key in ("Root", "Info", "Encrypt")})


def _differs_only_by_signatures(here: Any, there: Any) -> bool:
    """Whether an object is as it was printed, but for what a signature adds to it."""
    if _written(here) == _written(there):
        return True
    if not (isinstance(here, dict) and isinstance(there, dict)):
        return False
    names = names_in(there)
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
        return not {*map(_written, numbers)} & {*map(_written, old[::2])} and all(map(is_tag, added[1::2]))
    if key == "Kids":
        return all(_grown(resolved(leaf), {}, "Nums") for leaf in added)
    return all(is_unseen(resolved(each)) if key == "Annots" else is_tag(each) for each in added)


def _written(value: Any) -> str:
    """A value as it is written, references not followed."""
    if isinstance(value, PDFObjRef):
        return f"{value.objid} R"
    if isinstance(value, PDFStream):
        return f"{_written(value.attrs)}{value.get_data()!r}"
    if isinstance(value, dict):
        return f"<{','.join(f'{key!r}:{_written(value[key])}' for key in sorted(value, key=str))}>"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_written, value))}]"
    return repr(value)
