"""Every change is undone and redone, by keys and by buttons."""

from playwright.sync_api import expect

from tests.service.page.review_page import ReviewPage
from tests.support import ROOT

MIXED = ROOT / "samples" / "mixed-decisions.json"
ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
SERVICE = "/disputed_items/0/service"
CARET = "document.activeElement.selectionStart"


def test_typing_is_undone_together_and_fields_one_after_the_other(review: ReviewPage) -> None:
    review.open(MIXED)
    review.wait("current")
    keyboard = review.page.keyboard
    service, edition = review.at(SERVICE), review.at("/case_number")
    before = service.input_value()
    service.press("Home")
    service.press_sequentially("The ")
    edition.fill("CM16-1")
    keyboard.press("Control+z")
    expect(edition).to_have_value("CM16-0000002")
    expect(service).to_have_value(f"The {before}")
    keyboard.press("Control+z")
    expect(service).to_have_value(before)
    assert review.focused() == SERVICE
    assert review.page.evaluate(CARET) == 0
    keyboard.press("Control+Shift+z")
    expect(service).to_have_value(f"The {before}")
    assert review.page.evaluate(CARET) == 4
    keyboard.press("Control+y")
    expect(edition).to_have_value("CM16-1")
    expect(review.button("Redo")).to_have_attribute("aria-disabled", "true")
    keyboard.press("Control+z")
    edition.fill("CM16-2")
    expect(review.button("Redo")).to_have_attribute("aria-disabled", "true")


def test_typing_after_a_pause_is_a_step_of_its_own(review: ReviewPage) -> None:
    review.open(MIXED)
    review.wait("current")
    field = review.at(SERVICE)
    field.fill("")
    field.press_sequentially("knee")
    review.page.wait_for_timeout(1700)
    field.press_sequentially(" brace")
    review.button("Undo").click()
    expect(field).to_have_value("knee")


def test_a_removed_item_and_a_moved_item_come_back(review: ReviewPage) -> None:
    review.open(MIXED)
    review.wait("current")
    services = [review.at(f"/disputed_items/{index}/service").input_value() for index in range(3)]
    review.button("Remove Disputed item 2").click()
    review.button("Move Disputed item 1 down").click()
    review.page.keyboard.press("Control+z")
    review.page.keyboard.press("Control+z")
    assert [review.at(f"/disputed_items/{index}/service").input_value() for index in range(3)] == services
    assert review.focused() == "/disputed_items/1"
    expect(review.page.locator("#file-state")).to_have_text("")


def test_a_discarded_case_comes_back_with_its_name_and_its_unsaved_state(review: ReviewPage) -> None:
    review.open(MIXED)
    review.wait("current")
    review.at(SERVICE).fill("A knee brace")
    review.open(ONE_ITEM)
    review.button("Discard changes").click()
    expect(review.page.locator("#file-name")).to_have_text(ONE_ITEM.name)
    review.page.keyboard.press("Control+z")
    expect(review.at(SERVICE)).to_have_value("A knee brace")
    expect(review.page.locator("#file-name")).to_have_text(MIXED.name)
    expect(review.page.locator("#file-state")).to_have_text("not saved")
    review.page.keyboard.press("Control+Shift+z")
    expect(review.page.locator("#file-name")).to_have_text(ONE_ITEM.name)


def test_undo_after_saving_is_unsaved_and_redo_is_saved(review: ReviewPage) -> None:
    review.open(MIXED)
    review.wait("current")
    review.at(SERVICE).fill("A knee brace")
    review.saved()
    expect(review.page.locator("#file-state")).to_have_text("")
    review.page.keyboard.press("Control+z")
    expect(review.page.locator("#file-state")).to_have_text("not saved")
    review.page.keyboard.press("Control+Shift+z")
    expect(review.page.locator("#file-state")).to_have_text("")


def test_undo_shows_the_letter_again(review: ReviewPage) -> None:
    review.open(MIXED)
    review.wait("current")
    text = review.text()
    review.at(SERVICE).fill("A knee brace")
    review.wait("current")
    assert review.text() != text
    review.page.keyboard.press("Control+z")
    review.wait("current")
    assert review.text() == text
