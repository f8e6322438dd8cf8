"""The limits of the PDF reader: what a small file may make it do. No letter comes near them."""

from imrletters.errors import LetterError, Problem

SECTIONS = 200
"""Cross-reference sections; every signature adds one. qpdf's time grows with the square of their number."""
OBJECTS = 500_000
"""Entries of all cross-reference sections."""
PAGES = 10_000
NESTING = 100
"""Dictionaries and arrays inside each other, and levels of the page tree and of the tag tree."""
FILTERS = 4
"""Filters of one stream."""
DECODED = 64_000_000
"""Decoded bytes of one stream."""
CONTENT = 32_000_000
"""Decoded bytes of all content that is run; a form counts as often as it is drawn."""
FORMS = 20
"""Forms drawn inside each other."""
SAVED_STATES = 500
"""Graphics states saved inside each other."""
MARKS = 500
"""Marked content inside each other."""
OPERANDS = 500
"""Operands of one operator."""
CHARACTERS = 2_000_000
"""Characters on all pages."""
FONT_TABLE = 4_000_000
"""Decoded bytes of one CMap."""
CODES = 70_000
"""Entries of one CMap, or of the widths of one font: all codes of two bytes, and some twice."""
GLYPH_TEXT = 64
"""Characters that one glyph stands for."""


def too_large(what: str, most: int) -> LetterError:
    """The error for a file that exceeds a limit."""
    return LetterError([Problem(f"the PDF is too large or made to stop its readers: more than {most} {what}")])
