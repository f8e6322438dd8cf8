"""Letters to merge, and print files of them."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf

from imrletters.mailing.print_file import merge
from imrletters.manifest_names import MANIFEST
from imrletters.pdf.file import open_pdf
from imrletters.pdf.tags import tag_outline
from imrletters.printing import digest
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


def record(stem: str, number: int, *names: str, **others: object) -> dict[str, object]:
    """The record of a case in a manifest; each file contains its name, its case number and its ``version``."""
    version = others.pop("version", 1)
    contents = {name: f"{name} of {number}, version {version}" for name in names}
    files = {name: digest(content.encode()) for name, content in contents.items()}
    known = {"stem": stem, "case_number": f"CM16-{number:07}", "case_digest": "", "files": files, "printed_by": {}}
    return known | others | {"contents": contents}


def batch_folder(folder: Path, *records: Mapping[str, object]) -> Path:
    """A folder with a manifest of these records and with their files, which are no PDFs."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in records:
        for name, content in dict(each["contents"]).items():  # type: ignore[call-overload] # a dictionary
            (folder / name).write_text(content)
    lines = [{key: value for key, value in each.items() if key != "contents"} for each in records]
    (folder / MANIFEST).write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return folder
