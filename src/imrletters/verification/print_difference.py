"""Compares a received PDF with the print of its case, and describes the first difference.

A reader may understand a forged PDF in another way than a viewer. Therefore finding no difference proves nothing.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from imrletters.comparison import differences
from imrletters.errors import quoted
from imrletters.pdf import Layout, PdfFile, as_letter_error, resolved
from imrletters.verification.fingerprint import Fingerprint, read_fingerprint
from imrletters.verification.result import Alteration

END_OF_FILE = b"%%EOF"
PARTS = {
    "Metadata": "the metadata",
    "Info": "the metadata",
    "StructTreeRoot": "the tags",
    "Outlines": "the bookmarks",
    "Names": "the attachments",
    "AF": "the attachments",
    "Lang": "the language",
    "OutputIntents": "the colours",
    "XFA": "a form",
    "OC": "layers",
    "OCG": "layers",
    "OCMD": "layers",
    "OCProperties": "layers",
}
"""The content of entries of the catalog, and the names of active content, in plain words."""
PROGRAM = "a program"
"""Active content that is not in ``PARTS``."""
BOXES = ("CropBox", "BleedBox", "TrimBox", "ArtBox")
"""The boxes of a page that may hide a part of its paper, the MediaBox (ISO 32000-1, 14.11.2)."""
PAPER = ("MediaBox", "Rotate", "UserUnit")


def print_difference(
    file: PdfFile, printed_file: PdfFile, *, same_toolchain: bool, signed: bool = False
) -> Alteration | None:
    """The first difference between a PDF and the print of its case; None if there is none.

    If it is ``signed``, what seems to be the field of a signature is not described. If another toolchain printed it,
    only the words, the lines and what may cover or change them are compared.
    """
    return next(_alterations(file, printed_file, same_toolchain=same_toolchain, signed=signed), None)


def _alterations(file: PdfFile, printed_file: PdfFile, *, same_toolchain: bool, signed: bool) -> Iterator[Alteration]:
    yield from _on_pages(file, printed_file, same_toolchain=same_toolchain)
    yield from _of_paper(file, printed_file)
    received, expected = read_fingerprint(file), read_fingerprint(printed_file)
    yield from _added(received, expected, signed=signed)
    if same_toolchain:
        yield from _changed(received, expected)


def adds_content(file: PdfFile, printed_file: PdfFile) -> bool:
    """Whether a PDF has other paper than the print of its case, or content that may cover the pages or run."""
    added = _added(read_fingerprint(file), read_fingerprint(printed_file), signed=False)
    return next(_of_paper(file, printed_file), None) is not None or next(added, None) is not None


def lacks_any(texts: Iterable[str], file: PdfFile, printed_file: PdfFile) -> bool:
    """Whether a text that the print of the case contains is missing from a PDF, or is in another place of the order."""
    received, expected = (_characters(Layout.of(each)) for each in (file, printed_file))
    written = {"".join(text.split()) for text in texts} - {""}
    places = sorted((found.start(), text) for text in written for found in re.finditer(re.escape(text), expected))
    start = 0
    for _, text in places:
        start = received.find(text, start)
        if start < 0:
            return True
    return False


def _characters(layout: Layout) -> str:
    """The words of a letter without spaces: other templates may break the lines at other places."""
    return "".join(word for line in layout.lines for word in line.words)


def pages_differ(file: PdfFile, printed_file: PdfFile) -> bool:
    """Whether the content, the fonts or the widths of the characters of any page differ."""
    return read_fingerprint(file).pages != read_fingerprint(printed_file).pages


def rewritten(data: bytes, printed: bytes) -> Alteration:
    """How an unsigned file without another difference from the print differs from it."""
    if not data.startswith(printed):
        return Alteration("envelope", "the file was rewritten by other software; its content is unchanged")
    return Alteration("envelope", "something was added at its end")


def cut_off(data: bytes, printed: bytes) -> str:
    """Describes the missing end of a file; "" if nothing is missing. Bytes may follow a whole print."""
    if printed.startswith(data):
        lost = len(printed) - len(data)
        return f"{lost} {'byte is' if lost == 1 else 'bytes are'} missing at its end" if lost else ""
    whole = data.startswith(printed) or data.rstrip().endswith(END_OF_FILE)
    return "" if whole else "the end of the file is missing"


def _on_pages(file: PdfFile, printed_file: PdfFile, *, same_toolchain: bool) -> Iterator[Alteration]:
    """The differences in words or lines; in places and typefaces only if the same toolchain printed both."""
    for difference in differences(Layout.of(file), Layout.of(printed_file)):
        description = difference.description.replace(";", "\\u003b")  # sentences are separated by semicolons
        if difference.kind == "words":
            yield Alteration("words", description)
        elif difference.kind == "lines" or same_toolchain:
            yield Alteration("layout", description)


def _of_paper(file: PdfFile, printed_file: PdfFile) -> Iterator[Alteration]:
    """Pages on other paper, or of which a part is hidden."""
    with as_letter_error():
        pages = [*zip(file.page_dictionaries(), printed_file.page_dictionaries(), strict=False)]
        plain = [[{key: _plain(each.get(key)) for key in (*PAPER, *BOXES)} for each in pair] for pair in pages]
    for number, (page, expected) in enumerate(plain, start=1):
        changed = [key for key in PAPER if page[key] != expected[key]]
        hiding = [key for key in BOXES if page[key] not in (None, page["MediaBox"])]
        for key in (*changed, *hiding):
            yield Alteration("layout", f"page {number}: its {key} is not that of the paper that the case prints on")


def _plain(value: Any) -> Any:
    """A number or an array of numbers, without references."""
    found = resolved(value)
    return [float(resolved(each)) for each in found] if isinstance(found, list) else found


def _added(received: Fingerprint, expected: Fingerprint, *, signed: bool) -> Iterator[Alteration]:
    """Content that may cover the pages or run when the file is opened, and is not in the print."""
    counts = zip(received.overlays, expected.overlays, received.fields, strict=False)
    for number, (count, expected_count, fields) in enumerate(counts, start=1):
        if count > expected_count + (fields if signed else 0):
            message = f"page {number}: contains an annotation or picture that the case does not print"
            yield Alteration("layout", message)
    if active := received.active - expected.active:
        yield Alteration("envelope", f"added: {_parts({PARTS.get(name, PROGRAM) for name in active})}")


def _changed(received: Fingerprint, expected: Fingerprint) -> Iterator[Alteration]:
    for number, (page, expected_page) in enumerate(zip(received.pages, expected.pages, strict=False), start=1):
        if page != expected_page:
            yield Alteration("layout", f"page {number}: something is drawn or set differently than the case prints it")
    keys = received.parts.keys() | expected.parts.keys()
    if changed := {key for key in keys if received.parts.get(key) != expected.parts.get(key)}:
        yield Alteration("envelope", f"changed: {_parts({PARTS.get(key) or quoted(key) for key in changed})}")


def _parts(names: set[str]) -> str:
    return ", ".join(sorted(names))
