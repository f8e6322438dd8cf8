"""Finds the elements that continue on the next page.

Only the layout boxes of WeasyPrint have the elements; they are not part of its public interface. At an upgrade: is the
box of a page still ``Page._page_box``, its first child that of the root element (others are those of a footer), that of
a positioned element ``AbsolutePlaceholder._box``, and do boxes still have the attributes that are read here?
test_tag_tree reads the tags of paragraphs on several pages.
"""

from typing import Any

FRAME = {"html", "body", "main"}
"""The elements that contain the whole flow of a page."""


def continued(pages: list[Any]) -> list[bool]:
    """For each laid-out page, whether its first element continues from the previous page."""
    elements = [_first_and_last(page._page_box.children[0]) for page in pages]  # noqa: SLF001 - see the top of the file
    lasts = [None, *(last for _, last in elements)]
    return [first is not None and first is last for (first, _), last in zip(elements, lasts, strict=False)]


def _first_and_last(box: Any) -> tuple[object, object]:
    """The first and the last element in the flow of a page."""
    while getattr(box, "children", ()) and (box.element is None or box.element_tag in FRAME):
        if len(box.children) > 1:
            flow = [child for child in box.children if not hasattr(child, "_box")]
            return flow[0].element, flow[-1].element
        box = box.children[0]
    return box.element, box.element
