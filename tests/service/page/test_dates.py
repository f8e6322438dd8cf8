"""Dates are typed as people write them, shown as the letter prints them, and kept in ISO form."""

import json

import pytest
from playwright.sync_api import expect

from tests.service.page.review_page import LOOKS, ReviewPage
from tests.support import ROOT, every, example

ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
DATE = "/decision_date"


def saved_date(review: ReviewPage) -> str:
    return str(json.loads(review.saved())["decision_date"])


@pytest.mark.parametrize(
    ("typed", "iso"),
    every(
        3,
        [
            ("12/06/2016", "2016-12-06"),
            ("11/1/2016", "2016-11-01"),
            (" 11-1-2016 ", "2016-11-01"),
            ("Nov 8, 2016", "2016-11-08"),
            ("november 8th 2016", "2016-11-08"),
            ("Sept. 8, 2016", "2016-09-08"),
            ("8 May 2016", "2016-05-08"),
            ("2016/2/29", "2016-02-29"),
            ("2016-12-06", "2016-12-06"),
        ],
    ),
)
def test_a_date_is_understood_shown_as_printed_and_kept_as_iso(typed: str, iso: str, review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    field = review.at(DATE)
    field.fill("")
    field.press_sequentially(typed)
    expect(field).to_have_value(typed)
    field.press("Tab")
    expect(field).to_have_value(f"{iso[5:7]}/{iso[8:]}/{iso[:4]}")
    assert saved_date(review) == iso


@pytest.mark.parametrize(
    "typed",
    every(
        2, ["02/13", "13/02", "13/02/2016", "11/1/16", "02/30/2016", "Juni 1, 2016", "8 2016", "0/1/2016", "1/2-2016"]
    ),
)
def test_a_date_is_never_guessed(typed: str, review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    field = review.at(DATE)
    field.fill(typed)
    field.press("Tab")
    expect(field).to_have_value(typed)
    expect(review.at(f"{DATE}:messages")).to_contain_text("MM/DD/YYYY")
    assert saved_date(review) == typed


def test_a_date_of_a_file_in_another_form_is_converted_when_its_field_is_left(review: ReviewPage) -> None:
    review.open(json.loads(example({DATE: "12/06/2016"})))
    review.wait_for_count("1 problem")
    assert saved_date(review) == "12/06/2016"
    review.at(DATE).focus()
    review.at(DATE).press("Tab")
    review.wait_for_count("No problems")
    assert saved_date(review) == "2016-12-06"


def test_the_calendar_opens_and_is_used_by_keys(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    field = review.at(DATE)
    field.fill("1/31/2016")
    press = review.page.keyboard.press
    press("Alt+ArrowDown")
    expect(review.page.get_by_role("dialog", name="Decision date")).to_be_visible()
    expect(review.page.get_by_role("gridcell", selected=True)).to_have_text("31")
    press("PageDown")
    expect(review.page.get_by_role("grid", name="February 2016")).to_be_visible()
    assert review.page.evaluate("document.activeElement.dataset.day") == "2016-02-29"
    for key, day in (
        ("ArrowRight", "2016-03-01"),
        ("ArrowUp", "2016-02-23"),
        ("Home", "2016-02-21"),
        ("End", "2016-02-27"),
        ("Shift+PageUp", "2015-02-27"),
        ("Shift+PageDown", "2016-02-27"),
    ):
        press(key)
        assert review.page.evaluate("document.activeElement.dataset.day") == day
    press("Enter")
    expect(field).to_have_value("02/27/2016")
    assert review.focused() == DATE
    press("Alt+ArrowDown")
    press("ArrowRight")
    press("Escape")
    expect(field).to_have_value("02/27/2016")
    assert review.focused() == DATE
    press("Control+z")
    expect(field).to_have_value("01/31/2016")


def test_a_day_is_chosen_with_the_mouse(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    review.at(DATE).fill("12/06/2016")
    review.button("Calendar for Decision date").click()
    review.button("Previous month").click()
    review.page.locator("[data-day='2016-11-30']").click()
    expect(review.at(DATE)).to_have_value("11/30/2016")


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation_in_the_calendar(look: str, review: ReviewPage) -> None:
    review.set_look(look)
    review.at(DATE).fill("12/06/2016")
    review.at(DATE).press("Alt+ArrowDown")
    expect(review.page.get_by_role("dialog", name="Decision date")).to_be_visible()
    assert review.violations() == []
    assert review.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
