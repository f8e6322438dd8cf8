"""Renders many cases: in several processes, in the order of the cases, and resumable after any interruption.

What needs processes or a database is imported when it is first used: a single letter needs neither.
"""

from typing import TYPE_CHECKING

from imrletters.batch.options import SUFFIXES, Format, RenderOptions
from imrletters.batch.overwrites import OutputNames
from imrletters.batch.render import Outcome, render_document, render_files, rendered_files
from imrletters.lazy import lazy_exports

if TYPE_CHECKING:
    from imrletters.batch.folder import OutputFolder
    from imrletters.batch.run import render_many

__all__ = [
    "SUFFIXES",
    "Format",
    "Outcome",
    "OutputFolder",
    "OutputNames",
    "RenderOptions",
    "render_document",
    "render_files",
    "render_many",
    "rendered_files",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "imrletters.batch.folder": ("OutputFolder",),
        "imrletters.batch.run": ("render_many",),
    },
)
