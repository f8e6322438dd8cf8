"""Print prints the PDF: with the button, with Ctrl+P, and from the menu of the browser at least its pages."""

import io
import json
from collections.abc import Callable, Iterator

import pikepdf
import pytest
from playwright.sync_api import expect

from imrletters import LetterError, parse
from imrletters.pdf import open_pdf, read_pages
from tests.service.page.review_page import ReviewPage
from tests.support import ROOT, sample_pdf

pytestmark = pytest.mark.long
ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
RECORD_PRINT = "window.print = () => { window.parent.printed = location.href; };"
"""No program can drive the print dialog: records which document would be printed."""
NO_VIEWER = "Object.defineProperty(navigator, 'pdfViewerEnabled', { value: false });"
VIEWER_OF_ANOTHER_ORIGIN = "window.print = () => { throw new DOMException('no access', 'SecurityError'); };"
"""As in Firefox, whose viewer runs no script of a test."""
LOGGED_BY_VIEWERS = ("chrome", "docBaseUrl")


@pytest.fixture
def printing(open_page: Callable[[str], ReviewPage], tab: ReviewPage) -> Iterator[ReviewPage]:
    """A page that records what it prints; it may fetch what it printed, which the page itself never does."""
    review = open_page(tab.address)
    review.page.add_init_script(RECORD_PRINT)
    review.load()
    yield review
    review.errors[:] = [error for error in review.errors if not any(text in error for text in LOGGED_BY_VIEWERS)]


def printed_pdf(review: ReviewPage, start: Callable[[], object]) -> bytes:
    """The file that is printed. The policy of the page forbids to fetch it, so the PDF is taken where it is made."""
    review.skip_in_firefox("the page cannot print from the PDF viewer of Firefox, and downloads the PDF")
    review.page.evaluate(
        """() => {
            window.printed = undefined;
            const make = URL.createObjectURL;
            URL.createObjectURL = file => {
                window.made = file;
                URL.createObjectURL = make;
                return window.madeAs = make.call(URL, file);
            };
        }"""
    )
    start()
    found = review.page.evaluate(
        """async () => {
            while (!window.printed) await new Promise(done => setTimeout(done, 10));
            return [window.printed === window.madeAs, [...new Uint8Array(await window.made.arrayBuffer())]];
        }"""
    )
    assert found[0]
    return bytes(found[1])


def test_the_button_and_the_key_print_the_pdf(printing: ReviewPage) -> None:
    printing.open(ONE_ITEM)
    printing.wait("current")
    assert printed_pdf(printing, lambda: printing.button("Print").click()) == sample_pdf(ONE_ITEM)
    assert printed_pdf(printing, lambda: printing.page.keyboard.press("Control+p")) == sample_pdf(ONE_ITEM)
    assert printing.page.locator("iframe").count() == 1
    assert printing.violations() == []


def test_a_draft_is_printed_as_a_draft(printing: ReviewPage) -> None:
    data = json.loads(ONE_ITEM.read_bytes())
    del data["date_of_injury"]
    printing.open(data)
    printing.wait("draft")
    pdf = printed_pdf(printing, lambda: printing.page.keyboard.press("Control+p"))
    assert "DRAFT" in read_pages(open_pdf(pdf))[0][0].text
    with pytest.raises(LetterError, match="this is a draft"):
        parse(pdf)


@pytest.mark.parametrize("script", [NO_VIEWER, VIEWER_OF_ANOTHER_ORIGIN], ids=["no viewer", "viewer of another origin"])
def test_a_browser_that_cannot_print_from_the_page_downloads_the_pdf(script: str, printing: ReviewPage) -> None:
    printing.page.add_init_script(script)
    printing.load()
    printing.open(ONE_ITEM)
    printing.wait("current")
    assert printing.download("Print") == sample_pdf(ONE_ITEM)
    expect(printing.page.locator(".notice.print")).to_contain_text("was downloaded: open it and print it there")
    assert printing.violations() == []


def test_without_pages_nothing_is_printed(review: ReviewPage) -> None:
    review.page.keyboard.press("Control+p")
    expect(review.page.locator(".notice.print")).to_have_text("There are no current pages to print. Dismiss")


def test_the_menu_of_the_browser_prints_the_pages_of_the_letter_and_no_form(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    with pikepdf.open(io.BytesIO(review.page.pdf())) as paper, pikepdf.open(io.BytesIO(sample_pdf(ONE_ITEM))) as letter:
        assert len(paper.pages) == len(letter.pages)
        assert all("/Font" not in page.get("/Resources", {}) for page in paper.pages)  # each page is one picture
