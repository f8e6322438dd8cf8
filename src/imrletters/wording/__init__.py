"""The fixed wording of each edition, learned from its template, and the grammar of guideline lines and headings."""

from imrletters.wording.grammar import read_guideline, read_heading, read_names, says
from imrletters.wording.learned import ANY_MARK, DECISIONS, MARK, NAME_OF, Wording, flexible, wording_of

__all__ = [
    "ANY_MARK",
    "DECISIONS",
    "MARK",
    "NAME_OF",
    "Wording",
    "flexible",
    "read_guideline",
    "read_heading",
    "read_names",
    "says",
    "wording_of",
]
