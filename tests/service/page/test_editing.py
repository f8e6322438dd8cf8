"""A case is edited in the form, and its letter is printed."""

import pytest
from playwright.sync_api import expect

from imrletters import read_case, render
from imrletters.case.base import Audience
from tests.service.page.review_page import ReviewPage
from tests.support import ROOT, SAMPLES, sample_pdf, squeezed

TYPED = {
    "/edition": "2016",
    "/case_number": "CM16-0000123",
    "/date_of_injury": "2016-03-02",
    "/ur_denial_date": "2016-10-20",
    "/application_received": "2016-11-01",
    "/date_assigned": "2016-11-08",
    "/decision_date": "2016-12-06",
    "/expert_reviewer/licensure_states/0": "California",
    "/expert_reviewer/specialties/0": "Orthopedic Surgery",
    "/clinical_case_summary": "The knee hurts since 3-2-16.\n\nPlain films were normal.",
    "/disputed_items/0/service": "MRI of the right knee",
    "/disputed_items/0/decision_rationale": "The knee is stable. Therefore, the request is not medically necessary.",
}
PRESSED = 400
"""How long a slow click presses, in milliseconds."""
MANY = ROOT / "samples" / "many-items.json"
MIXED = ROOT / "samples" / "mixed-decisions.json"


def test_a_case_is_typed_into_the_empty_form_and_printed(review: ReviewPage) -> None:
    review.wait("empty")
    for pointer, text in TYPED.items():
        review.at(pointer).fill(text)
    review.at("/priority").select_option("Standard")
    review.at("/disputed_items/0/decision").select_option("Upheld")
    review.button("Add MTUS citation", "/disputed_items/0/maximus_guideline").click()
    assert review.focused() == "/disputed_items/0/maximus_guideline/mtus/0/title"
    review.at("/disputed_items/0/maximus_guideline/mtus/0/title").fill("Knee Complaints 2004")
    review.wait_for_count("No problems")
    review.wait("current")
    pdf = review.download("PDF download")
    assert review.name == "CM16-0000123.pdf"
    letter = render(read_case(review.saved()))
    assert review.name == "CM16-0000123.json"
    assert pdf == letter.pdf()
    assert review.download("Text download").decode() == letter.text()
    assert letter.case.case_number == "CM16-0000123"
    assert [item.service for item in letter.case.disputed_items] == ["MRI of the right knee"]


@pytest.mark.parametrize("audience", ["public", "parties"])
def test_the_pages_have_the_text_of_the_chosen_copy(audience: Audience, review: ReviewPage) -> None:
    sample = ROOT / "samples" / "corrected-determination.json"
    assert sample in SAMPLES
    review.open(sample)
    review.wait("current")
    review.page.get_by_label("Copy", exact=True).select_option(audience)
    review.wait("current")
    letter = render(read_case(sample.read_bytes()), audience)
    expected = squeezed(letter.text(0))
    text = review.text()
    assert squeezed(letter.case.clinical_case_summary) in text
    assert len(text) > len(expected) * 0.9
    assert review.download("PDF download") == letter.pdf()
    ending = ".parties.pdf" if audience == "parties" else ".pdf"
    assert review.name == f"{letter.case.case_number}{ending}"


def test_the_preview_is_printed_by_typst_and_the_download_by_the_engine_of_the_service(review: ReviewPage) -> None:
    with review.page.expect_request(lambda request: "v1/preview" in request.url) as shown:
        review.open(MIXED)
    assert shown.value.url.endswith("?copy=public&engine=typst")
    review.wait("current")
    with review.page.expect_request(lambda request: "v1/letters" in request.url) as downloaded:
        assert review.download("PDF download") == sample_pdf(MIXED)
    assert downloaded.value.url.endswith("?copy=public")


def test_the_letter_is_printed_after_a_change_and_its_time_is_measured(review: ReviewPage) -> None:
    review.open(MIXED)
    review.wait("current")
    service = review.at("/disputed_items/0/service")
    service.press("End")
    service.press_sequentially(" and more")
    expect(review.page.locator(".textLayer").first).to_contain_text("and more")
    measured = review.page.evaluate("performance.getEntriesByName('from change to page').map(one => one.duration)")
    assert measured[-1] > 0


def test_items_are_added_moved_and_removed(review: ReviewPage) -> None:
    review.open(MIXED)
    review.wait("current")
    services = [review.at(f"/disputed_items/{index}/service").input_value() for index in range(3)]
    review.button("Move Disputed item 3 up").click()
    assert review.focused() == "/disputed_items/1:up"
    expect(review.at("/disputed_items/1/service")).to_have_value(services[2])
    review.button("Remove Disputed item 1").click()
    assert review.focused() == "/disputed_items/0"
    expect(review.at("/disputed_items/0/service")).to_have_value(services[2])
    review.button("Undo").click()
    expect(review.at("/disputed_items/0/service")).to_have_value(services[0])
    review.button("Add disputed item").click()
    assert review.focused() == "/disputed_items/3/service"
    expect(review.at("/disputed_items/3/service")).to_have_value("")
    review.button("Remove Disputed item 4").click()
    saved = read_case(review.saved())
    assert [item.service for item in saved.disputed_items] == [services[0], services[2], services[1]]


def test_the_first_item_cannot_move_up_and_its_button_keeps_the_focus(review: ReviewPage) -> None:
    review.open(MIXED)
    button = review.button("Move Disputed item 2 up")
    button.focus()
    button.press("Enter")
    assert review.focused() == "/disputed_items/0:up"
    expect(review.button("Move Disputed item 1 up")).to_have_attribute("aria-disabled", "true")
    before = review.saved()
    review.button("Move Disputed item 1 up").press("Enter")
    assert review.saved() == before


def test_an_empty_optional_field_is_omitted(review: ReviewPage) -> None:
    review.open(MIXED)
    review.wait("current")
    review.at("/case_number").fill("")
    review.at("/clinical_case_summary").fill("")
    review.button("Add partial approval").click()
    review.wait_for_count("2 problems")
    review.button("Remove Partial approval").click()
    data = review.saved()
    assert b'"case_number"' not in data
    assert b'"partial_approval"' not in data
    assert b'"clinical_case_summary": ""' in data


def test_a_slow_click_reaches_its_button_although_it_leaves_a_field_with_a_problem(review: ReviewPage) -> None:
    review.open(MIXED)
    review.wait("current")
    with review.page.expect_response("**/v1/check*"):
        review.at("/clinical_case_summary").fill("")
    button = review.button("Add partial approval")
    button.scroll_into_view_if_needed()
    button.hover()
    review.page.mouse.down()
    review.page.wait_for_timeout(PRESSED)
    expect(button).to_be_visible()
    review.page.mouse.up()
    expect(review.button("Remove Partial approval")).to_be_visible()
    review.wait_for_count("1 problem")


def test_a_title_is_completed_by_keyboard(review: ReviewPage) -> None:
    review.open(MIXED)
    title = review.at("/disputed_items/0/maximus_guideline/mtus/0/title")
    title.fill("")
    title.press_sequentially("hip gro")
    expect(title).to_have_attribute("aria-expanded", "true")
    options = review.page.locator("[role=option]")
    expect(options.first).to_be_visible()
    wanted = options.first.text_content()
    title.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    title.press("Enter")
    expect(title).to_have_value(str(wanted))
    expect(title).to_have_attribute("aria-expanded", "false")
    assert "Hip" in str(wanted)
    assert str(wanted).encode() in review.saved()


def test_escape_closes_the_suggestions_and_keeps_the_typed_text(review: ReviewPage) -> None:
    review.open(MIXED)
    title = review.at("/disputed_items/0/maximus_guideline/mtus/0/title")
    title.fill("knee")
    expect(review.page.get_by_role("listbox")).to_be_visible()
    title.press("Escape")
    expect(review.page.get_by_role("listbox")).to_have_count(0)
    expect(title).to_have_value("knee")


def test_a_number_is_saved_as_a_number_and_other_text_as_text(review: ReviewPage) -> None:
    review.open(ROOT / "samples" / "parties-copy-forty-documents.json")
    review.page.get_by_text("Only in the parties’ copy").click()
    pages = review.at("/documents_reviewed/0/pages")
    pages.fill("12")
    assert b'"pages": 12' in review.saved()
    pages.fill("12a")
    assert b'"pages": "12a"' in review.saved()
    expect(pages).to_have_value("12a")


def test_the_scroll_position_stays_while_the_letter_is_drawn_again(review: ReviewPage) -> None:
    review.open(MANY)
    review.wait("current")
    pane = review.page.locator("#pages-pane")
    service = review.at("/disputed_items/7/service")
    service.focus()
    before, place = review.text(), pane.evaluate("pane => pane.scrollTop")
    assert place > 0
    service.fill("Another service")
    review.wait("current")
    assert review.text() != before
    assert pane.evaluate("pane => pane.scrollTop") == place


def test_a_closed_section_names_its_fields(review: ReviewPage) -> None:
    section = review.page.locator("summary", has_text="Only in the parties’ copy")
    fields = section.get_by_text("Documents reviewed")
    expect(fields).to_be_visible()
    expect(review.page.locator("summary", has_text="Not printed in any copy")).to_contain_text("Attestations")
    section.click()
    expect(fields).to_be_hidden()
    section.click()


def test_an_item_is_duplicated_and_moved_with_keys(review: ReviewPage) -> None:
    review.open(MIXED)
    review.wait("current")
    services = [review.at(f"/disputed_items/{index}/service").input_value() for index in range(3)]
    review.button("Duplicate Disputed item 1").press("Enter")
    assert review.focused() == "/disputed_items/1/service"
    review.page.keyboard.press("Alt+Shift+ArrowDown")
    assert review.focused() == "/disputed_items/2/service"
    review.page.keyboard.press("End")
    review.page.keyboard.type(", left")
    saved = [item.service for item in read_case(review.saved()).disputed_items]
    assert saved == [services[0], services[1], services[0] + ", left", services[2]]
    review.at("/disputed_items/0/service").press("Alt+Shift+ArrowUp")
    assert review.focused() == "/disputed_items/0/service"


def test_on_a_narrow_screen_the_letter_is_one_tap_away_and_so_is_the_case(review: ReviewPage) -> None:
    review.open(MIXED)
    review.wait("current")
    review.page.set_viewport_size({"width": 400, "height": 800})
    review.page.get_by_role("link", name="Letter", exact=True).click()
    expect(review.page.locator("#letter-title")).to_be_in_viewport()
    review.page.get_by_role("link", name="Case", exact=True).click()
    expect(review.page.locator("#form-title")).to_be_in_viewport()
