"""Compares the visible text of a PDF file with the words of its letter, and its places with the margins."""

import zlib
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from imrletters.errors import PrintError
from imrletters.printing.page_check.content_stream import visible_text
from imrletters.printing.page_check.fonts import Font, read_font
from imrletters.printing.page_check.graphics_state import Area
from imrletters.printing.page_check.objects import cannot_be_checked
from imrletters.printing.page_check.shown_text import ShownText
from imrletters.printing.page_check.written_file import WrittenFile
from imrletters.rendering import Look, letter_look

EXCERPT = 40
"""The length of the text that an error message quotes, in characters."""
PAGE_ENTRIES = {
    "Type", "Parent", "MediaBox", "TrimBox", "BleedBox", "Contents", "Resources", "Tabs", "StructParents", "Annots",
    "Group",
}  # fmt: skip
"""The entries of a page object that do not change how large the page is or which way up it is."""


class _Words:
    """The words of a text without white space, which are found on the pages one after the other."""

    def __init__(self, text: str) -> None:
        self.text = "".join(text.split())
        self.place = 0

    def next(self, length: int) -> str:
        """The characters that come next, at most ``length``."""
        return self.text[self.place : self.place + length]

    def continue_with(self, words: str) -> bool:
        """Whether ``words`` come next."""
        return self.text.startswith(words, self.place)


def check_pages(pdf: bytes, text: str, letterhead: str = "", look: Look | None = None, mark: str = "") -> None:
    """Raises PrintError unless exactly the words of ``text`` are on the pages, in this order and within the margins.

    The margins and the fonts are those of ``look``, or of ours. The words of ``letterhead`` are also on the pages, in
    their order, anywhere on the sheet and between any two pieces of the text. The words of the footer are in the bottom
    margin of each page, and ``mark`` is in each of its ``marked_edges``. White space is ignored: at the end of a line
    it may extend into the margin. The tolerance of places is 0.1 points. Text that is not visible counts as missing. A
    construct that the check does not understand is an error.
    """
    try:
        _check(WrittenFile(pdf), _Words(text), _Words(letterhead), look or letter_look(), mark)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, zlib.error) as error:
        raise cannot_be_checked(f"{type(error).__name__}: {error}") from error


def _check(file: WrittenFile, text: _Words, letterhead: _Words, look: Look, mark: str) -> None:
    page = look.page
    pages = list(_pages(file, look))
    for number, (sheet, pieces) in enumerate(pages, start=1):
        right = sheet.right - page.margin_right
        inner = Area(page.margin_left, page.margin_bottom, right, sheet.top - page.margin_top)
        below = Area(page.margin_left, 0, right, page.margin_bottom)
        footer = _Words(look.footer.words(number, len(pages)))
        marks = _Words(mark * len(page.marked_edges))
        if not _is_continued(text, pieces, inner):
            outside = ((marks, sheet), (footer, below), (letterhead, sheet))
            _find_pieces(text, pieces, inner, outside, number)
        _refuse_missing(marks, footer)
    _refuse_missing(text, letterhead)


def _is_continued(text: _Words, pieces: Sequence[ShownText], inner: Area) -> bool:
    """Whether a page has only words of the text, inside the margins; then they are found.

    This is so on most pages. Their words are compared together, which takes a fraction of the time.
    """
    words = "".join("".join([piece.text for piece in pieces]).split())
    if not (text.continue_with(words) and all(inner.holds(piece.area) for piece in pieces)):
        return False
    text.place += len(words)
    return True


def _find_pieces(
    text: _Words, pieces: Sequence[ShownText], inner: Area, outside: Sequence[tuple[_Words, Area]], number: int
) -> None:
    """Finds each piece of a page: in the text, or in the words that may be ``outside`` the margins, each in an area."""
    for piece, area in pieces:
        words = "".join(piece.split())
        inside, fits = inner.holds(area), text.continue_with(words)
        part = text
        if not (fits and inside):
            places = ((part, where.holds(area)) for part, where in outside if part.continue_with(words))
            part, inside = max(places, key=itemgetter(1), default=(text, inside))
            if part is text and not fits:
                raise _difference(text, words)
        if not inside:
            raise PrintError(f"page {number}: {piece.strip()[:EXCERPT]!r} is printed outside the margins")
        part.place += len(words)


def _refuse_missing(*parts: _Words) -> None:
    """Raises PrintError if words of a part were not found."""
    for part in parts:
        if part.place != len(part.text):
            raise _difference(part, "")


def _difference(expected: _Words, words: str) -> PrintError:
    """The error for ``words`` that do not come next."""
    same = next((n for n in range(len(words)) if not expected.continue_with(words[: n + 1])), 0)
    expected.place += same
    excerpt = expected.next(EXCERPT) or words[same : same + EXCERPT]
    return PrintError(f"the pages do not contain exactly the words of the letter; first difference at {excerpt!r}")


def _pages(file: WrittenFile, look: Look) -> Iterator[tuple[Area, list[ShownText]]]:
    """The sheet of each page, and its visible text."""
    fonts: dict[Any, Font] = {}
    for page in file.pages():
        if page.keys() - PAGE_ENTRIES:
            raise cannot_be_checked(f"a page with the entry {min(page.keys() - PAGE_ENTRIES)}")
        left, bottom, *_ = sheet = Area(*page["MediaBox"])
        if left or bottom:
            raise cannot_be_checked("a page does not begin at the lower left corner")
        resources = file.value(page["Resources"])

        def find(kind: str, name: str, resources: dict[str, Any] = resources) -> Any:
            reference = file.value(resources[kind])[name]
            if kind != "Font":
                return file.value(reference)
            if reference not in fonts:
                fonts[reference] = read_font(file, file.value(reference), look.typefaces)
            return fonts[reference]

        yield sheet, list(visible_text(file.value(page["Contents"]).content, find))
