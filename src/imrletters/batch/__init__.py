"""Renders many cases: in several processes, in the order of the cases, and resumable after any interruption."""

from imrletters.batch.files import write_atomically
from imrletters.batch.folder import OutputFolder
from imrletters.batch.options import SUFFIXES, Format, RenderOptions
from imrletters.batch.overwrites import OutputNames
from imrletters.batch.pool import TASKS_PER_PROCESS, process_pool, warm_up
from imrletters.batch.render import Outcome, render_document, render_files
from imrletters.batch.run import render_many

__all__ = [
    "SUFFIXES",
    "TASKS_PER_PROCESS",
    "Format",
    "Outcome",
    "OutputFolder",
    "OutputNames",
    "RenderOptions",
    "process_pool",
    "render_document",
    "render_files",
    "render_many",
    "warm_up",
    "write_atomically",
]
