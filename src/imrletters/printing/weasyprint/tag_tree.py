"""Tidies the tag tree of a PDF before it is written, so that a screen reader reads the letter as it is printed.

WeasyPrint 70 tags every box of the layout, page by page, and gives every value of a table row all labels of the row.
Here blank lines lose their tags, what is inside a paragraph becomes the paragraph's own, a paragraph that goes on over
the page end is one again, and a value has the one label to its left (ISO 14289-1, 7.1 and 7.5).
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pydyf

GROUPS = {"/Document", "/Part", "/Art", "/Sect", "/Div", "/Table", "/TBody", "/THead", "/TFoot", "/TR", "/L", "/LI"}
"""What holds other elements, and no text of its own."""
INLINE = {"/Span", "/NonStruct"}
CELLS = {"/TH", "/TD"}
PIXEL = 0.75
"""Points in a pixel of the layout."""


def tidy_tags(pdf: pydyf.PDF, continued: Sequence[bool]) -> None:
    """Tidies the tag tree that WeasyPrint made.

    ``continued`` says of each page whether its first element began on the page before.
    """
    objects = {thing.reference: thing for thing in pdf.objects if isinstance(thing, pydyf.Dictionary)}
    root = objects[pdf.catalog["StructTreeRoot"]]
    tree = _Tree(objects, objects[root["ParentTree"]]["Nums"])
    document = objects[root["K"][0]]
    for element in list(tree.elements(document)):
        if element.get("S", "/Span") not in GROUPS | INLINE:
            tree.take_in(element)
    tree.drop_empty(document)
    tree.join_pages(document, continued)
    for element in tree.elements(document):
        if element["S"] == "/TR":
            _name_headers(list(tree.kids(element)))
            tree.widen_last_value(element)
        elif element["S"] == "/Figure":
            height = float(objects[element["Pg"]]["MediaBox"][3])
            left, top, right, bottom = (edge * PIXEL for edge in element["A"]["BBox"])
            element["A"]["BBox"][:] = left, height - bottom, right, height - top


class _Tree:
    """The elements of a tag tree by reference, and for each page which element holds which marked content."""

    def __init__(self, objects: dict[bytes, Any], holders: list[Any]) -> None:
        self.objects = objects
        self.holders = dict(zip(holders[::2], holders[1::2], strict=True))

    def kids(self, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        """The elements in an element; not its text, nor the annotations it refers to."""
        for kid in element["K"]:
            if isinstance(kid, bytes) and "S" in self.objects[kid]:
                yield self.objects[kid]

    def elements(self, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        """An element and all in it, in reading order."""
        yield element
        for kid in self.kids(element):
            yield from self.elements(kid)

    def take_in(self, element: pydyf.Dictionary) -> None:
        """Makes what the inline elements in an element hold its own."""
        found, element["K"] = element["K"], pydyf.Array()
        for kid in found:
            if isinstance(kid, bytes) and self.objects[kid].get("S") in INLINE:
                self.take_in(self.objects[kid])
                self._move(self.objects[kid], element)
            else:
                element["K"].append(kid)

    def drop_empty(self, element: pydyf.Dictionary) -> None:
        """Drops the elements that hold nothing, such as blank lines; an empty cell of a table stays."""
        dropped = set()
        for kid in self.kids(element):
            self.drop_empty(kid)
            if not kid["K"] and kid["S"] not in CELLS:
                dropped.add(kid.reference)
                kid.clear()
        element["K"][:] = [kid for kid in element["K"] if kid not in dropped]

    def join_pages(self, document: pydyf.Dictionary, continued: Sequence[bool]) -> None:
        """Makes one sequence of the parts that the pages are, and one element of what goes on over a page end."""
        sequence: list[pydyf.Dictionary] = []
        page = 0
        for block in list(self._blocks(document)):
            before, page = page, self._page(block)
            if sequence and page != before and continued[page] and block["S"] == sequence[-1]["S"]:
                self._move(block, sequence[-1])
            else:
                block["P"] = document.reference
                sequence.append(block)
        document["K"][:] = [block.reference for block in sequence]

    def widen_last_value(self, row: pydyf.Dictionary) -> None:
        """Gives the columns of an empty cell at the end of a row to the value before it, which is what they are for."""
        *_, value, last = [None, None, *self.kids(row)]
        if value and last and value["S"] == last["S"] == "/TD" and not last["K"]:
            value["A"]["ColSpan"] = value["A"].get("ColSpan", 1) + last["A"].get("ColSpan", 1)
            row["K"].pop()
            last.clear()

    def _blocks(self, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        for kid in self.kids(element):
            if kid["S"] == "/Part":
                yield from self._blocks(kid)
            else:
                yield kid

    def _page(self, element: pydyf.Dictionary) -> int:
        return int(self.objects[element["Pg"]]["StructParents"])

    def _move(self, source: pydyf.Dictionary, target: pydyf.Dictionary) -> None:
        """Moves what one element holds to the end of another, which may be on an earlier page."""
        for kid in source["K"]:
            if not isinstance(kid, int):
                self.objects[kid]["P"] = target.reference
                target["K"].append(kid)
                continue
            self.holders[self._page(source)][kid] = target.reference
            same_page = source["Pg"] == target["Pg"]
            target["K"].append(
                kid if same_page else pydyf.Dictionary({"Type": "/MCR", "Pg": source["Pg"], "MCID": kid})
            )
        source.clear()


def _name_headers(cells: list[pydyf.Dictionary]) -> None:
    """Of the labels of a row, leaves each value the one to its left; the labels of columns stay."""
    in_row = [cell["ID"] for cell in cells if cell["S"] == "/TH"]
    label = None
    for cell in cells:
        if cell["S"] == "/TH":
            label = cell["ID"]
        elif "Headers" in cell["A"]:
            named = [header for header in cell["A"]["Headers"] if header not in in_row or header is label]
            cell["A"]["Headers"] = pydyf.Array(named)
