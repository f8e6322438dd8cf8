"""A store in a file of its own, and a case that can be issued."""

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
def mended(faulty: bytes) -> bytes:
    """The same case without its error; a warning is left."""
    return faulty.replace(b"is medically necessary", b"is not medically necessary")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of the store."""
    return tmp_path / "determinations.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A store with nothing in it."""
    with closing(Store(path)) as opened:
        yield opened
