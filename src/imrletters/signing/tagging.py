"""Adds the widget of a form field to the tag tree of a PDF."""

# some functions of pyHanko have no types
# mypy: disable-error-code="no-untyped-call"

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from imrletters.signing.faults import unusable


def tag(writer: IncrementalPdfFileWriter, widget: IndirectObject) -> None:
    """Adds a widget to the end of the tag tree, as a form field of its page."""
    annotation = widget.get_object()
    page = annotation.raw_get("/P")
    tree = writer.root["/StructTreeRoot"]
    key = _next_key(tree)
    annotation["/StructParent"] = NumberObject(key)
    writer.update_container(annotation)
    page.get_object()["/Tabs"] = pdf_name("/S")
    writer.update_container(page.get_object())
    parent = _document_element(writer, tree)
    reference = DictionaryObject(
        {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): widget, pdf_name("/Pg"): page}
    )
    element = writer.add_object(
        DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): parent,
                pdf_name("/Pg"): page,
                pdf_name("/K"): reference,
            }
        )
    )
    _append(writer, parent.get_object(), "/K", [element])
    _add_parent(writer, tree, key, element)


def _add_parent(writer: IncrementalPdfFileWriter, tree: DictionaryObject, key: int, element: IndirectObject) -> None:
    """Adds an element to the parent tree, under the key that its widget names."""
    index = tree["/ParentTree"]
    if "/Kids" in index:
        limits = ArrayObject([NumberObject(key), NumberObject(key)])
        leaf = DictionaryObject(
            {pdf_name("/Limits"): limits, pdf_name("/Nums"): ArrayObject([NumberObject(key), element])}
        )
        _append(writer, index, "/Kids", [writer.add_object(leaf)])
    else:
        _append(writer, index, "/Nums", [NumberObject(key), element])
    if "/ParentTreeNextKey" in tree:
        tree["/ParentTreeNextKey"] = NumberObject(key + 1)
        writer.update_container(tree)


def _next_key(tree: DictionaryObject) -> int:
    """A key that the parent tree does not use yet."""
    return max([int(tree.get("/ParentTreeNextKey", 0)), *(key + 1 for key in _keys(tree["/ParentTree"]))])


def _keys(index: DictionaryObject) -> Iterator[int]:
    numbers = index.get("/Nums", [])
    yield from (int(numbers[position]) for position in range(0, len(numbers), 2))
    for kid in index.get("/Kids", []):
        yield from _keys(kid.get_object())


def _document_element(writer: IncrementalPdfFileWriter, tree: DictionaryObject) -> IndirectObject:
    """The Document element, or the root of the tag tree if there is none."""
    top = tree.raw_get("/K")
    tops = top.get_object()
    last = tops.raw_get(-1) if isinstance(tops, ArrayObject) else top
    if isinstance(last, IndirectObject) and last.get_object().get("/S") == "/Document":
        return last
    root = writer.root.raw_get("/StructTreeRoot")
    if not isinstance(root, IndirectObject):
        raise unusable("the root of the tag tree is not an indirect object")
    return root


def _append(writer: IncrementalPdfFileWriter, holder: DictionaryObject, key: str, items: list[Any]) -> None:
    """Appends to an array in a dictionary; a single value becomes the first entry of a new array."""
    present = holder.get(key)
    if isinstance(present, ArrayObject):
        present.extend(items)
        writer.update_container(present)
        return
    holder[key] = ArrayObject([*([] if present is None else [holder.raw_get(key)]), *items])
    writer.update_container(holder)
