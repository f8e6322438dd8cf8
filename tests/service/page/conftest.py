"""One service and one browser for all tests of the page, and a page that complains at the end of each test."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from tests.service.page.review_page import ReviewPage

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of the page in one process of xdist, for they share the browser (with --dist loadgroup)."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("page"))


@pytest.fixture(scope="package")
def browser() -> Iterator[BrowserContext]:
    """One for all tests, so that the libraries are compiled once; what a page keeps in its session is its own."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip(f"no browser here (looked for: {', '.join(BROWSERS)}); tools/setup browser installs one")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        context = launched.new_context()
        context.set_default_timeout(10_000)
        yield context
        launched.close()


@contextmanager
def running(*arguments: object) -> Iterator[str]:
    """The address of ``imrletters`` with these arguments, which serves the page until the block ends."""
    command = [str(Path(sys.executable).with_name("imrletters")), *map(str, arguments), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        told = server.stderr.readline()
        try:
            found = re.search(r"http://\S+", told)
            assert found, told + server.stderr.read()
            # its log must go somewhere, or it would wait for a reader
            Thread(target=server.stderr.read, daemon=True).start()
            yield found[0]
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="package")
def service() -> Iterator[str]:
    with running("serve", "--workers", "2") as address:
        yield address


@pytest.fixture(scope="package")
def tab(browser: BrowserContext, service: str) -> ReviewPage:
    """The one tab of most tests; loading a page again takes a third of the time that a new tab takes."""
    return ReviewPage(browser.new_page(), service)


@pytest.fixture
def review(tab: ReviewPage) -> Iterator[ReviewPage]:
    """The page as it is when it is first opened; it must not have gone astray by the end of the test."""
    tab.begin()
    yield tab
    assert tab.astray == []


@pytest.fixture
def open_page(browser: BrowserContext) -> Iterator[Callable[[str], ReviewPage]]:
    """Opens the page of another service in a tab of its own."""
    opened: list[ReviewPage] = []

    def load(address: str) -> ReviewPage:
        opened.append(ReviewPage(browser.new_page(), address))
        opened[-1].begin()
        return opened[-1]

    yield load
    for page in opened:
        page.page.close()
        assert page.astray == []
