"""Reads the tag tree of a PDF, which screen readers use, as an indented outline, one line for each element."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from imrletters.errors import LetterError, Problem
from imrletters.pdf.file import PdfFile, as_letter_error
from imrletters.pdf.layout import visible
from imrletters.pdf.limits import CHARACTERS, NESTING, too_large
from imrletters.pdf.objects import dictionary, name_of, reference_number, resolved, text_of
from imrletters.pdf.text_lines import PrintedPage

UNTAGGED = "no tags"
MarkedTexts = Mapping[tuple[int, int], str]
"""The text of each piece of marked content, by the number of its page (from 0) and its own number (MCID)."""


def tag_outline(file: PdfFile, pages: Iterable[PrintedPage]) -> str:
    """The tag tree of a PDF: each element with its text, its alternative text, and the headers of a table cell.

    ``pages`` are the pages of the same file, as ``read_pages`` returns them. Raises LetterError for a damaged PDF.
    """
    marked: dict[tuple[int, int], list[str]] = defaultdict(list)
    for number, page in enumerate(pages):
        for char in (char for line in page for char in line.chars):
            if char.mark is not None:
                marked[number, char.mark].append(char.text)
    with as_letter_error():
        root = dictionary(file.catalog.get("StructTreeRoot"))
        if not root:
            return f"{UNTAGGED}\n"
        page_numbers = {page.number: number for number, page in enumerate(file.pages)}
        outline = _Outline(page_numbers, {place: "".join(texts) for place, texts in marked.items()})
        language = text_of(file.catalog.get("Lang"))
        first = f"{language or 'no language'}: {visible(text_of(file.information.get('Title')))}"
        return "\n".join([first, *outline.rows(root, 0, None)]) + "\n"


class _Outline:
    """Writes structure elements as rows. Collects the header cells of tables, to name them at the cells below them."""

    def __init__(self, page_numbers: Mapping[int | None, int], marked: MarkedTexts) -> None:
        """``page_numbers`` are the numbers of the pages (from 0) by the numbers of their objects."""
        self.page_numbers = page_numbers
        self.marked = marked
        self.headers: dict[bytes, str] = {}
        self.seen: set[int] = set()
        self.characters_left = 2 * CHARACTERS

    def rows(self, element: dict[str, Any], depth: int, page: int | None) -> Iterator[str]:
        """The rows of the elements inside an element, indented by ``depth``. Each element may have one parent only."""
        if depth > NESTING:
            raise too_large("tags inside each other", NESTING)
        for kid in _kids(element):
            number = reference_number(kid)
            if number in self.seen:
                raise LetterError([Problem("the PDF is damaged: a tag has two places in the tag tree")])
            if number is not None:
                self.seen.add(number)
            inner = dictionary(kid)
            if kind := name_of(inner.get("S")):
                inner_page = self._page(inner, page)
                yield "  " * depth + " ".join([kind, *self._properties(inner, inner_page)])
                yield from self.rows(inner, depth + 1, inner_page)

    def _properties(self, element: dict[str, Any], page: int | None) -> Iterator[str]:
        text = "".join(self._texts(element, page))
        if text.strip():
            yield visible(text.rstrip(" "))
        if alternative := text_of(element.get("Alt")):
            yield f"alt {visible(alternative)}"
        name = resolved(element.get("ID"))
        if isinstance(name, bytes):
            self.headers[name] = text.strip()
        attributes = _attributes(element)
        if headers := resolved(attributes.get("Headers")):
            yield "under " + ", ".join(visible(self._once(self.headers.get(resolved(each), "?"))) for each in headers)
        if span := resolved(attributes.get("ColSpan")):
            yield f"over {span} columns"

    def _texts(self, element: dict[str, Any], page: int | None) -> Iterator[str]:
        """The texts of an element's own marked content, in reading order."""
        for kid in _kids(element):
            mark, mark_page = (kid, page) if isinstance(kid, int) else self._reference(dictionary(kid), page)
            if mark is not None and mark_page is not None:
                yield self._once(self.marked.get((mark_page, mark), ""))

    def _once(self, text: str) -> str:
        """The text, counted: a small file can refer to one text very often."""
        self.characters_left -= len(text)
        if self.characters_left < 0:
            raise too_large("characters in the tags", 2 * CHARACTERS)
        return text

    def _reference(self, reference: dict[str, Any], page: int | None) -> tuple[int | None, int | None]:
        """The mark that a marked-content reference refers to, and its page."""
        mark = resolved(reference.get("MCID")) if name_of(reference.get("Type")) == "MCR" else None
        return mark, self._page(reference, page)

    def _page(self, element: dict[str, Any], page: int | None) -> int | None:
        """The number of the page that an element names, or ``page`` if it names none."""
        return self.page_numbers.get(reference_number(element.get("Pg")), page)


def _attributes(element: dict[str, Any]) -> dict[str, Any]:
    """The attributes of an element, of all their owners."""
    objects = resolved(element.get("A"))
    return {
        name: value
        for each in (objects if isinstance(objects, list) else [objects])
        for name, value in dictionary(each).items()
    }


def _kids(element: dict[str, Any]) -> list[Any]:
    kids = element.get("K")
    found = resolved(kids)
    return found if isinstance(found, list) else [] if found is None else [kids]
