"""The letter shows what is edited, and a click in the letter goes to its field."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.service.page.review_page import ReviewPage
from tests.service.running_service import running_service
from tests.support import ROOT, every, example

MANY = ROOT / "samples" / "many-items.json"
ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
LETTERHEAD = ROOT / "samples" / "own-organization" / "letterhead.toml"
PLACES = "**/v1/places*"
MARKED = "name => [...(CSS.highlights.get(name) ?? [])].map(range => range.toString())"
IN_VIEW = """() => {
    const pane = document.querySelector("#pages-pane").getBoundingClientRect();
    const [range] = CSS.highlights.get("letter-value");
    const place = range.getBoundingClientRect();
    return place.height > 0 && place.top >= pane.top && place.bottom <= pane.bottom;
}"""
PLACE_IN_WINDOW = """() => {
    const [range] = CSS.highlights.get("letter-value");
    const place = range.getBoundingClientRect();
    return [place.top, place.bottom];
}"""
LAST_SERVICE = f"/disputed_items/{len(json.loads(MANY.read_bytes())['disputed_items']) - 1}/service"
SCROLLED = """new Promise((done, fail) => {
    const look = left => {
        if (document.querySelector("#pages-pane").scrollTop PLACE) done();
        else if (left) setTimeout(look, 10, left - 1);
        else fail(new Error(document.querySelector("#pages-pane").scrollTop));
    };
    look(500);
})"""
CENTRE = """words => {
    for (const layer of document.querySelectorAll(".textLayer")) {
        const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const start = node.data.indexOf(words);
            if (start < 0) continue;
            node.parentElement.scrollIntoView({ block: "center" });
            const range = new Range();
            range.setStart(node, start);
            range.setEnd(node, start + 1);
            const { left, top, width, height } = range.getBoundingClientRect();
            return [left + width / 4, top + height / 2];
        }
    }
}"""


def marked(review: ReviewPage, name: str = "letter-value") -> list[str]:
    found: list[str] = review.page.evaluate(MARKED, name)
    return found


def click_on(review: ReviewPage, words: str) -> None:
    review.page.mouse.click(*review.page.evaluate(CENTRE, words))


def caret(review: ReviewPage) -> str:
    return str(review.page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart)"))


def test_the_letter_shows_the_item_that_is_edited(review: ReviewPage) -> None:
    review.open(MANY)
    review.wait("current")
    rationale = review.at("/disputed_items/13/decision_rationale")
    rationale.focus()
    assert "".join("".join(marked(review)).split()) == "".join(rationale.input_value().split())
    assert review.page.evaluate(IN_VIEW)
    review.page.locator("#pages-pane").evaluate("pane => pane.scrollTo(0, 0)")
    review.page.keyboard.press("End")
    review.page.keyboard.type(" Words at the end.")
    review.wait("printing")
    review.wait("current")
    assert marked(review)[-1].endswith("Words at the end.")
    assert review.page.evaluate("document.querySelector('#pages-pane').scrollTop") > 900
    review.at("/case_number").focus()
    assert marked(review) == [review.at("/case_number").input_value()]
    assert review.page.evaluate(IN_VIEW)


class HeldPlaces:
    """Holds the requests for the places of the values, until a test continues them."""

    def __init__(self, review: ReviewPage) -> None:
        self.routes: list[Route] = []
        self.review = review
        review.page.route(PLACES, self._hold)

    def _hold(self, route: Route) -> None:
        self.routes.append(route)

    def wait_for(self, number: int) -> Route:
        """The request with this number, from 1."""
        for _ in range(1000):
            if len(self.routes) >= number:
                return self.routes[number - 1]
            self.review.page.wait_for_timeout(10)
        raise AssertionError(f"{len(self.routes)} requests for places")


@pytest.fixture
def held(review: ReviewPage) -> Iterator[HeldPlaces]:
    yield HeldPlaces(review)
    review.page.unroute(PLACES)


def test_the_pages_are_shown_before_the_places_of_the_values_are_known(review: ReviewPage, held: HeldPlaces) -> None:
    review.open(ONE_ITEM)
    service = review.at("/disputed_items/0/service")
    service.focus()
    route = held.wait_for(1)
    assert "".join(service.input_value().split()) in review.text()
    expect(review.page.locator("#letter-state")).to_have_text("Up to date.")
    expect(review.button("PDF download")).not_to_have_attribute("aria-disabled", "true")
    assert marked(review) == []
    click_on(review, "museum parade")
    assert review.focused() != "/clinical_case_summary"
    service.focus()
    route.continue_()
    review.wait("current")
    assert marked(review) == [service.input_value()]
    click_on(review, "museum parade")
    assert review.focused() == "/clinical_case_summary"


def test_the_places_of_an_older_change_mark_nothing_on_newer_pages(review: ReviewPage, held: HeldPlaces) -> None:
    review.open(ONE_ITEM)
    service = review.at("/disputed_items/0/service")
    service.focus()
    older = held.wait_for(1)
    service.press("End")
    service.press_sequentially("s")
    newer = held.wait_for(2)
    older.fulfill(json={"words": "", "places": [{"pointer": "/priority", "start": 0, "end": 0, "offset": 0}]})
    review.page.wait_for_timeout(100)
    assert not review.page.evaluate("document.querySelector('#pages').matches('[data-located]')")
    newer.continue_()
    review.wait("current")
    assert marked(review) == [service.input_value()]


def test_the_places_of_older_pages_are_not_used_on_newer_ones(review: ReviewPage, held: HeldPlaces) -> None:
    data = json.loads(ONE_ITEM.read_bytes())
    data["expert_reviewer"]["specialties"] = ["Occupational", "Medicine"]
    review.open(data)
    held.wait_for(1).continue_()
    review.wait("current")
    click_on(review, "Medicine")
    assert review.focused() == "/expert_reviewer/specialties/1"
    # the same words, but no longer a value of their own
    review.at("/expert_reviewer/specialties/0").fill("Occupational, Medicine")
    held.wait_for(2)
    review.page.locator(".entry", has=review.at("/expert_reviewer/specialties/1")).get_by_title("Remove").click()
    newer = held.wait_for(3)
    expect(review.page.locator("#letter-state")).to_have_text("Up to date.")
    review.at("/case_number").focus()
    click_on(review, "Medicine")
    assert "specialties" not in review.focused()
    newer.continue_()
    review.wait("current")
    click_on(review, "Medicine")
    assert review.focused() == "/expert_reviewer/specialties/0"


def test_the_places_are_requested_again_after_an_error_of_the_server(review: ReviewPage) -> None:
    details = {"detail": "no places"}
    review.page.route(PLACES, lambda route: route.fulfill(status=500, json=details), times=1)
    review.open(ONE_ITEM)
    expect(review.page.locator(".notice.server")).to_contain_text("no places")
    expect(review.page.locator("#letter-state")).to_have_text("Up to date.")
    review.wait("current")
    expect(review.page.locator(".notice.server")).to_have_count(0)
    review.at("/case_number").focus()
    assert marked(review) == [review.at("/case_number").input_value()]
    assert all("status of 500" in error for error in review.errors)
    review.errors.clear()


def test_pages_stay_up_to_date_if_the_places_of_their_values_are_refused(review: ReviewPage) -> None:
    problem = {"message": "took too long", "pointer": "", "severity": "error", "code": ""}
    review.page.route(PLACES, lambda route: route.fulfill(status=422, json={"problems": [problem]}))
    review.open(ONE_ITEM)
    expect(review.problem_links().filter(has_text="took too long")).to_have_count(1)
    expect(review.page.locator("#letter-state")).to_have_text("Up to date.")
    review.page.unroute(PLACES)


def test_the_letter_shows_the_paragraph_at_the_caret(review: ReviewPage) -> None:
    paragraphs = [f"Paragraph {number}. " + "The knee hurts. " * 60 for number in range(6)]
    review.open(json.loads(example({"/clinical_case_summary": "\n\n".join(paragraphs)})))
    review.wait("current")
    review.at("/clinical_case_summary").focus()
    for key, place in (("Control+Home", "< 700"), ("Control+End", "> 900"), ("Control+Home", "< 700")):
        review.page.keyboard.press(key)
        review.page.evaluate(SCROLLED.replace("PLACE", place))


@pytest.mark.parametrize(
    ("words", "pointer", "rest"),
    every(
        3,
        [
            ("conservative care", "/disputed_items/0/decision_rationale", "conservative care and observation"),
            ("museum parade", "/clinical_case_summary", "museum parade. She has been"),
            ("03/02/2016", "/date_of_injury", "03/02/2016"),
            ("Occupational Medicine", "/expert_reviewer/specialties/0", "Occupational Medicine"),
            ("Upheld", "/disputed_items/0/decision", ""),
            ("Section(s)", "/disputed_items/0/maximus_guideline/mtus/0/sections/0", "Special Studies"),
            ("Date of Injury:", "/date_of_injury", "03/02/2016"),
            ("MAXIMUS guideline:", "/disputed_items/0/maximus_guideline/mtus/0/title", "Knee Complaints 2004"),
        ],
    ),
)
def test_a_click_in_the_letter_goes_to_its_field(words: str, pointer: str, rest: str, review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    click_on(review, words)
    assert review.focused() == pointer
    expect(review.at(pointer)).to_be_in_viewport()
    if rest:
        assert caret(review).startswith(rest)


def test_a_click_opens_the_section_of_the_field(review: ReviewPage) -> None:
    review.open(ROOT / "samples" / "corrected-determination.json")
    review.wait("current")
    review.page.select_option("#copy", "parties")
    expect(review.page.locator(".textLayer").first).to_contain_text("Imaginary Mutual")
    review.wait("current")
    click_on(review, "Imaginary Mutual")
    assert review.focused() == "/parties/2/name"
    expect(review.at("/parties/2/name")).to_be_visible()


def test_a_click_on_other_words_leaves_the_focus(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    review.at("/edition").focus()
    click_on(review, "CLINICAL CASE SUMMARY")
    assert review.focused() != "/clinical_case_summary"


def test_selecting_a_problem_goes_to_its_field_and_to_its_place_in_the_letter(review: ReviewPage) -> None:
    data = json.loads(MANY.read_bytes())
    data["disputed_items"][13]["decision_rationale"] = "The gym is far away\u00ad from home. Therefore, no."
    review.open(data)
    review.wait("draft")
    review.problem_links().filter(has_text="soft hyphen").click()
    assert review.focused() == "/disputed_items/13/decision_rationale"
    assert "[U+00AD]" in "".join(marked(review))
    assert review.page.evaluate(IN_VIEW)


def test_a_gap_in_the_letter_is_marked_and_leads_to_its_field(review: ReviewPage) -> None:
    data = json.loads(ONE_ITEM.read_bytes())
    del data["date_of_injury"], data["clinical_case_summary"]
    review.open(data)
    review.wait("draft")
    assert marked(review, "letter-gap") == ["[date of injury]", "[clinical case summary]"]
    click_on(review, "[clinical case summary]")
    assert review.focused() == "/clinical_case_summary"


def test_on_a_narrow_screen_one_link_leads_to_the_value_in_the_letter_and_back(review: ReviewPage) -> None:
    review.page.set_viewport_size({"width": 400, "height": 860})
    review.open(MANY)
    review.wait("current")
    link = review.page.get_by_role("link", name="Letter", exact=True)
    back = review.page.get_by_role("link", name="Case", exact=True)
    review.at(LAST_SERVICE).click()
    expect(back).to_be_hidden()
    link.click()
    expect(link).to_be_hidden()
    review.page.wait_for_timeout(100)
    top, bottom = review.page.evaluate(PLACE_IN_WINDOW)
    assert 0 < top < bottom < 860
    back.click()
    assert review.focused() == LAST_SERVICE
    expect(review.at(LAST_SERVICE)).to_be_in_viewport()
    expect(link).to_be_visible()


def test_the_window_does_not_move_to_a_letter_below_the_form(review: ReviewPage) -> None:
    review.set_look("400 px")
    review.open(ONE_ITEM)
    review.wait("current")
    review.at("/disputed_items/0/decision_rationale").focus()
    expect(review.at("/disputed_items/0/decision_rationale")).to_be_in_viewport()


@pytest.mark.long
def test_words_of_a_letterhead_do_not_move_the_places(open_page: Callable[[str], ReviewPage], tmp_path: Path) -> None:
    with running_service(tmp_path, "--letterhead", str(LETTERHEAD), "--workers", "1") as running:
        review = open_page(running.url)
        review.open(ONE_ITEM)
        review.wait("current")
        review.at("/disputed_items/0/service").focus()
        assert marked(review) == [review.at("/disputed_items/0/service").input_value()]
        review.at("/case_number").fill("")
        review.wait("draft")
        assert "DRAFT" in review.text()
        review.at("/disputed_items/0/service").focus()
        assert marked(review) == [review.at("/disputed_items/0/service").input_value()]


def test_keys_go_from_a_field_to_the_letter_and_to_another_field(review: ReviewPage) -> None:
    review.open(MANY)
    review.wait("current")
    keyboard = review.page.keyboard
    review.at("/disputed_items/13/service").focus()
    keyboard.press("F2")
    assert review.focused() == "pages-pane"
    assert review.page.evaluate(IN_VIEW)
    keyboard.press("Alt+ArrowDown")
    assert review.page.locator("#letter-mark").text_content() == "Decision"
    assert review.page.evaluate(IN_VIEW)
    keyboard.press("Enter")
    assert review.focused() == "/disputed_items/13/decision"
    keyboard.press("F2")
    keyboard.press("Alt+ArrowUp")
    keyboard.press("F2")
    assert review.focused() == "/disputed_items/13/service"
