"""What the page keeps, what it asks for, and what becomes of a case when the server is gone or busy."""

import json
from collections.abc import Callable

from playwright.sync_api import Route, expect

from tests.service.page.conftest import running
from tests.service.page.review_page import ReviewPage
from tests.support import ROOT

ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
KEPT = "[Object.keys(sessionStorage), Object.keys(localStorage), document.cookie]"


def test_an_unsaved_case_survives_a_reload_and_only_in_the_session(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.at("/date_assigned").fill("2016-1")
    review.load()
    expect(review.at("/date_assigned")).to_have_value("2016-1")
    expect(review.page.locator("#file-name")).to_have_text(ONE_ITEM.name)
    expect(review.page.locator("#file-state")).to_have_text("not saved")
    review.wait("refused")
    assert review.page.evaluate(KEPT) == [["case"], [], ""]
    assert review.page.evaluate("caches.keys()") == []
    assert review.page.evaluate("indexedDB.databases()") == []


def test_another_tab_begins_anew(review: ReviewPage, open_page: Callable[[str], ReviewPage]) -> None:
    review.at("/edition").fill("2016")
    expect(open_page(review.address).at("/edition")).to_have_value("")


def test_nothing_is_stored_where_that_is_turned_off(open_page: Callable[[str], ReviewPage]) -> None:
    with running("serve", "--no-browser-storage", "--workers", "1") as address:
        review = open_page(address)
        review.open(ONE_ITEM)
        review.wait("present")
        review.load()
        expect(review.at("/edition")).to_have_value("")
        review.at("/edition").fill("2016")
        assert review.page.evaluate(KEPT) == [[], [], ""]
        asked: list[str] = []

        def accept(dialog: object) -> None:
            asked.append(str(dialog))
            dialog.accept()  # type: ignore[attr-defined]

        review.page.on("dialog", accept)
        review.load()
        assert len(asked) == 1
        expect(review.at("/edition")).to_have_value("")


def test_a_case_is_not_lost_while_the_server_is_gone_and_goes_on_when_it_is_back(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("present")
    gone = True

    def answer(route: Route) -> None:
        route.abort() if gone else route.continue_()

    review.page.route("**/v1/**", answer)
    review.at("/disputed_items/0/service").fill("Another service")
    expect(review.page.locator(".notice.server")).to_contain_text("does not answer")
    assert b"Another service" in review.saved()
    gone = False
    review.wait("present")
    expect(review.page.locator(".notice.server")).to_have_count(0)
    assert "Anotherservice" in review.words()
    review.page.unroute("**/v1/**")
    # the browser tells of every request that failed
    assert review.astray
    assert all("ERR_FAILED" in fault for fault in review.astray)
    review.astray.clear()


def test_a_busy_server_is_asked_again(review: ReviewPage) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 2:
            route.continue_()
        else:
            route.fulfill(status=503, headers={"Retry-After": "0.1"}, json={"problems": []})

    review.page.route("**/v1/**", answer)
    review.open(ONE_ITEM)
    review.wait("present")
    review.page.unroute("**/v1/**")
    assert len(asked) == 4


def test_a_fault_of_the_server_is_told_with_the_number_of_the_request(review: ReviewPage) -> None:
    told = {"detail": "it broke", "request_id": "4711"}
    review.page.route("**/v1/letters*", lambda route: route.fulfill(status=500, json=told))
    review.open(ONE_ITEM)
    expect(review.page.locator(".notice.server")).to_contain_text("it broke (request 4711)")
    assert json.loads(review.saved()) == json.loads(ONE_ITEM.read_bytes())
    review.page.unroute("**/v1/letters*")
    assert all("status of 500" in fault for fault in review.astray)
    review.astray.clear()


def test_words_of_a_case_are_never_markup(review: ReviewPage) -> None:
    data = json.loads(ONE_ITEM.read_bytes())
    data["<img src=x onerror=alert(1)>"] = "<script>alert(1)</script>"
    data["disputed_items"][0]["service"] = "<b>MRI</b>"
    review.open(data)
    review.says("1 problem")
    assert review.page.locator("#form img, #form b:text('MRI'), #form script").count() == 0


def test_a_request_to_elsewhere_would_be_noticed(review: ReviewPage) -> None:
    review.page.evaluate("new Image().src = 'http://127.0.0.1:9/'")
    expect(review.page.locator("body")).to_be_visible()
    assert any("http://127.0.0.1:9/" in fault for fault in review.astray)
    review.astray.clear()


def test_a_breach_of_the_policy_and_an_error_would_be_noticed(review: ReviewPage) -> None:
    review.page.evaluate("document.body.append(Object.assign(document.createElement('style'), { textContent: 'p{}' }))")
    review.page.evaluate("console.error('planted')")
    review.page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    review.page.evaluate("new Promise(done => setTimeout(done))")
    told = "\n".join(review.astray)
    assert "Content Security Policy" in told
    assert "planted" in told
    assert "thrown" in told
    review.astray.clear()
