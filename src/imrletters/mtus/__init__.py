"""The guidelines of the Medical Treatment Utilization Schedule (MTUS), and the names that letters use."""

from imrletters.mtus.catalogue import find, guideline_sections, in_force, nearest, section_numbers
from imrletters.mtus.vocabulary import known

__all__ = [
    "find",
    "guideline_sections",
    "in_force",
    "known",
    "nearest",
    "section_numbers",
]
