"""Fixtures for pytest, enabled by ``pytest_plugins = ["imrletters.testing.plugin"]``.

Each fixture is equal to a case (its public copy), a letter or the bytes of a PDF if this matches the accepted snapshot:
``assert render(case) == letter_layout``. ``pytest --snapshot-update`` accepts snapshots; ``--imrletters-engine`` names
the PDF engine that prints cases.
"""

import os
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from imrletters.printing import DEFAULT, ENGINES
from imrletters.testing import subjects
from imrletters.testing.page_snapshots import PageSnapshots
from imrletters.testing.snapshots import LayoutSnapshot, TagsSnapshot, TextSnapshot
from imrletters.testing.unused import remove_pictures, unused_snapshots

ENGINE = "--imrletters-engine"
LETTER_SNAPSHOTS = (TextSnapshot, LayoutSnapshot, TagsSnapshot)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option for the engine."""
    parser.addoption(
        ENGINE, choices=list(ENGINES), default=DEFAULT, help=f"the PDF engine that prints cases (default: {DEFAULT})"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Sets the engine of the run. If the plugin is enabled after the command line was parsed, there is no option."""
    before = subjects.case_engine
    config.add_cleanup(lambda: setattr(subjects, "case_engine", before))
    subjects.case_engine = config.getoption(ENGINE, DEFAULT)


@pytest.fixture
def letter_text(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The exact text of the letter."""
    return snapshot.use_extension(TextSnapshot)


@pytest.fixture
def letter_layout(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The position and typeface of everything on the pages."""
    return snapshot.use_extension(LayoutSnapshot)


@pytest.fixture
def letter_tags(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The tag tree, which a screen reader uses."""
    return snapshot.use_extension(TagsSnapshot)


@pytest.fixture
def letter_pages(snapshot: SnapshotAssertion) -> PageSnapshots:
    """The pages as pictures; ``letter_pages(tolerance=..., masks={1: [Box(...)]}, dpi=...)`` changes the settings."""
    return PageSnapshots(snapshot)


@pytest.hookimpl(tryfirst=True)
def pytest_assertrepr_compare(config: pytest.Config, op: str, left: Any, right: Any) -> list[str] | None:
    """Describes the differences of a letter. The first one is the first line, which pytest's short summary shows."""
    for each in (left, right):
        if op == "==" and isinstance(each, PageSnapshots):
            return [*each.messages]
        if op == "==" and isinstance(each, SnapshotAssertion) and isinstance(each.extension, LETTER_SNAPSHOTS):
            return each.get_assert_diff(diff_mode=config.option.diff_mode)
    return None


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Removes the received pictures of tests that no longer exist."""
    remove_pictures(session.config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Names the unused snapshots in the last line of the output."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    unused = [] if config.option.update_snapshots else unused_snapshots(config)
    if unused and reporter:
        names = ", ".join(os.path.relpath(path, config.rootpath) for path in unused)
        reporter.write_line(f"unused snapshots: {names}; remove them with: pytest --snapshot-update")
