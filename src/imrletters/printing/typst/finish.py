"""Finishes a PDF file that Typst wrote: the labels of its table, its metadata, and the dates of an undated letter.

Typst can state none of these: which cells of a table are row headers (typst-py has no way to turn on that feature), a
letter without a date, and other XMP properties than its own. It also writes widths of characters as fractions, which
not every viewer reads.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from imrletters.printing import with_provenance, without_dates

# pikepdf's type hints know no entries of an object, so these are Any here
FRACTION = re.compile(rb"\d+\.\d+")
DATES = (Name.CreationDate, Name.ModDate)


def finish(pdf: bytes, provenance: Mapping[str, str], *, dated: bool) -> tuple[bytes, int]:
    """The finished PDF file and the number of its pages. The same file gives the same bytes."""
    with pikepdf.open(BytesIO(pdf)) as file:
        tags = file.Root.StructTreeRoot
        _name_row_headers(tags)
        _round_widths(file)
        # a signature changes the parent tree; in an object of its own, the rest of the tags stays as it is
        tags.ParentTree = file.make_indirect(tags.ParentTree)
        del file.Root.MarkInfo.Suspects  # PDF/UA-1, 7.1, allows no other value than the default
        metadata = file.Root.Metadata.read_bytes()
        if not dated:
            _remove_dates(file)
            metadata = without_dates(metadata)
        file.Root.Metadata.write(with_provenance(metadata, provenance))
        out = BytesIO()
        file.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,  # Typst wrote the version; reading the metadata again takes a millisecond
        )
        return out.getvalue(), len(file.pages)


def _name_row_headers(tags: Any) -> None:
    """Makes each label of the table a row header, and the header of the value to its right (PDF/UA-1, 7.5)."""
    names: list[tuple[String, Any]] = []
    for row in _elements(tags.K, Name.TR):
        cells = list(row.K)
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            name = String(f"h{len(names):03}")
            names.append((name, label))
            label.S, label.ID = Name.TH, name
            _table_attributes(label).Scope = Name.Row
            _table_attributes(value).Headers = Array([name])
    if names:
        tags.IDTree = Dictionary(Names=Array([each for pair in names for each in pair]))


def _table_attributes(cell: Any) -> Any:
    """The attributes of a cell whose owner is its table. Typst writes an empty list of headers for every cell."""
    attributes = next(each for each in cell.A if Name.Table == each.O)
    if Name.Headers in attributes:
        del attributes.Headers
    return attributes


def _elements(children: Any, kind: Name) -> Iterator[Any]:
    """The structure elements of one type among some elements and all their descendants."""
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary) and Name.S in child:
            if kind == child.S:
                yield child
            elif Name.K in child:
                yield from _elements(child.K, kind)


def _round_widths(file: pikepdf.Pdf) -> None:
    """Rounds the widths of all characters to thousandths of the type size, as WeasyPrint does.

    PDFium (the viewer of Chrome and Edge) cuts off their fractions, so that a full line ends half a point too early.
    """
    for font in {name: font for page in file.pages for name, font in page.Resources.Font.items()}.values():
        descendant = font.DescendantFonts[0]
        rounded = FRACTION.sub(lambda width: b"%d" % round(float(width[0])), descendant.W.unparse())
        descendant.W = Object.parse(rounded)


def _remove_dates(file: pikepdf.Pdf) -> None:
    """Removes the dates of the file and of its attachments."""
    places = [file.docinfo, *(each.get_file().obj.Params for each in file.attachments.values())]
    for place in places:
        for name in DATES:
            if name in place:
                del place[name]
