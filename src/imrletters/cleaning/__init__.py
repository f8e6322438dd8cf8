"""Repairs text that was pasted from Word, a PDF or a web page, so that a letter can print it; it never changes a word.

``clean_text`` repairs one text, ``clean`` every text of a case file. Each reports what it changed.
"""

from imrletters.cleaning.case_files import CaseRepair, CleanedCase, clean
from imrletters.cleaning.texts import CleanedText, Repair, clean_text

__all__ = [
    "CaseRepair",
    "CleanedCase",
    "CleanedText",
    "Repair",
    "clean",
    "clean_text",
]
