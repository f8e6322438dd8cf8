"""The data that the page stores, the requests that it makes, and its behaviour when the server fails."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from imrletters import read_case, render
from tests.service.page.review_page import ReviewPage
from tests.service.running_service import running_service
from tests.support import ROOT

pytestmark = pytest.mark.long
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
        review.wait("draft")


def test_a_case_is_kept_while_the_server_does_not_respond_and_printed_afterwards(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    is_down = True

    def answer(route: Route) -> None:
        route.abort() if is_down else route.continue_()

    review.page.route("**/v1/**", answer)
    review.at("/disputed_items/0/service").fill("Another service")
    expect(review.page.locator(".notice.server")).to_contain_text("is not responding")
    review.wait("unreachable")
    expect(review.page.locator("#letter-state")).to_contain_text(
        "Out of date: the server has not printed the last change"
    )
    expect(review.button("PDF download")).to_have_attribute("aria-disabled", "true")
    assert review.page.locator("#pages.stale").count() == 1
    assert b"Another service" in review.saved()
    is_down = False
    review.wait("current")
    expect(review.page.locator(".notice.server")).to_have_count(0)
    assert "Anotherservice" in review.text()
    review.page.unroute("**/v1/**")
    # Chromium logs every failed request
    assert review.errors or review.is_in_firefox
    assert all("ERR_FAILED" in error for error in review.errors)
    review.errors.clear()


def test_a_case_that_is_too_large_for_the_server_has_a_problem_and_is_not_sent_again(
    open_page: Callable[[str], ReviewPage], tmp_path: Path
) -> None:
    with running_service(tmp_path, "--body-limit", "1", "--workers", "1") as running:
        review = open_page(running.url)
        review.open(json.loads(ONE_ITEM.read_bytes()) | {"clinical_case_summary": "a " * 600_000})
        review.wait("unprintable")
        expect(review.problem_links()).to_have_text(
            ["Problem Case: is too large for the server: the case is larger than 1 MB"]
        )
        expect(review.page.locator(".notice.server")).to_have_count(0)
        review.errors[:] = [error for error in review.errors if "status of 413" not in error]


def test_the_page_is_not_left_without_a_question_while_a_download_is_prepared(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    review.page.route("**/v1/copies", hold)
    review.button("Both copies download").click()
    expect(review.page.locator(".notice.progress")).to_contain_text("The download is being prepared")
    assert asks_before_leaving(review)
    with review.page.expect_download():
        waiting[0].continue_()
    expect(review.page.locator(".notice.progress")).to_have_count(0)
    assert not asks_before_leaving(review)
    review.page.unroute("**/v1/copies")


def test_the_notice_of_a_task_stays_when_another_task_ends(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    waiting: dict[str, Route] = {}

    def hold(route: Route) -> None:
        waiting[route.request.url.rpartition("/")[2]] = route

    notice = review.page.locator(".notice.progress")
    review.page.route("**/v1/copies", hold)
    review.page.route("**/v1/open", hold)
    review.button("Both copies download").click()
    expect(notice).to_contain_text("The download is being prepared")
    review.drop(render(read_case(ONE_ITEM.read_bytes())).text().encode(), "letter.txt")
    expect(notice).to_contain_text("letter.txt is being opened.")
    waiting["open"].continue_()
    expect(notice).to_contain_text("The download is being prepared")
    expect(review.page.locator(".notice.read")).to_contain_text("letter.txt")
    expect(notice).to_contain_text("The download is being prepared")
    with review.page.expect_download():
        waiting["copies"].continue_()
    expect(notice).to_have_count(0)
    review.page.unroute("**/v1/copies")
    review.page.unroute("**/v1/open")


def asks_before_leaving(review: ReviewPage) -> bool:
    """Whether the page prevents what follows when a person closes it."""
    script = "() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    return bool(review.page.evaluate(script))


def test_a_request_to_a_busy_server_is_repeated(review: ReviewPage) -> None:
    requests: list[str] = []

    def answer(route: Route) -> None:
        requests.append(route.request.url)
        if len(requests) > 2:
            route.continue_()
        else:
            route.fulfill(status=503, headers={"Retry-After": "0.1"}, json={"problems": []})

    review.page.route("**/v1/**", answer)
    with review.page.expect_response("**/v1/check*"):
        review.open(ONE_ITEM)
    review.wait("current")
    review.page.unroute("**/v1/**")
    assert [url.rpartition("/")[2].partition("?")[0] for url in requests] == ["preview"] * 3 + ["places", "check"]


def test_a_server_error_is_shown_with_its_request_id(review: ReviewPage) -> None:
    details = {"detail": "it failed", "request_id": "4711"}
    review.page.route("**/v1/preview*", lambda route: route.fulfill(status=500, json=details))
    review.open(ONE_ITEM)
    expect(review.page.locator(".notice.server")).to_contain_text("it failed (request 4711)")
    assert json.loads(review.saved()) == json.loads(ONE_ITEM.read_bytes())
    review.page.unroute("**/v1/preview*")
    assert all("status of 500" in error for error in review.errors)
    review.errors.clear()


def test_text_of_a_case_is_never_markup(review: ReviewPage) -> None:
    data = json.loads(ONE_ITEM.read_bytes())
    data["<img src=x onerror=alert(1)>"] = "<script>alert(1)</script>"
    data["disputed_items"][0]["service"] = "<b>MRI</b>"
    review.open(data)
    review.wait_for_count("1 problem")
    assert review.page.locator("#form img, #form b:text('MRI'), #form script").count() == 0


def wait_for_errors(review: ReviewPage, *texts: str) -> None:
    """Waits until the errors contain texts: Firefox reports them later."""
    for _ in range(100):
        errors = "\n".join(review.errors)
        if all(text in errors for text in texts):
            return
        review.page.wait_for_timeout(50)
    raise AssertionError(f"not all of {texts} in the errors: {errors}")


def test_a_request_to_another_host_is_noticed(review: ReviewPage) -> None:
    review.page.evaluate("new Image().src = 'http://127.0.0.1:9/'")
    wait_for_errors(review, "http://127.0.0.1:9/")
    review.errors.clear()


def test_a_policy_violation_and_an_error_are_noticed(review: ReviewPage) -> None:
    review.page.evaluate("document.body.append(Object.assign(document.createElement('style'), { textContent: 'p{}' }))")
    review.page.evaluate("console.error('planted')")
    review.page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    policy = "violates the following directive" if review.is_in_firefox else "Content Security Policy"
    wait_for_errors(review, policy, "style-src", "planted", "thrown")
    review.errors.clear()
