"""The service watches its templates and its letterhead, and with imrletters preview a case file."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from queue import Queue

import httpx
import pytest

from imrletters import load_case, parse, render
from tests.service.running_service import JSON, RunningService, running_service
from tests.support import OWN

pytestmark = pytest.mark.long
MAX_ATTEMPTS = 600


@contextmanager
def event_stream(running: RunningService) -> Iterator["Queue[str]"]:
    """The names of the events that the service sends during the block."""
    events: Queue[str] = Queue()
    connected = threading.Event()

    def receive(response: httpx.Response) -> None:
        with suppress(httpx.StreamClosed, httpx.ReadError):  # the test has ended
            for line in response.iter_lines():
                connected.set()
                if line.startswith("event: "):
                    events.put(line.removeprefix("event: "))

    with httpx.stream("GET", f"{running.url}page/changes", timeout=30) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        thread = threading.Thread(target=receive, args=(response,), daemon=True)
        thread.start()
        assert connected.wait(60)
        yield events


def wait_for(events: "Queue[str]", name: str) -> None:
    """Waits for an event; events of earlier tests may come before it."""
    while events.get(timeout=60) != name:
        pass


def letter(running: RunningService, watched_folder: Path) -> httpx.Response:
    """The response with the HTML letter as it is printed now."""
    case = (watched_folder / "own-edition.json").read_bytes()
    return httpx.post(f"{running.url}v1/letters", content=case, headers=JSON | {"Accept": "text/html"}, timeout=30)


def test_letters_of_its_own_edition_are_read_back_and_proofread(preview: RunningService) -> None:
    whole = load_case(OWN / "own-edition.json", OWN / "templates")
    text = render(whole, templates=OWN / "templates").text().encode()
    kind = {"Content-Type": "text/plain"}
    read = httpx.post(f"{preview.url}v1/parse", content=text, headers=kind, timeout=30)
    assert read.json() == parse(text, OWN / "templates").to_data()
    checked = httpx.post(f"{preview.url}v1/check", content=text, headers=kind, timeout=30)
    assert checked.json() == {"problems": []}


@pytest.mark.parametrize("replaced", [False, True], ids=["written in place", "replaced by a new file"])
def test_a_change_of_the_case_is_reported_however_an_editor_writes(
    preview: RunningService, watched_folder: Path, *, replaced: bool
) -> None:
    case = watched_folder / "own-edition.json"
    changed = case.read_text().replace("The injured worker", "The worker", 1) + "\n"
    with event_stream(preview) as events:
        (watched_folder / "unrelated.json").write_text("{}")
        if replaced:
            (watched_folder / "new.json").write_text(changed)
            (watched_folder / "new.json").replace(case)
        else:
            case.write_text(changed)
        wait_for(events, "case")
    assert httpx.get(f"{preview.url}page/followed").text == changed


def until(preview: RunningService, watched_folder: Path, expected: Callable[[httpx.Response], bool]) -> httpx.Response:
    """The letter, as soon as it is the expected one."""
    for _ in range(MAX_ATTEMPTS):
        if expected(response := letter(preview, watched_folder)):
            return response
        time.sleep(0.05)
    raise AssertionError(response.text + preview.output())


def test_a_change_of_the_templates_is_reported_and_printed(preview: RunningService, watched_folder: Path) -> None:
    template = watched_folder / "templates" / "editions" / "lighthouse.j2"
    assert "sees patients" in letter(preview, watched_folder).text
    with event_stream(preview) as events:
        template.write_text(template.read_text().replace("sees patients", "receives patients"))
        wait_for(events, "templates")
    assert (
        "receives patients"
        in until(preview, watched_folder, lambda response: "sees patients" not in response.text).text
    )


def test_a_replaced_templates_folder_is_still_watched(preview: RunningService, watched_folder: Path) -> None:
    templates = watched_folder / "templates"
    with event_stream(preview) as events:
        shutil.copytree(templates, watched_folder / "other")
        shutil.rmtree(templates)
        (watched_folder / "other").replace(templates)
        wait_for(events, "templates")
        until(preview, watched_folder, lambda response: response.is_success)
        template = templates / "editions" / "lighthouse.j2"
        template.write_text(template.read_text().replace("five years", "six years"))
        until(preview, watched_folder, lambda response: "six years" in response.text)


def test_a_symbolic_link_with_a_new_target_is_watched(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "case.json").write_text(f'{{"edition": "{name}"}}')
    (tmp_path / "linked.json").symlink_to(tmp_path / "first" / "case.json")
    with (
        running_service(tmp_path, command=("preview", "linked.json", "--no-open")) as running,
        event_stream(running) as events,
    ):
        assert httpx.get(f"{running.url}page/settings.json").json()["follows"] == "linked.json"
        (tmp_path / "first" / "case.json").write_text('{"edition": "edited"}')
        wait_for(events, "case")
        (tmp_path / "new.json").symlink_to(tmp_path / "second" / "case.json")
        (tmp_path / "new.json").replace(tmp_path / "linked.json")
        while "second" not in httpx.get(f"{running.url}page/followed").text:
            events.get(timeout=60)


def test_a_template_error_is_reported_with_its_line_until_it_is_fixed(
    preview: RunningService, watched_folder: Path
) -> None:
    template = watched_folder / "templates" / "editions" / "lighthouse.j2"
    original = template.read_text()
    with event_stream(preview) as events:
        template.write_text(original + "{{ case.nothing }}{% if %}")
        wait_for(events, "templates")
        rejected = until(preview, watched_folder, lambda response: not response.is_success)
        assert rejected.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "editions/lighthouse.j2:" in rejected.json()["detail"]
        assert str(watched_folder) not in rejected.text
        template.write_text(original)
    until(preview, watched_folder, lambda response: response.is_success)


def test_a_letterhead_error_is_reported_until_it_is_fixed(preview: RunningService, watched_folder: Path) -> None:
    letterhead = watched_folder / "letterhead.toml"
    original = letterhead.read_text()
    with event_stream(preview) as events:
        letterhead.write_text("name = 5")
        wait_for(events, "templates")
        rejected = until(preview, watched_folder, lambda response: not response.is_success)
        assert rejected.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert rejected.json()["detail"].startswith("error: letterhead.toml: name: ")
        letterhead.write_text(original.replace("Lighthouse", "Beacon"))
    assert "Beacon" in until(preview, watched_folder, lambda response: response.is_success).text


def test_the_letterhead_is_checked_with_the_look_after_its_change(
    preview: RunningService, watched_folder: Path
) -> None:
    look, letterhead = watched_folder / "templates" / "look.toml", watched_folder / "letterhead.toml"
    original = letterhead.read_text()
    six_lines = 'name = "Beacon"\naddress = ["line 2", "line 3", "line 4", "line 5", "line 6"]'
    letterhead.write_text(six_lines)
    rejected = until(preview, watched_folder, lambda response: not response.is_success)
    assert "the margin has room for 5 lines" in rejected.json()["detail"]
    look.write_text("[letterhead]\nheight = 60")
    assert "line 6" in until(preview, watched_folder, lambda response: response.is_success).text
    look.unlink()
    until(preview, watched_folder, lambda response: not response.is_success)
    letterhead.write_text(original)
    until(preview, watched_folder, lambda response: response.is_success)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[RunningService, Path]]:
    """A service of imrletters serve with own templates and a letterhead, and their folder."""
    shutil.copytree(OWN, tmp_path / "own")
    options = ("--templates", "own/templates", "--letterhead", "own/letterhead.toml", "--workers", "1")
    with running_service(tmp_path, *options) as running:
        yield running, tmp_path / "own"


def test_serve_prints_changed_templates_and_a_changed_letterhead(served: tuple[RunningService, Path]) -> None:
    running, folder = served
    template, letterhead = folder / "templates/editions/lighthouse.j2", folder / "letterhead.toml"
    first = letter(running, folder).text
    assert "sees patients" in first
    assert "Lighthouse Example Reviews</" in first
    template.write_text(template.read_text().replace("sees patients", "receives patients"))
    assert "receives patients" in until(running, folder, lambda found: "sees patients" not in found.text).text
    letterhead.write_text(letterhead.read_text().replace("Invented Pier", "Other Pier"))
    assert until(running, folder, lambda found: "Other Pier" in found.text).status_code == HTTPStatus.OK


def test_serve_follows_no_case(served: tuple[RunningService, Path]) -> None:
    running, _ = served
    assert httpx.get(f"{running.url}page/settings.json").json()["follows"] is None
    assert httpx.get(f"{running.url}page/followed").status_code == HTTPStatus.NOT_FOUND
