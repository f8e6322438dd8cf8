"""Files of tables: the format by the ending of the name, completely or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from imrletters.errors import DataError, ResourceError
from imrletters.tables import table_file
from imrletters.tables.column import Row
from imrletters.tables.table_file import TABLE_FORMATS, require_format, write_table
from tests.tables.support import COLUMNS, ROWS


@pytest.mark.parametrize("ending", TABLE_FORMATS)
def test_the_ending_of_the_name_chooses_the_format(ending: str, tmp_path: Path) -> None:
    starts = {".csv": b"a_text,", ".jsonl": b'{"a_text"', ".parquet": b"PAR1", ".xlsx": b"PK"}
    path = tmp_path / f"items{ending}"
    try:
        write_table(path, COLUMNS, ROWS)
    except ResourceError:
        pytest.skip(f"the library for {ending} is not installed")
    assert path.read_bytes().startswith(starts[ending])
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_another_ending_is_refused() -> None:
    with pytest.raises(
        DataError, match=r"items.ods: error: expected a name that ends in .csv, .jsonl, .parquet, .xlsx"
    ):
        require_format(Path("items.ods"))


def test_a_missing_library_is_named_before_any_row_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rows() -> Iterator[Row]:
        yield pytest.fail("a row was read")

    monkeypatch.setitem(table_file.LIBRARIES, ".csv", "no_such_library")
    with pytest.raises(ResourceError, match=r"a \.csv file needs pip install 'imrletters\[tables\]'"):
        write_table(tmp_path / "items.csv", COLUMNS, rows())


def test_an_error_in_a_row_leaves_the_old_table(tmp_path: Path) -> None:
    def rows() -> Iterator[Row]:
        yield ROWS[0]
        raise KeyboardInterrupt

    (tmp_path / "items.csv").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_table(tmp_path / "items.csv", COLUMNS, rows())
    assert (tmp_path / "items.csv").read_text() == "old"
    assert len([*tmp_path.iterdir()]) == 1
