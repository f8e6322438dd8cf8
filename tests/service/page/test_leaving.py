"""Leaving the page with unsaved changes is confirmed, whatever is stored in the browser."""

import pytest
from playwright.sync_api import BrowserContext, Dialog, expect

from tests.service.page.review_page import ReviewPage
from tests.support import ROOT

pytestmark = pytest.mark.long
ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"


@pytest.mark.parametrize("answer", ["stay", "leave"])
def test_closing_the_tab_asks_if_there_are_unsaved_changes(
    answer: str, review: ReviewPage, other_browser: BrowserContext
) -> None:
    leaving = ReviewPage(other_browser.new_page(), review.address)
    leaving.reset()
    leaving.at("/edition").press_sequentially("2016")
    asked: list[str] = []

    def respond(dialog: Dialog) -> None:
        asked.append(dialog.type)
        if answer == "leave":
            dialog.accept()
        else:
            dialog.dismiss()

    leaving.page.on("dialog", respond)
    leaving.page.close(run_before_unload=True)
    review.page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert leaving.page.is_closed() == (answer == "leave")
    if answer == "stay":
        expect(leaving.at("/edition")).to_have_value("2016")


def test_closing_the_tab_does_not_ask_without_unsaved_changes(
    review: ReviewPage, other_browser: BrowserContext
) -> None:
    leaving = ReviewPage(other_browser.new_page(), review.address)
    leaving.reset()
    leaving.open(ONE_ITEM)
    leaving.wait("current")
    leaving.at("/edition").press("End")
    leaving.page.on("dialog", lambda dialog: pytest.fail(f"asked: {dialog.type}"))
    with leaving.page.expect_event("close"):
        leaving.page.close(run_before_unload=True)
