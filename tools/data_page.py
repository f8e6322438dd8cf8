"""Writes docs/data.md from the columns of the tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from imrletters.tables import ITEM_COLUMNS, LETTER_COLUMNS, Column

PAGE = Path(__file__).resolve().parents[1] / "docs" / "data.md"
# ruff: noqa: E501 - rows of Markdown tables cannot be wrapped
TEXT = """# Tables

This page is written by `make data` from `src/imrletters/tables/`.

```sh
imrletters table letters/2016/*.pdf -o items.csv         # a row for each disputed item
imrletters render 2016-11.jsonl -o letters --report letters.csv    # a row for each letter
```

`imrletters table` reads case files (`.json`, `.jsonl`), letters (`.pdf`, `.txt`), also published ones, and folders. A
folder contributes its case files, or else its PDF letters, or else its text letters. A letter of which the folder has several
copies (`NAME.pdf`, `NAME.parties.pdf`, `NAME.signed.pdf`) is taken once. Capitals in an ending make no difference. Lock
files and superseded letters are passed over; if nothing else is named, no table is written (exit code 2). The rows are in
the order of the documents. A document that cannot be read has no row: its problems are printed, and the exit code is 1.
The findings are those of `imrletters check`, with the rules that `imrletters.toml` selects.

The work is spread as in a batch ([batch.md](batch.md)): over all cores (`--jobs N`), or over a cluster
(`--scheduler ADDRESS`). The memory does not grow with the number of documents. Each document is read within the limits of
`--time-limit` and `--memory-limit`, except on a cluster.

## Formats

The ending of the name is the format. A table is written completely or not at all. It may not replace an input, a manifest
or a letter of a batch, and a `.jsonl` table may not be in an input folder, where the next call would read it as cases. A
byte of a file name that is not UTF-8 is written as `\N{REPLACEMENT CHARACTER}`.

| ending | format |
|---|---|
| `.csv` | CSV in UTF-8 (RFC 4180). Dates are ISO 8601. The texts of a list are separated by ` \\| `. An apostrophe precedes a text that a spreadsheet would take for a formula: one that begins with `=`, `+`, `-`, `@`, a tab or a carriage return. |
| `.jsonl` | JSON Lines: each row is one object with all columns. Lists are arrays. Dates are ISO 8601. No value is changed. |
| `.parquet` | Parquet with typed columns; the file contains the descriptions below. Needs `pip install 'imrletters[tables]'`. |
| `.xlsx` | One Excel sheet with typed columns and lists as in CSV. A date before 1900 is a text, as in CSV, because Excel has no such dates. No text is a formula. At most 1,048,575 rows. Needs `pip install 'imrletters[tables]'`. |

A list of names in a letter (states, specialties, sections) is split where every name is known. Other lists stay one
entry, because names contain commas. A heading that does not fit the wording of a partial approval exactly stays whole in
`service`.

The names of the columns and what they contain do not change. New versions may add columns at the end.

## Disputed items: `imrletters table`

{items}

## Letters: `imrletters render --report`

A row for each case of the call, in its order. A refused case has a row too. With `--report`, a single case is a batch too.

{letters}

## From Python

`imrletters.tables` has the columns (`ITEM_COLUMNS`, `LETTER_COLUMNS`) and the functions.

```python
from pathlib import Path

from imrletters import check, load_case
from imrletters.tables import ITEM_COLUMNS, item_rows, write_table

case = load_case(Path("samples/mixed-decisions.json"))
rows = item_rows(case, check(case))
assert [row["decision"] for row in rows] == ["Overturned", "Overturned", "Upheld"]
assert rows[0]["treatments"] == ("MRI",)
write_table(Path("items.jsonl"), ITEM_COLUMNS, rows)
```

`read_items` reads many documents with several processes. [examples/tables/plots.py](../examples/tables/plots.py) draws the decisions by
treatment, the guidelines that each side used, and the days to the decision.
"""


def data_page(items: Sequence[Column[Any]], letters: Sequence[Column[Any]]) -> str:
    """The page, with a table of the columns of each table."""
    return TEXT.format(items=_described(items), letters=_described(letters))


def _described(columns: Sequence[Column[Any]]) -> str:
    rows = "\n".join(f"| `{column.name}` | {column.kind} | {column.description} |" for column in columns)
    return f"| column | kind | value |\n|---|---|---|\n{rows}"


if __name__ == "__main__":
    PAGE.write_text(data_page(ITEM_COLUMNS, LETTER_COLUMNS), encoding="utf-8")
