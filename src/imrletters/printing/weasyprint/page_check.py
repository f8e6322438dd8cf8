"""Looks at the laid-out pages before they are written: is every word inside, and what goes on over a page end."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from imrletters.comparison import common_start
from imrletters.errors import PrintError

SPACE = 0.25
"""The width of a space of the bundled fonts, in parts of the type's size: the narrower of the two."""
SLACK = 0.1
"""What rounding may add, in pixels of the layout."""
FRAME = {"html", "body", "main"}
SHOWN = 40


class _Area(NamedTuple):
    """A rectangle on a page, in pixels of the layout."""

    left: float
    top: float
    right: float
    bottom: float


def refuse_lost_words(text: str, pages: list[Any]) -> None:
    """Raises PrintError if a word of ``text`` is on none of WeasyPrint's laid-out pages, or not wholly inside its area.

    The area is what the margins leave; for what is placed by itself, as a letterhead is, it is the sheet.
    """
    printed = []
    for number, page in enumerate(pages, start=1):
        box = page._page_box  # noqa: SLF001 - nothing public says where the words are
        left, top = box.content_box_x(), box.content_box_y()
        margins = _Area(left, top, left + box.width, top + box.height)
        for text_box, area in _texts(box, margins, _Area(0, 0, page.width, page.height)):
            printed.append(text_box.text)
            if not _inside(text_box, area):
                raise PrintError(f"page {number}: {text_box.text.strip()[:SHOWN]!r} is printed outside the margins")
    wanted, found = "".join(text.split()), "".join("".join(printed).split())
    if wanted != found:
        first = common_start(wanted, found)
        place = wanted[first : first + SHOWN] or found[first : first + SHOWN]
        raise PrintError(f"the pages do not hold the words of the letter; they differ first at {place!r}")


def continued(pages: list[Any]) -> list[bool]:
    """Of each laid-out page, whether what it begins with began on the page before."""
    ends = [_ends(page._page_box) for page in pages]  # noqa: SLF001 - nothing public says what a page begins with
    lasts = [None, *(last for _, last in ends)]
    return [first is not None and first is last for (first, _), last in zip(ends, lasts, strict=False)]


def _texts(box: Any, area: _Area, sheet: _Area) -> Iterator[tuple[Any, _Area]]:
    """The boxes of text in a box, in the order of the page's source, with the area that each belongs into."""
    placed = getattr(box, "_box", None)  # WeasyPrint's stand-in for what is placed by itself
    if placed is not None:
        box, area = placed, sheet
    if hasattr(box, "text"):
        if box.style["visibility"] == "visible":
            yield box, area
        return
    # what is not drawn, or elsewhere than it is laid out, counts as lost
    if box.style["opacity"] == 0 or box.style["clip"] or box.style["transform"]:
        return
    if box.style["overflow"] != "visible":
        area = _cut(area, box)
    for child in getattr(box, "children", ()):
        yield from _texts(child, area, sheet)


def _cut(area: _Area, box: Any) -> _Area:
    """What of an area shows in a box that cuts off what is outside of it."""
    left, top = box.padding_box_x(), box.padding_box_y()
    return _Area(
        max(area.left, left),
        max(area.top, top),
        min(area.right, left + box.padding_width()),
        min(area.bottom, top + box.padding_height()),
    )


def _inside(box: Any, area: _Area) -> bool:
    # spaces at the end of a line may hang over its end; they show nothing
    spaces = len(box.text) - len(box.text.rstrip())
    right = box.position_x + box.width - spaces * SPACE * box.style["font_size"]
    return bool(
        box.position_x >= area.left - SLACK
        and right <= area.right + SLACK
        and box.position_y >= area.top - SLACK
        and box.position_y + box.height <= area.bottom + SLACK
    )


def _ends(box: Any) -> tuple[object, object]:
    """The elements that the flow of a page begins and ends with."""
    while getattr(box, "children", ()) and (box.element is None or box.element_tag in FRAME):
        if len(box.children) > 1:
            flow = [child for child in box.children if not hasattr(child, "_box")]
            return flow[0].element, flow[-1].element
        box = box.children[0]
    return box.element, box.element
