"""Prints rendered letters as PDF, and records what printed them."""

from imrletters.printing.provenance import NONE, digest, letter_provenance, printed_with
from imrletters.printing.xmp import provenance_in, with_provenance

__all__ = [
    "NONE",
    "digest",
    "letter_provenance",
    "printed_with",
    "provenance_in",
    "with_provenance",
]
