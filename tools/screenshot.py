"""Takes the screenshot of the review page in the README: screenshot.py CASE PICTURE."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PRINTED = "#letter-state[data-state=current]"


def take_screenshot(address: str, case: Path, picture: Path) -> None:
    """Opens the case on the page at ``address`` and saves a screenshot."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 860})
        page.goto(address)
        page.wait_for_selector("body[data-ready]")
        page.set_input_files("#picker", case)
        page.wait_for_selector(PRINTED)
        # an error that gives a finding
        page.locator('[id="case/date_assigned"]').fill("12/30/2016")
        page.get_by_role("button", name="Do not keep").click()
        page.locator('[id="case/date_assigned"]').focus()
        page.locator(".messages").wait_for()
        page.wait_for_selector(PRINTED)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    command = [str(Path(sys.executable).with_name("imrletters")), "serve", "--port", "0", "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603 - imrletters itself
        for line in server.stderr or ():
            if found := re.search(r"http://\S+", line):
                take_screenshot(found[0], Path(sys.argv[1]), Path(sys.argv[2]))
                break
        server.terminate()
