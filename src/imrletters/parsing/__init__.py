"""Parses a letter, text or PDF, into a case."""

from imrletters.parsing.letter import audience_of, canonical, is_pdf, parse, parse_with_origins, stated_case

__all__ = [
    "audience_of",
    "canonical",
    "is_pdf",
    "parse",
    "parse_with_origins",
    "stated_case",
]
