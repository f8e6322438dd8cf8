"""Reads the tag tree of a PDF, what a screen reader reads, as an indented outline: a line for each element."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1

from imrletters.pdf.layout import visible
from imrletters.pdf.objects import name_of, open_pdf, readable, resolved, text_of
from imrletters.pdf.text_lines import PrintedPage, read_pages

UNTAGGED = "no tags"
Marked = Mapping[tuple[int, int], str]
"""The characters of every piece of marked content, by the number of its page (from 0) and its own."""


def tag_outline(pdf: bytes, printed: Iterable[PrintedPage] | None = None) -> str:
    """The tag tree of a PDF: each element with its text, its alternative text, and the headers of a cell.

    ``printed`` is its pages, where they were read. Raises LetterError for what is no PDF, is damaged or locked.
    """
    marked: dict[tuple[int, int], str] = defaultdict(str)
    for number, page in enumerate(read_pages(pdf) if printed is None else printed):
        for char in (char for line in page for char in line.chars):
            if char.mark is not None:
                marked[number, char.mark] += char.text
    with readable():
        document = open_pdf(pdf)
        root = resolved(document.catalog.get("StructTreeRoot"))
        if not root:
            return f"{UNTAGGED}\n"
        pages = {page.pageid: number for number, page in enumerate(PDFPage.create_pages(document))}
        outline = _Outline(pages, marked)
        language = text_of(document.catalog.get("Lang"))
        rows = [f"{language or 'no language'}: {visible(text_of(_info(document).get('Title')))}"]
        return "\n".join([*rows, *outline.rows(root, 0, None)]) + "\n"


def _info(document: Any) -> dict[str, Any]:
    return document.info[0] if document.info else {}


class _Outline:
    """Writes elements as rows, knowing the pages by their objects, what is marked, and the cells by their names."""

    def __init__(self, pages: Mapping[object, int], marked: Marked) -> None:
        self.pages = pages
        self.marked = marked
        self.headers: dict[bytes, str] = {}

    def rows(self, element: dict[str, Any], depth: int, page: int | None) -> Iterator[str]:
        """The rows of what an element holds, deeper than itself."""
        for kid in _kids(element):
            inner = resolved(kid)
            if kind := name_of(inner.get("S")):
                below = self._page(inner, page)
                yield "  " * depth + " ".join([kind, *self._facts(inner, below)])
                yield from self.rows(inner, depth + 1, below)

    def _facts(self, element: dict[str, Any], page: int | None) -> Iterator[str]:
        text = "".join(self._texts(element, page))
        if text.strip():
            yield visible(text.rstrip(" "))
        if alternative := text_of(element.get("Alt")):
            yield f"alt {visible(alternative)}"
        name = resolve1(element.get("ID"))
        if isinstance(name, bytes):
            self.headers[name] = text.strip()
        attributes = resolved(element.get("A"))
        if headers := resolve1(attributes.get("Headers")):
            yield "under " + ", ".join(visible(self.headers.get(resolve1(each), "?")) for each in headers)
        if span := resolve1(attributes.get("ColSpan")):
            yield f"over {span} columns"

    def _texts(self, element: dict[str, Any], page: int | None) -> Iterator[str]:
        """The characters that an element holds itself, in the order in which they are read."""
        for kid in _kids(element):
            number, holder = (kid, page) if isinstance(kid, int) else self._elsewhere(resolved(kid), page)
            if number is not None and holder is not None:
                yield self.marked.get((holder, number), "")

    def _elsewhere(self, reference: dict[str, Any], page: int | None) -> tuple[int | None, int | None]:
        """What a reference to marked content refers to, and its page."""
        number = resolve1(reference.get("MCID")) if name_of(reference.get("Type")) == "MCR" else None
        return number, self._page(reference, page)

    def _page(self, thing: dict[str, Any], page: int | None) -> int | None:
        return self.pages.get(getattr(thing.get("Pg"), "objid", -1), page)


def _kids(element: dict[str, Any]) -> list[Any]:
    kids = resolve1(element.get("K"))
    return kids if isinstance(kids, list) else [] if kids is None else [kids]
