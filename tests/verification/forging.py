"""Forged letters: bytes around, after and inside a genuine letter."""

import re
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from tests.signing import support
from tests.signing.support import signed
from tests.support import sample_pdf
from tests.verification.letters import PRINT, SAMPLE

FORGED_CONTENT = b"BT /F1 12 Tf 100 500 Td (Upheld) Tj ET\n0 0 0 rg 90 400 400 120 re f\n"
"""A page with a large black rectangle instead of the letter."""
ONCE = signed()
"""The letter after one signature."""
opened = cache(support.opened)
"""Opens a PDF with pikepdf, and keeps it open, because its objects do not outlive it."""
END = b"\nstartxref\n%d\n%%%%EOF\n"


def page_number(page: int = 0) -> int:
    """The number of the object of a page of the print."""
    return int(opened(PRINT).pages[page].objgen[0])


def content_number(page: int = 0) -> int:
    """The number of the content stream of a page of the print."""
    return int(opened(PRINT).pages[page].Contents.objgen[0])


def catalog_number() -> int:
    return int(opened(PRINT).Root.objgen[0])


def last_start(pdf: bytes) -> int:
    """The offset of the newest cross-reference section."""
    return int(pdf[pdf.rindex(b"startxref") :].split()[1])


def stream(data: bytes) -> bytes:
    """A stream object without a filter."""
    return b"<</Length %d>>\nstream\n%b\nendstream" % (len(data), data)


def table(
    pdf: bytes, objects: Mapping[int, bytes], *, more: bytes = b"", end: bytes = END, generation: int = 0
) -> bytes:
    """A PDF with objects appended that a cross-reference table lists."""
    document = support.opened(pdf)
    size, info = int(document.trailer.Size), document.trailer.Info.objgen[0]
    data, rows = pdf, b""
    for number, text in objects.items():
        rows += b"%d 1\n%010d %05d n \n" % (number, len(data), generation)
        data += b"%d %d obj\n%b\nendobj\n" % (number, generation, text)
    trailer = b"<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d%b>>" % (
        size,
        document.Root.objgen[0],
        info,
        last_start(pdf),
        more,
    )
    return data + b"xref\n%btrailer\n%b" % (rows, trailer) + (end % len(data) if b"%d" in end else end)


def section(pdf: bytes, objects: Mapping[int, bytes], *, more: bytes = b"", end: bytes = END) -> bytes:
    """A PDF with objects appended that a cross-reference stream lists."""
    document = support.opened(pdf)
    size, info = int(document.trailer.Size), document.trailer.Info.objgen[0]
    data, index, entries = pdf, b"", b""
    for number, text in objects.items():
        index += b"%d 1 " % number
        entries += b"\x01" + len(data).to_bytes(4) + b"\0\0"
        data += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    entries += b"\x01" + len(data).to_bytes(4) + b"\0\0"
    head = (
        b"%d 0 obj\n<</Type/XRef/W[1 4 2]/Index[%b%d 1]/Size %d/Root %d 0 R/Info %d 0 R/Prev %d/Length %d%b>>\nstream\n"
    )
    values = (size, index, size, size + 1, document.Root.objgen[0], info, last_start(pdf), len(entries), more)
    return data + head % values + entries + b"\nendstream\nendobj" + (end % len(data) if b"%d" in end else end)


def forged_page() -> dict[int, bytes]:
    """The content stream of the first page, replaced."""
    return {content_number(): stream(FORGED_CONTENT)}


def one_line_end(pdf: bytes = PRINT) -> bytes:
    """A forged revision whose ``startxref`` is followed by its number on the same line."""
    return section(pdf, forged_page(), end=b"\nstartxref %d\n%%%%EOF\n")


def two_ends(pdf: bytes = ONCE) -> bytes:
    """A forged revision between two ends of the file, with a space before the last ``%%EOF``."""
    forged = section(pdf, forged_page(), end=b"\n")
    start = forged.rindex(b" 0 obj\n<</Type/XRef")
    start = forged.rindex(b"\n", 0, start) + 1
    return forged + b"startxref\n%d\n%%%%EOF\nstartxref\n%d\n %%%%EOF\n" % (last_start(pdf), start)


def page_read_in_two_ways(pdf: bytes = ONCE) -> bytes:
    """A page with a hexadecimal string that some readers end at the first other character."""
    number, content = page_number(), content_number()
    resources = int(opened(PRINT).pages[0].Resources.objgen[0])
    size = int(opened(pdf).trailer.Size)
    page = (
        b"<</Type/Page/Parent 1 0 R/MediaBox[0 0 612 792]/Contents[%d 0 R %d 0 R]/Resources %d 0 R"
        b"/StructParents 0/Tabs <00 /Contents %d 0 R /Resources %d 0 R >>>"
    ) % (content, size + 1, resources, content, resources)
    return section(pdf, {number: page, size + 1: stream(FORGED_CONTENT)})


def replaced(old: bytes, new: bytes, pdf: bytes = ONCE, *, start: int = len(PRINT)) -> bytes:
    """The signed letter with other bytes in its increment; the length may change."""
    place = pdf.index(old, start)
    return pdf[:place] + new + pdf[place + len(old) :]


def padded(old: bytes, new: bytes, pdf: bytes = ONCE) -> bytes:
    """The same, but the offsets stay: the difference of the lengths is taken from the digits of the signature."""
    changed = replaced(old, new, pdf)
    end = changed.index(b">", changed.index(b"/Contents <", len(PRINT)))
    surplus = len(changed) - len(pdf)
    return changed[: end - surplus] + changed[end:]


def visible_widget(subtype: bytes) -> bytes:
    return replaced(b"/Subtype /Widget", b"/Subtype /" + subtype)


def increment(number: int, times: int = 2) -> bytes:
    """What one signature appended, from 1."""
    assert number <= times
    return signed(number)[len(signed(number - 1)) :]


def deflated_section(level: int, *, change: Callable[[bytes], bytes] = bytes) -> bytes:
    """The signed letter with its cross-reference stream compressed again."""
    start = ONCE.rindex(b"stream\n", 0, ONCE.rindex(b"\nendstream")) + 7
    end = ONCE.rindex(b"\nendstream")
    raw = zlib.compress(change(zlib.decompress(ONCE[start:end])), level)
    return with_section_data(raw)


def with_section_data(raw: bytes) -> bytes:
    """The signed letter with other bytes in its cross-reference stream, and its length and range adapted."""
    start = ONCE.rindex(b"stream\n", 0, ONCE.rindex(b"\nendstream")) + 7
    end = ONCE.rindex(b"\nendstream")
    head = re.sub(rb"/Length \d+\n>>\nstream\n$", b"/Length %d\n>>\nstream\n" % len(raw), ONCE[:start])
    changed = head + raw + ONCE[end:]
    byte_range = re.search(rb"/ByteRange \[0 (\d+) (\d+) \d+\] *\n", changed)
    assert byte_range is not None
    text = b"/ByteRange [0 %b %b %d]" % (byte_range[1], byte_range[2], len(changed) - int(byte_range[2]))
    return changed[: byte_range.start()] + text.ljust(len(byte_range[0]) - 1) + b"\n" + changed[byte_range.end() :]


def byte_range_as(form: bytes) -> bytes:
    """The signed letter with its byte range written in another way, in the same number of bytes."""
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\] *\n", ONCE)
    assert found is not None
    text = form % tuple(map(int, found.groups()))
    assert len(text) < len(found[0])
    return ONCE[: found.start()] + text.ljust(len(found[0]) - 1) + b"\n" + ONCE[found.end() :]


def contents_as(change: Callable[[bytes], bytes]) -> bytes:
    """The signed letter with other digits of its signature, in the same number of bytes."""
    start = ONCE.index(b"/Contents <", len(PRINT)) + 11
    end = ONCE.index(b">", start)
    digits = change(ONCE[start:end])
    assert len(digits) == end - start
    return ONCE[:start] + digits + ONCE[end:]


OTHER_LETTER = sample_pdf(next(path for path in [SAMPLE.with_name("expedited.json")]))

ROOT = catalog_number()
SIZE = int(opened(ONCE).trailer.Size)
FREE = b"\nxref\n%d 1\n0000000000 00001 f \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"

FORGERIES: dict[str, Callable[[], bytes]] = {
    # the findings
    "startxref on one line": one_line_end,
    "startxref on one line after a signature": lambda: one_line_end(ONCE),
    "space before the end of the file": two_ends,
    "space before the end of the file, not signed": lambda: two_ends(PRINT),
    "page read in two ways": page_read_in_two_ways,
    "page read in two ways, not signed": lambda: page_read_in_two_ways(PRINT),
    "note instead of a widget": lambda: visible_widget(b"Text"),
    "square instead of a widget": lambda: visible_widget(b"Square"),
    "note of the same length": lambda: padded(b"/Subtype /Widget", b"/Subtype /Text  "),
    "square of the same length": lambda: padded(b"/Subtype /Widget", b"/Subtype /Square"),
    "description read aloud": lambda: padded(b"/TU (Digital signature 1)", b"/TU (Decision: Overturned)"),
    # around the file
    "bytes before": lambda: b"%!\n" + ONCE,
    "line before": lambda: b"\n" + PRINT,
    "another header before": lambda: b"%PDF-2.0\n" + PRINT,
    "another letter before": lambda: OTHER_LETTER + PRINT,
    "another letter after": lambda: PRINT + OTHER_LETTER,
    "another letter after a signature": lambda: ONCE + OTHER_LETTER,
    "line after": lambda: PRINT + b"\n",
    "line after a signature": lambda: ONCE + b"\n",
    "zero after a signature": lambda: ONCE + b"\0",
    "comment after a signature": lambda: ONCE + b"%x\n",
    "startxref after": lambda: PRINT + b"startxref\n%d\n%%%%EOF\n" % last_start(PRINT),
    "startxref after a signature": lambda: ONCE + b"startxref\n%d\n%%%%EOF\n" % last_start(ONCE),
    "older startxref after a signature": lambda: ONCE + b"startxref\n%d\n%%%%EOF\n" % last_start(PRINT),
    "end without a line end": lambda: ONCE[:-1],
    "carriage return at the end": lambda: ONCE[:-1] + b"\r\n",
    "end twice": lambda: ONCE + b"%%EOF\n",
    # appended revisions
    "table": lambda: table(PRINT, forged_page()),
    "table after a signature": lambda: table(ONCE, forged_page()),
    "stream": lambda: section(PRINT, forged_page()),
    "stream after a signature": lambda: section(ONCE, forged_page()),
    "hybrid table": lambda: table(PRINT, {}, more=b"/XRefStm %d" % last_start(PRINT)),
    "hybrid table after a signature": lambda: table(ONCE, forged_page(), more=b"/XRefStm %d" % last_start(ONCE)),
    "encryption": lambda: table(ONCE, {}, more=b"/Encrypt<</Filter/Standard/V 1/R 2/O()/U()/P -4>>"),
    "another root": lambda: table(ONCE, {SIZE: b"<</Type/Catalog/Pages 1 0 R>>"}, more=b"/Root %d 0 R" % SIZE),
    "catalog again": lambda: table(ONCE, {ROOT: b"<</Type/Catalog/Pages 1 0 R/OpenAction<<>>>>"}),
    "next generation": lambda: table(ONCE, forged_page(), generation=1),
    "free object": lambda: ONCE + FREE % (content_number(), SIZE, ROOT, last_start(ONCE), len(ONCE) + 1),
    "free object in the print": lambda: (
        PRINT + FREE % (content_number(), SIZE, ROOT, last_start(PRINT), len(PRINT) + 1)
    ),
    "object that nothing lists": lambda: ONCE + b"%d 0 obj\n%b\nendobj\n" % (content_number(), stream(FORGED_CONTENT)),
    "previous section skipped": lambda: replaced(b"/Prev %d" % last_start(PRINT), b"/Prev 0"),
    "previous section is itself": lambda: padded(b"/Prev %d" % last_start(PRINT), b"/Prev %d" % last_start(ONCE)),
    "two previous sections": lambda: replaced(b"/Prev ", b"/Prev 0\n/Prev "),
    "object stream": lambda: section(
        ONCE, {SIZE: b"<</Type/ObjStm/N 1/First 4/Length 19>>\nstream\n%d 0 <</Type/Page>>\nendstream" % page_number()}
    ),
    # between the objects of an increment
    "line between print and increment": lambda: PRINT + b"\n" + ONCE[len(PRINT) :],
    "comment between print and increment": lambda: PRINT + b"%\n" + ONCE[len(PRINT) :],
    "line between objects": lambda: replaced(b"endobj\n", b"endobj\n\n"),
    "comment between objects": lambda: replaced(b"endobj\n", b"endobj\n%%EOF\n"),
    "other line ends": lambda: replaced(b"endobj\n", b"endobj\r"),
    "another object": lambda: replaced(b"endobj\n", b"endobj\n%d 0 obj\n%b\nendobj\n" % (SIZE, stream(FORGED_CONTENT))),
    "object twice": lambda: replaced(b"endobj\n", b"endobj\n%d 0 obj\n<<>>\nendobj\n" % ROOT),
    "end inside": lambda: replaced(b"endobj\n", b"endobj\nstartxref\n%d\n%%%%EOF\n" % last_start(PRINT)),
    # inside the objects of an increment
    "duplicate key": lambda: replaced(b"/Type /Catalog\n", b"/Type /Catalog\n/Type /Catalog\n"),
    "another key of the catalog": lambda: replaced(b"/Type /Catalog\n", b"/Type /Catalog\n/OpenAction <<>>\n"),
    "another key of the page": lambda: replaced(b"/Tabs /S\n", b"/Tabs /S\n/CropBox [ 0 0 9 9 ]\n"),
    "another key of the form": lambda: replaced(b"/SigFlags 3\n", b"/SigFlags 3\n/XFA (<xdp/>)\n"),
    "another key of the widget": lambda: replaced(b"/F 132\n", b"/F 132\n/AP <<>>\n"),
    "action of the widget": lambda: replaced(b"/F 132\n", b"/F 132\n/A << /S /JavaScript /JS (x) >>\n"),
    "visible rectangle": lambda: padded(b"/Rect [ 0 0 0 0 ]", b"/Rect [ 0 0 9 9 ]"),
    "other flags": lambda: padded(b"/F 132", b"/F 004"),
    "another name of the field": lambda: padded(b"/T (Signature1)", b"/T (Signature9)"),
    "alternative text of the tag": lambda: replaced(b"/S /Form\n", b"/S /Form\n/Alt (Overturned)\n"),
    "another type of tag": lambda: padded(b"/S /Form\n", b"/S /Note\n"),
    "other words in the tag tree": lambda: replaced(b"/S /Document\n", b"/S /Document\n/ActualText (Overturned)\n"),
    "another content": lambda: padded(b"/Contents %d 0 R" % content_number(1), b"/Contents %d 0 R" % content_number(0)),
    "another paper": lambda: padded(b"/MediaBox [ 0 0 612 792 ]", b"/MediaBox [ 0 0 612 392 ]"),
    "number with a sign": lambda: replaced(b"/SigFlags 3", b"/SigFlags +3"),
    "number with a zero": lambda: replaced(b"/SigFlags 3", b"/SigFlags 03"),
    "name with an escape": lambda: replaced(b"/Tabs /S\n", b"/Tabs /#53\n"),
    "comment in a dictionary": lambda: replaced(b"/Tabs /S\n", b"/Tabs /S %x\n"),
    "two spaces": lambda: replaced(b"/Tabs /S\n", b"/Tabs  /S\n"),
    # the signature dictionary
    "range with signs": lambda: byte_range_as(b"/ByteRange [+%d %d %d %d]"),
    "range with zeros": lambda: byte_range_as(b"/ByteRange [%d 0%d %d %d]"),
    "range with a decimal point": lambda: byte_range_as(b"/ByteRange [%d %d. %d %d]"),
    "range with a comment": lambda: byte_range_as(b"/ByteRange [%d %d %d %d]%%"),
    "range with five numbers": lambda: byte_range_as(b"/ByteRange [%d %d %d %d 0]"),
    "range twice": lambda: byte_range_as(b"/ByteRange [%d %d %d %d]/ByteRange []"),
    "range with another key": lambda: byte_range_as(b"/ByteRange [%d %d %d %d]/M()"),
    "range that ends earlier": lambda: replaced(b"[0 ", b"[1 "),
    "digits with a space": lambda: contents_as(lambda digits: digits[:-1] + b" "),
    "digits with a line end": lambda: contents_as(lambda digits: digits[:-1] + b"\n"),
    "digits in lower case": lambda: contents_as(bytes.lower),
    "digits with another character": lambda: contents_as(lambda digits: digits[:-1] + b"g"),
    "digits that end earlier": lambda: contents_as(lambda digits: digits[:-9] + b">/X (ab) "),
    "odd number of digits": lambda: replaced(b"0>\n/ByteRange", b">\n/ByteRange"),
    "no digits": lambda: replaced(
        ONCE[ONCE.index(b"/Contents <", len(PRINT)) : ONCE.rindex(b">\n/ByteRange")], b"/Contents <"
    ),
    "date with a parenthesis": lambda: padded(b"/M (D\\072", b"/M (D\\)(("),
    "date with a raw colon": lambda: replaced(b"/M (D\\072", b"/M (D:"),
    "date with a line end": lambda: replaced(b"/M (D\\072", b"/M (D\\072\n"),
    "date that is a word": lambda: padded(b"/M (D\\0722", b"/M (DECIDED"),
    "date twice": lambda: replaced(b"/M (", b"/M (D)\n/M ("),
    "reason": lambda: replaced(b"/Type /Sig\n", b"/Type /Sig\n/Reason (Overturned)\n"),
    "another filter": lambda: padded(b"/Filter /Adobe.PPKLite", b"/Filter /Adobe.PPKLitf"),
    # the cross-reference stream
    "other offsets": lambda: deflated_section(9, change=lambda data: data[:-1] + b"\1"),
    "another free entry": lambda: deflated_section(9, change=lambda data: data[:-11] + bytes(11)),
    "too many entries": lambda: deflated_section(9, change=lambda data: data + bytes(11)),
    "bytes after the compressed data": lambda: with_section_data(zlib.compress(b"") + b"x"),
    "data that is not compressed": lambda: with_section_data(b"q 0 0 9 9 re f Q"),
    "another first identifier": lambda: (
        PRINT + re.sub(rb"(?<=/ID \[ <).", lambda m: b"%x" % (int(m[0], 16) ^ 1), ONCE[len(PRINT) :])
    ),
    "second identifier in upper case": lambda: re.sub(
        rb"(> <)([0-9a-f]{32})", lambda m: m[1] + m[2][:-2] + b"AB", ONCE
    ),
    "another length": lambda: re.sub(
        rb"/Length (\d+)\n>>\nstream\n(?!.*/Length)", rb"/Length 0\1\n>>\nstream\n", ONCE, flags=re.DOTALL
    ),
    "another size": lambda: padded(b"/Size %d" % SIZE, b"/Size %d" % (SIZE - 9)),
    "another index": lambda: padded(b"/Index [ 0 1 ", b"/Index [ 0 2 "),
    "another root in the section": lambda: padded(b"/Root %d 0 R" % ROOT, b"/Root 1 0 R"),
    "another start": lambda: replaced(
        b"\nstartxref\n%d\n" % last_start(ONCE), b"\nstartxref\n%d\n" % last_start(PRINT)
    ),
    # several increments
    "increments swapped": lambda: PRINT + increment(2) + increment(1),
    "first increment missing": lambda: PRINT + increment(2),
    "second increment twice": lambda: signed(2) + increment(2),
    "first increment twice": lambda: ONCE + increment(1),
    "increment of another letter": lambda: OTHER_LETTER + increment(1),
    "revision between two increments": lambda: section(ONCE, forged_page()) + increment(2),
}
"""Each forged letter, by what is wrong with it. None of them is the print with signatures of ours."""
