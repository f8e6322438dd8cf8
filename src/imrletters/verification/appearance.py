"""Compares how two PDFs with the same words and lines look: the places of their lines, and their pages as drawn."""

from imrletters.comparison import differences
from imrletters.pdf import Layout, PdfFile

NOT_DRAWN = "the pages were not drawn, because the extra is not installed: pip install 'imrletters[testing]'"


def appearance_difference(file: PdfFile, printed_file: PdfFile) -> str:
    """The first difference in the places of lines or in the pictures of pages; "" if they look the same."""
    places = next((each.description for each in differences(Layout.of(file), Layout.of(printed_file))), "")
    return places or _drawn_difference(file.data, printed_file.data)


def can_draw() -> bool:
    """Whether the library that draws pages is installed."""
    try:
        import imrletters.pictures  # noqa: F401, PLC0415 - an optional dependency
    except ModuleNotFoundError:
        return False
    return True


def _drawn_difference(received: bytes, expected: bytes) -> str:
    """The first page that is drawn differently; "" if there is none, or if pages cannot be drawn here."""
    if not can_draw():
        return ""
    from imrletters.pictures import POINTS_PER_INCH, TOLERANCE, difference, page_pictures  # noqa: PLC0415 - optional

    pages = zip(page_pictures(received), page_pictures(expected), strict=False)
    for number, (page, expected_page) in enumerate(pages, start=1):
        if found := difference(page, expected_page, dpi=POINTS_PER_INCH, tolerance=TOLERANCE):
            return f"page {number}: drawn differently than the case prints it, in an area of {found[0]}"
    return ""
