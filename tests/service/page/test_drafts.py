"""Drafts are kept in the browser after a person allowed it, and only then."""

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.service.page.browsers import launch_with_profile
from tests.service.page.review_page import ReviewPage
from tests.support import ROOT

pytestmark = pytest.mark.long
ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
DATABASES = "indexedDB.databases().then(all => all.map(({name}) => name))"
DRAFTS = """new Promise(done => {
    const opening = indexedDB.open("imrletters", 1);
    opening.onsuccess = () => {
        const reading = opening.result.transaction("drafts").objectStore("drafts").getAll();
        reading.onsuccess = () => { opening.result.close(); done(reading.result); };
    };
})"""
AGE_DRAFTS = """days => new Promise(done => {
    const opening = indexedDB.open("imrletters", 1);
    opening.onsuccess = () => {
        const transaction = opening.result.transaction("drafts", "readwrite");
        const store = transaction.objectStore("drafts");
        const reading = store.getAll();
        reading.onsuccess = () => reading.result.forEach(
            draft => store.put({ ...draft, time: draft.time - days * 24 * 3600 * 1000 }));
        transaction.oncomplete = () => { opening.result.close(); done(); };
    };
})"""


BLOCK_STORAGE = """for (const name of ["localStorage", "sessionStorage", "indexedDB"])
    Object.defineProperty(window, name, { get() { throw new DOMException("It is blocked.", "SecurityError"); } });
delete window.showSaveFilePicker;
"""
"""What a browser does that blocks the data of sites."""


def load(page: Page, address: str) -> ReviewPage:
    """The page of a person who has not decided about drafts."""
    review = ReviewPage(page, address)
    review.load()
    return review


def kept(review: ReviewPage, text: str) -> list[dict[str, Any]]:
    """The drafts in the browser, as soon as one of them contains a text."""
    for _ in range(100):
        if review.page.evaluate(DATABASES):
            drafts: list[dict[str, Any]] = review.page.evaluate(DRAFTS)
            if any(text in draft["text"] for draft in drafts):
                return drafts
        time.sleep(0.05)
    raise AssertionError(f"no draft contains {text!r}")


@pytest.fixture
def drafting(review: ReviewPage, other_browser: BrowserContext) -> Iterator[ReviewPage]:
    """A page with a case whose draft is kept."""
    page = load(other_browser.new_page(), review.address)
    page.at("/case_number").press_sequentially("CM16-0000123")
    page.button("Keep drafts").click()
    kept(page, "CM16-0000123")
    yield page
    assert page.errors == []


def test_nothing_is_stored_until_a_person_allows_it(review: ReviewPage, other_browser: BrowserContext) -> None:
    page = load(other_browser.new_page(), review.address)
    expect(page.page.locator(".notice.drafts")).to_have_count(0)
    page.at("/edition").press_sequentially("2016")
    notice = page.page.locator(".notice.drafts")
    expect(notice).to_contain_text("They contain health data")
    page.page.wait_for_timeout(500)
    assert page.page.evaluate(DATABASES) == []
    assert page.page.evaluate("[{...sessionStorage}, {...localStorage}]") == [{}, {}]
    page.button("Do not keep").click()
    page.at("/edition").fill("2015")
    page.page.wait_for_timeout(500)
    expect(notice).to_have_count(0)
    assert page.page.evaluate(DATABASES) == []
    page.load()
    expect(page.at("/edition")).to_have_value("")
    page.at("/edition").fill("2014")
    page.page.wait_for_timeout(100)
    expect(notice).to_have_count(0)
    assert page.page.evaluate(DATABASES) == []


def test_a_kept_draft_survives_a_reload_with_its_name_and_state(drafting: ReviewPage) -> None:
    drafting.at("/date_assigned").fill("2016-1")
    kept(drafting, '"2016-1"')
    drafting.load()
    expect(drafting.at("/date_assigned")).to_have_value("2016-1")
    expect(drafting.page.locator("#file-name")).to_have_text("CM16-0000123")
    expect(drafting.page.locator("#file-state")).to_have_text("not saved")
    assert drafting.page.evaluate("Object.keys(localStorage)") == ["keep-drafts"]
    assert drafting.page.evaluate("Object.keys(sessionStorage)") == ["draft"]


def test_a_change_just_before_the_page_is_left_is_kept(drafting: ReviewPage) -> None:
    drafting.at("/edition").fill("2015")
    drafting.load()
    expect(drafting.at("/edition")).to_have_value("2015")


def test_the_recent_drafts_are_listed_and_opened(drafting: ReviewPage) -> None:
    drafting.button("New").click()
    expect(drafting.at("/case_number")).to_have_value("")
    drafting.at("/case_number").press_sequentially("CM16-0000456")
    assert len(kept(drafting, "CM16-0000456")) == 2
    drafting.button("Drafts…").click()
    rows = drafting.page.locator(".drafts li")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("CM16-0000456")
    expect(rows.first).to_contain_text("not saved, open in this tab")
    expect(rows.last).to_contain_text(time.strftime("%Y"))
    assert drafting.violations() == []
    rows.last.get_by_role("button", name="Open").press("Enter")
    expect(drafting.at("/case_number")).to_have_value("CM16-0000123")
    expect(drafting.page.get_by_role("dialog")).to_be_hidden()
    drafting.page.keyboard.press("Control+z")
    expect(drafting.at("/case_number")).to_have_value("CM16-0000456")


def test_another_tab_starts_with_a_new_case_and_offers_only_drafts_that_no_tab_shows(
    drafting: ReviewPage, other_browser: BrowserContext
) -> None:
    second = load(other_browser.new_page(), drafting.address)
    expect(second.at("/case_number")).to_have_value("")
    expect(second.page.locator(".notice.drafts")).to_have_count(0)
    second.button("Drafts…").click()
    expect(second.page.locator(".drafts li")).to_contain_text("not saved, open in another tab")
    drafting.page.close()
    third = load(other_browser.new_page(), drafting.address)
    expect(third.page.locator(".notice.drafts")).to_contain_text("not saved in a file: CM16-0000123")
    third.button("Continue").click()
    expect(third.at("/case_number")).to_have_value("CM16-0000123")
    expect(third.page.locator("#file-state")).to_have_text("not saved")


def test_a_draft_is_opened_as_another_tab_stored_it(drafting: ReviewPage, other_browser: BrowserContext) -> None:
    drafting.page.close()
    first, second = (load(other_browser.new_page(), drafting.address) for _ in range(2))
    second.button("Continue").click()
    expect(second.at("/case_number")).to_have_value("CM16-0000123")
    second.at("/edition").fill("2015")
    kept(second, '"2015"')
    second.page.close()
    first.button("Continue").click()
    expect(first.at("/edition")).to_have_value("2015")


def test_a_deleted_draft_is_not_opened(drafting: ReviewPage, other_browser: BrowserContext) -> None:
    drafting.page.close()
    first, second = (load(other_browser.new_page(), drafting.address) for _ in range(2))
    second.button("Drafts…").click()
    second.button("Forget all").click()
    expect(second.page.get_by_text("No drafts are kept.")).to_be_visible()
    expect(second.page.locator(".notice.drafts")).to_have_count(0)
    first.button("Continue").click()
    expect(first.page.locator(".notice.drafts")).to_contain_text("This draft was deleted.")
    expect(first.at("/case_number")).to_have_value("")


def test_the_draft_of_a_case_that_was_replaced_can_be_opened_in_this_tab(drafting: ReviewPage) -> None:
    drafting.button("New").click()
    expect(drafting.at("/case_number")).to_have_value("")
    drafting.button("Drafts…").click()
    row = drafting.page.locator(".drafts li")
    expect(row).not_to_contain_text("tab")
    row.get_by_role("button", name="Open").click()
    expect(drafting.at("/case_number")).to_have_value("CM16-0000123")


def test_a_case_that_undo_brings_back_does_not_replace_its_draft_in_another_tab(
    drafting: ReviewPage, other_browser: BrowserContext
) -> None:
    drafting.button("New").click()
    drafting.at("/case_number").press_sequentially("CM16-0000456")
    kept(drafting, "CM16-0000456")
    second = load(other_browser.new_page(), drafting.address)
    second.button("Continue").click()
    expect(second.at("/case_number")).to_have_value("CM16-0000123")
    second.at("/edition").fill("2015")
    kept(second, '"2015"')
    drafting.page.bring_to_front()
    for _ in range(2):  # the new number, and the new case
        drafting.page.keyboard.press("Control+z")
    expect(drafting.at("/case_number")).to_have_value("CM16-0000123")
    expect(drafting.page.locator(".notice.tab")).to_contain_text("CM16-0000123 is open in another tab")
    drafting.at("/edition").fill("2014")
    drafts = kept(drafting, '"2014"')
    assert sum('"2015"' in draft["text"] for draft in drafts) == 1


def test_opening_a_draft_asks_if_the_current_case_is_not_kept(drafting: ReviewPage) -> None:
    drafting.button("New").click()
    drafting.button("Drafts…").click()
    drafting.page.get_by_label("Keep drafts on this computer").uncheck()
    drafting.button("Close").click()
    drafting.at("/case_number").fill("CM16-0000456")
    drafting.button("Drafts…").click()
    drafting.page.locator(".drafts li").get_by_role("button", name="Open").click()
    expect(drafting.page.get_by_role("dialog")).to_contain_text("Opening CM16-0000123 discards them")
    drafting.button("Keep the current case").click()
    expect(drafting.at("/case_number")).to_have_value("CM16-0000456")


def test_a_restored_new_case_has_no_red_fields_that_nobody_was_in(drafting: ReviewPage) -> None:
    drafting.at("/edition").fill("2016")
    drafting.wait_for_count("2 of 14 required fields filled in")
    drafting.load()
    drafting.wait("draft")
    drafting.page.wait_for_timeout(1000)  # until the problems arrive
    drafting.wait_for_count("2 of 14 required fields filled in")


def test_the_page_works_where_the_browser_blocks_storage(review: ReviewPage, other_browser: BrowserContext) -> None:
    other_browser.add_init_script(BLOCK_STORAGE)
    page = load(other_browser.new_page(), review.address)
    expect(page.page.locator(".notice.drafts")).to_contain_text("This browser cannot keep drafts: It is blocked.")
    expect(page.button("Drafts…")).to_be_hidden()
    page.at("/case_number").press_sequentially("CM16-0000123")
    assert b"CM16-0000123" in page.saved()
    page.at("/case_number").focus()
    page.page.keyboard.press("Control+z")
    expect(page.at("/case_number")).to_have_value("")


def test_a_duplicated_tab_does_not_write_to_the_draft_of_the_first(
    drafting: ReviewPage, other_browser: BrowserContext
) -> None:
    own = drafting.page.evaluate("sessionStorage.draft")
    other = ReviewPage(other_browser.new_page(), drafting.address)
    other.page.add_init_script(f"sessionStorage.draft ??= {json.dumps(own)}")
    other.load()
    expect(other.at("/case_number")).to_have_value("CM16-0000123")
    expect(other.page.locator(".notice.tab")).to_contain_text(
        "CM16-0000123 is open in another tab. This tab has a copy of it"
    )
    other.at("/case_number").fill("CM16-0000999")
    drafts = kept(other, "CM16-0000999")
    assert sorted(draft["name"] for draft in drafts) == ["CM16-0000123", "CM16-0000999"]


def test_forget_all_deletes_every_draft_and_asks_again(drafting: ReviewPage) -> None:
    drafting.button("Drafts…").click()
    drafting.button("Forget all").click()
    expect(drafting.page.get_by_text("No drafts are kept.")).to_be_visible()
    expect(drafting.page.get_by_label("Keep drafts on this computer")).not_to_be_checked()
    drafting.button("Close").click()
    drafting.at("/edition").fill("2016")
    drafting.page.wait_for_timeout(500)
    assert drafting.page.evaluate(DATABASES) == []
    assert drafting.page.evaluate("[{...sessionStorage}, {...localStorage}]") == [{}, {}]
    drafting.load()
    drafting.at("/edition").fill("2016")
    expect(drafting.button("Keep drafts")).to_be_visible()


def test_a_draft_is_deleted_thirty_days_after_its_last_change(drafting: ReviewPage) -> None:
    drafting.page.evaluate(AGE_DRAFTS, 29)
    drafting.load()
    expect(drafting.at("/case_number")).to_have_value("CM16-0000123")
    drafting.page.evaluate(AGE_DRAFTS, 31)
    drafting.page.evaluate("sessionStorage.clear()")
    drafting.load()
    assert drafting.page.evaluate(DRAFTS) == []


def test_a_draft_that_cannot_be_written_is_reported(drafting: ReviewPage) -> None:
    drafting.page.evaluate(
        "void (IDBObjectStore.prototype.put = () => { throw new DOMException('the disk is full', 'QuotaError') })"
    )
    drafting.at("/edition").fill("2016")
    notice = drafting.page.locator(".notice.drafts")
    expect(notice).to_contain_text("the disk is full. Save the case to a file.")
    drafting.page.set_input_files("#picker", ONE_ITEM)
    expect(drafting.page.get_by_role("dialog")).to_contain_text("Opening one-item-upheld.json discards them")


def kill_browser(profile: Path) -> None:
    """Ends the processes of the browser with a profile, as a crash does."""
    for folder in Path("/proc").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # another process may end at any time
            if folder.name.isdecimal() and str(profile).encode() in (folder / "cmdline").read_bytes():
                os.kill(int(folder.name), signal.SIGKILL)


def test_a_draft_survives_a_crash_of_the_browser(tab: ReviewPage, browser: BrowserContext, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    assert browser.browser
    kind = browser.browser.browser_type
    first = launch_with_profile(kind, profile)
    page = load(first.pages[0], tab.address)
    page.at("/case_number").press_sequentially("CM16-0000789")
    page.button("Keep drafts").click()
    kept(page, "CM16-0000789")
    kill_browser(profile)
    second = launch_with_profile(kind, profile)
    page = load(second.pages[0], tab.address)
    page.button("Continue").click()
    expect(page.at("/case_number")).to_have_value("CM16-0000789")
    second.close()
