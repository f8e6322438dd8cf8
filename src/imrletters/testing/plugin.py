"""Fixtures for pytest, enabled by ``pytest_plugins = ["imrletters.testing.plugin"]``.

Each fixture is equal to a case (its public copy), a letter or the bytes of a PDF if this matches the accepted snapshot:
``assert render(case) == letter_layout``. ``pytest --snapshot-update`` accepts snapshots; ``--imrletters-engine`` names
the PDF engine that prints cases.
"""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from imrletters.printing import DEFAULT, ENGINES
from imrletters.testing import subjects
from imrletters.testing.page_snapshots import PageSnapshots
from imrletters.testing.snapshots import LayoutSnapshot, TagsSnapshot, TextSnapshot

ENGINE = "--imrletters-engine"


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


def pytest_assertrepr_compare(op: str, left: Any, right: Any) -> list[str] | None:
    """Lists the pages that changed, and where."""
    pages = next((each for each in (left, right) if isinstance(each, PageSnapshots)), None)
    return ["the pages differ from the accepted snapshots", *pages.messages] if pages and op == "==" else None
