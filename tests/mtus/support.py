"""An organization's additions to the catalogue, for tests."""

from imrletters.mtus import OwnGuidelines

ORDER = """
[sources]
order = "an invented order"

[[section]]
number = "9792.23.5"

[[section.editions]]
title = "Low Back Disorders 2027"
version = "an invented edition"
effective_from = 2028-02-01
replaces = ["Low Back Disorders 2020"]
source = "order"
certainty = "confirmed"

[[section]]
number = "9792.24.9"
title = "Burns"
words = ["burns"]

[[section.editions]]
title = "Burns 2027"
other_years = [2028]
version = "an invented edition"
status = "proposed"
source = "order"
certainty = "reported"
"""
"""Adds an edition to a section of ours, and a section with a proposed edition."""
OWN = OwnGuidelines("own.toml", ORDER)


def changed(old: str, new: str) -> str:
    """The additions, with one part of the text replaced."""
    assert old in ORDER
    return ORDER.replace(old, new, 1)
