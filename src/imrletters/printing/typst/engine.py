"""The interface of PDF engines, implemented with Typst."""

import json
import zlib
from functools import cache
from importlib.metadata import version

from imrletters.printing import DESCRIPTION, PrintedDocument, RenderedDocument, refuse_too_long
from imrletters.printing.page_check import check_pages
from imrletters.printing.typst.compiler import compile_pdf
from imrletters.printing.typst.finish import finish
from imrletters.printing.typst.parts import LetterParts, read_parts
from imrletters.rendering import letter_look
from imrletters.resources import data_folder

PROGRAM = "letter.typ"
NO_DAY = (2000, 1, 1)
"""The day of a letter without a date. PDF/A requires one from Typst; it is removed when the file is finished."""


class Typst:
    """Prints the parts of a letter; see ``Engine``. Threads print at the same time."""

    name = "typst"
    medium = "typst"

    def toolchain(self) -> str:
        """The names and versions of all libraries that affect the bytes of a PDF file."""
        return toolchain()

    def print(self, document: RenderedDocument) -> PrintedDocument:
        """Prints the parts of a letter as a PDF file."""
        parts = read_parts(document.source)
        refuse_too_long(parts.lines)
        written = compile_pdf(letter_files(parts, document))
        provenance = {**document.provenance, "engine": toolchain()}
        pdf, pages = finish(written, provenance, dated=parts.day is not None)
        check_pages(pdf, parts.text, parts.letterhead)
        return PrintedDocument(pdf, pages, self.name, toolchain())

    def warm_up(self) -> None:
        """Loads the fonts and compiles the program once."""
        ready = LetterParts({"title": "ready", "author": "", "subject": ""}, body=[["paragraph", [["ready", "ready"]]]])
        compile_pdf(letter_files(ready, RenderedDocument("", {}, {})))


@cache
def toolchain() -> str:
    """The names and versions of the libraries that determine the bytes of a PDF file, separated by commas."""
    return f"typst {version('typst')}, zlib {zlib.ZLIB_RUNTIME_VERSION}"


def letter_files(parts: LetterParts, document: RenderedDocument) -> dict[str, bytes]:
    """The files that the program reads, by name; ``main.typ`` is the program itself."""
    day = [parts.day.year, parts.day.month, parts.day.day] if parts.day else NO_DAY
    letter = {
        "document": {**parts.document, "day": day},
        "body": parts.body,
        "logo": list(parts.logo),  # a file of Typst must be text
        "attachments": [[name, DESCRIPTION] for name in document.attachments],
    }
    return {
        "main.typ": _program(),
        "look.json": _look(),
        "letter.json": json.dumps(letter).encode(),
        **{name: text.encode() for name, text in document.attachments.items()},
    }


@cache
def _program() -> bytes:
    return (data_folder("templates") / PROGRAM).read_bytes()


@cache
def _look() -> bytes:
    return letter_look().model_dump_json().encode()
