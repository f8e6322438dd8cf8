"""One service for all tests of a process that ask for no other."""

from collections.abc import Iterator

import httpx
import pytest

from tests.service.running import Running, service


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service that takes bodies of 1 MB."""
    with service(tmp_path_factory.mktemp("service"), "--workers", "1", "--body-limit", "1") as started:
        yield started


@pytest.fixture(scope="session")
def client(running: Running) -> Iterator[httpx.Client]:
    """Asks that service."""
    with httpx.Client(base_url=running.url, timeout=60) as asking:
        yield asking


@pytest.fixture(scope="session")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service that gives a request two seconds and 600 MB."""
    limits = ("--workers", "1", "--time-limit", "2", "--memory-limit", "600")
    with service(tmp_path_factory.mktemp("impatient"), *limits) as started:
        yield started
