"""Fixtures: an empty store, a faulty case, and a case that can be issued."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from determinations.store import Store

HERE = Path(__file__).parents[1]
NUMBER = "CM17-0000021"


@pytest.fixture
def faulty() -> bytes:
    """A case whose rationale contradicts its decision."""
    return (HERE / "cases" / "knee-brace.json").read_bytes()


@pytest.fixture
def fixed(faulty: bytes) -> bytes:
    """The same case without the error; one warning remains."""
    return faulty.replace(b"is medically necessary", b"is not medically necessary")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of the database file."""
    return tmp_path / "determinations.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An empty store."""
    with closing(Store(path)) as opened:
        yield opened
