"""Finds the look with which a letter was printed: that of an organization's own templates, or ours."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from imrletters.rendering import Look, letter_look, look_of

if TYPE_CHECKING:  # reading text must not load the PDF reader
    from collections.abc import Sequence

    from imrletters.pdf import PrintedPage

TOLERANCE = 0.5
"""The difference (in points) by which a printed figure may differ from the look: rounding, and side bearings."""


def printed_look(pages: Sequence[PrintedPage], templates: Path | None) -> Look:
    """The look of the folder ``templates``; ours, if only this one fits the pages.

    With an own folder, letters of our look are read too: the published ones, and those printed before.
    """
    own, ours = look_of(templates), letter_look()
    return own if own == ours or _fits(pages, own) or not _fits(pages, ours) else ours


def _fits(pages: Sequence[PrintedPage], look: Look) -> bool:
    """Whether most lines begin at the left margin of the look, in its type size and, if it has own ones, its fonts."""
    faces = (look.typefaces.text, look.typefaces.text_bold)
    starts = Counter(
        abs(line.chars[0].x0 - look.page.margin_left) <= TOLERANCE
        and abs(line.chars[0].size - look.text.size) <= TOLERANCE
        and (not faces[0].data or any(face.is_named(line.chars[0].font) for face in faces))
        for page in pages
        for line in page
        if line.text.strip()
    )
    return starts[True] > starts[False]
