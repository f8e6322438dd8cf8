"""The guidelines of the Medical Treatment Utilization Schedule (MTUS), and the names that letters use."""

from imrletters.mtus.catalogue import (
    MOST_CATALOGUES,
    Catalogue,
    OwnGuidelines,
    current_catalogue,
    find_edition,
    find_editions,
    guideline_editions,
    guideline_sections,
    guideline_topics,
    nearest_title,
    section_numbers,
    using_guidelines,
)
from imrletters.mtus.editions import Edition
from imrletters.mtus.own_guidelines import load_guidelines
from imrletters.mtus.tables import Certainty
from imrletters.mtus.vocabulary import known_names, names_of_sections

__all__ = [
    "MOST_CATALOGUES",
    "Catalogue",
    "Certainty",
    "Edition",
    "OwnGuidelines",
    "current_catalogue",
    "find_edition",
    "find_editions",
    "guideline_editions",
    "guideline_sections",
    "guideline_topics",
    "known_names",
    "load_guidelines",
    "names_of_sections",
    "nearest_title",
    "section_numbers",
    "using_guidelines",
]
