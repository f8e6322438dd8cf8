"""The server: its address, and how signals end it."""

import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import httpx
import pytest

from imrletters.service.middleware import LOOPBACK_HOSTS
from imrletters.service.server import allowed_hosts, listen, url
from tests.service.hostile_documents import slow
from tests.service.running_service import PDF, RunningService, running_service

pytestmark = pytest.mark.long


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
        post = partial(httpx.post, f"{running.url}v1/parse", content=slow(), headers=PDF, timeout=120)
        requests = [threads.submit(post) for _ in range(2)]
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


def test_the_host_may_be_the_address_of_the_socket_or_a_given_name() -> None:
    with listen("127.0.0.2", 0) as listening:
        assert re.fullmatch(r"http://127\.0\.0\.2:\d+/", url(listening))
        assert allowed_hosts(listening, ["Letters.example"]) == LOOPBACK_HOSTS | {"127.0.0.2", "letters.example"}
