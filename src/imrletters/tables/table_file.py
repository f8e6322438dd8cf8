"""Writes a table to a file in the format that the ending of its name states."""

from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from typing import Any, BinaryIO

from imrletters.errors import DataError, Problem, ResourceError
from imrletters.files import new_file
from imrletters.path_names import PathName, file_path
from imrletters.tables.column import Column, Row
from imrletters.tables.csv_file import write_csv
from imrletters.tables.excel_file import write_excel
from imrletters.tables.jsonl_file import write_jsonl
from imrletters.tables.parquet_file import write_parquet

Writer = Callable[[BinaryIO, Sequence[Column[Any]], Iterable[Row]], None]
TABLE_FORMATS: dict[str, Writer] = {
    ".csv": write_csv,
    ".jsonl": write_jsonl,
    ".parquet": write_parquet,
    ".xlsx": write_excel,
}
"""The function that writes each format, by the ending of file names."""
LIBRARIES = {".parquet": "pyarrow", ".xlsx": "xlsxwriter"}
"""The libraries that write formats; the extra ``tables`` installs them."""


def require_format(path: PathName) -> None:
    """Raises DataError if no format has the ending of this name, and ResourceError if its library is not installed."""
    path = file_path(path)
    if path.suffix not in TABLE_FORMATS:
        message = f"expected a name that ends in {', '.join(TABLE_FORMATS)}"
        raise DataError([Problem(message, source=str(path))])
    library = LIBRARIES.get(path.suffix)
    if library and find_spec(library) is None:
        raise ResourceError(f"a {path.suffix} file needs pip install 'imrletters[tables]'")


def write_table(path: PathName, columns: Sequence[Column[Any]], rows: Iterable[Row]) -> None:
    """Writes the rows completely or not at all; they are read one after the other.

    Raises as ``require_format`` does, DataError for a table that the format cannot contain, and OSError.
    """
    path = file_path(path)
    require_format(path)
    with new_file(path) as file:
        TABLE_FORMATS[path.suffix](file, columns, rows)
