"""The page of the tables: written from the columns, and current; its example runs."""

import re
import runpy
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from imrletters.tables import ITEM_COLUMNS, LETTER_COLUMNS, Column
from tests.support import ROOT

PAGE = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
data_page: Callable[[Sequence[Column[Any]], Sequence[Column[Any]]], str] = runpy.run_path(
    str(ROOT / "tools" / "data_page.py")
)["data_page"]


def test_the_page_is_current() -> None:
    assert data_page(ITEM_COLUMNS, LETTER_COLUMNS) == PAGE, "run: make data"


def test_another_column_changes_the_page() -> None:
    assert data_page(ITEM_COLUMNS[1:], LETTER_COLUMNS) != PAGE
    assert data_page(ITEM_COLUMNS, LETTER_COLUMNS[1:]) != PAGE


def test_every_column_has_a_row_with_its_description() -> None:
    rows = re.findall(r"^\| `(\w+)` \| \w+ \| (.+) \|$", PAGE, re.MULTILINE)
    columns: tuple[Column[Any], ...] = (*ITEM_COLUMNS, *LETTER_COLUMNS)
    assert rows == [(column.name, column.description) for column in columns]
    assert all(description.endswith((".", "`)")) for _, description in rows)


def test_the_example_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    [code] = re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    exec(compile(code, "docs/data.md", "exec"), {})  # noqa: S102 - runs the example
    assert (tmp_path / "items.jsonl").read_text().count("\n") == 3
