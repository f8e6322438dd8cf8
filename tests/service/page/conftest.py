"""The browser and the service that the tests of the page share, and a page that must end each test without errors."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from tests.service.page.review_page import ReviewPage
from tests.service.running_service import running_service

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WITHOUT_FILE_HANDLES = "delete window.showOpenFilePicker; delete window.showSaveFilePicker;"
"""Makes Save a download, as in most browsers: no program can drive the dialogs of the others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Runs all tests of the page in one process of xdist, since they share the browser (with --dist loadgroup)."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("page"))


@pytest.fixture(scope="package")
def browser() -> Iterator[BrowserContext]:
    """One browser for all tests, so that it compiles the libraries once; each tab has its own session storage."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip(f"no browser found (looked for: {', '.join(BROWSERS)}); tools/setup browser installs one")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        context = launched.new_context()
        context.set_default_timeout(10_000)
        context.add_init_script(WITHOUT_FILE_HANDLES)
        yield context
        launched.close()


@pytest.fixture(scope="package")
def tab(browser: BrowserContext, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewPage]:
    """The tab of most tests; loading the page again takes a third of the time of a new tab."""
    with running_service(tmp_path_factory.mktemp("page"), "--workers", "2") as running:
        yield ReviewPage(browser.new_page(), running.url)


@pytest.fixture
def review(tab: ReviewPage) -> Iterator[ReviewPage]:
    """The page in its initial state; it must have no errors at the end of the test."""
    tab.reset()
    yield tab
    assert tab.errors == []


@pytest.fixture
def other_browser(browser: BrowserContext) -> Iterator[BrowserContext]:
    """A browser of another person, who has not decided anything yet; it has file handles."""
    assert browser.browser
    context = browser.browser.new_context()
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def open_page(browser: BrowserContext) -> Iterator[Callable[[str], ReviewPage]]:
    """Opens the page of a service in a new tab."""
    opened: list[ReviewPage] = []

    def load(address: str) -> ReviewPage:
        opened.append(ReviewPage(browser.new_page(), address))
        opened[-1].reset()
        return opened[-1]

    yield load
    for page in opened:
        page.page.close()
        assert page.errors == []
