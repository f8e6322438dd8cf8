"""Loaded once by the process that all worker processes are forked from, so that they start warm."""

from contextlib import suppress

import imrletters.batch.work  # noqa: F401 - loaded for the processes that are forked from this one
from imrletters.errors import PrintError
from imrletters.printing import load_engine

with suppress(PrintError):  # printing a PDF raises it again
    load_engine()
