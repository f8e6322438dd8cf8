"""The words of medicine that letters use: parts of the body, treatments, quantities, and the chapters that cover them.

``body_mentions`` reads parts of the body with their regions and sides, ``levels_in`` spinal levels, ``exam_tests``
tests that examine a region, ``treatments_in`` drugs and other treatments, ``quantities_in`` numbers of sessions,
tablets and weeks. ``overlapping`` compares regions; ``mtus_chapters``, ``mtus_regions``, ``odg_chapter`` and
``speaks_of`` state which guideline is about which region or treatment. All take time in proportion to the text.
"""

from imrletters.lexicon.anatomy import overlapping, regions, regions_of, wholes
from imrletters.lexicon.body import BodyMention, Level, body_mentions, exam_tests, levels_in
from imrletters.lexicon.chapters import (
    OdgChapter,
    mtus_chapters,
    mtus_regions,
    odg_chapter,
    section_groups,
    speaks_of,
)
from imrletters.lexicon.phrases import Found, Phrases
from imrletters.lexicon.quantities import NUMBER_WORDS, Quantity, number_of, quantities_in
from imrletters.lexicon.treatments import (
    Treatment,
    TreatmentMention,
    group_names,
    treatment_names,
    treatments_in,
)

__all__ = [
    "NUMBER_WORDS",
    "BodyMention",
    "Found",
    "Level",
    "OdgChapter",
    "Phrases",
    "Quantity",
    "Treatment",
    "TreatmentMention",
    "body_mentions",
    "exam_tests",
    "group_names",
    "levels_in",
    "mtus_chapters",
    "mtus_regions",
    "number_of",
    "odg_chapter",
    "overlapping",
    "quantities_in",
    "regions",
    "regions_of",
    "section_groups",
    "speaks_of",
    "treatment_names",
    "treatments_in",
    "wholes",
]
