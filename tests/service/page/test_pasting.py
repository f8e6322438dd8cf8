"""Pasted text is repaired after a person accepts the marked changes."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Route, expect

from tests.service.page.browsers import allow_clipboard
from tests.service.page.review_page import LOOKS, ReviewPage
from tests.support import ROOT

pytestmark = pytest.mark.long
SUMMARY = "/clinical_case_summary"
SERVICE = "/disputed_items/0/service"
STATE = "/expert_reviewer/licensure_states/0"
ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
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


def paste_examined(page: ReviewPage, pointer: str, text: str) -> None:
    """Pastes a text, and waits until the server has examined the field."""
    with page.page.expect_response("**/v1/clean*"):
        paste(page, pointer, text)


def saved_text(page: ReviewPage, name: str) -> str:
    page.page.evaluate("delete window.showSaveFilePicker")
    return str(json.loads(page.saved())[name])


def offer_at(page: ReviewPage, pointer: str) -> Locator:
    """The offer of the field at a JSON pointer."""
    return page.page.locator(".repair").filter(has=page.page.locator(f'[id="case{pointer}:repair"]'))


def accept(page: ReviewPage, pointer: str) -> None:
    """Uses the repaired text of the field at a JSON pointer."""
    offer_at(page, pointer).get_by_role("button", name="Use the repaired text").click()
    expect(offer_at(page, pointer)).to_have_count(0)


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
    paste(page, SERVICE, "MRI of\nthe knee")
    page.button("Use the repaired text").click()
    expect(page.at(SERVICE)).to_have_value("MRI of the knee")


@pytest.mark.parametrize(
    ("pointer", "text", "pasted", "repaired"),
    [
        (SERVICE, "|without contrast", "MRI of the right knee\n", "MRI of the right knee |without contrast"),
        (SERVICE, "MRI of|", "\nthe knee", "MRI of the knee|"),
        (SUMMARY, "The|", "\u2003knee", "The knee|"),
        (SUMMARY, "medi\xad|", "cation", "medication|"),
        (SUMMARY, "The knee.\n|The back.", "The hip.\n", "The knee.\n\nThe hip.\n\n|The back."),
    ],
)
def test_the_words_at_the_edges_of_the_pasted_text_stay_apart(
    pointer: str, text: str, pasted: str, repaired: str, page: ReviewPage
) -> None:
    page.at(pointer).fill(text.replace("|", ""))
    page.at(pointer).evaluate("(field, caret) => field.setSelectionRange(caret, caret)", text.index("|"))
    paste(page, pointer, pasted)
    accept(page, pointer)
    expect(page.at(pointer)).to_have_value(repaired.replace("|", ""))
    page.page.keyboard.type("|")
    expect(page.at(pointer)).to_have_value(repaired)


def test_a_space_that_a_letter_prints_stays_between_the_text_and_what_is_pasted(page: ReviewPage) -> None:
    page.at(SUMMARY).fill("The")
    page.at(SUMMARY).press("End")
    paste_examined(page, SUMMARY, "\xa0knee")
    expect(page.at(SUMMARY)).to_have_value("The\xa0knee")
    expect(page.page.locator(".repair")).to_have_count(0)


def test_paragraphs_that_are_pasted_one_after_another_are_separated(page: ReviewPage) -> None:
    paste_examined(page, SUMMARY, "The knee hurts.\n")
    expect(page.page.locator(".repair")).to_have_count(0)
    paste(page, SUMMARY, "The hip hurts.\n")
    accept(page, SUMMARY)
    assert saved_text(page, "clinical_case_summary") == "The knee hurts.\n\nThe hip hurts.\n"


def test_each_field_has_its_own_offer(page: ReviewPage) -> None:
    paste(page, SERVICE, "MRI of\nthe knee")
    expect(offer_at(page, SERVICE)).to_have_count(1)
    paste(page, SUMMARY, "The \ufb01rst visit.")
    expect(offer_at(page, SUMMARY)).to_have_count(1)
    accept(page, SERVICE)
    accept(page, SUMMARY)
    expect(page.at(SERVICE)).to_have_value("MRI of the knee")
    expect(page.at(SUMMARY)).to_have_value("The first visit.")


def test_an_offer_stays_at_its_field_when_the_entry_is_moved(page: ReviewPage) -> None:
    paste(page, SERVICE, "MRI of\nthe knee")
    expect(offer_at(page, SERVICE)).to_have_count(1)
    page.button("Add disputed item").click()
    page.at(SERVICE).focus()
    page.page.keyboard.press("Alt+Shift+ArrowDown")
    accept(page, "/disputed_items/1/service")
    expect(page.at("/disputed_items/1/service")).to_have_value("MRI of the knee")
    expect(page.page.locator(".repair")).to_have_count(0)


def test_an_offer_has_every_passage_that_was_pasted_into_its_field(page: ReviewPage) -> None:
    paste(page, SUMMARY, "The \ufb01rst visit. ")
    expect(offer_at(page, SUMMARY)).to_contain_text("1 place")
    paste(page, SUMMARY, "The o\ufb03ce.")
    expect(offer_at(page, SUMMARY)).to_contain_text("2 places")
    accept(page, SUMMARY)
    expect(page.at(SUMMARY)).to_have_value("The first visit. The office.")


def test_an_input_that_has_no_line_breaks_has_an_offer(page: ReviewPage) -> None:
    page.open(ONE_ITEM)
    page.wait("current")
    page.at(STATE).fill("")
    paste(page, STATE, "New\nHamp\xadshire\n")
    accept(page, STATE)
    assert page.at(STATE).input_value().rstrip() == "New Hampshire"


def test_text_that_is_typed_after_the_paste_is_examined_with_it(page: ReviewPage) -> None:
    paste(page, SUMMARY, "The \ufb01rst visit.")
    expect(offer_at(page, SUMMARY)).to_have_count(1)
    page.at(SUMMARY).press("End")
    page.page.keyboard.type(" Then more.")
    expect(offer_at(page, SUMMARY).locator(".repaired")).to_have_text("The first visit. Then more.")
    page.page.keyboard.press("Control+z")
    expect(offer_at(page, SUMMARY).locator(".repaired")).not_to_contain_text("Then more.")
    accept(page, SUMMARY)
    expect(page.at(SUMMARY)).to_have_value("The first visit.")


def test_text_that_is_typed_while_the_server_examines_the_paste_is_kept(page: ReviewPage) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.page.route("**/v1/clean*", hold, times=1)
    with page.page.expect_request("**/v1/clean*"):
        paste(page, SUMMARY, "The \ufb01rst visit.")
    page.page.keyboard.type(" More.")
    held[0].continue_()
    accept(page, SUMMARY)
    expect(page.at(SUMMARY)).to_have_value("The first visit. More.")


def test_the_offer_for_a_field_is_not_used_in_another_case(page: ReviewPage) -> None:
    paste(page, SUMMARY, "The \ufb01rst visit.")
    expect(offer_at(page, SUMMARY)).to_have_count(1)
    page.open({"clinical_case_summary": "Another patient."})
    page.button("Discard changes").click()
    expect(page.at(SUMMARY)).to_have_value("Another patient.")
    expect(page.page.locator(".repair")).to_have_count(0)


def test_a_repair_in_a_long_text_is_shown_with_its_context(page: ReviewPage) -> None:
    long = "The knee hurts. " * 100
    page.at(SUMMARY).fill(long)
    page.at(SUMMARY).press("Control+End")
    paste(page, SUMMARY, "The \ufb01rst visit. " + long)
    shown = offer_at(page, SUMMARY).locator(".repaired")
    expect(shown.locator("mark")).to_have_text(["fi"])
    expect(shown).to_contain_text("hurts. The first visit. The knee")
    assert len(shown.inner_text()) < 1000
    accept(page, SUMMARY)
    expect(page.at(SUMMARY)).to_have_value(long + "The first visit. " + long)


def test_no_other_character_of_the_field_is_changed(page: ReviewPage) -> None:
    page.open(b'{"clinical_case_summary": "half \\ud83d, whole \\ud83d\\ude42. "}')
    expect(page.at(SUMMARY)).to_have_value(re.compile("whole"))
    page.at(SUMMARY).press("Control+End")
    paste(page, SUMMARY, "The \ufb01rst visit.")
    accept(page, SUMMARY)
    codes = page.at(SUMMARY).evaluate("field => [...field.value].map(each => each.codePointAt(0))")
    expected = "half \ud83d, whole \U0001f642. The first visit."
    assert codes == list(map(ord, expected))


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
