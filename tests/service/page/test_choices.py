"""Known values are offered while one types, and only fields that apply are shown."""

import json

import pytest
from playwright.sync_api import Locator, expect

from tests.service.page.review_page import LOOKS, ReviewPage
from tests.support import ROOT

ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
PAGES = ROOT / "samples" / "edition-2015.json"
STATE = "/expert_reviewer/licensure_states/0"
CITATION = "/disputed_items/0/maximus_guideline/mtus/0"
GUIDELINE = "/disputed_items/0/maximus_guideline"


def options(review: ReviewPage) -> Locator:
    return review.page.locator("[role=option]")


def choose(review: ReviewPage, pointer: str, typed: str) -> str:
    """Types the beginning of a value, and takes the first one that is offered; by keyboard."""
    review.at(pointer).fill("")
    review.at(pointer).press_sequentially(typed)
    expect(options(review).first).to_be_visible()
    review.page.keyboard.press("ArrowDown")
    review.page.keyboard.press("Enter")
    return review.at(pointer).input_value()


def leave(review: ReviewPage) -> None:
    """Leaves the field."""
    review.page.locator("#new").focus()


@pytest.mark.parametrize(
    ("pointer", "typed", "value"),
    [
        ("/edition", "20", "2014"),
        (STATE, "cali", "California"),
        ("/expert_reviewer/specialties/0", "ortho sur", "Orthopaedic Surgery"),
        (f"{CITATION}/title", "knee com", "Knee Complaints 2004"),
        (f"{CITATION}/sections/0", "spec", "Special Studies"),
    ],
)
def test_a_value_is_chosen_by_keyboard(pointer: str, typed: str, value: str, review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    assert choose(review, pointer, typed) == value


def test_all_values_are_offered_with_the_arrow_key(review: ReviewPage) -> None:
    review.at("/edition").press("ArrowDown")
    expect(options(review)).to_have_text(["2014", "2015", "2016"])
    review.page.keyboard.press("Escape")
    expect(options(review)).to_have_count(0)
    review.at("/edition").fill("2015")
    review.page.keyboard.press("ArrowDown")
    expect(options(review)).to_have_text(["2014", "2016"])


def test_the_sections_are_those_of_the_guideline(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    review.at(f"{CITATION}/title").fill("Chronic Pain Medical Treatment 2016")
    review.at(f"{CITATION}/sections/0").fill("")
    review.at(f"{CITATION}/sections/0").press("ArrowDown")
    shown = options(review).all_text_contents()
    assert "Topical analgesics" in shown
    assert "Special Studies" not in shown


def test_other_text_is_kept_with_a_warning_after_the_field_is_left(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    review.at(STATE).fill("Calif")
    warning = review.page.locator(".unknown")
    expect(warning).to_have_count(0)
    leave(review)
    expect(warning).to_have_text("“Calif” is not in the list; the letter prints it as it is here. Check its spelling.")
    assert review.at(STATE).get_attribute("aria-describedby") == (f"case{STATE}:unknown"), (
        "the entries of this list have no help text"
    )
    assert json.loads(review.saved())["expert_reviewer"]["licensure_states"][0] == "Calif"
    review.at(STATE).fill("California")
    expect(warning).to_have_count(0)


def test_the_places_that_an_edition_does_not_print_are_not_shown(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    expect(review.at(f"{CITATION}/sections")).to_have_count(1)
    expect(review.at(f"{CITATION}/pages")).to_have_count(0)
    review.open(PAGES)
    review.wait("current")
    expect(review.page.locator("[id$='/pages']")).not_to_have_count(0)
    expect(review.page.locator("[id$='/sections']")).to_have_count(0)


def test_a_place_that_the_new_edition_does_not_print_stays_with_a_message(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    before = review.at(f"{CITATION}/sections/0").input_value()
    review.at("/edition").fill("2015")
    review.wait("draft")
    expect(review.at(f"{CITATION}/sections/0")).to_have_value(before)
    expect(review.page.locator(".problems")).to_contain_text("the 2015 edition prints pages, not sections")
    expect(review.at(f"{CITATION}/pages")).to_be_visible()


def test_the_places_of_the_new_edition_are_shown_before_the_server_answers(review: ReviewPage) -> None:
    with review.page.expect_response("**/v1/check*"):
        review.open(ONE_ITEM)
    review.page.route("**/v1/**", lambda _: None)
    review.at("/edition").fill("2015")
    expect(review.at(f"{CITATION}/pages")).to_have_count(1)
    review.page.unroute("**/v1/**")


def test_the_evidence_is_chosen_by_one_button_and_excludes_what_does_not_fit(review: ReviewPage) -> None:
    for name in ("Add MTUS citation", "Add citation outside the MTUS", "Add line in other words"):
        expect(review.button(name, GUIDELINE)).to_be_visible()
    review.button("Add line in other words", GUIDELINE).press("Enter")
    assert review.focused() == f"{GUIDELINE}/text"
    review.page.keyboard.type("Decision based on MTUS Table 12-5.")
    expect(review.at(f"{GUIDELINE}/mtus:add")).to_have_count(0)
    review.at(f"{GUIDELINE}/text").fill("")
    expect(review.at(f"{GUIDELINE}/text")).to_be_focused()
    expect(review.at(f"{GUIDELINE}/mtus:add")).to_be_visible()
    review.at(f"{GUIDELINE}/non_mtus:add").press("Enter")
    assert review.focused() == f"{GUIDELINE}/non_mtus/0"
    review.page.keyboard.type("Official Disability Guidelines")
    expect(review.at(f"{GUIDELINE}/text:add")).to_have_count(0)
    expect(review.at(f"{GUIDELINE}/text")).to_have_count(0)
    assert json.loads(review.saved())["disputed_items"][0]["maximus_guideline"] == {
        "non_mtus": ["Official Disability Guidelines"]
    }


def test_the_page_works_with_free_text_where_the_values_cannot_be_loaded(review: ReviewPage) -> None:
    review.page.route("**/v1/choices", lambda route: route.fulfill(status=422, json={"detail": "a broken template"}))
    review.load()
    review.at("/edition").fill("2016")
    review.page.unroute("**/v1/choices")
    expect(review.at("/edition")).to_have_value("2016")
    review.load()


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation_in_a_list_and_a_warning(look: str, review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    review.set_look(look)
    review.at(STATE).fill("Calif")
    leave(review)
    expect(review.page.locator(".unknown")).to_be_visible()
    review.at("/expert_reviewer/specialties/0").fill("surg")
    review.page.keyboard.press("ArrowDown")
    expect(options(review).first).to_be_visible()
    assert review.violations() == []
    assert review.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    review.set_look("light")
