"""The bytes that signing appends to a letter, rebuilt without any signing library.

An increment is what one signature appends to a PDF (ISO 32000-1, 7.5.6). Each form of an increment is versioned data of
this package. ``count_increments`` accepts the bytes after a print only if they equal rebuilt increments, byte for byte.
It reads the received increments only for the few values that a signature chooses, never for their meaning: a viewer
cannot read them in another way.
"""

from imrletters.verification.increments.matching import UNKNOWN, count_increments

__all__ = ["UNKNOWN", "count_increments"]
