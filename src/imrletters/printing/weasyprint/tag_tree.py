"""Corrects the tag tree of a PDF before it is written, so that a screen reader reads the letter as it is printed.

WeasyPrint 70 tags every layout box, page by page, and assigns all labels of a table row to each value in it. Here blank
lines lose their tags, a paragraph takes over the content of its inline elements, a paragraph that continues on the next
page becomes one element, and each value gets the one label to its left (ISO 14289-1, 7.1 and 7.5).

The form of the tag tree is not documented. At an upgrade: does WeasyPrint still make it of ``pydyf.Dictionary`` objects
with these keys, and does it still make the same mistakes? test_tag_tree reads the tags of printed letters.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pydyf

GROUPS = {"/Document", "/Part", "/Art", "/Sect", "/Div", "/Table", "/TBody", "/THead", "/TFoot", "/TR", "/L", "/LI"}
"""The structure types that contain other elements and no text of their own."""
INLINE = {"/Span", "/NonStruct"}
CELLS = {"/TH", "/TD"}
PIXEL = 0.75
"""A CSS pixel in points."""


def tidy_tags(pdf: pydyf.PDF, continued: Sequence[bool]) -> None:
    """Corrects the tag tree that WeasyPrint made.

    ``continued`` states for each page whether its first element continues from the previous page.
    """
    objects = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Dictionary)}
    root = objects[pdf.catalog["StructTreeRoot"]]
    tree = _Tree(objects, objects[root["ParentTree"]]["Nums"])
    document = objects[root["K"][0]]
    for element in list(tree.elements(document)):
        if element.get("S", "/Span") not in GROUPS | INLINE:
            tree.merge_inline(element)
    tree.remove_empty(document)
    tree.join_pages(document, continued)
    for element in tree.elements(document):
        if element["S"] == "/TR":
            _set_headers(list(tree.children(element)))
            tree.widen_last_value(element)
        elif element["S"] == "/Figure":
            # WeasyPrint writes CSS pixels from the top; PDF expects points from the bottom
            height = float(objects[element["Pg"]]["MediaBox"][3])
            left, top, right, bottom = (edge * PIXEL for edge in element["A"]["BBox"])
            element["A"]["BBox"][:] = left, height - bottom, right, height - top


class _Tree:
    """The elements of a tag tree by reference, and for each page the elements of its marked content by MCID."""

    def __init__(self, objects: dict[bytes, Any], parents: list[Any]) -> None:
        self.objects = objects
        self.parents = dict(zip(parents[::2], parents[1::2], strict=True))

    def children(self, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        """The child elements of an element, without its marked content and annotations."""
        for child in element["K"]:
            if isinstance(child, bytes) and "S" in self.objects[child]:
                yield self.objects[child]

    def elements(self, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        """An element and all its descendants, in reading order."""
        yield element
        for child in self.children(element):
            yield from self.elements(child)

    def merge_inline(self, element: pydyf.Dictionary) -> None:
        """Moves the content of the inline elements in an element into the element itself."""
        content, element["K"] = element["K"], pydyf.Array()
        for child in content:
            if isinstance(child, bytes) and self.objects[child].get("S") in INLINE:
                self.merge_inline(self.objects[child])
                self._move(self.objects[child], element)
            else:
                element["K"].append(child)

    def remove_empty(self, element: pydyf.Dictionary) -> None:
        """Removes the descendants without content, such as blank lines; an empty table cell stays."""
        removed = set()
        for child in self.children(element):
            self.remove_empty(child)
            if not child["K"] and child["S"] not in CELLS:
                removed.add(child.reference)
                child.clear()
        element["K"][:] = [child for child in element["K"] if child not in removed]

    def join_pages(self, document: pydyf.Dictionary, continued: Sequence[bool]) -> None:
        """Joins the parts of all pages into one sequence, and the parts of a continued element into one."""
        sequence: list[pydyf.Dictionary] = []
        page = 0
        for block in list(self._blocks(document)):
            previous, page = page, self._page(block)
            if sequence and page != previous and continued[page] and block["S"] == sequence[-1]["S"]:
                self._move(block, sequence[-1])
            else:
                block["P"] = document.reference
                sequence.append(block)
        document["K"][:] = [block.reference for block in sequence]

    def widen_last_value(self, row: pydyf.Dictionary) -> None:
        """Removes an empty cell at the end of a row and adds its columns to the value before it."""
        *_, value, last = [None, None, *self.children(row)]
        if value and last and value["S"] == last["S"] == "/TD" and not last["K"]:
            value["A"]["ColSpan"] = value["A"].get("ColSpan", 1) + last["A"].get("ColSpan", 1)
            row["K"].pop()
            last.clear()

    def _blocks(self, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        for child in self.children(element):
            if child["S"] == "/Part":
                yield from self._blocks(child)
            else:
                yield child

    def _page(self, element: pydyf.Dictionary) -> int:
        return int(self.objects[element["Pg"]]["StructParents"])

    def _move(self, source: pydyf.Dictionary, target: pydyf.Dictionary) -> None:
        """Moves the content of one element to the end of another, which may be on an earlier page."""
        for child in source["K"]:
            if not isinstance(child, int):
                self.objects[child]["P"] = target.reference
                target["K"].append(child)
                continue
            self.parents[self._page(source)][child] = target.reference
            same_page = source["Pg"] == target["Pg"]
            target["K"].append(
                child if same_page else pydyf.Dictionary({"Type": "/MCR", "Pg": source["Pg"], "MCID": child})
            )
        source.clear()


def _set_headers(cells: list[pydyf.Dictionary]) -> None:
    """Removes all row labels from the headers of a value except the one to its left; column labels stay."""
    in_row = [cell["ID"] for cell in cells if cell["S"] == "/TH"]
    label = None
    for cell in cells:
        if cell["S"] == "/TH":
            label = cell["ID"]
        elif "Headers" in cell["A"]:
            kept = [header for header in cell["A"]["Headers"] if header not in in_row or header is label]
            cell["A"]["Headers"] = pydyf.Array(kept)
