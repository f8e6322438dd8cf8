"""Finds the pages of a PDF in its page tree (ISO 32000-1, 7.7.3)."""

from typing import Any, NamedTuple

from imrletters.pdf.limits import NESTING, PAGES, too_large
from imrletters.pdf.objects import array, dictionary, name_of, number_of, reference_number, resolved

INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")
"""The entries that a page takes from the nodes above it."""
US_LETTER = (0.0, 0.0, 612.0, 792.0)


class Page(NamedTuple):
    """A page: the number of its object, None if it has none, and its entries with those that it inherits."""

    number: int | None
    entries: dict[str, Any]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The left, bottom, right and top edge of the page, in points."""
        edges = [number_of(each, 0) for each in array(self.entries.get("MediaBox"))]
        if len(edges) != 4:
            return US_LETTER
        left, bottom, right, top = edges
        return min(left, right), min(bottom, top), max(left, right), max(bottom, top)

    @property
    def rotation(self) -> int:
        """The angle by which a viewer turns the page clockwise."""
        return int(number_of(self.entries.get("Rotate"), 0)) % 360


def pages_of(catalog: dict[str, Any]) -> list[Page]:
    """The pages in their order. A node that was reached before is left out."""
    found: list[Page] = []
    seen: set[int | None] = set()
    waiting: list[tuple[Any, dict[str, Any], int]] = [(catalog.get("Pages"), {}, 0)]
    kids_seen = 0
    while waiting:
        node, inherited, depth = waiting.pop()
        number = reference_number(node)
        if number in seen:
            continue
        if number is not None:
            seen.add(number)
        entries = {**inherited, **dictionary(node)}
        kind = name_of(entries.get("Type"))
        if kind == "Pages" and "Kids" in entries:
            passed_on = {key: entries[key] for key in INHERITED if key in entries}
            kids = resolved(entries["Kids"])
            kids = kids if isinstance(kids, list) else []
            kids_seen += len(kids)
            if depth > NESTING or kids_seen > 2 * PAGES:
                raise too_large("pages", PAGES)
            waiting += [(kid, passed_on, depth + 1) for kid in reversed(kids)]
        elif kind == "Page":
            found.append(Page(number, entries))
    return found
