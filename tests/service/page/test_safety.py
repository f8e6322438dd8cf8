"""The data that the page stores, the requests that it makes, and its behaviour when the server fails."""

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Route, expect

from tests.service.page.review_page import ReviewPage
from tests.service.running_service import running_service
from tests.support import ROOT

ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
STORED = "[Object.keys(sessionStorage), Object.keys(localStorage).filter(one => one != 'keep-drafts'), document.cookie]"


def test_nothing_is_stored_without_browser_storage(open_page: Callable[[str], ReviewPage], tmp_path: Path) -> None:
    with running_service(tmp_path, "--no-browser-storage", "--workers", "1") as running:
        review = open_page(running.url)
        review.open(ONE_ITEM)
        review.wait("current")
        review.load()
        review.at("/edition").fill("2016")
        assert review.page.evaluate(STORED) == [[], [], ""]
        expect(review.page.locator(".notice.drafts")).to_have_count(0)
        expect(review.page.locator("#drafts")).to_be_hidden()
        assert review.page.evaluate("indexedDB.databases()") == []
        review.wait("unprintable")


def test_a_case_is_kept_while_the_server_does_not_respond_and_printed_afterwards(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    is_down = True

    def answer(route: Route) -> None:
        route.abort() if is_down else route.continue_()

    review.page.route("**/v1/**", answer)
    review.at("/disputed_items/0/service").fill("Another service")
    expect(review.page.locator(".notice.server")).to_contain_text("is not responding")
    assert b"Another service" in review.saved()
    is_down = False
    review.wait("current")
    expect(review.page.locator(".notice.server")).to_have_count(0)
    assert "Anotherservice" in review.text()
    review.page.unroute("**/v1/**")
    # the browser logs every failed request
    assert review.errors
    assert all("ERR_FAILED" in error for error in review.errors)
    review.errors.clear()


def test_a_request_to_a_busy_server_is_repeated(review: ReviewPage) -> None:
    requests: list[str] = []

    def answer(route: Route) -> None:
        requests.append(route.request.url)
        if len(requests) > 2:
            route.continue_()
        else:
            route.fulfill(status=503, headers={"Retry-After": "0.1"}, json={"problems": []})

    review.page.route("**/v1/**", answer)
    review.open(ONE_ITEM)
    review.wait("current")
    review.page.unroute("**/v1/**")
    assert len(requests) == 4


def test_a_server_error_is_shown_with_its_request_id(review: ReviewPage) -> None:
    details = {"detail": "it failed", "request_id": "4711"}
    review.page.route("**/v1/letters*", lambda route: route.fulfill(status=500, json=details))
    review.open(ONE_ITEM)
    expect(review.page.locator(".notice.server")).to_contain_text("it failed (request 4711)")
    assert json.loads(review.saved()) == json.loads(ONE_ITEM.read_bytes())
    review.page.unroute("**/v1/letters*")
    assert all("status of 500" in error for error in review.errors)
    review.errors.clear()


def test_text_of_a_case_is_never_markup(review: ReviewPage) -> None:
    data = json.loads(ONE_ITEM.read_bytes())
    data["<img src=x onerror=alert(1)>"] = "<script>alert(1)</script>"
    data["disputed_items"][0]["service"] = "<b>MRI</b>"
    review.open(data)
    review.wait_for_count("1 problem")
    assert review.page.locator("#form img, #form b:text('MRI'), #form script").count() == 0


def test_a_request_to_another_host_is_noticed(review: ReviewPage) -> None:
    review.page.evaluate("new Image().src = 'http://127.0.0.1:9/'")
    expect(review.page.locator("body")).to_be_visible()
    assert any("http://127.0.0.1:9/" in error for error in review.errors)
    review.errors.clear()


def test_a_policy_violation_and_an_error_are_noticed(review: ReviewPage) -> None:
    review.page.evaluate("document.body.append(Object.assign(document.createElement('style'), { textContent: 'p{}' }))")
    review.page.evaluate("console.error('planted')")
    review.page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    review.page.evaluate("new Promise(done => setTimeout(done))")
    errors = "\n".join(review.errors)
    assert "Content Security Policy" in errors
    assert "planted" in errors
    assert "thrown" in errors
    review.errors.clear()
