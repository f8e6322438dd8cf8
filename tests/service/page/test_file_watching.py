"""The page follows a case file while it is edited elsewhere (imrletters preview)."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.service.page.conftest import running
from tests.service.page.review_page import ReviewPage
from tests.support import ROOT

ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"


def test_a_followed_file_is_taken_over_unless_the_page_has_changes_of_its_own(
    open_page: Callable[[str], ReviewPage], tmp_path: Path
) -> None:
    file = tmp_path / "followed.json"
    shutil.copy(ONE_ITEM, file)
    data = json.loads(file.read_bytes())
    with running("preview", "--no-open", file) as address:
        review = open_page(address)
        review.wait("present")
        expect(review.page.locator("#file-name")).to_have_text("followed.json")
        file.write_text(json.dumps(data | {"case_number": "CM16-0000555"}))
        expect(review.at("/case_number")).to_have_value("CM16-0000555")
        review.wait("present")
        assert "CM16-0000555" in review.words()
        review.at("/case_number").fill("CM16-0000666")
        file.write_text(json.dumps(data | {"case_number": "CM16-0000777"}))
        expect(review.page.locator(".notice.follow")).to_contain_text("on the disk is not the case")
        expect(review.at("/case_number")).to_have_value("CM16-0000666")
        review.button("Take over the file").click()
        expect(review.at("/case_number")).to_have_value("CM16-0000777")
        file.write_text('{"edition": ')
        expect(review.page.locator(".notice.file")).to_contain_text("broken JSON")
        expect(review.at("/case_number")).to_have_value("CM16-0000777")
    expect(review.page.locator(".notice.server")).to_contain_text("connecting again")
    assert all("ERR_" in fault for fault in review.astray)
    review.astray.clear()
