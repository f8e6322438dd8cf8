"""Imported once by the process from which all worker processes are forked, so that they start quickly."""

from contextlib import suppress

import imrletters.batch.render  # noqa: F401 - loaded for the processes that are forked from this one
from imrletters.errors import PrintError
from imrletters.printing import load_engine

with suppress(PrintError):  # without the PDF engine, rendering a PDF raises this error again
    load_engine()
