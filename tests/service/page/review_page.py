"""The review page under test: its fields, buttons, problems, pages and downloads."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Download, Locator, Page, Request

from tests.support import ROOT

AXE = ROOT / "tools" / "page" / "node_modules" / "axe-core" / "axe.min.js"
LOOKS = ["light", *(pytest.param(look, marks=pytest.mark.long) for look in ("dark", "forced colours", "400 px"))]
"""The looks of the page that axe examines; in the short run only the first."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EXPECTED_ERRORS = ("status of 422", "status of 503")
"""Responses that the browser logs as errors although they are normal for the page."""
PDF_VIEWER = ("chrome-extension:", "chrome:")
"""Where the PDF viewer of Chromium is loaded from."""
RESET = """async () => {
    localStorage.setItem("keep-drafts", "no");
    for (const dialog of document.querySelectorAll("dialog[open]")) {
        const closed = new Promise(done => dialog.addEventListener("close", done, { once: true }));
        dialog.close();
        await closed;
    }
    document.querySelectorAll("#notices .secondary").forEach(button => button.click());
    document.querySelectorAll("details.collapsible").forEach(details => { details.open = false; });
    document.querySelector("#copy").value = "public";
    document.querySelector("#new").click();
    await new Promise(done => setTimeout(done));
    document.querySelector("dialog[open] [value=yes]")?.click();
    performance.clearMeasures();
}"""
UNTIL = """([selector, text]) => new Promise((done, fail) => {
    const end = performance.now() + 30000;
    const look = () => {
        const found = document.querySelector(selector);
        if (found && (text === null || found.textContent === text)) done();
        else if (performance.now() < end) setTimeout(look, 10);
        else fail(new Error(`${selector}: ${text}; there is: ${document.querySelector("#count").textContent}; ` +
            `${document.querySelector("#letter-state").textContent}`));
    };
    look();
})"""
"""Polls more often than playwright, whose waits would take half of the time of these tests."""


class ReviewPage:
    """One open page; ``errors`` collects errors, warnings and requests to other hosts."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        self.downloads: list[Download] = []
        page.on("download", self._on_download)
        page.on("request", self._on_request)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.errors.append(f"error: {error}"))

    @property
    def is_in_firefox(self) -> bool:
        """Whether the page is open in Firefox."""
        browser = self.page.context.browser
        return browser is not None and browser.browser_type.name == "firefox"

    def skip_in_firefox(self, reason: str) -> None:
        """Skips a test that Firefox cannot run, for a reason."""
        if self.is_in_firefox:
            pytest.skip(reason)

    def _on_download(self, download: Download) -> None:
        self.downloads.append(download)

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "blob:" + self.address, "data:", *PDF_VIEWER)):
            self.errors.append(f"request to {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(text in message.text for text in EXPECTED_ERRORS):
            self.errors.append(f"{message.type}: {message.text}")

    def reset(self) -> None:
        """Restores the initial state of the page; loading it again would take five times as long."""
        self.errors.clear()
        self.delete_downloads()
        # of several windows of Firefox, only the one in front has events of the focus
        self.page.bring_to_front()
        self.page.set_viewport_size({"width": 1400, "height": 900})
        self.page.emulate_media(color_scheme="light")
        if not self.page.url.startswith(self.address):
            self.load()
            self.page.evaluate("localStorage.setItem('keep-drafts', 'no')")
            return
        self.page.evaluate(RESET)
        self.wait("empty")

    def set_look(self, look: str) -> None:
        """Emulates "light", "dark", "forced colours", or a screen of "400 px"."""
        if look == "forced colours":
            self.skip_in_firefox("Playwright does not emulate forced colours in Firefox")
        self.page.emulate_media(
            color_scheme="dark" if look == "dark" else "light",
            forced_colors="active" if look == "forced colours" else "none",
        )
        self.page.set_viewport_size({"width": 400 if look == "400 px" else 1400, "height": 900})

    def load(self) -> None:
        """Loads the page, or loads it again."""
        self.page.goto(self.address)
        self.page.evaluate(UNTIL, ["body[data-ready]", None])

    def open(self, content: object, name: str = "case.json") -> None:
        """Opens a file: a path, the bytes of a file, or the data of a case."""
        if isinstance(content, Path):
            self.page.set_input_files("#picker", content)
            return
        data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
        self.page.set_input_files("#picker", {"name": name, "mimeType": "application/octet-stream", "buffer": data})

    def drop(self, data: bytes, name: str) -> None:
        """Drops a file on the page."""
        script = """([bytes, name]) => {
            const files = new DataTransfer();
            files.items.add(new File([new Uint8Array(bytes)], name));
            for (const kind of ["dragover", "drop"])
                document.body.dispatchEvent(
                    new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
        }"""
        self.page.evaluate(script, [list(data), name])

    def drop_from_desktop(self, *files: Path) -> None:
        """Drops files on the page as the desktop does."""
        self.skip_in_firefox("WebDriver BiDi has no command that drops files")
        data = {"items": [], "files": list(map(str, files)), "dragOperationsMask": 1}
        session = self.page.context.new_cdp_session(self.page)
        for kind in ("dragEnter", "dragOver", "drop"):
            session.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 300, "data": data})
        session.detach()

    def at(self, pointer: str) -> Locator:
        """The element that edits the value at a JSON pointer."""
        return self.page.locator(f'[id="case{pointer}"]')

    def button(self, name: str, within: str = "") -> Locator:
        """A button by its accessible name, optionally within the group at a JSON pointer."""
        inside = self.at(within) if within else self.page
        return inside.get_by_role("button", name=name, exact=True).first

    def wait(self, state: str) -> None:
        """Waits until the letter is "current" or "draft", and its values are located; "unprintable"; or "empty"."""
        located = ":has(#pages[data-located])" if state in {"current", "draft"} else ""
        self.page.evaluate(UNTIL, [f"#letter-pane{located} #letter-state[data-state={state}]", None])

    def wait_for_count(self, count: str) -> None:
        """Waits until the page shows these numbers of problems and findings."""
        self.page.evaluate(UNTIL, ["#count", count])

    def text(self) -> str:
        """The text of the drawn pages, without white space."""
        return "".join("".join(self.page.locator(".textLayer").all_text_contents()).split())

    def problem_links(self) -> Locator:
        """The links of the list of problems."""
        return self.page.locator(".problems a")

    def focused(self) -> str:
        """The JSON pointer of the element with the focus, or its id if it is not in the form."""
        found = self.page.evaluate("document.activeElement.id")
        return str(found).removeprefix("case")

    def saved(self) -> bytes:
        """The file that the Save button downloads."""
        return self.download("Save")

    def download(self, button: str) -> bytes:
        """The file that a button downloads."""
        with self.page.expect_download() as download:
            self.button(button).click()
        self.name = download.value.suggested_filename
        content = Path(download.value.path()).read_bytes()
        self.delete_downloads()
        return content

    def delete_downloads(self) -> None:
        """Deletes the downloaded files: Firefox numbers a file if there is one of its name."""
        while self.downloads:
            self.downloads.pop().delete()

    def violations(self) -> list[str]:
        """The violations that axe-core finds on the page in its current state."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
            # axe-core measures sizes and colours, which Firefox does not compute for entries that are not in view
            self.page.evaluate(
                """() => {
                    const style = new CSSStyleSheet();
                    style.replaceSync(".entry { content-visibility: visible !important; }");
                    document.adoptedStyleSheets.push(style);
                }"""
            )
        found: list[dict[str, Any]] = self.page.evaluate(
            """async tags => {
                for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
                return (await axe.run(document, { runOnly: tags })).violations;
            }""",
            TAGS,
        )
        return [f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes']][:3]}" for one in found]
