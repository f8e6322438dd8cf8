"""The current folder of a command."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import temporary_files


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder of a command: empty at first, and without temporary files at the end."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    assert temporary_files(tmp_path) == []
