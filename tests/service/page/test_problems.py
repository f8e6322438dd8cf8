"""Problems and findings are shown at their fields and in the list until they are fixed."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.service.page.review_page import UNTIL, ReviewPage
from tests.support import ROOT, every, example

ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
REFUSED = {"duplicate-key", "not-an-object", "broken-json", "not-utf-8"}
"""The invalid samples that the page cannot open as a case."""
OPENED = [path for path in sorted((ROOT / "samples" / "invalid").glob("*.json")) if path.stem not in REFUSED]
ITEM = "/disputed_items/0"
CITATION = f"{ITEM}/maximus_guideline/mtus/0"
RATIONALE = f"{ITEM}/decision_rationale"
DOCUMENT = {"kind": "Medical report", "title": "Progress report"}
NOT_BOTH = (
    "expected \u201cLine in other words\u201d, or \u201cMTUS citations\u201d and "
    "\u201cCitations outside the MTUS\u201d, not both"
)
MISSPELT = ROOT / "samples" / "invalid" / "misspelled-key.json"
REASON = "Therefore, the request is not medically necessary."
HEADER = ("priority", "date_of_injury", "ur_denial_date", "application_received", "date_assigned", "decision_date")
TOPS_AFTER_CLICK = """async () => {
    document.querySelector(".problems a").click();
    const tops = [];
    for (let frame = 0; frame < 10; frame++) {
        await new Promise(requestAnimationFrame);
        tops.push(document.activeElement.getBoundingClientRect().top);
    }
    return tops;
}"""
"""Where the field with the focus is, in CSS pixels, in the frames after a click on the first problem."""
Fix = Callable[[ReviewPage], object]


def typed(pointer: str, text: str) -> Fix:
    return lambda review: review.at(pointer).fill(text)


def chosen(pointer: str, option: str) -> Fix:
    return lambda review: review.at(pointer).select_option(option)


def pressed(button: str, within: str = "") -> Fix:
    return lambda review: review.button(button, within).click()


def typed_header(review: ReviewPage) -> None:
    for name in HEADER[1:]:
        review.at(f"/{name}").fill("2016-11-08")
    review.at("/priority").select_option("Standard")


def without_header() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(ONE_ITEM.read_bytes())
    return {name: value for name, value in data.items() if name not in HEADER}


@dataclass(frozen=True)
class Example:
    """An invalid case, the message that is shown, its place, and the steps that fix it."""

    name: str
    changes: dict[str, Any]
    message: str
    pointer: str
    fixes: tuple[Fix, ...]
    count: str = "1 problem"


EXAMPLES = [
    Example("empty-text", {RATIONALE: ""}, "is empty", RATIONALE, (typed(RATIONALE, REASON),)),
    Example("choice", {f"{ITEM}/decision": "Denied"}, 'got "Denied"', f"{ITEM}/decision",
          (chosen(f"{ITEM}/decision", "Upheld"),)),
    Example("day", {"/date_assigned": "2016-02-30"}, "a day that exists", "/date_assigned",
          (typed("/date_assigned", "2016-11-08"),)),
    Example("unknown-key", {"/organisation": {"name": "FRA"}}, "is not a field of this form", "/organisation",
          (pressed("Remove organisation"),)),
    Example("wrong-type", {f"{ITEM}/service": 42}, "got 42; expected a text", f"{ITEM}/service",
          (pressed("Remove Service", ITEM + "/service"), typed(f"{ITEM}/service", "MRI"))),
    Example("sections-and-pages", {CITATION: {"title": "Knee Complaints 2004", "sections": ["A"], "pages": "9"}},
          "sections or pages, not both", CITATION, (typed(f"{CITATION}/pages", ""),)),
    Example("forged-heading", {RATIONALE: f"{REASON}\n\nMRI: Overturned"}, "ends like an item heading", RATIONALE,
          (typed(RATIONALE, REASON),)),
    Example("unprintable", {RATIONALE: f"安 {REASON}"}, "cannot be printed", RATIONALE, (typed(RATIONALE, REASON),)),
    Example("missing-part", {f"{ITEM}": {**json.loads(ONE_ITEM.read_bytes())["disputed_items"][0], "decision": None}},
          "got null", f"{ITEM}/decision",
          (pressed("Remove Decision"), chosen(f"{ITEM}/decision", "Upheld"))),
    Example("line-end", {f"{ITEM}/service": "MRI\nof the knee"}, "U+000A", f"{ITEM}/service",
          (typed(f"{ITEM}/service", "MRI of the knee"),)),
    Example("no-item", {"/disputed_items": []}, "expected at least one", "/disputed_items", (
          pressed("Add disputed item"), typed(f"{ITEM}/service", "MRI"), chosen(f"{ITEM}/decision", "Upheld"),
          pressed("Add citation outside the MTUS", f"{ITEM}/maximus_guideline"),
          typed(f"{ITEM}/maximus_guideline/non_mtus/0", "ODG, Knee"), typed(RATIONALE, REASON))),
    Example("finding", {"/date_assigned": "2016-12-30"}, "12/06/2016 before 12/30/2016", "/decision_date",
          (typed("/date_assigned", "2016-11-08"),), count="1 finding"),
]  # fmt: skip


@pytest.mark.parametrize("problem", every(2, EXAMPLES), ids=lambda problem: problem.name)
def test_a_problem_is_shown_at_its_field_linked_and_fixed(problem: Example, review: ReviewPage) -> None:
    review.open(json.loads(example(problem.changes)))
    review.wait_for_count(problem.count)
    link = review.problem_links()
    expect(link).to_contain_text(problem.message)
    link.click()
    assert review.focused() == problem.pointer
    place = review.at(problem.pointer)
    expect(place).to_be_in_viewport()
    shown = review.page.locator(f'[id="case{problem.pointer}:messages"]')
    expect(shown).to_contain_text(problem.message)
    assert f"case{problem.pointer}:messages" in str(place.get_attribute("aria-describedby"))
    for fix in problem.fixes:
        fix(review)
    review.wait_for_count("No problems")
    review.wait("current")
    expect(shown).to_have_count(0)


@pytest.mark.parametrize(
    ("text", "character", "name"),
    [
        ("One \U0001d54f.\n\n\u5b89 two.", "\U0001d54f", "mathematical double-struck capital x"),
        ('"One"\\\n\ntwo \ue000.', "\ue000", "U+E000"),
        ("One.\ntwo.", "\n", "a line break inside a paragraph"),
    ],
)
def test_selecting_a_problem_selects_its_character(text: str, character: str, name: str, review: ReviewPage) -> None:
    review.open(json.loads(example({RATIONALE: text})))
    link = review.problem_links().filter(has_text=name)
    link.click()
    assert review.focused() == RATIONALE
    selected = "(field => field.value.slice(field.selectionStart, field.selectionEnd))(document.activeElement)"
    assert review.page.evaluate(selected) == character


def test_a_missing_header_field_is_a_problem_of_that_field(review: ReviewPage) -> None:
    data = json.loads(ONE_ITEM.read_bytes())
    del data["date_assigned"], data["decision_date"]
    review.open(data)
    review.wait_for_count("2 problems")
    review.problem_links().first.click()
    assert review.focused() == "/date_assigned"
    expect(review.at("/date_assigned:messages")).to_contain_text("is missing; the header block needs all seven")
    expect(review.at(":messages")).to_have_count(0)
    review.at("/date_assigned").fill("11/08/2016")
    review.at("/decision_date").fill("12/06/2016")
    review.wait("current")


def test_the_number_of_filled_fields_leads_to_the_first_one_that_is_empty(review: ReviewPage) -> None:
    review.at("/edition").fill("2016")
    review.wait_for_count("1 of 7 required fields filled in")
    review.page.locator("#count").click()
    assert review.focused() == "/expert_reviewer/licensure_states/0"


def test_a_download_of_a_draft_is_refused_with_what_is_missing(review: ReviewPage) -> None:
    review.at("/edition").fill("2016")
    review.wait("draft")
    review.button("PDF download").press("Enter")
    expect(review.page.locator(".notice.copies")).to_contain_text("Not printed: 6 problems in the case.")
    assert review.focused() == "problems"
    expect(review.problem_links().filter(has_text="Licensure states")).to_have_count(1)


def test_the_list_has_the_order_of_the_form(review: ReviewPage) -> None:
    review.button("Both copies download").click()
    review.wait_for_count("7 problems")
    assert [label.rstrip(":") for label in review.page.locator(".problems b").all_text_contents()] == [
        "Edition",
        "Expert reviewer, Licensure states 1",
        "Expert reviewer, Specialties 1",
        "Clinical case summary",
        "Disputed item 1, Service",
        "Disputed item 1, Decision",
        "Disputed item 1, Decision rationale",
    ]


def test_what_prevents_printing_is_listed_first(review: ReviewPage) -> None:
    review.open(json.loads(example({f"{CITATION}/title": "Knee Complaint 2004", f"{ITEM}/decision": "Overturned"})))
    expect(review.problem_links()).not_to_have_count(0)
    labels = review.page.locator(".problems .severity").all_text_contents()
    assert set(labels) == {"Finding", "Warning"}
    assert labels == sorted(labels)


def test_a_gap_is_no_problem_until_a_person_has_been_in_its_field(review: ReviewPage) -> None:
    review.at("/edition").fill("2016")
    review.wait("draft")
    review.wait_for_count("1 of 7 required fields filled in")
    expect(review.page.locator(".gaps")).to_have_text("1 of 7 required fields filled in")
    assert review.page.locator("#form [aria-invalid=true], #form .messages").count() == 0
    review.at("/disputed_items/0/service").focus()
    review.page.keyboard.press("Tab")
    review.wait_for_count("1 problem")
    expect(review.at("/disputed_items/0/service")).to_have_attribute("aria-invalid", "true")
    review.at("/edition").fill("2017")
    review.wait_for_count("2 problems")
    review.saved()
    expect(review.at("/clinical_case_summary")).to_have_attribute("aria-invalid", "true")
    expect(review.problem_links().filter(has_text="Clinical case summary")).to_have_count(1)


def test_an_invalid_field_has_aria_invalid_and_others_do_not(review: ReviewPage) -> None:
    review.open(json.loads(example({"/date_assigned": "2016-02-30"})))
    review.wait_for_count("1 problem")
    expect(review.at("/date_assigned")).to_have_attribute("aria-invalid", "true")
    assert review.at("/decision_date").get_attribute("aria-invalid") is None
    expect(review.page.locator("#count-status")).to_have_text("1 problem")
    expect(review.page.locator("#count-status")).to_have_attribute("role", "status")


def test_a_link_opens_the_section_that_contains_its_field(review: ReviewPage) -> None:
    review.open(json.loads(example({"/mailing": {"date": "soon", "service_method": "mail"}})))
    review.wait_for_count("1 problem")
    expect(review.at("/mailing/date")).to_be_hidden()
    review.problem_links().click()
    expect(review.at("/mailing/date")).to_be_focused()


def test_the_field_of_a_link_stays_in_view_among_items_that_were_not_shown_before(review: ReviewPage) -> None:
    case = json.loads((ROOT / "samples" / "mixed-decisions.json").read_text(encoding="utf-8"))
    case["disputed_items"] = [dict(item) for item in case["disputed_items"] * 5]
    case["disputed_items"][7]["decision"] = "Undecided"
    review.open(case)
    review.page.evaluate(UNTIL, [".problems a", None])
    tops = review.page.evaluate(TOPS_AFTER_CLICK)
    assert min(tops) >= 0
    assert max(tops) < review.page.evaluate("innerHeight")


def test_a_case_that_no_engine_prints_leaves_the_pages_before_out_of_date(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    text = review.text()
    review.at("/case_number").fill("CM16-" + "W" * 60)
    review.wait("unprintable")
    assert review.text() == text
    expect(review.page.locator("#letter-state")).to_contain_text("Out of date")
    for name in ("PDF download", "Print"):
        expect(review.button(name)).to_have_attribute("aria-disabled", "true")
        assert review.button(name).get_attribute("aria-describedby") == "letter-state"


def test_opening_a_case_removes_the_pages_of_the_previous_one(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    review.open(json.loads(example({"/case_number": "CM16-" + "W" * 60})))
    review.wait("unprintable")
    assert review.text() == ""
    expect(review.page.locator("#letter-state")).to_contain_text("cannot be printed until its problems are fixed")


@pytest.mark.parametrize("sample", every(4, OPENED), ids=lambda path: path.stem)
def test_messages_are_in_the_words_of_the_form(sample: Path, review: ReviewPage) -> None:
    review.open(sample)
    expect(review.page.locator("#file-name")).to_have_text(sample.name)
    expect(review.problem_links()).not_to_have_count(0)
    for problem in review.problem_links().all_text_contents():
        _, _, message = problem.partition(": ")
        assert not re.search(r"[a-z]_[a-z]|/[a-z]+|mtus|YYYY-MM-DD|in quotes|object", message), message


@pytest.mark.parametrize(
    ("pointer", "value", "message"),
    every(
        3,
        [
            (f"{ITEM}/service", {"name": 'MRI; "expected"'}, "got fields; expected a text"),
            (ITEM, ["MRI"], "got a list; expected fields"),
            (f"{ITEM}/decision", {"upheld": True}, 'got fields; expected "Upheld" or "Overturned"'),
            (f"{ITEM}/maximus_guideline/text", "MTUS", NOT_BOTH),
            (f"{ITEM}/decision", [], 'is empty; expected "Upheld" or "Overturned"'),
            (f"{ITEM}/maximus_guideline/non_mtus", [{"title": "ODG, Knee"}], "got fields; expected a text"),
            ("/documents_reviewed", [["Report"]], "got a list; expected fields"),
            (f"{CITATION}/sections", {"first": "Special Studies"}, "got fields; expected a list"),
            ("/date_assigned", ["2016-11-08"], "got a list; expected a date as MM/DD/YYYY"),
            ("/documents_reviewed", [{**DOCUMENT, "pages": 0}], "got 0; expected 1 or more"),
            ("/documents_reviewed", [{**DOCUMENT, "pages": "x"}], 'got "x"; expected a whole number'),
            ("/documents_reviewed", [{**DOCUMENT, "pages": [4]}], "got a list; expected a whole number"),
        ],
    ),
)
def test_a_message_has_no_json_and_no_name_of_the_schema(
    pointer: str, value: object, message: str, review: ReviewPage
) -> None:
    review.open(json.loads(example({pointer: value})))
    review.wait_for_count("1 problem")
    [shown] = review.problem_links().all_text_contents()
    assert shown.partition(": ")[2] == message


def test_a_misspelt_field_of_a_file_becomes_the_field_that_is_meant(review: ReviewPage) -> None:
    review.open(MISSPELT)
    review.wait_for_count("2 problems")
    unknown = review.problem_links().filter(has_text="decison_rationale")
    expect(unknown).to_contain_text("is not a field of this form; did you mean “Decision rationale”?")
    text = json.loads(MISSPELT.read_bytes())["disputed_items"][0]["decison_rationale"]
    review.button("Use decison_rationale as “Decision rationale”").click()
    assert review.focused() == RATIONALE
    expect(review.at(RATIONALE)).to_have_value(text)
    review.wait("current")
    review.button("Undo").click()
    review.wait_for_count("2 problems")


def test_a_misspelt_field_does_not_replace_what_is_filled_in(review: ReviewPage) -> None:
    review.open(json.loads(example({"/organisation": {"name": "FRA"}, "/edition_": "2015"})))
    review.wait_for_count("2 problems")
    expect(review.problem_links().last).to_contain_text("did you mean “Edition”?")
    expect(review.button("Use edition_ as “Edition”")).to_have_count(0)
    expect(review.button("Remove edition_")).to_be_visible()


def test_the_fields_of_an_item_that_was_just_added_are_not_marked_until_a_person_was_in_them(
    review: ReviewPage,
) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    review.button("Add disputed item").click()
    review.wait("draft")
    review.wait_for_count("17 of 20 required fields filled in")
    assert review.page.locator("#form [aria-invalid=true], #form .messages").count() == 0
    review.page.keyboard.press("Tab")
    review.wait_for_count("1 problem")
    expect(review.at("/disputed_items/1/service")).to_have_attribute("aria-invalid", "true")


def test_an_item_that_is_added_after_saving_is_not_marked_until_a_person_was_in_it(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    review.saved()
    review.button("Add disputed item").click()
    review.wait("draft")
    review.page.wait_for_timeout(1000)  # until the problems arrive
    review.wait_for_count("17 of 20 required fields filled in")
    assert review.page.locator("#form [aria-invalid=true], #form .messages").count() == 0


def test_a_new_case_has_no_problems_until_something_is_typed(review: ReviewPage) -> None:
    review.wait_for_count("No problems")
    review.at("/edition").fill("2017")
    review.wait_for_count("1 of 7 required fields filled in")
    review.button("New").click()
    review.button("Discard changes").click()
    review.wait_for_count("No problems")
