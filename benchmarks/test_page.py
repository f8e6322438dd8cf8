"""The time from a key press to the page of the letter that shows it, compared with the service's own time for that PDF.

The case has sixty items. The letter is the preview's: printed by Typst. Requests to the service alone and key presses
take turns, so that other load on the machine slows both; the least time of each is compared. Both change one character
of the case, because Typst prints a letter that it printed before in less time.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase

import httpx
import pytest
from playwright.sync_api import Page, Response, sync_playwright
from pytest_benchmark.fixture import BenchmarkFixture
from tests.service.page.browsers import launch
from tests.service.page.review_page import ReviewPage
from tests.service.running_service import JSON, PDF, RunningService, running_service

from imrletters.case import Case
from imrletters.case.example import example_case, example_item

ITEMS, ROUNDS = 60, 15
SENTENCE = "The knee is stable and plain films come first, as the guideline for this service asks. "
RATIONALE = SENTENCE * 20 + "Therefore, the request is not medically necessary."
SERVICE = "Service 1"
FIELD = "/disputed_items/0/service"
WATCH = """words => {
    const pages = document.getElementById("pages");
    window.shown = new Promise(done => {
        let pressed;
        addEventListener("keydown", event => { pressed = event.timeStamp; }, { once: true, capture: true });
        const observer = new MutationObserver(() => {
            if (!pages.textContent.includes(words)) return;
            observer.disconnect();
            done((performance.now() - pressed) / 1000);
        });
        observer.observe(pages, { childList: true, subtree: true });
    });
}"""


def case_of(service: str) -> Case:
    """A case with sixty items, the first of which is about ``service``."""
    services = [service, *(f"Service {number}" for number in range(2, ITEMS + 1))]
    return example_case(disputed_items=[example_item(service=each, decision_rationale=RATIONALE) for each in services])


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A service with the usual number of processes."""
    with running_service(tmp_path_factory.mktemp("page")) as started:
        yield started


@pytest.fixture
def page(running: RunningService, tmp_path: Path) -> Iterator[Page]:
    """The review page with the letter of the case."""
    with sync_playwright() as playwright:
        browser = launch(playwright, "chromium", tmp_path)
        review = ReviewPage(browser.new_page(), running.url)
        review.page.set_default_timeout(60_000)
        review.reset()
        with review.page.expect_response("**/v1/check*"):
            review.open(case_of(SERVICE).to_data())
        review.wait("current")
        review.at(FIELD).press("End")
        yield review.page
        browser.close()


def test_the_page_shows_a_key_press_with_60_items(
    benchmark: BenchmarkFixture, running: RunningService, page: Page
) -> None:
    findings: list[Response] = []
    page.on("response", lambda response: findings.append(response) if "v1/check" in response.url else None)
    words = SERVICE
    alone: list[float] = []
    shown: list[float] = []
    headers = JSON | {"Accept": PDF["Content-Type"]}

    def service(case: Case) -> None:
        """Measures the service, which has nothing else to do."""
        with httpx.Client(base_url=running.url, timeout=60, headers=headers) as client:
            client.get("healthz", headers={"Accept": "*/*"})
            start = time.perf_counter()
            client.post("v1/letters?engine=typst", content=case.to_json()).raise_for_status()
            alone.append(time.perf_counter() - start)

    def settled() -> tuple[tuple[str], dict[str, str]]:
        """Waits until everything about the change before has arrived, and returns the next key."""
        nonlocal words
        while len(findings) < len(alone):
            page.wait_for_timeout(50)
        key = ascii_lowercase[len(alone)]
        service(case_of(words + key.upper()))
        words += key
        page.evaluate(WATCH, words)
        return (key,), {}

    def press(key: str) -> None:
        page.keyboard.press(key)
        shown.append(page.evaluate("window.shown"))

    benchmark.pedantic(press, setup=settled, rounds=ROUNDS)  # type: ignore[no-untyped-call] # no annotations
    seconds = {"from a key press to its page": min(shown), "the service prints 60 items": min(alone)}
    benchmark.extra_info["seconds"] = seconds
