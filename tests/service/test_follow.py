"""imrletters preview: the service follows a file, and what its letter is printed with."""

import os
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
from click.testing import CliRunner

from imrletters.cli import main
from tests.service.running import JSON, Running, service
from tests.support import OWN

MOST_LOOKS = 600


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with the templates and the letterhead of its organization."""
    return shutil.copytree(OWN, tmp_path_factory.mktemp("preview") / "own")


@pytest.fixture(scope="module")
def preview(folder: Path) -> Iterator[Running]:
    command = ("preview", "own-edition.json", "--no-open")
    options = ("--templates", "templates", "--letterhead", "letterhead.toml")
    with service(folder, *options, command=command) as running:
        yield running


@contextmanager
def news(running: Running) -> Iterator["Queue[str]"]:
    """The events that a page is told of meanwhile."""
    told: Queue[str] = Queue()
    listening = threading.Event()

    def listen(answer: httpx.Response) -> None:
        with suppress(httpx.StreamClosed, httpx.ReadError):  # the test is over
            for line in answer.iter_lines():
                listening.set()
                if line.startswith("event: "):
                    told.put(line.removeprefix("event: "))

    with httpx.stream("GET", f"{running.url}page/changes", timeout=30) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        thread = threading.Thread(target=listen, args=(answer,), daemon=True)
        thread.start()
        assert listening.wait(60)
        yield told


def heard(told: "Queue[str]", what: str) -> None:
    """Waits until that is told; something else may be told before, of what an earlier test did."""
    while told.get(timeout=60) != what:
        pass


def letter(running: Running, folder: Path) -> httpx.Response:
    """The page of the letter as it would be printed now."""
    case = (folder / "own-edition.json").read_bytes()
    return httpx.post(f"{running.url}v1/letters", content=case, headers=JSON | {"Accept": "text/html"}, timeout=30)


def test_the_page_is_told_which_file_it_follows_and_gets_it_as_it_is(preview: Running, folder: Path) -> None:
    settings = httpx.get(f"{preview.url}page/settings.json").json()
    assert settings == {"storage": True, "follows": "own-edition.json"}
    followed = httpx.get(f"{preview.url}page/followed")
    assert followed.content == (folder / "own-edition.json").read_bytes()
    assert followed.headers["content-type"] == "application/json"


@pytest.mark.parametrize("replaced", [False, True], ids=["in its place", "by another file"])
def test_a_change_of_the_case_is_told_however_an_editor_writes(
    preview: Running, folder: Path, *, replaced: bool
) -> None:
    case = folder / "own-edition.json"
    changed = case.read_text().replace("The injured worker", "The worker", 1) + "\n"
    with news(preview) as told:
        (folder / "unrelated.json").write_text("{}")
        if replaced:
            (folder / "new.json").write_text(changed)
            (folder / "new.json").replace(case)
        else:
            case.write_text(changed)
        heard(told, "case")
    assert httpx.get(f"{preview.url}page/followed").text == changed


def until(preview: Running, folder: Path, due: Callable[[httpx.Response], bool]) -> httpx.Response:
    """The letter as soon as it is the one that is due."""
    for _ in range(MOST_LOOKS):
        if due(answer := letter(preview, folder)):
            return answer
        time.sleep(0.05)
    raise AssertionError(answer.text + preview.said())


def test_a_change_of_the_templates_is_told_and_printed(preview: Running, folder: Path) -> None:
    template = folder / "templates" / "editions" / "lighthouse.j2"
    assert "sees patients" in letter(preview, folder).text
    with news(preview) as told:
        template.write_text(template.read_text().replace("sees patients", "receives patients"))
        heard(told, "templates")
    assert "receives patients" in until(preview, folder, lambda answer: "sees patients" not in answer.text).text


def test_templates_that_are_replaced_as_a_whole_are_still_followed(preview: Running, folder: Path) -> None:
    templates = folder / "templates"
    with news(preview) as told:
        shutil.copytree(templates, folder / "other")
        shutil.rmtree(templates)
        (folder / "other").replace(templates)
        heard(told, "templates")
        until(preview, folder, lambda answer: answer.is_success)
        template = templates / "editions" / "lighthouse.j2"
        template.write_text(template.read_text().replace("five years", "six years"))
        until(preview, folder, lambda answer: "six years" in answer.text)


def test_a_link_that_leads_elsewhere_is_followed(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "case.json").write_text(f'{{"edition": "{name}"}}')
    (tmp_path / "linked.json").symlink_to(tmp_path / "first" / "case.json")
    with service(tmp_path, command=("preview", "linked.json", "--no-open")) as running, news(running) as told:
        assert httpx.get(f"{running.url}page/settings.json").json()["follows"] == "linked.json"
        (tmp_path / "first" / "case.json").write_text('{"edition": "edited"}')
        heard(told, "case")
        (tmp_path / "new.json").symlink_to(tmp_path / "second" / "case.json")
        (tmp_path / "new.json").replace(tmp_path / "linked.json")
        while "second" not in httpx.get(f"{running.url}page/followed").text:
            told.get(timeout=60)


def test_what_cannot_be_read_now_is_not_waited_for(preview: Running, folder: Path) -> None:
    case = folder / "own-edition.json"
    honest = case.read_bytes()
    case.unlink()
    assert httpx.get(f"{preview.url}page/followed").status_code == HTTPStatus.NOT_FOUND
    os.mkfifo(case)
    assert httpx.get(f"{preview.url}page/followed").status_code == HTTPStatus.NOT_FOUND
    case.unlink()
    case.write_bytes(b" " * 5_000_001)
    assert httpx.get(f"{preview.url}page/followed").status_code == HTTPStatus.NOT_FOUND
    case.write_bytes(honest)
    assert httpx.get(f"{preview.url}page/followed").content == honest


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "case.json")
    result = CliRunner().invoke(main, ["preview", str(tmp_path / "case.json")])
    assert (result.exit_code, "is no ordinary file" in result.stderr) == (2, True)


def test_a_fault_in_a_template_is_told_with_its_line_until_it_is_mended(preview: Running, folder: Path) -> None:
    template = folder / "templates" / "editions" / "lighthouse.j2"
    honest = template.read_text()
    with news(preview) as told:
        template.write_text(honest + "{{ case.nothing }}{% if %}")
        heard(told, "templates")
        refused = until(preview, folder, lambda answer: not answer.is_success)
        assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "editions/lighthouse.j2:" in refused.json()["detail"]
        assert str(folder) not in refused.text
        template.write_text(honest)
    until(preview, folder, lambda answer: answer.is_success)


def test_a_fault_in_the_letterhead_is_told_until_it_is_mended(preview: Running, folder: Path) -> None:
    letterhead = folder / "letterhead.toml"
    honest = letterhead.read_text()
    with news(preview) as told:
        letterhead.write_text("name = 5")
        heard(told, "templates")
        refused = until(preview, folder, lambda answer: not answer.is_success)
        assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert refused.json()["detail"].startswith("error: letterhead.toml: name: ")
        letterhead.write_text(honest.replace("Lighthouse", "Beacon"))
    assert "Beacon" in until(preview, folder, lambda answer: answer.is_success).text
