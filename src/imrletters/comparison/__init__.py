"""Compares two layouts or two texts, and describes the differences in sentences."""

from imrletters.comparison.all_levels import every_difference
from imrletters.comparison.layouts import differences
from imrletters.comparison.texts import changed_lines, common_start

__all__ = [
    "changed_lines",
    "common_start",
    "differences",
    "every_difference",
]
