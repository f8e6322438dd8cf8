"""The current folder of a command."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder of a command: empty at first."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
