"""Checks the laid-out pages before they are written: every word must be on a page and within the margins.

Only the layout boxes of WeasyPrint have the positions and the elements; they are not part of its public interface. At
an upgrade: is the box of a page still ``Page._page_box``, that of a positioned element ``AbsolutePlaceholder._box``,
and do boxes still have the attributes that are read here? test_page_check prints pages that must be refused.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from imrletters.comparison import common_start
from imrletters.errors import PrintError

SPACE = 0.25
"""The width of a space in the bundled fonts, as a part of the font size: the smaller of the two widths."""
SLACK = 0.1
"""The largest rounding error of a position, in CSS pixels."""
FRAME = {"html", "body", "main"}
"""The elements that contain the whole flow of a page."""
EXCERPT = 40
"""The length of the text that an error message quotes, in characters."""


class _Area(NamedTuple):
    """A rectangle on a page, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float


def refuse_lost_words(text: str, pages: list[Any]) -> None:
    """Raises PrintError if a word of ``text`` is missing from the laid-out pages, or not entirely inside its area.

    The area is the page without its margins. For absolutely positioned elements, such as a letterhead, it is the whole
    page.
    """
    texts = []
    for number, page in enumerate(pages, start=1):
        box = page._page_box  # noqa: SLF001 - see the top of the file
        left, top = box.content_box_x(), box.content_box_y()
        margins = _Area(left, top, left + box.width, top + box.height)
        for text_box, area in _texts(box, margins, _Area(0, 0, page.width, page.height)):
            texts.append(text_box.text)
            if not _inside(text_box, area):
                raise PrintError(f"page {number}: {text_box.text.strip()[:EXCERPT]!r} is printed outside the margins")
    expected, found = "".join(text.split()), "".join("".join(texts).split())
    if expected != found:
        first = common_start(expected, found)
        excerpt = expected[first : first + EXCERPT] or found[first : first + EXCERPT]
        raise PrintError(f"the pages do not contain exactly the words of the letter; first difference at {excerpt!r}")


def continued(pages: list[Any]) -> list[bool]:
    """For each laid-out page, whether its first element continues from the previous page."""
    elements = [_first_and_last(page._page_box) for page in pages]  # noqa: SLF001 - see the top of the file
    lasts = [None, *(last for _, last in elements)]
    return [first is not None and first is last for (first, _), last in zip(elements, lasts, strict=False)]


def _texts(box: Any, area: _Area, sheet: _Area) -> Iterator[tuple[Any, _Area]]:
    """The text boxes in a box, in the order of the HTML source, each with its area."""
    positioned = getattr(box, "_box", None)  # in the flow, a placeholder stands for an absolutely positioned box
    if positioned is not None:
        box, area = positioned, sheet
    if hasattr(box, "text"):
        if box.style["visibility"] == "visible":
            yield box, area
        return
    # text that is not drawn, or is drawn in another place, counts as missing
    if box.style["opacity"] == 0 or box.style["clip"] or box.style["transform"]:
        return
    if box.style["overflow"] != "visible":
        area = _clipped(area, box)
    for child in getattr(box, "children", ()):
        yield from _texts(child, area, sheet)


def _clipped(area: _Area, box: Any) -> _Area:
    """The part of an area that is visible in a box that clips its content."""
    left, top = box.padding_box_x(), box.padding_box_y()
    return _Area(
        max(area.left, left),
        max(area.top, top),
        min(area.right, left + box.padding_width()),
        min(area.bottom, top + box.padding_height()),
    )


def _inside(box: Any, area: _Area) -> bool:
    # trailing spaces may be outside: they are invisible
    spaces = len(box.text) - len(box.text.rstrip())
    right = box.position_x + box.width - spaces * SPACE * box.style["font_size"]
    return bool(
        box.position_x >= area.left - SLACK
        and right <= area.right + SLACK
        and box.position_y >= area.top - SLACK
        and box.position_y + box.height <= area.bottom + SLACK
    )


def _first_and_last(box: Any) -> tuple[object, object]:
    """The first and the last element in the flow of a page."""
    while getattr(box, "children", ()) and (box.element is None or box.element_tag in FRAME):
        if len(box.children) > 1:
            flow = [child for child in box.children if not hasattr(child, "_box")]
            return flow[0].element, flow[-1].element
        box = box.children[0]
    return box.element, box.element
