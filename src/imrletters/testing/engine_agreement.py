"""Checks that every PDF engine prints a letter alike: the same words, lines, places, typefaces, tags and pictures."""

from collections.abc import Iterator
from dataclasses import replace

from imrletters.case import Case
from imrletters.comparison import changed_lines, differences
from imrletters.letter import Letter
from imrletters.pictures import POINTS_PER_INCH, TOLERANCE, difference, smooth_pictures
from imrletters.printing import DEFAULT, ENGINES
from imrletters.testing.subjects import layout_of, letter_of, pdf_of, tags_of

PERMITTED_TAGS = {
    "TBody": "optional in a table; Typst writes the rows of a table without a head directly into the table",
    "Div": "a group without a meaning; Typst writes none around the lines of the letterhead",
}
"""Elements of the tag tree that one engine may leave out, with the reason. Their content stays in its place."""
INDENT = "  "


def assert_engines_agree(subject: Case | Letter) -> None:
    """All PDF engines print the letter alike.

    Words, lines, pages, the places and typefaces of the lines, and tags (except ``PERMITTED_TAGS``) are the same. If
    they are, the pictures of the pages are compared with the tolerance of ``letter_pages``. Each difference is that of
    another engine from WeasyPrint. Raises what printing raises: every engine must be installed.
    """
    letter = letter_of(subject)
    expected = pdf_of(replace(letter, engine=DEFAULT))
    for engine in ENGINES:
        if engine != DEFAULT:
            received = pdf_of(replace(letter, engine=engine))
            found = list(text_differences(received, expected)) or list(picture_differences(received, expected))
            if found:
                raise AssertionError("\n".join([f"printed with {engine} instead of {DEFAULT}:", *found]))


def text_differences(received: bytes, expected: bytes) -> Iterator[str]:
    """The differences of two PDF files in words, lines, places, typefaces and tags."""
    for found in differences(layout_of(received), layout_of(expected)):
        yield found.description
    for change in changed_lines(*("\n".join(_compared_tags(tags_of(each))) for each in (received, expected))):
        yield f"tags: {change}"


def picture_differences(received: bytes, expected: bytes) -> Iterator[str]:
    """The areas in which the pages of two PDF files with the same number of pages differ."""
    pairs = zip(smooth_pictures(received), smooth_pictures(expected), strict=True)
    for number, (page, expected_page) in enumerate(pairs, start=1):
        if found := difference(page, expected_page, dpi=POINTS_PER_INCH, tolerance=TOLERANCE):
            yield f"page {number} differs in the area {found[0]}"


def _compared_tags(outline: str) -> Iterator[str]:
    """The rows of an outline without ``PERMITTED_TAGS``, whose content moves to their place."""
    left_out: list[int] = []
    for row in outline.splitlines():
        element = row.lstrip()
        depth = (len(row) - len(element)) // len(INDENT)
        while left_out and depth <= left_out[-1]:
            left_out.pop()
        if element in PERMITTED_TAGS:
            left_out.append(depth)
        else:
            yield INDENT * (depth - len(left_out)) + element
