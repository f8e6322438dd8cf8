"""Prints rendered letters as PDF files through a PDF engine, and records in each file what printed it.

``Engine`` is the interface of all engines, and ``load_engine`` loads one by name. Each engine has its own package
in this folder. The other modules do not depend on an engine or its medium.
"""

from typing import TYPE_CHECKING

from imrletters.lazy import lazy_exports
from imrletters.printing.engine import DESCRIPTION, Engine, PrintedDocument, RenderedDocument
from imrletters.printing.engines import DEFAULT, ENGINES, EngineName, engine_named, load_engine
from imrletters.printing.longest_letter import refuse_too_long

if TYPE_CHECKING:
    from imrletters.printing.font_files import MOST_LOOKS, FontFolder, font_folder_of
    from imrletters.printing.print_threads import print_in_thread
    from imrletters.printing.provenance import NONE, digest, letter_provenance, rendering_toolchain
    from imrletters.printing.xmp import provenance_in, with_provenance, without_dates

__all__ = [
    "DEFAULT",
    "DESCRIPTION",
    "ENGINES",
    "MOST_LOOKS",
    "NONE",
    "Engine",
    "EngineName",
    "FontFolder",
    "PrintedDocument",
    "RenderedDocument",
    "digest",
    "engine_named",
    "font_folder_of",
    "letter_provenance",
    "load_engine",
    "print_in_thread",
    "provenance_in",
    "refuse_too_long",
    "rendering_toolchain",
    "with_provenance",
    "without_dates",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "imrletters.printing.font_files": ("MOST_LOOKS", "FontFolder", "font_folder_of"),
        "imrletters.printing.print_threads": ("print_in_thread",),
        "imrletters.printing.provenance": ("NONE", "digest", "letter_provenance", "rendering_toolchain"),
        "imrletters.printing.xmp": ("provenance_in", "with_provenance", "without_dates"),
    },
)
