"""Fixtures for pytest, enabled by ``pytest_plugins = ["imrletters.testing.plugin"]``.

Each fixture is equal to a case (its public copy), a letter or the bytes of a PDF if this matches the accepted snapshot:
``assert render(case) == letter_layout``. ``pytest --snapshot-update`` accepts snapshots.
"""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from imrletters.testing.page_snapshots import PageSnapshots
from imrletters.testing.snapshots import LayoutSnapshot, TagsSnapshot, TextSnapshot


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
