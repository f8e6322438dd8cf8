"""Pasted text is repaired after a person accepts the marked changes."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.service.page.browsers import allow_clipboard
from tests.service.page.review_page import LOOKS, ReviewPage

pytestmark = pytest.mark.long
SUMMARY = "/clinical_case_summary"
WORD = "History\r\nThe \ufb01rst visit\twas on Monday.\r\nPain \uf0b3 7/10 with non\u2011steroidals.\u200b\ue000"
REPAIRED = "History\n\nThe first visit was on Monday.\n\nPain \u2265 7/10 with non-steroidals.\ue000"


@pytest.fixture
def page(tab: ReviewPage, other_browser: BrowserContext) -> Iterator[ReviewPage]:
    """A page in a browser with a clipboard."""
    allow_clipboard(other_browser)
    opened = ReviewPage(other_browser.new_page(), tab.address)
    opened.reset()
    yield opened
    assert opened.errors == []


def paste(page: ReviewPage, pointer: str, text: str) -> None:
    """Pastes a text from the clipboard of the browser."""
    page.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.at(pointer).focus()
    page.page.keyboard.press("Control+v")


def saved_text(page: ReviewPage, name: str) -> str:
    page.page.evaluate("delete window.showSaveFilePicker")
    return str(json.loads(page.saved())[name])


def test_the_repaired_text_is_shown_with_its_changes_and_used_by_keyboard(page: ReviewPage) -> None:
    page.at(SUMMARY).fill("Before. ")
    page.at(SUMMARY).press("End")
    paste(page, SUMMARY, WORD)
    offer = page.page.locator(".repair")
    expect(offer).to_contain_text("can be repaired in 7 places; no word changes")
    expect(offer.locator("mark")).to_have_text(
        ["\u00b6\n\u00b6\n", "fi", "\u2423", "\u00b6\n\u00b6\n", "\u2265", "-", "\u00b7"]
    )
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Enter")
    expect(offer).to_have_count(0)
    assert page.focused() == SUMMARY
    assert saved_text(page, "clinical_case_summary") == "Before. " + REPAIRED
    page.page.keyboard.press("Control+z")
    assert "\ufb01rst" in saved_text(page, "clinical_case_summary")


def test_a_paste_that_the_server_does_not_examine_is_kept_with_a_notice(page: ReviewPage) -> None:
    page.page.route("**/v1/clean*", lambda route: route.abort())
    paste(page, SUMMARY, WORD)
    expect(page.page.locator(".notice.edit")).to_contain_text("The pasted text was not examined")
    assert saved_text(page, "clinical_case_summary") == WORD.replace("\r\n", "\n")
    page.errors[:] = [error for error in page.errors if "ERR_FAILED" not in error]


def test_the_pasted_text_can_be_kept(page: ReviewPage) -> None:
    paste(page, SUMMARY, WORD)
    page.button("Keep as pasted").click()
    expect(page.page.locator(".repair")).to_have_count(0)
    assert saved_text(page, "clinical_case_summary") == WORD.replace("\r\n", "\n")


def test_a_field_of_one_line_gets_spaces(page: ReviewPage) -> None:
    paste(page, "/disputed_items/0/service", "MRI of\nthe knee")
    page.button("Use the repaired text").click()
    expect(page.at("/disputed_items/0/service")).to_have_value("MRI of the knee")


def test_plain_text_is_pasted_without_an_offer(page: ReviewPage) -> None:
    with page.page.expect_response("**/v1/check*"):
        paste(page, SUMMARY, "The knee hurts.")
    expect(page.page.locator(".repair")).to_have_count(0)


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation_in_the_offer(look: str, page: ReviewPage) -> None:
    page.set_look(look)
    paste(page, SUMMARY, WORD)
    expect(page.page.locator(".repair")).to_be_visible()
    assert page.violations() == []
    assert page.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
