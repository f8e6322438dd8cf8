"""Tables that people can work with: of disputed items, and of the letters of a batch.

``ITEM_COLUMNS`` and ``LETTER_COLUMNS`` define the columns; docs/data.md describes them. ``item_rows`` returns the rows
of one case, ``read_items`` and ``read_facts`` read many documents with the workers of a batch, and ``write_table``
writes CSV, JSON Lines, Parquet or Excel.
"""

from imrletters.tables.column import Column, Row, row_of
from imrletters.tables.items import ITEM_COLUMNS, item_rows
from imrletters.tables.letters import LETTER_COLUMNS, LetterFacts, LetterSubject
from imrletters.tables.reading import Checks, ReadDocument, read_facts, read_items
from imrletters.tables.table_file import require_format, write_table

__all__ = [
    "ITEM_COLUMNS",
    "LETTER_COLUMNS",
    "Checks",
    "Column",
    "LetterFacts",
    "LetterSubject",
    "ReadDocument",
    "Row",
    "item_rows",
    "read_facts",
    "read_items",
    "require_format",
    "row_of",
    "write_table",
]
