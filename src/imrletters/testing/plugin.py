"""Fixtures for pytest, by ``pytest_plugins = ["imrletters.testing.plugin"]``.

Each is equal to a case (its public copy), a letter or the bytes of a PDF that looks as it did when its snapshot was
accepted (``pytest --snapshot-update``): ``assert render(case) == letter_layout``.
"""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from imrletters.testing.page_snapshots import PageSnapshots
from imrletters.testing.snapshots import LayoutSnapshot, TagsSnapshot, TextSnapshot


@pytest.fixture
def letter_text(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The letter as text, strictly."""
    return snapshot.use_extension(TextSnapshot)


@pytest.fixture
def letter_layout(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """What stands where on the pages, in what type."""
    return snapshot.use_extension(LayoutSnapshot)


@pytest.fixture
def letter_tags(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """What a screen reader reads."""
    return snapshot.use_extension(TagsSnapshot)


@pytest.fixture
def letter_pages(snapshot: SnapshotAssertion) -> PageSnapshots:
    """The pages as pictures; ``letter_pages(tolerance=..., masks={1: [Box(...)]}, dpi=...)`` compares otherwise."""
    return PageSnapshots(snapshot)


def pytest_assertrepr_compare(op: str, left: Any, right: Any) -> list[str] | None:
    """Says which pages changed, and where."""
    pages = next((each for each in (left, right) if isinstance(each, PageSnapshots)), None)
    return ["the pages are not as accepted", *pages.said] if pages and op == "==" else None
