"""The pages of a PDF."""

import pytest

from imrletters import LetterError
from imrletters.pdf.file import as_letter_error, open_pdf
from tests.pdf.building import CATALOG, document


def test_pages_are_in_their_order_and_inherit_entries() -> None:
    file = open_pdf(
        document(
            [
                CATALOG,
                b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 3/MediaBox[0 0 600 800]/Rotate 90>>",
                b"<</Type/Pages/Kids[4 0 R 5 0 R]/Count 2/MediaBox[10 20 110 220]>>",
                b"<</Type/Page/Rotate 0>>",
                b"<</Type/Page/MediaBox[50 60 0 0]>>",
                b"<</Type/Page>>",
            ]
        )
    )
    assert [(page.number, page.box, page.rotation) for page in file.pages] == [
        (4, (10, 20, 110, 220), 0),
        (5, (0, 0, 50, 60), 90),
        (6, (0, 0, 600, 800), 90),
    ]


def test_a_page_without_a_size_has_that_of_us_letter() -> None:
    [page] = open_pdf(document([CATALOG, b"<</Type/Pages/Kids[3 0 R]>>", b"<</Type/Page>>"])).pages
    assert page.box == (0, 0, 612, 792)


def test_a_tree_with_a_cycle_ends() -> None:
    tree = b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R 3 0 R]>>"
    assert len(open_pdf(document([CATALOG, tree, b"<</Type/Page>>"])).pages) == 1


def test_a_very_deep_or_very_wide_tree_is_refused() -> None:
    deep = [b"<</Type/Pages/Kids[%d 0 R]>>" % (number + 1) for number in range(2, 5000)]
    kids = b"[%s]" % b" ".join(b"%d 0 R" % number for number in range(4, 1004))
    wide = [b"<</Type/Pages/Kids 3 0 R>>", kids, *[b"<</Type/Pages/Kids 3 0 R>>"] * 1000]
    for objects in (deep, wide):
        file = open_pdf(document([CATALOG, *objects]))
        with pytest.raises(LetterError, match="too large"), as_letter_error():
            assert file.pages
