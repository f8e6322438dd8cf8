"""Where the browser has file handles, a case is saved to the file that it came from."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.service.page.review_page import ReviewPage
from tests.support import ROOT

pytestmark = pytest.mark.long
ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
CHOOSE = """async name => {
    const folder = await navigator.storage.getDirectory();
    window.showSaveFilePicker = async ({ suggestedName }) => {
        window.suggestedName = suggestedName;
        if (!name) throw new DOMException("none chosen", "AbortError");
        return await folder.getFileHandle(name, { create: true });
    };
    window.showOpenFilePicker = async () => [await folder.getFileHandle(name)];
}"""
"""No program can choose a file in the dialogs of a browser: these are real handles of files in its private folder."""
READ = """async name => {
    const folder = await navigator.storage.getDirectory();
    return await (await (await folder.getFileHandle(name)).getFile()).text();
}"""
WRITE = """async ([name, text]) => {
    const folder = await navigator.storage.getDirectory();
    const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await stream.write(text);
    await stream.close();
}"""


@pytest.fixture
def page(tab: ReviewPage, other_browser: BrowserContext) -> Iterator[ReviewPage]:
    opened = ReviewPage(other_browser.new_page(), tab.address)
    opened.reset()
    yield opened
    assert opened.errors == []


def test_a_new_case_is_saved_to_a_chosen_file_and_then_to_the_same_one(page: ReviewPage) -> None:
    page.page.evaluate(CHOOSE, "chosen.json")
    page.at("/case_number").fill("CM16-0000123")
    page.page.keyboard.press("Control+s")
    expect(page.page.locator("#file-name")).to_have_text("chosen.json")
    expect(page.page.locator("#file-state")).to_have_text("")
    assert page.page.evaluate("window.suggestedName") == "CM16-0000123.json"
    page.page.evaluate("void (window.showSaveFilePicker = () => { throw new Error('asked again') })")
    page.at("/case_number").fill("CM16-0000124")
    expect(page.page.locator("#file-state")).to_have_text("not saved")
    page.page.keyboard.press("Control+s")
    expect(page.page.locator("#file-state")).to_have_text("")
    assert json.loads(page.page.evaluate(READ, "chosen.json"))["case_number"] == "CM16-0000124"


def test_an_opened_file_is_saved_to_itself_unless_it_changed_on_disk(page: ReviewPage) -> None:
    page.page.evaluate(WRITE, ["opened.json", ONE_ITEM.read_text()])
    page.page.evaluate(CHOOSE, "opened.json")
    page.button("Open…").click()
    expect(page.page.locator("#file-name")).to_have_text("opened.json")
    page.at("/case_number").fill("CM16-0000124")
    page.page.keyboard.press("Control+s")
    expect(page.page.locator("#file-state")).to_have_text("")
    assert json.loads(page.page.evaluate(READ, "opened.json"))["case_number"] == "CM16-0000124"
    page.page.wait_for_timeout(20)
    page.page.evaluate(WRITE, ["opened.json", "{}"])
    page.at("/case_number").fill("CM16-0000125")
    page.page.keyboard.press("Control+s")
    expect(page.page.get_by_role("dialog")).to_contain_text("Another program changed opened.json")
    page.button("Keep the file").click()
    assert page.page.evaluate(READ, "opened.json") == "{}"
    page.page.keyboard.press("Control+s")
    page.button("Replace the file").click()
    expect(page.page.locator("#file-state")).to_have_text("")
    assert json.loads(page.page.evaluate(READ, "opened.json"))["case_number"] == "CM16-0000125"


NO_PERMISSION = """void (() => {
    const { getFile } = FileSystemFileHandle.prototype;
    let isAllowed = false;
    FileSystemFileHandle.prototype.requestPermission = async () => { isAllowed = true; return "granted"; };
    FileSystemFileHandle.prototype.getFile = async function () {
        if (!isAllowed) throw new DOMException("not allowed", "NotAllowedError");
        return await getFile.call(this);
    };
})()"""
"""What a handle is after the page was loaded again; those of the private folder need no permission."""


def test_a_file_of_a_restored_draft_is_not_replaced_if_it_changed_on_disk(page: ReviewPage) -> None:
    page.page.evaluate("localStorage.removeItem('keep-drafts')")
    page.page.evaluate(WRITE, ["opened.json", ONE_ITEM.read_text()])
    page.page.evaluate(CHOOSE, "opened.json")
    page.button("Open…").click()
    expect(page.page.locator("#file-name")).to_have_text("opened.json")
    page.at("/case_number").fill("CM16-0000124")
    page.button("Keep drafts").click()
    page.page.wait_for_timeout(500)
    page.page.evaluate(WRITE, ["opened.json", "{}"])
    page.load()
    expect(page.at("/case_number")).to_have_value("CM16-0000124")
    page.page.evaluate(NO_PERMISSION)
    page.page.keyboard.press("Control+s")
    expect(page.page.get_by_role("dialog")).to_contain_text("Another program changed opened.json")
    page.button("Keep the file").click()
    assert page.page.evaluate(READ, "opened.json") == "{}"


def test_saving_can_be_cancelled(page: ReviewPage) -> None:
    page.page.evaluate(CHOOSE, "")
    page.at("/case_number").fill("CM16-0000123")
    page.button("Save").click()
    expect(page.page.locator("#file-state")).to_have_text("not saved")
    expect(page.page.locator(".notice.file")).to_have_count(0)


def test_a_file_that_cannot_be_written_is_reported_and_downloaded(page: ReviewPage) -> None:
    page.page.evaluate(
        "void (window.showSaveFilePicker = async () => { throw new DOMException('no space', 'QuotaError') })"
    )
    page.at("/case_number").fill("CM16-0000123")
    page.button("Save").click()
    expect(page.page.locator(".notice.file")).to_contain_text("CM16-0000123.json was not saved: no space")
    expect(page.page.locator("#file-state")).to_have_text("not saved")
    assert b"CM16-0000123" in page.download("Download it instead")


def test_a_file_dropped_from_the_desktop_is_opened(page: ReviewPage, tmp_path: Path) -> None:
    file = tmp_path / "dropped.json"
    file.write_bytes(ONE_ITEM.read_bytes())
    page.drop_from_desktop(file)
    expect(page.page.locator("#file-name")).to_have_text("dropped.json")
    page.wait("current")
