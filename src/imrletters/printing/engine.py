"""The interface of PDF engines: a rendered document in, a PDF file out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from imrletters.rendering import Look

DESCRIPTION = "What this letter was printed from"
"""The description of each attachment."""


class RenderedDocument(NamedTuple):
    """A letter in the medium of an engine, and the metadata and attachments of its PDF file.

    ``provenance`` is the provenance without the engine (see ``letter_provenance``); the engine adds itself.
    ``attachments`` are texts by file name. A document without provenance is not a letter. ``mark`` is a word that is
    printed in the margins of every page, and before the title of the file. ``look`` is the look of the letter; None is
    ours.
    """

    source: str
    provenance: Mapping[str, str]
    attachments: Mapping[str, str]
    look: "Look | None" = None
    mark: str = ""

    @property
    def marked_title(self) -> str:
        """The mark as it precedes the title of the file; empty if there is none."""
        return f"{self.mark}: " if self.mark else ""


class PrintedDocument(NamedTuple):
    """A PDF file, the number of its pages, and the name and the toolchain of the engine that printed it."""

    pdf: bytes
    pages: int
    engine: str
    toolchain: str


class Engine(Protocol):
    """A PDF engine. Its methods may be called from several threads at once."""

    @property
    def name(self) -> str:
        """The name under which ``load_engine`` finds the engine."""

    @property
    def medium(self) -> str:
        """The medium that the engine prints: the name of the macro template, without its suffix."""

    @property
    def threads(self) -> int:
        """The number of threads that print at the same time; others wait."""

    def toolchain(self) -> str:
        """The names and versions of all libraries that affect the bytes of a PDF file."""

    def text(self, source: str) -> str | None:
        """The text of a letter in the medium, each paragraph on one line; None if the engine cannot read it quickly."""

    def print(self, document: RenderedDocument) -> PrintedDocument:
        """Prints a document as a PDF file that conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3).

        The same document gives the same bytes. The engine reads no files except those of the package. Raises PrintError
        if the document refers to a file, or if the finished file does not pass ``page_check.check_pages``.
        """

    def warm_up(self) -> None:
        """Prepares the engine so that the first print is as fast as the following ones."""
