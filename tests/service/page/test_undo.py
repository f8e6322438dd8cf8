"""Every change is undone and redone, by keys and by buttons."""

import pytest
from playwright.sync_api import Locator, expect

from tests.service.page.review_page import ReviewPage
from tests.support import ROOT, every

MIXED = ROOT / "samples" / "mixed-decisions.json"
ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
SERVICE = "/disputed_items/0/service"
CARET = "document.activeElement.selectionStart"
SUMMARY = "/clinical_case_summary"
STATE = "/expert_reviewer/licensure_states/0"
TYPED = "The knee hurts"


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


def select(field: Locator, text: str) -> None:
    """Selects a text in a field."""
    field.evaluate(
        "(field, text) => field.setSelectionRange(field.value.indexOf(text), field.value.indexOf(text) + text.length)",
        text,
    )


@pytest.mark.parametrize(
    ("removed", "keys", "values"),
    every(
        2,
        [
            (TYPED, ["Delete"], ["", TYPED]),
            (TYPED, ["Control+x"], ["", TYPED]),
            (TYPED, ["x", "y"], ["xy", TYPED]),
            (TYPED, ["T", "h"], ["Th", TYPED]),
            (TYPED, ["Backspace", "x", "Backspace", "y"], ["y", "", "x", "", TYPED]),
            ("hurts", ["Backspace"], ["The knee ", TYPED]),
            ("s", ["Backspace"], ["The knee hurt", TYPED]),
            ("k", ["n"], ["The nnee hurts", TYPED]),
        ],
    ),
)
def test_text_that_is_removed_soon_after_it_was_typed_comes_back(
    removed: str, keys: list[str], values: list[str], review: ReviewPage
) -> None:
    field = review.at(SUMMARY)
    field.press_sequentially(TYPED)
    select(field, removed)
    for key in keys:
        field.press(key)
    for value in values:
        expect(field).to_have_value(value)
        review.page.keyboard.press("Control+z")
    expect(field).to_have_value("")
    for value in reversed(values):
        review.page.keyboard.press("Control+y")
        expect(field).to_have_value(value)


def test_single_deletions_are_undone_together_and_apart_from_the_typing(review: ReviewPage) -> None:
    field = review.at(SERVICE)
    field.press_sequentially("kneees")
    for _ in range(3):
        field.press("Backspace")
    field.press_sequentially("ck")
    expect(field).to_have_value("kneck")
    for value in ("kne", "kneees", ""):
        review.page.keyboard.press("Control+z")
        expect(field).to_have_value(value)


def test_text_typed_over_a_selection_is_undone_with_the_removal_of_the_selection(review: ReviewPage) -> None:
    field = review.at(SERVICE)
    field.press_sequentially("knee")
    select(field, "knee")
    field.press_sequentially("neck")
    for value in ("knee", ""):
        review.page.keyboard.press("Control+z")
        expect(field).to_have_value(value)


def test_typed_text_comes_back_after_it_was_pasted_over(review: ReviewPage) -> None:
    field = review.at(SERVICE)
    field.press_sequentially("MRI")
    review.page.keyboard.press("Control+a")
    review.page.keyboard.press("Control+c")
    field.press("End")
    field.press_sequentially(" of")
    select(field, "MRI of")
    review.page.keyboard.press("Control+v")
    field.press_sequentially(" scan")
    expect(field).to_have_value("MRI scan")
    for value in ("MRI", "MRI of", ""):
        review.page.keyboard.press("Control+z")
        expect(field).to_have_value(value)


def test_the_typed_part_of_a_suggested_value_comes_back(review: ReviewPage) -> None:
    field = review.at(STATE)
    field.press_sequentially("ca")
    expect(review.page.locator("[role=option]").first).to_have_text("California")
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("California")
    for value in ("ca", ""):
        review.page.keyboard.press("Control+z")
        expect(field).to_have_value(value)


def test_a_word_that_is_corrected_while_it_is_typed_comes_back(review: ReviewPage) -> None:
    field = review.at(SUMMARY)
    field.press_sequentially("The sholder")
    select(field, "sholder")
    # as the correction of a browser or of a system does
    field.evaluate(
        """field => {
            field.setRangeText("shoulder", field.selectionStart, field.selectionEnd, "end");
            field.dispatchEvent(new InputEvent("input", { inputType: "insertReplacementText", bubbles: true }));
        }"""
    )
    field.press_sequentially(" hurts")
    expect(field).to_have_value("The shoulder hurts")
    for value in ("The shoulder", "The sholder", ""):
        review.page.keyboard.press("Control+z")
        expect(field).to_have_value(value)


def test_text_that_is_replaced_by_composed_characters_comes_back(review: ReviewPage) -> None:
    review.skip_in_firefox("WebDriver BiDi has no command that composes characters")
    field = review.at(SUMMARY)
    field.press_sequentially(TYPED)
    select(field, TYPED)
    session = review.page.context.new_cdp_session(review.page)
    for text in ("k", "ka", "kan", "caf\u00e9"):
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    session.send("Input.insertText", {"text": "caf\u00e9"})
    session.detach()
    expect(field).to_have_value("caf\u00e9")
    for value in ("kan", TYPED, ""):
        review.page.keyboard.press("Control+z")
        expect(field).to_have_value(value)


def test_text_that_is_dragged_to_another_field_comes_back(review: ReviewPage) -> None:
    review.skip_in_firefox("WebDriver BiDi moves no text by dragging")
    source, target = review.at(SERVICE), review.at("/disputed_items/0/decision_rationale")
    source.press_sequentially("knee")
    review.page.keyboard.press("Control+a")
    source.hover(position={"x": 15, "y": 12})
    review.page.mouse.down()
    source.hover(position={"x": 30, "y": 14})
    target.hover()
    target.hover(position={"x": 20, "y": 20})
    review.page.mouse.up()
    expect(target).to_have_value("knee")
    expect(source).to_have_value("")
    for source_text, target_text in (("", ""), ("knee", ""), ("", "")):
        review.page.keyboard.press("Control+z")
        expect(target).to_have_value(target_text)
        expect(source).to_have_value(source_text)


def test_a_typed_date_is_undone_together_and_comes_back_after_it_was_removed(review: ReviewPage) -> None:
    field = review.at("/decision_date")
    field.press_sequentially("3/2/2016")
    review.page.keyboard.press("Control+a")
    field.press("Delete")
    expect(field).to_have_value("")
    for value in ("03/02/2016", ""):
        review.page.keyboard.press("Control+z")
        expect(field).to_have_value(value)
