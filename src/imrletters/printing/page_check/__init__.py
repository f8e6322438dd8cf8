"""Checks the pages of a PDF file that an engine has just written: every word of the letter is visible and in its place.

It reads the bytes of the file with the standard library only, so it does not depend on an engine, and an engine can
load it without a PDF reader. It understands what the engines write for a letter, and refuses everything else.
"""

from imrletters.printing.page_check.check import EXCERPT, check_pages

__all__ = ["EXCERPT", "check_pages"]
