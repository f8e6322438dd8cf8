"""The interface of PDF engines, implemented with Typst."""

import zlib
from functools import cache
from importlib.metadata import version

from pydantic_core import to_json

from imrletters.printing import DESCRIPTION, PrintedDocument, RenderedDocument, refuse_too_long
from imrletters.printing.page_check import check_pages
from imrletters.printing.typst.compiler import AT_ONCE, compile_pdf, turn
from imrletters.printing.typst.finish import finish
from imrletters.printing.typst.parts import LetterParts, read_parts, text_of
from imrletters.rendering import Look, letter_look

PROGRAM = b'#include "letter.typ"'
NO_DAY = (2000, 1, 1)
"""The day of a letter without a date. PDF/A requires one from Typst; it is removed when the file is finished."""


class Typst:
    """Prints the parts of a letter; see ``Engine``."""

    name = "typst"
    medium = "typst"
    threads = AT_ONCE

    def toolchain(self) -> str:
        """The names and versions of all libraries that affect the bytes of a PDF file."""
        return toolchain()

    def text(self, source: str) -> str:
        """The text of a letter, each paragraph on one line."""
        return text_of(source)

    def print(self, document: RenderedDocument) -> PrintedDocument:
        """Prints the parts of a letter as a PDF file."""
        with turn():
            return self._print(document)

    def warm_up(self) -> None:
        """Loads the fonts and compiles the program once."""
        ready = LetterParts({"title": "ready", "author": "", "subject": ""}, body=[["paragraph", [["ready", "ready"]]]])
        with turn():
            compile_pdf(letter_files(ready, RenderedDocument("", {}, {})))

    def _print(self, document: RenderedDocument) -> PrintedDocument:
        parts = read_parts(document.source, document.look)
        refuse_too_long(parts.lines)
        look = document.look or letter_look()
        written = compile_pdf(letter_files(parts, document), look.typefaces)
        provenance = document.provenance and {**document.provenance, "engine": toolchain()}
        pdf, pages = finish(written, provenance, dated=parts.day is not None)
        check_pages(pdf, parts.text, parts.letterhead, document.look, document.mark)
        return PrintedDocument(pdf, pages, self.name, toolchain())


@cache
def toolchain() -> str:
    """The names and versions of the libraries that determine the bytes of a PDF file, separated by commas."""
    return f"typst {version('typst')}, zlib {zlib.ZLIB_RUNTIME_VERSION}"


def letter_files(parts: LetterParts, document: RenderedDocument) -> dict[str, bytes]:
    """The files that the program reads, by name; ``main.typ`` includes the program itself."""
    day = [parts.day.year, parts.day.month, parts.day.day] if parts.day else NO_DAY
    look = document.look or letter_look()
    letter = {
        "document": {**parts.document, "title": document.marked_title + parts.document["title"], "day": day},
        "mark": {"text": document.mark, "edges": look.page.marked_edges, "size": look.page.mark_size},
        "body": parts.body,
        "logo": list(parts.logo),  # a file of Typst must be text
        "attachments": [[name, DESCRIPTION] for name in document.attachments],
    }
    return {
        "main.typ": PROGRAM,
        "look.json": _look(look),
        "letter.json": to_json(letter),
        **{name: text.encode() for name, text in document.attachments.items()},
    }


@cache
def _look(look: Look) -> bytes:
    faces = {"text": look.typefaces.text, "table": look.typefaces.table}
    typefaces = {
        role: {"font": face.family, "ascent": face.ascent, "descent": face.descent} for role, face in faces.items()
    }
    return to_json(look.model_dump() | {"typefaces": typefaces})
