"""The browser and the service that the tests of the page share, and a page that must end each test without errors."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, expect, sync_playwright

from tests.service.page import browsers
from tests.service.page.review_page import ReviewPage
from tests.service.running_service import running_service

TIMEOUT = 30_000
"""Milliseconds; a machine that runs other tests is slow."""
WITHOUT_FILE_HANDLES = "delete window.showOpenFilePicker; delete window.showSaveFilePicker;"
"""Makes Save a download, as in most browsers: no program can drive the dialogs of the others."""


@pytest.fixture(scope="package", params=["chromium", pytest.param("firefox", marks=pytest.mark.long)])
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Each browser for all tests, so that it compiles the libraries once; each tab has its own session storage."""
    expect.set_options(timeout=TIMEOUT)
    with sync_playwright() as playwright:
        launched = browsers.launch(playwright, request.param, tmp_path_factory.mktemp("browser"))
        context = launched.new_context()
        context.set_default_timeout(TIMEOUT)
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
    context.set_default_timeout(TIMEOUT)
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
        page.delete_downloads()
        page.page.close()
        assert page.errors == []
