"""The guidelines of the Medical Treatment Utilization Schedule (MTUS), and the names that letters use."""

from imrletters.mtus.catalogue import (
    find_edition,
    guideline_editions,
    guideline_sections,
    nearest_title,
    section_numbers,
)
from imrletters.mtus.vocabulary import known_names

__all__ = [
    "find_edition",
    "guideline_editions",
    "guideline_sections",
    "known_names",
    "nearest_title",
    "section_numbers",
]
