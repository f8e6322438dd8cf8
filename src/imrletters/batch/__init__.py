"""Renders many cases: in several processes, in the order of the cases, and resumable after any interruption.

What needs processes or a database is imported when it is first used: a single letter needs neither.
"""

from typing import TYPE_CHECKING

from imrletters.batch.checked import proofread_document, refuse_errors
from imrletters.batch.files import is_batch_folder
from imrletters.batch.naming import NamePattern, name_pattern, named
from imrletters.batch.options import SUFFIXES, Format, RenderOptions
from imrletters.batch.overwrites import OutputNames
from imrletters.batch.render import Outcome, render_document, render_files, rendered_files
from imrletters.lazy import lazy_exports

if TYPE_CHECKING:
    from imrletters.batch.changes import RENAMED
    from imrletters.batch.dry_run import DryRun, PlannedLetter
    from imrletters.batch.folder import OutputFolder
    from imrletters.batch.run import render_many
    from imrletters.batch.spread import results
    from imrletters.batch.task import Task

__all__ = [
    "RENAMED",
    "SUFFIXES",
    "DryRun",
    "Format",
    "NamePattern",
    "Outcome",
    "OutputFolder",
    "OutputNames",
    "PlannedLetter",
    "RenderOptions",
    "Task",
    "is_batch_folder",
    "name_pattern",
    "named",
    "proofread_document",
    "refuse_errors",
    "render_document",
    "render_files",
    "render_many",
    "rendered_files",
    "results",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "imrletters.batch.changes": ("RENAMED",),
        "imrletters.batch.dry_run": ("DryRun", "PlannedLetter"),
        "imrletters.batch.folder": ("OutputFolder",),
        "imrletters.batch.run": ("render_many",),
        "imrletters.batch.spread": ("results",),
        "imrletters.batch.task": ("Task",),
    },
)
