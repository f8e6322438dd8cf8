"""The page is accessible: by keyboard, with a screen reader, at any zoom and on narrow screens."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from imrletters import read_case, render
from tests.service.page.review_page import ReviewPage
from tests.support import ROOT, example

ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
INVALID = ROOT / "samples" / "invalid" / "several-faults.json"
PARTIES = ROOT / "samples" / "corrected-determination.json"
MIN_TARGET_SIZE = 24
State = Callable[[ReviewPage], object]


def initially(review: ReviewPage) -> None:
    review.wait("empty")


def with_a_letter(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")


def with_problems(review: ReviewPage) -> None:
    review.open(INVALID)
    review.wait("unprintable")
    review.wait_for_count("5 problems")


def with_outdated_pages(review: ReviewPage) -> None:
    with_a_letter(review)
    review.at("/clinical_case_summary").fill("")
    review.wait("unprintable")


def with_everything_open(review: ReviewPage) -> None:
    review.open(PARTIES)
    review.wait("current")
    review.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def with_the_dialog(review: ReviewPage) -> None:
    with_a_letter(review)
    review.at("/edition").fill("2015")
    review.button("New").click()
    expect(review.page.get_by_role("dialog")).to_be_visible()


def with_suggestions_and_a_notice(review: ReviewPage) -> None:
    with_a_letter(review)
    review.drop(b"nothing", "broken.json")
    expect(review.page.locator(".notice")).to_be_visible()
    title = review.at("/disputed_items/0/maximus_guideline/mtus/0/title")
    title.fill("knee")
    title.press("ArrowDown")
    expect(review.page.locator("[role=option][aria-selected=true]")).to_be_visible()


def with_the_question_about_drafts(review: ReviewPage) -> None:
    review.page.evaluate("localStorage.clear()")
    review.load()
    review.at("/edition").fill("2016")
    expect(review.button("Keep drafts")).to_be_visible()


def with_the_list_of_drafts(review: ReviewPage) -> None:
    with_the_question_about_drafts(review)
    review.button("Keep drafts").click()
    expect(review.page.locator(".notice")).to_have_count(0)
    review.button("Drafts…").click()
    expect(review.page.locator(".drafts li")).to_have_count(1)


def narrow(review: ReviewPage) -> None:
    review.page.set_viewport_size({"width": 320, "height": 640})
    with_problems(review)


def dark(review: ReviewPage) -> None:
    review.page.emulate_media(color_scheme="dark")
    with_problems(review)


NEW_STATES = [with_the_question_about_drafts, with_the_list_of_drafts]
STATES = [
    initially,
    with_problems,
    with_outdated_pages,
    with_everything_open,
    with_the_dialog,
    with_suggestions_and_a_notice,
    narrow,
    dark,
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_no_violation(state: State, review: ReviewPage) -> None:
    state(review)
    assert review.violations() == []


@pytest.fixture
def undecided(tab: ReviewPage, other_browser: BrowserContext) -> Iterator[ReviewPage]:
    """The page in a browser of its own."""
    page = ReviewPage(other_browser.new_page(), tab.address)
    page.load()
    yield page
    assert page.errors == []


@pytest.mark.parametrize("look", ["light", "dark", "forced colours", "400 px"])
@pytest.mark.parametrize("state", NEW_STATES, ids=lambda state: state.__name__)
def test_axe_finds_no_violation_in_any_look(state: State, look: str, undecided: ReviewPage) -> None:
    undecided.set_look(look)
    state(undecided)
    assert undecided.violations() == []
    assert undecided.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_violation_is_noticed(review: ReviewPage) -> None:
    review.page.evaluate("document.querySelector('#open').textContent = ''")
    review.page.evaluate("document.querySelector('.hint').style.color = '#ccc'")
    found = " ".join(review.violations())
    assert "button-name" in found
    assert "color-contrast" in found


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 640), (700, 450)])
def test_nothing_overflows_a_narrow_screen_or_a_large_zoom(width: int, height: int, review: ReviewPage) -> None:
    review.page.set_viewport_size({"width": width, "height": height})
    with_everything_open(review)
    right_edges = review.page.evaluate(
        "[document.documentElement.scrollWidth, "
        "...[...document.querySelectorAll('#form *:not(.visually-hidden)')]"
        ".map(one => one.getBoundingClientRect().right)]"
    )
    assert len(right_edges) > 200
    assert max(right_edges) <= width


def test_a_wide_window_scrolls_the_form_and_the_letter_but_not_the_page(review: ReviewPage) -> None:
    with_everything_open(review)
    assert review.page.evaluate("[document.documentElement.scrollHeight, window.innerHeight]") == [900, 900]
    assert review.page.evaluate("document.querySelector('main').getBoundingClientRect().bottom") == 900


def test_every_target_is_large_enough(review: ReviewPage) -> None:
    with_everything_open(review)
    sizes = review.page.evaluate(
        "[...document.querySelectorAll('button, input:not([type=file]), select, textarea, summary')]"
        ".map(one => [one.textContent, one.getBoundingClientRect()]).filter(([, box]) => box.width)"
        ".map(([name, box]) => [name, Math.min(box.width, box.height)])"
    )
    assert len(sizes) > 100
    assert [name for name, size in sizes if size < MIN_TARGET_SIZE] == []


HEADER = ("date_of_injury", "ur_denial_date", "application_received", "date_assigned", "decision_date")


class Keyboard:
    """The page, used by keyboard only."""

    def __init__(self, review: ReviewPage) -> None:
        self.review = review
        self.press = review.page.keyboard.press
        self.type = review.page.keyboard.type
        self.insert = review.page.keyboard.insert_text

    def go(self, place: str) -> None:
        for _ in range(60):
            if self.review.focused() == place:
                return
            self.press("Tab")
        raise AssertionError(f"cannot reach {place} by keyboard from {self.review.focused()}")

    def fill(self, place: str, text: str) -> None:
        self.go(place)
        self.insert(text)

    def download(self, key: str) -> bytes:
        with self.review.page.expect_download() as download:
            self.press(key)
        return Path(download.value.path()).read_bytes()


def type_header_and_reviewer(keyboard: Keyboard) -> None:
    wanted = json.loads(example({}))
    for name in ("edition", "case_number"):
        keyboard.fill(f"/{name}", wanted[name])
    keyboard.go("/priority")
    keyboard.type("St")
    for name in HEADER:
        keyboard.fill(f"/{name}", wanted[name])
    keyboard.fill("/expert_reviewer/licensure_states/0", "California")
    keyboard.go("/expert_reviewer/licensure_states:add")
    keyboard.press("Space")
    assert keyboard.review.focused() == "/expert_reviewer/licensure_states/1"
    keyboard.insert("Ohio")
    keyboard.press("Tab")
    keyboard.press("Enter")
    assert keyboard.review.focused() == "/expert_reviewer/licensure_states/0:up"
    keyboard.fill("/expert_reviewer/specialties/0", "Sports Medicine")


def type_summary_and_item(keyboard: Keyboard) -> None:
    keyboard.fill("/clinical_case_summary", "One.")
    keyboard.press("Enter")
    keyboard.press("Enter")
    keyboard.insert("Two.")
    keyboard.fill("/disputed_items/0/service", "MRI")
    keyboard.go("/disputed_items/0/decision")
    keyboard.type("U")
    keyboard.go("/disputed_items/0/maximus_guideline/mtus:add")
    keyboard.press("Enter")
    keyboard.go("/disputed_items/0/maximus_guideline/mtus/0/title")
    keyboard.type("knee dis")
    expect(keyboard.review.page.locator("[role=option]").first).to_be_visible()
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    keyboard.fill("/disputed_items/0/decision_rationale", "Therefore, the request is not medically necessary.")


def test_a_case_is_typed_printed_and_saved_by_keyboard_only(review: ReviewPage) -> None:
    review.load()
    keyboard = Keyboard(review)
    keyboard.press("Tab")
    keyboard.press("Enter")
    assert review.focused() == "form-title"
    type_header_and_reviewer(keyboard)
    type_summary_and_item(keyboard)
    review.wait("current")
    keyboard.go("download-pdf")
    pdf = keyboard.download("Enter")
    case = read_case(keyboard.download("Control+s"))
    assert pdf == render(case).pdf()
    assert case.expert_reviewer.licensure_states == ("Ohio", "California")
    assert case.clinical_case_summary == "One.\n\nTwo."
    assert "Knee Disorders" in case.disputed_items[0].maximus_guideline.mtus[0].title


def test_the_focus_is_visible_and_not_covered(review: ReviewPage) -> None:
    with_a_letter(review)
    for _ in range(25):
        review.page.keyboard.press("Tab")
        covered, outline = review.page.evaluate("""() => {
            const focused = document.activeElement;
            const box = focused.getBoundingClientRect();
            const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, 20) / 2);
            return [!focused.contains(top) && !top?.contains(focused), getComputedStyle(focused).outlineStyle];
        }""")
        assert not covered, review.focused()
        assert outline == "solid", review.focused()


def test_the_letter_can_be_scrolled_by_keyboard_and_has_text(review: ReviewPage) -> None:
    with_a_letter(review)
    review.page.locator("#pages-pane").focus()
    review.page.keyboard.press("End")
    expect(review.page.locator(".page").last).to_be_in_viewport()
    first = review.page.get_by_role("group", name="Page 1 of")
    expect(first).to_contain_text("HOW THE IMR FINAL DETERMINATION WAS MADE")
    expect(review.page.locator(".page canvas").first).to_have_attribute("aria-hidden", "true")
