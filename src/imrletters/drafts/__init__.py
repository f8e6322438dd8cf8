"""Prints a case as it is being written: what is missing is marked on its pages, and every page is marked as a draft."""

from imrletters.drafts.case_preview import Preview, preview, preview_words
from imrletters.drafts.gaps import FilledCase, fill_gaps

__all__ = ["FilledCase", "Preview", "fill_gaps", "preview", "preview_words"]
