"""The page loads the watched case file when it changes on disk (imrletters preview)."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.service.page.review_page import ReviewPage
from tests.service.running_service import running_service
from tests.support import ROOT

pytestmark = pytest.mark.long
ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
SAVE_TO = """async () => {
    const folder = await navigator.storage.getDirectory();
    window.showSaveFilePicker = async () => await folder.getFileHandle("watched.json", { create: true });
}"""
SAVED_TEXT = """async () => {
    const folder = await navigator.storage.getDirectory();
    return await (await (await folder.getFileHandle("watched.json")).getFile()).text();
}"""


def test_a_changed_file_is_loaded_unless_the_page_has_unsaved_changes(
    open_page: Callable[[str], ReviewPage], tmp_path: Path
) -> None:
    file = tmp_path / "watched.json"
    shutil.copy(ONE_ITEM, file)
    data = json.loads(file.read_bytes())
    with running_service(tmp_path, "--no-open", file, command=("preview",)) as running:
        review = open_page(running.url)
        review.wait("current")
        expect(review.page.locator("#file-name")).to_have_text("watched.json")
        file.write_text(json.dumps(data | {"case_number": "CM16-0000555"}))
        expect(review.at("/case_number")).to_have_value("CM16-0000555")
        review.wait("current")
        assert "CM16-0000555" in review.text()
        review.at("/case_number").fill("CM16-0000666")
        file.write_text(json.dumps(data | {"case_number": "CM16-0000777"}))
        expect(review.page.locator(".notice.watch")).to_contain_text("on disk differs")
        expect(review.at("/case_number")).to_have_value("CM16-0000666")
        review.button("Load the file").click()
        expect(review.at("/case_number")).to_have_value("CM16-0000777")
        file.write_text('{"edition": ')
        expect(review.page.locator(".notice.file")).to_contain_text("invalid JSON")
        expect(review.at("/case_number")).to_have_value("CM16-0000777")
    expect(review.page.locator(".notice.server")).to_contain_text("Reconnecting")
    review.page.close()  # it would request again and again
    assert all("ERR_" in error for error in review.errors)
    review.errors.clear()


def test_a_file_that_the_page_saved_itself_is_not_opened_again(
    open_page: Callable[[str], ReviewPage], tmp_path: Path
) -> None:
    file = tmp_path / "watched.json"
    shutil.copy(ONE_ITEM, file)
    with running_service(tmp_path, "--no-open", file, command=("preview",)) as running:
        review = open_page(running.url)
        review.wait("current")
        review.page.evaluate(SAVE_TO)
        review.at("/case_number").fill("CM16-0000124")
        review.page.keyboard.press("Control+s")
        expect(review.page.locator("#file-state")).to_have_text("")
        # the private folder of the browser is not the folder of the watched file: the test copies what was written
        file.write_text(review.page.evaluate(SAVED_TEXT))
        review.page.wait_for_timeout(1000)
        review.page.evaluate("void (window.showSaveFilePicker = () => { throw new Error('asked again') })")
        review.at("/case_number").fill("CM16-0000125")
        review.page.keyboard.press("Control+s")
        expect(review.page.locator("#file-state")).to_have_text("")
        assert json.loads(review.page.evaluate(SAVED_TEXT))["case_number"] == "CM16-0000125"
        expect(review.page.locator(".notice.watch")).to_have_count(0)
        review.page.close()  # before the service ends, whose failed requests would be errors
