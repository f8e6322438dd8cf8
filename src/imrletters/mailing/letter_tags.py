"""Makes the tags of one letter unique among those of a print file: keys of the parent tree, identifiers, roles."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

INTERACTIVE = (Name.Widget, Name.FileAttachment)
"""The annotations of signatures and attachments, which paper does not have."""


def elements(root: Any) -> Iterator[Any]:
    """Every structure element below the root of a tag tree."""
    waiting = kids(root)
    while waiting:
        element = waiting.pop()
        if isinstance(element, Dictionary) and "/S" in element:
            yield element
            waiting += kids(element)


def kids(element: Any) -> list[Any]:
    """What an element contains: elements, numbers of marked content, and references to annotations."""
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def remove_interactive(pdf: pikepdf.Pdf) -> None:
    """Removes the annotations of signatures and attachments, and their elements."""
    removed = set()
    for page in pdf.pages:
        annotations = page.obj.get("/Annots", Array())
        kept = [each for each in annotations if each.get("/Subtype") not in INTERACTIVE]
        removed |= {each.objgen for each in annotations if each.get("/Subtype") in INTERACTIVE}
        if len(kept) < len(annotations):
            page.obj.Annots = Array(kept)
    if not removed:
        return
    root = pdf.Root.StructTreeRoot
    for holder in [root, *elements(root)]:
        before = kids(holder)
        left = [each for each in before if not _refers(each, removed)]
        if len(left) < len(before):
            holder.K = Array(left)


def _refers(kid: Any, removed: set[tuple[int, int]]) -> bool:
    """Whether a kid is a reference to a removed annotation, or an element that has nothing else."""
    if not isinstance(kid, Dictionary):
        return False
    if kid.get("/Type") == Name.OBJR:
        return kid.Obj.objgen in removed
    inside = kids(kid)
    return bool(inside) and all(_refers(each, removed) for each in inside)


def renumber(pdf: pikepdf.Pdf, first_key: int) -> list[tuple[int, Any]]:
    """Adds ``first_key`` to every key of the parent tree; returns its entries in their order."""
    for holder in _holders(pdf):
        for name in ("/StructParents", "/StructParent"):
            if name in holder:
                holder[name] = int(holder[name]) + first_key
    entries = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    return [(key + first_key, entries[key]) for key in sorted(entries)]


def _holders(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every object with a key of the parent tree: pages, annotations, and images and forms of pages."""
    seen = set()
    for page in pdf.pages:
        yield page.obj
        yield from page.obj.get("/Annots", ())
        waiting = [page.obj.get("/Resources", Dictionary())]
        while waiting:
            for drawn in waiting.pop().get("/XObject", Dictionary()).values():
                if drawn.objgen not in seen:
                    seen.add(drawn.objgen)
                    yield drawn
                    waiting.append(drawn.get("/Resources", Dictionary()))


def make_unique(root: Any, number: int, roles: dict[str, str]) -> list[tuple[bytes, Any]]:
    """Makes identifiers unique by the ``number`` of the letter, and renames ``roles``.

    Returns the new identifiers, each with its element.
    """
    found = []
    for element in elements(root):
        if "/ID" in element:
            element.ID = _unique(element.ID, number)
            found.append((bytes(element.ID), element))
        attributes = element.get("/A")
        for each in attributes if isinstance(attributes, Array) else [attributes]:
            if isinstance(each, Dictionary) and "/Headers" in each:
                each.Headers = Array([_unique(header, number) for header in each.Headers])
        if str(element.S) in roles:
            element.S = Name(roles[str(element.S)])
    return found


def _unique(identifier: Any, number: int) -> String:
    return String(f"{number:06}-".encode() + bytes(identifier))
