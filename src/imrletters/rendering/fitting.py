"""Checks that titles and the header block of a letter have room in an organization's own look."""

from typing import TypeAlias

from imrletters.rendering.line_breaking import width_in_points
from imrletters.rendering.look import Look

Rows: TypeAlias = list[list[tuple[str, str]]]


def fitting_title(title: str, look: Look) -> str:
    """The title. Raises ValueError if it is wider than a line: the lines of a title are not broken."""
    width = width_in_points(title, look.typefaces.text_bold, look.text.size)
    if width > look.line_width:
        raise ValueError(
            f"the title {title!r} is {width:.0f} pt wide; a line has room for {look.line_width:.0f} pt "
            "(look.toml: text.size, page.margin)"
        )
    return title


def fitting_rows(rows: Rows, look: Look) -> Rows:
    """The rows of the header block. Raises ValueError if they could not be read back from a letter of this look.

    Only the last label of a row may have several lines: two such labels beside each other could not be distinguished.
    """
    table, faces = look.header_table, look.typefaces
    for row in rows:
        for place, (label, value) in enumerate(row):
            last = place == len(row) - 1
            pieces = label.split() if last else [label]
            widest = max((width_in_points(piece, faces.table_bold, table.size) for piece in pieces), default=0)
            _require(label, widest, table.text_widths[2 * place])
            if len(row) > 1:
                _require(value, width_in_points(value, faces.table, table.size), table.text_widths[2 * place + 1])
    return rows


def _require(text: str, width: float, available: float) -> None:
    if width > available:
        raise ValueError(
            f"{text!r} is {width:.0f} pt wide; its column in the header table has room for {available:.0f} pt "
            "(look.toml: header_table.size, columns, width)"
        )
