"""Form 1 of an increment: what imrletters 0.1 writes with pyHanko 0.38. Never change it; a new form gets a new module.

The first signature adds the form, its field, which is also its widget, and its tag, and writes again the catalog, the
last page, and the objects of the tag tree that list the tag. Each further one adds a field outside the page, without a
tag, and writes again only the form and the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from imrletters.verification.increments.revision import Revision
from imrletters.verification.increments.serialization import serialized
from imrletters.verification.increments.syntax import Name, Reference, UnknownFormError, Value

SIGNATURE_HEAD = b"%d 0 obj\n<<\n/Contents <"
SIGNATURE_TAIL = (
    b">\n/ByteRange %b\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/M (%b)\n>>\nendobj\n"
)
CONTENTS = rb"(?:[0-9A-F]{2})+"
"""The grammar of the hexadecimal digits of a signature."""
DATE = rb"D\\072\d{14}(?:Z|\\05[35]\d\d\\047\d\d\\047)"
"""The grammar of the date of a signature, with the escapes that pyHanko writes."""
SECOND_ID = rb"[0-9a-f]{32}"
"""The grammar of the second identifier of the file, in hexadecimal."""
BYTE_RANGE_WIDTH = 62
SECTION_TAIL = b"\nendstream\nendobj\n\nstartxref\n%d\n%%%%EOF\n"
ISO_PARTS = (32001, 32002)
"""The extensions of PDF 2.0 that a signature states if its algorithm needs them (ISO/TS 32001 and 32002)."""
STANDARDS = {32001: b"https://www.iso.org/standard/45874.html", 32002: b"https://www.iso.org/standard/45875.html"}
OUTSIDE = -9999
"""Each coordinate of a field that is placed outside the page."""


@dataclass(frozen=True)
class Objects:
    """The objects of an increment except its signature and its cross-reference stream, by their numbers."""

    written: Mapping[int, Value]
    signature: int

    def __bytes__(self) -> bytes:
        return b"".join(
            b"%d 0 obj\n%b\nendobj\n" % (number, serialized(self.written[number])) for number in self.numbers
        )

    @property
    def numbers(self) -> list[int]:
        """The numbers of these objects, in the order in which they are written."""
        return sorted(self.written)


def signature_objects(revision: Revision, count: int) -> Iterator[Objects]:
    """What the next signature may write after ``count`` others: one variant for each set of extensions.

    Raises UnknownFormError if this form cannot be written after the revision.
    """
    yield from _first(revision) if count == 0 else _further(revision, count + 1)


def section_head(revision: Revision, numbers: list[int], second_id: bytes, length: int) -> bytes:
    """The beginning of the cross-reference stream that lists objects of these numbers, and its own, which is last."""
    first_id = revision.trailer["ID"]
    if not isinstance(first_id, list) or not isinstance(first_id[0], bytes):
        raise UnknownFormError("no identifier")
    trailer = revision.trailer | {"Size": numbers[-1] + 1, "ID": [first_id[0], second_id], "Prev": revision.start}
    index: list[Value] = [0, 1]
    for number in numbers:
        if number - 1 in numbers:
            index[-1] = int(str(index[-1])) + 1
        else:
            index += [number, 1]
    section: dict[str, Value] = {"W": [1, 8, 2], "Type": Name("XRef"), "Filter": Name("FlateDecode"), **trailer}
    section |= {"Index": index, "Length": length}
    return b"%d 0 obj\n%b\nstream\n" % (numbers[-1], serialized(section, hexadecimal=True))


def section_entries(offsets: list[int]) -> bytes:
    """The decoded entries of the cross-reference stream for objects at these offsets."""
    return bytes(9) + b"\xff\xff" + b"".join(b"\x01" + offset.to_bytes(8) + bytes(2) for offset in offsets)


def _first(revision: Revision) -> Iterator[Objects]:
    root, size = revision.trailer.get("Root"), revision.trailer.get("Size")
    catalog = revision.dictionary(root)
    if (
        type(size) is not int
        or not isinstance(root, Reference)
        or catalog.keys() & {"AcroForm", "Extensions", "Version"}
    ):
        raise UnknownFormError("not a print")
    form, widget, tag = (Reference(size + number) for number in (1, 2, 3))
    page = _last_page(revision, catalog.get("Pages"))
    changes = _Changes(revision)
    changes.append(page, "Annots", [widget])
    changes.set(page, "Tabs", Name("S"))
    key = _tag(changes, catalog.get("StructTreeRoot"), page, widget, tag)
    signature = max(tag.number, *changes.written) + 1
    changes.written[form.number] = {"Fields": [widget], "SigFlags": 3}
    changes.written[widget.number] = _field(1, page, {"StructParent": key, "V": Reference(signature)})
    for extensions in _extensions({}):
        version: dict[str, Value] = {"Version": Name("2.0")} if "ISO_" in extensions else {}
        changed = {**catalog, "AcroForm": form, "Extensions": extensions, **version}
        yield Objects({**changes.written, root.number: changed}, signature)


def _further(revision: Revision, number: int) -> Iterator[Objects]:
    root, size = revision.trailer.get("Root"), revision.trailer.get("Size")
    catalog = revision.dictionary(root)
    form, known = catalog.get("AcroForm"), catalog.get("Extensions")
    if type(size) is not int or not (
        isinstance(root, Reference) and isinstance(form, Reference) and isinstance(known, dict)
    ):
        raise UnknownFormError("not a signed print")
    page, widget, signature = _last_page(revision, catalog.get("Pages")), Reference(size + 1), size + 2
    changes = _Changes(revision)
    changes.append(page, "Annots", [widget])
    changes.append(form, "Fields", [widget])
    changes.written[widget.number] = _field(number, page, {"V": Reference(signature)})
    for extensions in _extensions(known):
        if extensions == known:
            yield Objects(changes.written, signature)
        else:
            changed = {**catalog, "Extensions": extensions, "Version": Name("2.0")}
            yield Objects({**changes.written, root.number: changed}, signature)


def _field(number: int, page: Reference, more: dict[str, Value]) -> Value:
    """The field of a signature, which is also its widget on a page."""
    return {
        "FT": Name("Sig"),
        "T": b"Signature%d" % number,
        "Type": Name("Annot"),
        "Subtype": Name("Widget"),
        "F": 132,
        "Rect": [0 if number == 1 else OUTSIDE] * 4,
        "P": page,
        "TU": b"Digital signature %d" % number,
        **more,
    }


def _extensions(known: Mapping[str, Value]) -> Iterator[dict[str, Value]]:
    """The extensions that the catalog may state after a signature, if it stated ``known`` before."""
    stated = known.get("ISO_", [])
    levels = (
        [each.get("ExtensionLevel") for each in stated if isinstance(each, dict)] if isinstance(stated, list) else []
    )
    esic: dict[str, Value] = {
        "ESIC": {"Type": Name("DeveloperExtensions"), "BaseVersion": Name("1.7"), "ExtensionLevel": 1}
    }
    new = [part for part in ISO_PARTS if part not in levels]
    for added in ([], *([part] for part in new), *([new] if len(new) > 1 else [])):
        iso: list[Value] = [*(stated if isinstance(stated, list) else []), *map(_extension, added)]
        yield {**(known or esic), **({"ISO_": iso} if iso else {})}


def _extension(part: int) -> Value:
    return {
        "Type": Name("DeveloperExtensions"),
        "BaseVersion": Name("2.0"),
        "ExtensionLevel": part,
        "URL": STANDARDS[part],
        "ExtensionRevision": b":2022",
    }


def _last_page(revision: Revision, tree: Value | None) -> Reference:
    """The last page below a node of the page tree."""
    for _ in range(100):
        node = revision.dictionary(tree)
        if node.get("Type") == "Page" and isinstance(tree, Reference):
            return tree
        kids = node.get("Kids")
        tree = kids[-1] if isinstance(kids, list) and kids else None
    raise UnknownFormError("no last page")


class _Changes:
    """Collects the objects that an increment writes."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self.written: dict[int, Value] = {}

    def dictionary(self, holder: Reference) -> dict[str, Value]:
        """The dictionary of a number, as changed so far."""
        changed = self.written.get(holder.number)
        return changed if isinstance(changed, dict) else self.revision.dictionary(holder)

    def set(self, holder: Reference, key: str, value: Value) -> None:
        """Sets an entry of a dictionary."""
        self.written[holder.number] = {**self.dictionary(holder), key: value}

    def append(self, holder: Reference, key: str, items: list[Value]) -> None:
        """Appends to the array of an entry; a single value becomes the first entry of a new array."""
        present = self.dictionary(holder).get(key)
        if isinstance(present, Reference) and isinstance(array := self.revision.value(present.number), list):
            self.written[present.number] = [*array, *items]
            return
        before = present if isinstance(present, list) else [] if present is None else [present]
        self.set(holder, key, [*before, *items])


def _tag(changes: _Changes, root: Value | None, page: Reference, widget: Reference, tag: Reference) -> int:
    """Adds the tag of a widget to the tag tree, and returns its key in the parent tree."""
    if not isinstance(root, Reference):
        raise UnknownFormError("no tag tree")
    tree = changes.dictionary(root)
    index = tree.get("ParentTree")
    if not isinstance(index, Reference):
        raise UnknownFormError("no parent tree")
    stated = tree.get("ParentTreeNextKey", 0)
    key = max([int(stated) if type(stated) is int else 0, *(each + 1 for each in _keys(changes.revision, index))])
    parent = _document(changes.revision, tree.get("K")) or root
    kid: dict[str, Value] = {"Type": Name("OBJR"), "Obj": widget, "Pg": page}
    changes.written[tag.number] = {"Type": Name("StructElem"), "S": Name("Form"), "P": parent, "Pg": page, "K": kid}
    changes.append(parent, "K", [tag])
    if "Kids" in changes.dictionary(index):
        leaf = Reference(tag.number + 1)
        changes.written[leaf.number] = {"Limits": [key, key], "Nums": [key, tag]}
        changes.append(index, "Kids", [leaf])
    else:
        changes.append(index, "Nums", [key, tag])
    if "ParentTreeNextKey" in tree:
        changes.set(root, "ParentTreeNextKey", key + 1)
    return key


def _keys(revision: Revision, index: Value) -> Iterator[int]:
    node = revision.dictionary(index)
    numbers, kids = node.get("Nums", []), node.get("Kids", [])
    yield from (each for each in (numbers[::2] if isinstance(numbers, list) else []) if type(each) is int)
    for kid in kids if isinstance(kids, list) else []:
        yield from _keys(revision, kid)


def _document(revision: Revision, top: Value | None) -> Reference | None:
    """The element Document at the top of the tag tree, if it is the last one there."""
    tops = revision.value(top.number) if isinstance(top, Reference) else top
    last = tops[-1] if isinstance(tops, list) and tops else top
    return last if isinstance(last, Reference) and revision.dictionary(last).get("S") == "Document" else None
