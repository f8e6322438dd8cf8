"""A separate project in a temporary folder. Its tests compare the letter in that folder with snapshots."""

from pathlib import Path

import pytest

TESTS = """
from pathlib import Path

LETTER = Path("letter.pdf").read_bytes()

def test_text(letter_text):
    assert LETTER == letter_text

def test_layout(letter_layout):
    assert LETTER == letter_layout

def test_tags(letter_tags):
    assert LETTER == letter_tags

def test_pages(letter_pages):
    assert LETTER == letter_pages
"""

QUICKER = ("no:cacheprovider", "no:hypothesispytest", "no:benchmark", "no:unraisableexception")
"""Plugins that these tests do not need; the last one collects garbage five times after each run."""
ACCEPTED: dict[bytes, dict[str, bytes]] = {}
"""The snapshots that the four tests wrote for a letter: the files by their names."""


class Project:
    """A folder with a letter, its tests and their snapshots."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.folder: Path = pytester.path
        pytester.makeconftest('pytest_plugins = ["imrletters.testing.plugin"]')
        self.tests(TESTS)

    def tests(self, source: str) -> None:
        """Replaces the four tests."""
        self.source = source
        self.pytester.makepyfile(test_letter=source)

    def test(self, assertion: str, fixture: str) -> None:
        """Replaces the four tests by one."""
        self.tests(f"""
from pathlib import Path
from imrletters.testing import *

LETTER = Path("letter.pdf").read_bytes()

def test_it({fixture}):
    {assertion}
""")

    def run(self, letter: bytes, *options: str) -> pytest.RunResult:
        """Runs the tests on a letter."""
        (self.folder / "letter.pdf").write_bytes(letter)
        return self.pytester.runpytest_inprocess(*(f"-p{name}" for name in QUICKER), "-vv", *options)

    def accept(self, letter: bytes, *options: str) -> None:
        """Accepts a letter. If the four tests accepted it before, copies the snapshots that they wrote."""
        if letter in ACCEPTED and self.source == TESTS and not (options or self.accepted()):
            folder = self.pytester.mkdir("__snapshots__") / "test_letter"
            folder.mkdir()
            for name, data in ACCEPTED[letter].items():
                (folder / name).write_bytes(data)
            return
        assert self.run(letter, "--snapshot-update", *options).ret == 0
        if self.source == TESTS:
            ACCEPTED[letter] = {name: data for name, (data, _) in self.accepted().items()}

    def accepted(self) -> dict[str, tuple[bytes, int]]:
        """The snapshots by name, each with its bytes and the time of its last change."""
        return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in self._in("__snapshots__")}

    def received(self) -> list[str]:
        """The names of the pictures of pages that differ."""
        return sorted(path.name for path in self._in("__received__"))

    def _in(self, folder: str) -> list[Path]:
        return [path for path in (self.folder / folder).rglob("*") if path.is_file()]


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Project:
    # otherwise syrupy mistakes the worker of these tests for a worker of the inner run
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    return Project(pytester)
