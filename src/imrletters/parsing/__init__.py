"""Parses a letter, text or PDF, into a case."""

from imrletters.parsing.letter import canonical, is_pdf, parse, parse_with_origins

__all__ = [
    "canonical",
    "is_pdf",
    "parse",
    "parse_with_origins",
]
