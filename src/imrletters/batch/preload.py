"""Loaded once by the process that all worker processes are forked from, so that they start warm."""

from contextlib import suppress

import imrletters.batch.work
from imrletters.errors import PrintError

with suppress(PrintError):  # each PDF that is asked for will say that the engine is missing
    import imrletters.printing.weasyprint  # noqa: F401 - to be there
