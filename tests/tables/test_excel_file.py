"""Tables as Excel workbooks."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest

from imrletters.errors import DataError
from imrletters.tables import excel_file
from imrletters.tables.excel_file import write_excel
from tests.tables.support import ROWS, row, written

pytest.importorskip("xlsxwriter")


def sheet(workbook: bytes) -> str:
    """The XML of the only sheet; constant memory writes texts into the sheet itself."""
    with zipfile.ZipFile(BytesIO(workbook)) as parts:
        return parts.read("xl/worksheets/sheet1.xml").decode()


def test_a_workbook_has_the_names_of_the_columns_and_typed_values() -> None:
    cells = re.findall(
        r'<c r="(\w+)"(?: s="\d+")?(?: t="(\w+)")?>(.*?)</c>', sheet(written(write_excel, ROWS)), re.DOTALL
    )
    texts = {place: (kind, re.sub("<.*?>", "", content)) for place, kind, content in cells}
    assert [texts[f"{column}1"][1] for column in "ABCD"] == ["a_text", "a_number", "a_date", "a_list"]
    assert texts["A2"] == ("inlineStr", "knee, left")
    assert texts["B2"] == ("", "-3")
    assert texts["C2"] == ("", "42710")  # the day of 2016-12-06 as Excel counts
    assert texts["D2"] == ("inlineStr", "one | two")
    assert not [place for place in texts if place.endswith("3")]


def test_no_text_is_a_formula_or_a_link() -> None:
    content = sheet(written(write_excel, [row("=1+2"), row("http://www.example.org"), row("{=1}")]))
    assert "<f>" not in content
    assert "hyperlink" not in content


def test_equal_tables_are_equal_files() -> None:
    assert written(write_excel, ROWS) == written(write_excel, ROWS)


def test_a_table_that_does_not_fit_into_a_sheet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match="a value of a_text has 32,768 characters; a cell of Excel has at most 32,767"):
        written(write_excel, [row("a" * 32_768)])
    monkeypatch.setattr(excel_file, "MAX_ROWS", 2)
    with pytest.raises(DataError, match="the table has more than the 2 rows of an Excel sheet"):
        written(write_excel, ROWS)


def test_a_date_before_those_of_excel_is_a_text() -> None:
    days = [date(1016, 3, 2), date(1899, 12, 31), date(1900, 1, 1), date(9999, 12, 31)]
    content = sheet(written(write_excel, [row(day=day) for day in days]))
    cells = [content.partition(f'<c r="C{number}"')[2].partition("</c>")[0] for number in (2, 3, 4, 5)]
    kinds = ["inlineStr" in cell for cell in cells]
    values = [re.sub("<.*?>", "", cell.partition(">")[2]) for cell in cells]
    assert kinds == [True, True, False, False]
    assert values == ["1016-03-02", "1899-12-31", "1", "2958465"]
