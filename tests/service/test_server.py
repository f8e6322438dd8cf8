"""The commands serve and preview: the socket, signals, options and their errors."""

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
from imrletters.service import review_page
from imrletters.service.middleware import LOOPBACK_HOSTS
from imrletters.service.server import allowed_hosts, listen, url
from tests.service.hostile_documents import slow
from tests.service.running_service import PDF, PROGRAM, RunningService, running_service


def test_ctrl_c_ends_the_service_while_a_page_receives_events(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text("{}")
    with running_service(tmp_path, command=("preview", "case.json", "--no-open")) as running:
        started = running.processes()
        with httpx.stream("GET", f"{running.url}page/changes") as events:
            assert events.is_success
            stop(running, started, signal.SIGINT)
    assert "Aborted" not in running.output()


def test_sigterm_completes_running_requests_and_rejects_waiting_ones(tmp_path: Path) -> None:
    with running_service(tmp_path, "--workers", "1", "--time-limit", "2") as running, ThreadPoolExecutor(2) as threads:
        started = running.processes()
        requests = [threads.submit(httpx.post, f"{running.url}v1/parse", content=slow(), headers=PDF) for _ in range(2)]
        while httpx.get(f"{running.url}healthz").json()["waiting"] == 0:
            assert not any(each.done() for each in requests)
        stop(running, started, signal.SIGTERM)
        assert sorted(each.result().status_code for each in requests) == [422, 503]


def stop(running: RunningService, started: set[int], number: signal.Signals) -> None:
    """Stops a service and waits until all of its processes have ended."""
    assert len(started) > 2
    running.process.send_signal(number)
    running.process.wait(60)
    while any(Path(f"/proc/{pid}").exists() for pid in started):
        time.sleep(0.05)
    assert "Traceback" not in running.output()


def test_a_port_in_use_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = CliRunner().invoke(main, ["serve", "--port", str(taken.getsockname()[1])])
    assert result.exit_code == 2
    assert re.search(r"cannot listen on 127\.0\.0\.1, port \d+: address already in use$", result.stderr.strip())


def test_the_host_may_be_the_address_of_the_socket_or_a_given_name() -> None:
    with listen("127.0.0.2", 0) as listening:
        assert re.fullmatch(r"http://127\.0\.0\.2:\d+/", url(listening))
        assert allowed_hosts(listening, ["Letters.example"]) == LOOPBACK_HOSTS | {"127.0.0.2", "letters.example"}


def test_an_invalid_address_is_an_error() -> None:
    result = CliRunner().invoke(main, ["serve", "--host", "nowhere.invalid"])
    assert (result.exit_code, "cannot listen on nowhere.invalid" in result.stderr) == (2, True)


def test_it_warns_only_if_other_machines_can_reach_it(tmp_path: Path, running: RunningService) -> None:
    with running_service(tmp_path, "--workers", "1", "--host", "0.0.0.0") as public:  # noqa: S104 - the case that it warns of
        assert "warning: other machines can reach http://localhost:" in public.output()
        answer = httpx.get(f"{public.url}healthz", headers={"Host": "letters.example"})
        assert answer.status_code == HTTPStatus.OK
    assert "warning" not in running.output()


def test_without_the_extra_the_error_names_what_to_install() -> None:
    script = "import sys; sys.modules['uvicorn'] = None\nfrom imrletters.cli import main\nmain(['serve'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, "pip install 'imrletters[server]'" in done.stderr) == (2, True)


def test_missing_page_libraries_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_page, "FOLDER", tmp_path)
    result = CliRunner().invoke(main, ["serve"])
    assert (result.exit_code, "reinstall imrletters" in result.stderr) == (2, True)


def test_the_help_of_both_commands_names_the_extra() -> None:
    for command in ("serve", "preview"):
        done = subprocess.run([PROGRAM, command, "--help"], capture_output=True, text=True, check=True)
        assert "pip install 'imrletters[server]'" in " ".join(done.stdout.split())


def test_the_options_for_host_names_and_browser_storage(tmp_path: Path, client: httpx.Client) -> None:
    assert client.get("page/settings.json").json() == {"storage": True, "follows": None}
    assert client.get("page/followed").status_code == HTTPStatus.NOT_FOUND
    options = ("--workers", "1", "--host", "::1", "--no-browser-storage", "--name", "Letters.example")
    with running_service(tmp_path, *options) as running:
        assert re.match(r"http://\[::1\]:\d+/$", running.url)
        assert httpx.get(f"{running.url}page/settings.json").json() == {"storage": False, "follows": None}
        for name, status in (("letters.example", HTTPStatus.OK), ("others.example", HTTPStatus.MISDIRECTED_REQUEST)):
            assert httpx.get(f"{running.url}healthz", headers={"Host": name}).status_code == status
