"""Hostile PDFs: each ends with one LetterError, in little time and memory."""

import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator

import pytest

from tests.pdf.building import CATALOG, HELVETICA, PAGE, PAGES, RESOURCES, TEXT, deflated, document, page, stream
from tests.support import every

MEMORY = 700_000_000
"""Bytes that reading a hostile file may take, with the interpreter and its libraries."""
SECONDS = 120
"""Far more than the slowest file takes (3 seconds on an idle machine), because other tests run at the same time."""
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
from imrletters import LetterError
from imrletters.pdf import open_pdf, read_pages, tag_outline
try:
    file = open_pdf(sys.stdin.buffer.read())
    tag_outline(file, read_pages(file))
except LetterError as error:
    print(error)
"""


def cross_reference_stream(entries: bytes, data: bytes) -> bytes:
    head = b"%PDF-1.7\n1 0 obj\n" + CATALOG + b"\nendobj\n"
    section = b"2 0 obj\n" + deflated(data, 2, b"/Type/XRef/Root 1 0 R" + entries) + b"\nendobj\n"
    return head + section + b"startxref\n%d\n%%%%EOF\n" % len(head)


def object_stream(filters: bytes, data: bytes) -> bytes:
    """A PDF whose catalog is in an object stream."""
    head = b"%PDF-1.7\n"
    objects = b"3 0 obj\n" + stream(data, b"/Type/ObjStm/N 1/First 4/Filter" + filters) + b"\nendobj\n"
    rows = [(0, 0, 0), (2, 3, 0), (1, len(head + objects), 0), (1, len(head), 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    section = b"2 0 obj\n" + stream(table, b"/Type/XRef/Root 1 0 R/W[1 4 1]/Size 4") + b"\nendobj\n"
    return head + objects + section + b"startxref\n%d\n%%%%EOF\n" % len(head + objects)


def zeros(size: int, times: int) -> bytes:
    data = b"1 0 " + CATALOG + bytes(size)
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def chain() -> bytes:
    """Many revisions, each with an empty table."""
    out = bytearray(b"%PDF-1.7\n1 0 obj\n" + CATALOG + b"\nendobj\n")
    previous = b""
    for _ in range(2000):
        start = len(out)
        out += b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 2/Root 1 0 R%s>>\n" % previous
        previous = b"/Prev %d" % start
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def forms(count: int, calls: int, last: bytes) -> bytes:
    """A page that draws a form, which draws the next form several times, and so on."""
    names = b"<</Font<</F 6 0 R>>/XObject<<%s>>>>" % b" ".join(b"/X%d %d 0 R" % (n, 7 + n) for n in range(count))
    bodies = [stream(b"/X%d Do " % (n + 1) * calls, FORM) for n in range(count - 1)]
    return page(b"/X0 Do", *bodies, stream(last, FORM), resources=names)


def tags(root: bytes, *elements: bytes) -> bytes:
    catalog = b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 7 0 R>>"
    content = b"/P <</MCID 0>> BDC BT /F 9 Tf (%s) Tj ET EMC" % (b"a" * 50_000)
    return document([catalog, PAGES, PAGE, stream(content), RESOURCES, HELVETICA, root, *elements])


def hostile() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Files by a name, and a part of the expected message."""
    wide = b"/W[1 2 1]/Size 25000000"
    yield "cross-reference bomb: damaged", lambda: cross_reference_stream(wide, bytes(100_000_000))
    yield (
        "cross-references longer than stated: too large",
        lambda: cross_reference_stream(b"/W[1 2 1]/Size 4", bytes(100_000_000)),
    )
    yield "cross-references without bytes: damaged", lambda: cross_reference_stream(b"/W[0 0 0]/Size 400000", b"")
    yield "many revisions: cross-reference sections", chain
    yield "loop of revisions: damaged", lambda: document([CATALOG, b"<</Kids[]>>"], b"/Prev 87")
    yield "object stream bomb: damaged", lambda: object_stream(b"/FlateDecode", zeros(100_000_000, 1))
    yield (
        "object stream with two filters: damaged",
        lambda: object_stream(b"[/FlateDecode/FlateDecode]", zeros(100_000_000, 2)),
    )
    yield "content bomb: too large", lambda: page(deflated(b" " * 100_000_000, 2))
    yield "flood of q: saved inside each other", lambda: page(deflated(b"q " * 10_000_000))
    yield "flood of q and Q: too large", lambda: page(deflated(b"q Q " * 10_000_000))
    yield "flood of marks: marks inside", lambda: page(deflated(b"/P BMC " * 1_000_000))
    yield (
        "flood of characters: characters",
        lambda: page(deflated(b"BT /F 1 Tf " + b"(%s) Tj " % (b"a" * 1000) * 25_000)),
    )
    yield "nested arrays: inside each other", lambda: page(b"[" * 1_000_000)
    yield "nested objects: damaged", lambda: page(TEXT, b"[" * 100_000, resources=b"<</Font 7 0 R>>")
    yield (
        "one form that draws itself: forms inside",
        lambda: page(b"/X Do", stream(b"/X Do", FORM), resources=b"<</XObject<</X 7 0 R>>>>"),
    )
    yield "forms that draw others many times: too large", lambda: forms(12, 10, b" " * 1000)
    yield "deep forms: forms inside", lambda: forms(200, 1, TEXT)
    yield (
        "endless ToUnicode: too large",
        lambda: page(
            TEXT,
            stream(b"<00000000> <ffffffff> <0000> endbfrange"),
            font=HELVETICA[:-2] + b"/ToUnicode 7 0 R>>",
        ),
    )
    yield (
        "endless widths: too large",
        lambda: page(
            TEXT,
            b"<</W[0 4000000000 1]>>",
            font=b"<</Subtype/Type0/Encoding/Identity-H/DescendantFonts[7 0 R]>>",
        ),
    )
    yield "a reference to itself: damaged", lambda: page(TEXT, b"7 0 R", resources=b"<</Font 7 0 R>>")
    yield (
        "a length that refers to itself: damaged",
        lambda: page(TEXT, b"<</Length 7 0 R>>stream\nendstream").replace(b"/Contents 4", b"/Contents 7"),
    )
    yield "a tag inside itself: two places", lambda: tags(b"<</K 8 0 R>>", b"<</S/P/K 8 0 R>>")
    yield (
        "tags with two parents each: two places",
        lambda: tags(b"<</K[8 0 R 8 0 R]>>", *[b"<</S/P/K[%d 0 R %d 0 R]>>" % (n, n) for n in range(9, 60)]),
    )
    yield (
        "a deep tag tree: inside each other",
        lambda: tags(b"<</K 8 0 R>>", *[b"<</S/P/K %d 0 R>>" % n for n in range(9, 5000)]),
    )
    yield (
        "a text in many tags: characters in the tags",
        lambda: tags(b"<</K 8 0 R>>", b"<</S/P/Pg 3 0 R/K[%s]>>" % (b"0 " * 100_000)),
    )


@pytest.mark.parametrize(
    ("name", "build"), every(2, hostile()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_hostile_file_ends_with_one_error(name: str, build: Callable[[], bytes]) -> None:
    command = [sys.executable, "-W", "ignore", "-c", READ.format(memory=MEMORY)]
    done = subprocess.run(command, input=build(), capture_output=True, check=False, timeout=SECONDS)
    assert done.stderr == b""
    [line] = done.stdout.decode().splitlines()
    assert line.startswith("error: the PDF is ")
    assert name.partition(": ")[2] in line
