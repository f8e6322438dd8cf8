"""The command serve: its options and its warning."""

import re
import subprocess
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

from tests.service.running_service import PROGRAM, RunningService, running_service


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A service with the default options, except for its processes."""
    with running_service(tmp_path_factory.mktemp("service"), "--workers", "1") as started:
        yield started


def test_it_warns_only_if_other_machines_can_reach_it(tmp_path: Path, running: RunningService) -> None:
    with running_service(tmp_path, "--workers", "1", "--host", "0.0.0.0") as public:  # noqa: S104 - the case that it warns of
        assert "warning: other machines can reach http://localhost:" in public.output()
        answer = httpx.get(f"{public.url}healthz", headers={"Host": "letters.example"})
        assert answer.status_code == HTTPStatus.OK
    assert "warning" not in running.output()


def test_the_help_of_both_commands_names_the_extra() -> None:
    for command in ("serve", "preview"):
        done = subprocess.run([PROGRAM, command, "--help"], capture_output=True, text=True, check=True)
        assert "pip install 'imrletters[server]'" in " ".join(done.stdout.split())


def test_the_options_for_host_names_and_browser_storage(tmp_path: Path, running: RunningService) -> None:
    assert httpx.get(f"{running.url}page/settings.json").json() == {"storage": True, "follows": None}
    assert httpx.get(f"{running.url}page/followed").status_code == HTTPStatus.NOT_FOUND
    options = ("--workers", "1", "--host", "::1", "--no-browser-storage", "--name", "Letters.example")
    with running_service(tmp_path, *options) as other:
        assert re.match(r"http://\[::1\]:\d+/$", other.url)
        assert httpx.get(f"{other.url}page/settings.json").json() == {"storage": False, "follows": None}
        for name, status in (("letters.example", HTTPStatus.OK), ("others.example", HTTPStatus.MISDIRECTED_REQUEST)):
            assert httpx.get(f"{other.url}healthz", headers={"Host": name}).status_code == status
