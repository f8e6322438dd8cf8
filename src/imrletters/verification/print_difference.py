"""Compares a received PDF with the print of its case, and describes the first difference."""

from imrletters.comparison import differences
from imrletters.pdf import Layout, PdfFile, open_pdf
from imrletters.verification.embedded import Embedded
from imrletters.verification.fingerprint import Fingerprint, read_fingerprint
from imrletters.verification.result import Alteration
from imrletters.verification.revisions import differs_only_by_signatures

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
    "AA": "a program",
    "JavaScript": "a program",
    "OpenAction": "a program",
    "XFA": "a form",
    "OCProperties": "layers",
}
"""The content of entries of the catalog, in plain words."""


def print_difference(file: PdfFile, printed: bytes, embedded: Embedded, *, same_toolchain: bool) -> Alteration | None:
    """The first difference between a PDF and the print of its case; None if only signatures were appended to it.

    If another toolchain printed it, only the words, the lines and what may cover or change them are compared.
    """
    if file.data == printed:
        return None
    if cut_off := _cut_off(file.data, printed):
        return Alteration("envelope", f"cut off: {cut_off}")
    printed_file = open_pdf(printed)
    if embedded.signed and file.data.startswith(printed) and differs_only_by_signatures(file, printed_file):
        return None
    if not embedded.provenance:
        return Alteration("envelope", "it does not state what printed it")
    difference = _on_pages(file, printed_file, same_toolchain=same_toolchain) or _besides_text(
        file, printed_file, same_toolchain=same_toolchain
    )
    if difference is None and same_toolchain:
        return Alteration("envelope", _rewritten(file.data, printed, signed=embedded.signed))
    return difference


def _cut_off(data: bytes, printed: bytes) -> str:
    """Describes the missing end of a file; "" if nothing is missing. Bytes may follow a whole print."""
    if printed.startswith(data):
        lost = len(printed) - len(data)
        return f"{lost} {'byte is' if lost == 1 else 'bytes are'} missing at its end"
    whole = data.startswith(printed) or data.rstrip().endswith(END_OF_FILE)
    return "" if whole else "the end of the file is missing"


def _on_pages(file: PdfFile, printed_file: PdfFile, *, same_toolchain: bool) -> Alteration | None:
    """The first difference in words or lines; in places and typefaces only if the same toolchain printed both."""
    for difference in differences(Layout.of(file), Layout.of(printed_file)):
        if difference.kind == "words":
            return Alteration("words", difference.description)
        if difference.kind == "lines" or same_toolchain:
            return Alteration("layout", difference.description)
    return None


def _besides_text(file: PdfFile, printed_file: PdfFile, *, same_toolchain: bool) -> Alteration | None:
    """The first difference of two letters with the same lines, besides their text."""
    received, expected = read_fingerprint(file), read_fingerprint(printed_file)
    return _added(received, expected) or (_changed(received, expected) if same_toolchain else None)


def _added(received: Fingerprint, expected: Fingerprint) -> Alteration | None:
    """Content that may cover the pages or run when the file is opened, and is not in the print."""
    for number, (count, expected_count) in enumerate(zip(received.overlays, expected.overlays, strict=True), start=1):
        if count > expected_count:
            return Alteration(
                "layout", f"page {number}: contains an annotation or picture that the case does not print"
            )
    active = received.active - expected.active
    return Alteration("envelope", f"added: {_parts(active)}") if active else None


def _changed(received: Fingerprint, expected: Fingerprint) -> Alteration | None:
    for number, (page, expected_page) in enumerate(zip(received.pages, expected.pages, strict=True), start=1):
        if page != expected_page:
            return Alteration("layout", f"page {number}: something is drawn or set differently than the case prints it")
    keys = received.parts.keys() | expected.parts.keys()
    changed = {key for key in keys if received.parts.get(key) != expected.parts.get(key)}
    return Alteration("envelope", f"changed: {_parts(changed)}") if changed else None


def _parts(keys: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted({PARTS.get(key, key) for key in keys}))


def _rewritten(data: bytes, printed: bytes, *, signed: bool) -> str:
    """How a file with the same content as the print differs from it, other than by signatures alone."""
    if not data.startswith(printed):
        return "the file was rewritten by other software; its content is unchanged"
    return "something was added at its end" + (" besides signatures" if signed else "")
