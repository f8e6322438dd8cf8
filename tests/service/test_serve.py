"""imrletters serve, as a program."""

import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from imrletters.cli import main
from imrletters.service import page
from imrletters.service.guard import LOOPBACK
from imrletters.service.server import address, listen, names_of
from tests.service.hostile import endless
from tests.service.running import PDF, PROGRAM, Running, service


def test_it_ends_by_ctrl_c_while_a_page_listens(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text("{}")
    with service(tmp_path, command=("preview", "case.json", "--no-open")) as running:
        started = running.processes()
        with httpx.stream("GET", f"{running.url}page/changes") as listening:
            assert listening.is_success
            end(running, started, signal.SIGINT)
    assert "Aborted" not in running.said()


def test_what_is_under_way_is_finished_and_what_waits_is_told_to_come_again(tmp_path: Path) -> None:
    with service(tmp_path, "--workers", "1", "--time-limit", "2") as running, ThreadPoolExecutor(2) as two:
        started = running.processes()
        asked = [two.submit(httpx.post, f"{running.url}v1/parse", content=endless(), headers=PDF) for _ in range(2)]
        while httpx.get(f"{running.url}healthz").json()["waiting"] == 0:
            assert not any(each.done() for each in asked)
        end(running, started, signal.SIGTERM)
        assert sorted(each.result().status_code for each in asked) == [422, 503]


def end(running: Running, started: set[int], number: signal.Signals) -> None:
    """Ends a service, which leaves no process."""
    assert len(started) > 2
    running.process.send_signal(number)
    running.process.wait(60)
    while any(Path(f"/proc/{pid}").exists() for pid in started):
        time.sleep(0.05)
    assert "Traceback" not in running.said()


def test_a_port_in_use_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = CliRunner().invoke(main, ["serve", "--port", str(taken.getsockname()[1])])
    assert result.exit_code == 2
    assert re.search(r"cannot listen at 127\.0\.0\.1, port \d+: address already in use$", result.stderr.strip())


def test_it_may_be_called_by_the_address_that_it_tells_and_by_the_names_that_it_is_told() -> None:
    with listen("127.0.0.2", 0) as listening:
        assert re.fullmatch(r"http://127\.0\.0\.2:\d+/", address(listening))
        assert names_of(listening, ["Letters.example"]) == LOOPBACK | {"127.0.0.2", "letters.example"}


def test_an_address_that_is_none_is_told() -> None:
    result = CliRunner().invoke(main, ["serve", "--host", "nowhere.invalid"])
    assert (result.exit_code, "cannot listen at nowhere.invalid" in result.stderr) == (2, True)


def test_it_warns_where_others_can_reach_it_and_only_there(tmp_path: Path, running: Running) -> None:
    with service(tmp_path, "--workers", "1", "--host", "0.0.0.0") as open_to_all:  # noqa: S104 - what is warned of
        assert "warning: others can reach http://localhost:" in open_to_all.said()
        answer = httpx.get(f"{open_to_all.url}healthz", headers={"Host": "letters.example"})
        assert answer.status_code == HTTPStatus.OK
    assert "warning" not in running.said()


def test_without_the_extra_it_says_what_to_install() -> None:
    script = "import sys; sys.modules['uvicorn'] = None\nfrom imrletters.cli import main\nmain(['serve'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, "pip install 'imrletters[server]'" in done.stderr) == (2, True)


def test_without_the_libraries_of_the_page_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "FOLDER", tmp_path)
    result = CliRunner().invoke(main, ["serve"])
    assert (result.exit_code, "install imrletters again" in result.stderr) == (2, True)


def test_the_help_of_both_commands_is_complete() -> None:
    for command in ("serve", "preview"):
        done = subprocess.run([PROGRAM, command, "--help"], capture_output=True, text=True, check=True)
        assert "pip install 'imrletters[server]'" in " ".join(done.stdout.split())


def test_it_is_told_by_what_name_it_is_called_and_whether_the_page_may_keep_a_case(
    tmp_path: Path, client: httpx.Client
) -> None:
    assert client.get("page/settings.json").json() == {"storage": True, "follows": None}
    assert client.get("page/followed").status_code == HTTPStatus.NOT_FOUND
    options = ("--workers", "1", "--host", "::1", "--no-browser-storage", "--name", "Letters.example")
    with service(tmp_path, *options) as running:
        assert re.match(r"http://\[::1\]:\d+/$", running.url)
        assert httpx.get(f"{running.url}page/settings.json").json() == {"storage": False, "follows": None}
        for name, status in (("letters.example", HTTPStatus.OK), ("others.example", HTTPStatus.MISDIRECTED_REQUEST)):
            assert httpx.get(f"{running.url}healthz", headers={"Host": name}).status_code == status
