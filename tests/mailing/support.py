"""Letters to merge, and print files of them."""

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf

from imrletters.mailing.print_file import merge
from imrletters.pdf.file import open_pdf
from imrletters.pdf.tags import tag_outline
from tests.signing.support import signed
from tests.support import SAMPLES, printed_pages, sample_pdf

MIXED = next(path for path in SAMPLES if path.stem == "mixed-decisions")
LONG = next(path for path in SAMPLES if path.stem == "parties-copy-forty-documents")


@cache
def some_letters() -> tuple[bytes, ...]:
    """Letters of both copies and both engines, one that is signed, and one twice."""
    return (
        sample_pdf(MIXED),
        sample_pdf(LONG, "parties"),
        sample_pdf(MIXED, "public", "typst"),
        sample_pdf(LONG, "parties", "typst"),
        signed(),
        sample_pdf(MIXED),
    )


def merged(folder: Path, letters: Sequence[bytes], *, duplex: bool = False) -> bytes:
    """The print file of these letters."""
    output = folder / "mail.pdf"
    merge([(f"{number}.pdf", letter) for number, letter in enumerate(letters, start=1)], output, duplex=duplex)
    return output.read_bytes()


def outline(pdf: bytes) -> list[str]:
    """The tags of a PDF, with their texts, without the line about the whole file."""
    return tag_outline(open_pdf(pdf), printed_pages(pdf)).splitlines()[1:]


def lines(pdf: bytes) -> list[list[str]]:
    """The text lines of each page."""
    return [[line.text for line in page] for page in printed_pages(pdf)]


def changed(letter: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A letter after a change of its objects."""
    with pikepdf.open(BytesIO(letter)) as pdf:
        change(pdf)
        pdf.save(out := BytesIO())
    return out.getvalue()
