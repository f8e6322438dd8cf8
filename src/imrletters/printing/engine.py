"""The interface of PDF engines: a rendered document in, a PDF file out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

DESCRIPTION = "What this letter was printed from"
"""The description of each attachment."""


@dataclass(frozen=True)
class RenderedDocument:
    """A letter in the medium of an engine, and the metadata and attachments of its PDF file.

    ``provenance`` is the provenance without the engine (see ``letter_provenance``); the engine adds itself.
    ``attachments`` are texts by file name.
    """

    source: str
    provenance: Mapping[str, str]
    attachments: Mapping[str, str]


@dataclass(frozen=True)
class PrintedDocument:
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

    def toolchain(self) -> str:
        """The names and versions of all libraries that affect the bytes of a PDF file."""

    def print(self, document: RenderedDocument) -> PrintedDocument:
        """Prints a document as a PDF file that conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3).

        The same document gives the same bytes. The engine reads no files except those of the package. Raises PrintError
        if the document refers to a file, or if the finished file does not pass ``page_check.check_pages``.
        """

    def warm_up(self) -> None:
        """Prepares the engine so that the first print is as fast as the following ones."""
