"""The services that most tests share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.service.running_service import RunningService, running_service
from tests.support import OWN


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A service that accepts bodies of 1 MB."""
    with running_service(tmp_path_factory.mktemp("service"), "--workers", "1", "--body-limit", "1") as started:
        yield started


@pytest.fixture(scope="session")
def client(running: RunningService) -> Iterator[httpx.Client]:
    """An HTTP client of that service."""
    with httpx.Client(base_url=running.url, timeout=60) as started:
        yield started


@pytest.fixture(scope="session")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A service with limits of two seconds and 600 MB for each request."""
    limits = ("--workers", "1", "--time-limit", "2", "--memory-limit", "600")
    with running_service(tmp_path_factory.mktemp("limited"), *limits) as started:
        yield started


@pytest.fixture(scope="module")
def watched_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case, and the templates and letterhead of its organization."""
    return shutil.copytree(OWN, tmp_path_factory.mktemp("preview") / "own")


@pytest.fixture(scope="module")
def preview(watched_folder: Path) -> Iterator[RunningService]:
    """A service that watches the case in that folder."""
    command = ("preview", "own-edition.json", "--no-open")
    options = ("--templates", "templates", "--letterhead", "letterhead.toml")
    with running_service(watched_folder, *options, command=command) as running:
        yield running
