"""The page is accessible: by keyboard, with a screen reader, at any zoom and on narrow screens."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from imrletters import read_case, render
from tests.service.page.review_page import LOOKS, ReviewPage
from tests.support import ROOT, example

pytestmark = pytest.mark.long
ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
INVALID = ROOT / "samples" / "invalid" / "several-faults.json"
MISSPELT = ROOT / "samples" / "invalid" / "misspelled-key.json"
PARTIES = ROOT / "samples" / "corrected-determination.json"
MIN_TARGET_SIZE = 24
FOCUS_RING = 4
"""The width of the line around the field with the focus, and its distance."""
State = Callable[[ReviewPage], object]


def initially(review: ReviewPage) -> None:
    review.wait("empty")


def with_a_letter(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")


def with_problems(review: ReviewPage) -> None:
    review.open(INVALID)
    review.wait("draft")
    review.wait_for_count("5 problems")


def with_outdated_pages(review: ReviewPage) -> None:
    with_a_letter(review)
    review.at("/case_number").fill("CM16-" + "W" * 60)
    review.wait("unprintable")


def with_a_draft(review: ReviewPage) -> None:
    data = json.loads(ONE_ITEM.read_bytes())
    del data["date_of_injury"], data["clinical_case_summary"]
    review.open(data)
    review.wait("draft")
    review.at("/disputed_items/0/service").focus()


def with_a_notice_about_printing(review: ReviewPage) -> None:
    review.page.keyboard.press("Control+p")
    expect(review.page.locator(".notice.print")).to_be_visible()


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


def with_refused_copies(review: ReviewPage) -> None:
    with_problems(review)
    review.button("Both copies download").click()
    expect(review.page.locator(".notice.copies")).to_be_visible()


def narrow(review: ReviewPage) -> None:
    review.page.set_viewport_size({"width": 320, "height": 640})
    with_problems(review)


def dark(review: ReviewPage) -> None:
    review.page.emulate_media(color_scheme="dark")
    with_problems(review)


def with_a_misspelt_field(review: ReviewPage) -> None:
    review.open(MISSPELT)
    review.wait_for_count("2 problems")
    expect(review.button("Use decison_rationale as “Decision rationale”")).to_be_visible()


NEW_STATES = [
    with_a_misspelt_field,
    with_the_question_about_drafts,
    with_the_list_of_drafts,
    with_a_draft,
    with_a_notice_about_printing,
    with_refused_copies,
]
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


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", NEW_STATES, ids=lambda state: state.__name__)
def test_axe_finds_no_violation_in_any_look(state: State, look: str, undecided: ReviewPage) -> None:
    undecided.set_look(look)
    state(undecided)
    assert undecided.violations() == []
    assert undecided.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_violation_is_noticed(undecided: ReviewPage) -> None:
    # in a browser of its own, because the other tests share their page
    undecided.page.evaluate("document.querySelector('#open').textContent = ''")
    undecided.page.evaluate("document.querySelector('.hint').style.color = '#ccc'")
    found = " ".join(undecided.violations())
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
    bottom = review.page.evaluate("document.querySelector('main').getBoundingClientRect().bottom")
    assert bottom == (pytest.approx(900, abs=0.05) if review.is_in_firefox else 900)  # Firefox computes in sixtieths


def test_the_bar_of_a_usual_window_stays_one_line_while_a_person_types(review: ReviewPage) -> None:
    review.page.set_viewport_size({"width": 1280, "height": 900})
    height = "document.querySelector('header').offsetHeight"
    before = review.page.evaluate(height)
    review.at("/edition").fill("2016")
    review.at("/case_number").fill("CM16-0099999")
    review.wait("draft")
    expect(review.page.locator("#count")).to_contain_text("of 14 required fields filled in")
    assert review.page.evaluate(height) == before


def test_the_buttons_that_add_evidence_are_on_one_line_each_and_the_focus_covers_no_help(review: ReviewPage) -> None:
    review.page.set_viewport_size({"width": 1280, "height": 900})
    heights = review.page.evaluate("[...document.querySelectorAll('.evidence')].map(one => one.offsetHeight)")
    assert len(set(heights)) == 1
    service = "document.getElementById('case/disputed_items/0/service')"
    gap = f"{service}.nextElementSibling.getBoundingClientRect().top - {service}.getBoundingClientRect().bottom"
    assert review.page.evaluate(gap) >= FOCUS_RING


def test_only_groups_that_need_an_entry_are_marked_as_required(review: ReviewPage) -> None:
    for pointer, title in (("/expert_reviewer", "Expert reviewer *"), ("/disputed_items", "Disputed items *")):
        expect(review.at(pointer).locator("legend").first).to_have_text(title)
    guideline = review.at("/disputed_items/0/maximus_guideline").locator("legend").first
    expect(guideline).to_have_text("Reviewer's guideline")


def test_a_notice_does_not_push_the_field_that_is_edited_out_of_view(undecided: ReviewPage) -> None:
    undecided.page.set_viewport_size({"width": 1280, "height": 700})
    undecided.open(ONE_ITEM)
    undecided.wait("current")
    field = undecided.at("/decision_date")
    field.evaluate("field => field.scrollIntoView({ block: 'end' })")
    field.click()
    undecided.page.keyboard.press("End")
    undecided.page.keyboard.press("Backspace")
    expect(undecided.button("Keep drafts")).to_be_visible()
    expect(field).to_be_in_viewport(ratio=0.95)


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
