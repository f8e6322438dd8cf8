"""Tools for tests of letters in other projects: checks, example cases, snapshots (``plugin``) and ``strategies``.

Needs ``pip install 'imrletters[testing]'``.
"""

from imrletters.case import example_case, example_item
from imrletters.pictures import Box
from imrletters.testing.checks import (
    assert_fonts_embedded,
    assert_inside_margins,
    assert_pages,
    assert_reproducible,
    assert_same_words,
)
from imrletters.testing.engine_agreement import assert_engines_agree
from imrletters.testing.subjects import Subject

__all__ = [
    "Box",
    "Subject",
    "assert_engines_agree",
    "assert_fonts_embedded",
    "assert_inside_margins",
    "assert_pages",
    "assert_reproducible",
    "assert_same_words",
    "example_case",
    "example_item",
]
