"""Finishes a PDF file that Typst wrote: the labels of its table, its metadata, and the dates of an undated letter.

Typst can state none of these: which cells of a table are row headers (typst-py has no way to turn on that feature), a
letter without a date, and other XMP properties than its own. It also writes widths of characters as fractions, which
not every viewer reads.

The objects are edited as text, because a PDF library takes several times as long to read and write them. Every edit
requires exactly what the pinned version of Typst writes.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from imrletters.printing import with_provenance, without_dates
from imrletters.printing.typst.plain_file import PlainFile, read_plain_file, unknown_form, write_compressed

PAGE = b"<</Type/Page/"
SUSPECTS = re.compile(rb"/Suspects false(?=>>)")
ROW = b"<</Type/StructElem/S/TR/"
LABEL_AND_VALUE = re.compile(rb"(\d+) 0 R (\d+) 0 R")
CELL = re.compile(rb"/S/TD(/P \d+ 0 R/A\[<</O/Table)/Headers\[\]")
PARENT_TREE = re.compile(rb"/ParentTree(<</Nums\[[^\]]*\]>>)")
FONT = b"<</Type/Font/Subtype/CIDFontType2/"
WIDTHS = re.compile(rb"(?<=/W\[)[\d. ]+(?=\]>>\Z)")
MOST_WIDTHS = 4096
"""The greatest number of widths whose rounded forms are kept."""
PACKET = re.compile(rb"\A<</Length \d+/Type/Metadata/Subtype/XML>>\nstream\n(.*)\nendstream\Z", re.DOTALL)
INFORMATION_DATES = re.compile(rb"/ModDate\(D:\d+Z\)/CreationDate\(D:\d+Z\)(?=>>\Z)")
ATTACHMENT = re.compile(rb"<</Length \d+/Type/EmbeddedFile/")
ATTACHMENT_DATE = re.compile(rb"/ModDate\(D:\d+Z\)(?=>>>>\nstream\n)")


def finish(pdf: bytes, provenance: Mapping[str, str], *, dated: bool) -> tuple[bytes, int]:
    """The finished PDF file and the number of its pages. The same file gives the same bytes.

    Raises PrintError if Typst wrote an object in another form.
    """
    file = read_plain_file(pdf)
    _edit(file, file.catalog, SUSPECTS, b"")  # PDF/UA-1, 7.1, allows no other value than the default
    _finish_tags(file)
    _round_widths(file)
    _finish_metadata(file, provenance, dated=dated)
    if not dated:
        _remove_dates(file)
    return write_compressed(file), sum(item.startswith(PAGE) for item in file.objects.values())


def _finish_tags(file: PlainFile) -> None:
    """Makes each label of the table a row header, and the header of the value to its right (PDF/UA-1, 7.5)."""
    rows = [item.partition(b"/K")[2] for item in file.objects.values() if item.startswith(ROW)]
    names = b""
    for index, (label, value) in enumerate(pair for row in rows for pair in LABEL_AND_VALUE.findall(row)):
        name = b"(h%03d)" % index
        names += b"%b%b 0 R" % (name, label)
        _edit(file, int(label), CELL, rb"/S/TH/ID%b\1/Scope/Row" % name)
        _edit(file, int(value), CELL, rb"/S/TD\1/Headers[%b]" % name)
    headers = b"/IDTree<</Names[%b]>>" % names if names else b""
    separate = len(file.objects) + 1

    def separated(tree: re.Match[bytes]) -> bytes:
        file.objects[separate] = tree[1]
        return b"/ParentTree %d 0 R%b" % (separate, headers)

    # a signature changes the parent tree; in an object of its own, the rest of the tags stays as it is
    _edit(file, _referenced(file, b"StructTreeRoot"), PARENT_TREE, separated)


def _round_widths(file: PlainFile) -> None:
    """Rounds the widths of all characters to thousandths of the type size, as WeasyPrint does.

    PDFium (the viewer of Chrome and Edge) cuts off their fractions, so that a full line ends half a point too early.
    """
    for number, item in file.objects.items():
        if item.startswith(FONT):
            _edit(file, number, WIDTHS, lambda widths: b" ".join(map(_rounded, widths[0].split())))


@lru_cache(maxsize=MOST_WIDTHS)
def _rounded(number: bytes) -> bytes:
    return b"%d" % round(float(number))


def _finish_metadata(file: PlainFile, provenance: Mapping[str, str], *, dated: bool) -> None:
    """Adds the provenance, if there is any, to the XMP metadata, and removes the dates of an undated letter from it."""

    def finished(packet: re.Match[bytes]) -> bytes:
        xmp = packet[1] if dated else without_dates(packet[1])
        xmp = with_provenance(xmp, provenance) if provenance else xmp
        return b"<</Length %d/Type/Metadata/Subtype/XML>>\nstream\n%b\nendstream" % (len(xmp), xmp)

    _edit(file, _referenced(file, b"Metadata"), PACKET, finished)


def _remove_dates(file: PlainFile) -> None:
    """Removes the dates of the file and of its attachments."""
    _edit(file, file.information, INFORMATION_DATES, b"")
    for number, item in file.objects.items():
        if ATTACHMENT.match(item):
            _edit(file, number, ATTACHMENT_DATE, b"")


def _referenced(file: PlainFile, name: bytes) -> int:
    """The number of the object to which an entry of the catalog refers."""
    reference = re.search(rb"/%b (\d+) 0 R" % name, file.objects[file.catalog])
    if not reference:
        raise unknown_form("the catalog")
    return int(reference[1])


def _edit(
    file: PlainFile, number: int, form: re.Pattern[bytes], replacement: bytes | Callable[[re.Match[bytes]], bytes]
) -> None:
    """Replaces the part of an object that has the form, which must occur once."""
    file.objects[number], count = form.subn(replacement, file.objects[number])
    if count != 1:
        raise unknown_form(f"object {number}")
