"""The guidelines of the Medical Treatment Utilization Schedule (MTUS), and the names that letters use."""

from imrletters.mtus.catalogue import (
    editions_in_force,
    find_edition,
    guideline_sections,
    nearest_title,
    section_numbers,
)
from imrletters.mtus.vocabulary import known_names

__all__ = [
    "editions_in_force",
    "find_edition",
    "guideline_sections",
    "known_names",
    "nearest_title",
    "section_numbers",
]
