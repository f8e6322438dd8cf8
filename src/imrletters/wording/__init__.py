"""The fixed wording of each edition, learned from its template, and the grammar of guideline lines and headings."""

from imrletters.wording.grammar import prints_exactly, read_guideline, read_heading, read_names
from imrletters.wording.known import wording_of, wordings
from imrletters.wording.marked_text import ANY_MARK, MARK, NAME_OF
from imrletters.wording.spacing import flexible
from imrletters.wording.wording import GuidelineWording, Wording

__all__ = [
    "ANY_MARK",
    "MARK",
    "NAME_OF",
    "GuidelineWording",
    "Wording",
    "flexible",
    "prints_exactly",
    "read_guideline",
    "read_heading",
    "read_names",
    "wording_of",
    "wordings",
]
