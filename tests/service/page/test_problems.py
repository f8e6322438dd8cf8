"""Problems and findings stand beside their fields, are reached from the list, and go when they are mended."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.service.page.review_page import ReviewPage
from tests.support import ROOT, example

ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
ITEM = "/disputed_items/0"
CITATION = f"{ITEM}/maximus_guideline/mtus/0"
RATIONALE = f"{ITEM}/decision_rationale"
REASON = "Therefore, the request is not medically necessary."
HEADER = ("priority", "date_of_injury", "ur_denial_date", "application_received", "date_assigned", "decision_date")
Mend = Callable[[ReviewPage], object]


def typed(pointer: str, text: str) -> Mend:
    return lambda review: review.at(pointer).fill(text)


def chosen(pointer: str, option: str) -> Mend:
    return lambda review: review.at(pointer).select_option(option)


def pressed(button: str, within: str = "") -> Mend:
    return lambda review: review.button(button, within).click()


def typed_header(review: ReviewPage) -> None:
    for name in HEADER[1:]:
        review.at(f"/{name}").fill("2016-11-08")
    review.at("/priority").select_option("Standard")


def without_header() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(ONE_ITEM.read_bytes())
    return {name: value for name, value in data.items() if name not in HEADER}


@dataclass(frozen=True)
class Fault:
    """A case at fault: what is said of it, where that is said, and how a person mends it."""

    name: str
    changes: dict[str, Any]
    said: str
    pointer: str
    mends: tuple[Mend, ...]
    count: str = "1 problem"


FAULTS = [
    Fault("empty-text", {RATIONALE: ""}, "is empty; expected words", RATIONALE, (typed(RATIONALE, REASON),)),
    Fault("choice", {f"{ITEM}/decision": "Denied"}, 'got "Denied"', f"{ITEM}/decision",
          (chosen(f"{ITEM}/decision", "Upheld"),)),
    Fault("day", {"/date_assigned": "2016-02-30"}, "a day that exists", "/date_assigned",
          (typed("/date_assigned", "2016-11-08"),)),
    Fault("unknown-key", {"/organisation": {"name": "FRA"}}, "unknown key", "/organisation",
          (pressed("Remove organisation"),)),
    Fault("wrong-type", {f"{ITEM}/service": 42}, "got 42; expected a text", f"{ITEM}/service",
          (pressed("Remove Service", ITEM + "/service"), typed(f"{ITEM}/service", "MRI"))),
    Fault("sections-and-pages", {CITATION: {"title": "Knee Complaints 2004", "sections": ["A"], "pages": "9"}},
          "sections or pages, not both", CITATION, (typed(f"{CITATION}/pages", ""),)),
    Fault("forged-heading", {RATIONALE: f"{REASON}\n\nMRI: Overturned"}, "ends like an item heading", RATIONALE,
          (typed(RATIONALE, REASON),)),
    Fault("unprintable", {RATIONALE: f"安 {REASON}"}, "cannot be printed", RATIONALE, (typed(RATIONALE, REASON),)),
    Fault("missing-part", {f"{ITEM}": {**json.loads(ONE_ITEM.read_bytes())["disputed_items"][0], "decision": None}},
          "got null", f"{ITEM}/decision",
          (pressed("Remove Decision"), chosen(f"{ITEM}/decision", "Upheld"))),
    Fault("line-end", {f"{ITEM}/service": "MRI\nof the knee"}, "U+000A", f"{ITEM}/service",
          (typed(f"{ITEM}/service", "MRI of the knee"),)),
    Fault("no-item", {"/disputed_items": []}, "at least one entry", "/disputed_items", (
          pressed("Add disputed item"), typed(f"{ITEM}/service", "MRI"), chosen(f"{ITEM}/decision", "Upheld"),
          pressed("Add entry to Citations outside the MTUS", f"{ITEM}/maximus_guideline"),
          typed(f"{ITEM}/maximus_guideline/non_mtus/0", "ODG, Knee"), typed(RATIONALE, REASON))),
    Fault("finding", {"/date_assigned": "2016-12-30"}, "D01", "/decision_date",
          (typed("/date_assigned", "2016-11-08"),), count="1 finding"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_problem_is_told_at_its_field_reached_by_a_click_and_mended(fault: Fault, review: ReviewPage) -> None:
    review.open(json.loads(example(fault.changes)))
    review.says(fault.count)
    link = review.problem_links()
    expect(link).to_contain_text(fault.said)
    link.click()
    assert review.focused() == fault.pointer
    place = review.at(fault.pointer)
    expect(place).to_be_in_viewport()
    told = review.page.locator(f'[id="case{fault.pointer}:messages"]')
    expect(told).to_contain_text(fault.said)
    assert f"case{fault.pointer}:messages" in str(place.get_attribute("aria-describedby"))
    for mend in fault.mends:
        mend(review)
    review.says("No problems")
    review.wait("present")
    expect(told).to_have_count(0)


def test_missing_header_fields_are_told_at_the_case(review: ReviewPage) -> None:
    review.open(without_header())
    review.says("1 problem")
    review.problem_links().click()
    assert review.focused() == ""
    assert review.page.evaluate("document.activeElement.id") == "case"
    expect(review.at(":messages")).to_contain_text("the header block has no priority")
    typed_header(review)
    expect(review.at(":messages")).to_have_count(0)
    review.wait("present")


def test_a_field_at_fault_says_so_to_a_screen_reader_and_a_sound_one_does_not(review: ReviewPage) -> None:
    review.open(json.loads(example({"/date_assigned": "2016-02-30"})))
    review.says("1 problem")
    expect(review.at("/date_assigned")).to_have_attribute("aria-invalid", "true")
    assert review.at("/decision_date").get_attribute("aria-invalid") is None
    expect(review.page.locator("#count-said")).to_have_text("1 problem")
    expect(review.page.locator("#count-said")).to_have_attribute("role", "status")


def test_a_link_opens_what_its_field_is_closed_in(review: ReviewPage) -> None:
    review.open(json.loads(example({"/mailing": {"date": "soon", "service_method": "mail"}})))
    review.says("1 problem")
    expect(review.at("/mailing/date")).to_be_hidden()
    review.problem_links().click()
    expect(review.at("/mailing/date")).to_be_focused()


def test_pages_of_before_the_problem_stay_and_say_so(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("present")
    words = review.words()
    review.at("/clinical_case_summary").fill("")
    review.wait("refused")
    assert review.words() == words
    expect(review.page.locator("#letter-state")).to_contain_text("Not the present case")
    button = review.button("PDF download")
    expect(button).to_have_attribute("aria-disabled", "true")
    assert button.get_attribute("aria-describedby") == "letter-state"


def test_nothing_of_the_case_before_is_shown_of_another_one(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("present")
    review.open(ROOT / "samples" / "invalid" / "several-faults.json")
    review.wait("refused")
    assert review.words() == ""
    expect(review.page.locator("#letter-state")).to_contain_text("keep this case from being printed")


def test_a_case_that_nobody_has_begun_has_no_problems(review: ReviewPage) -> None:
    review.says("No problems")
    review.at("/edition").fill("2016")
    expect(review.problem_links()).not_to_have_count(0)
    review.button("New").click()
    review.button("Replace it").click()
    review.says("No problems")
