"""Starts the browsers that the tests of the page use, from the programs of the system."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Playwright

from tests.service.page import firefox

PROGRAMS = {"chromium": ("chromium", "chromium-browser", "google-chrome"), "firefox": ("firefox-esr", "firefox")}
SETUP = {"chromium": "browser", "firefox": "firefox"}
"""The argument of tools/setup that installs each."""
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FIREFOX_PREFERENCES = {
    # axe-core reads properties such as ariaOwnsElements: a process of Firefox 153 ends with a segmentation fault there
    "accessibility.ARIAElementReflection.enabled": False,
    # the panel of downloads takes the focus, and only the window in front has events of the focus
    "browser.download.alwaysOpenPanel": False,
    "focusmanager.testmode": True,
    # a test may write to the clipboard
    "dom.events.testing.asyncClipboard": True,
}


def launch(playwright: Playwright, name: str, folder: Path) -> Browser:
    """Starts a browser; the program that starts Firefox is written to a folder."""
    kind = playwright.firefox if name == "firefox" else playwright.chromium
    return kind.launch(**_options(name, folder))


def launch_with_profile(kind: BrowserType, profile: Path) -> BrowserContext:
    """Starts a browser of the kind of another one, with a profile that stays in a folder."""
    return kind.launch_persistent_context(profile, **_options(kind.name, profile.parent))


def allow_clipboard(context: BrowserContext) -> None:
    """Lets the pages use the clipboard; a preference of Firefox does."""
    assert context.browser
    if context.browser.browser_type.name == "chromium":
        context.grant_permissions(["clipboard-read", "clipboard-write"])


def _options(name: str, folder: Path) -> dict[str, Any]:
    program = next(filter(None, map(shutil.which, PROGRAMS[name])), None)
    if program is None:
        missing = f"no {name} found (looked for: {', '.join(PROGRAMS[name])}): tools/setup {SETUP[name]} installs it"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    if name == "chromium":
        return {"executable_path": program, "args": list(CHROMIUM_FLAGS)}
    starter = folder / "start-firefox"
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{firefox.__file__}" "{program}" "$@"\n')
    starter.chmod(0o700)
    return {"executable_path": starter, "channel": "moz-firefox", "firefox_user_prefs": FIREFOX_PREFERENCES}
