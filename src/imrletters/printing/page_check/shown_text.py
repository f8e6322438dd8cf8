"""Computes the place of text that a content stream shows, and whether it is visible."""

from math import inf
from typing import NamedTuple

from imrletters.printing.page_check.content_syntax import Pieces
from imrletters.printing.page_check.fonts import THOUSANDTHS, Font
from imrletters.printing.page_check.graphics_state import EVERYWHERE, Area, GraphicsState, Matrix, product
from imrletters.printing.page_check.objects import cannot_be_checked

SMALLEST = 1.0
"""The smallest type size of visible text, in points."""
FAINTEST = 0.1
"""The smallest opacity of visible text."""
MODES = {0, 2, 3}
"""The known text rendering modes: fill, fill and stroke, neither."""
INVISIBLE = 3


class ShownText(NamedTuple):
    """A piece of text, and the area of its characters without the white space around them."""

    text: str
    area: Area


def shown_text(pieces: Pieces, state: GraphicsState, text_matrix: Matrix) -> tuple[ShownText | None, float]:
    """The text of an operator that shows text, None if it is not visible; and its advance, in text space."""
    clip, mode, font, size = state.clip, state.mode, state.font, state.size
    if font is None:
        raise cannot_be_checked("text without a font")
    text, left, right, advance = _measured(pieces, font)
    if left > right:
        return None, advance * size
    scale, turned, _, height, x, y = product(text_matrix, state.matrix)
    if turned or scale <= 0 or height <= 0 or size <= 0:
        raise cannot_be_checked("rotated or mirrored text")
    if clip is None or mode not in MODES:
        raise cannot_be_checked(f"text in the rendering mode {mode}, or clipped by another path than a rectangle")
    scale *= size
    height *= size
    area = Area(x + left * scale, y - font.descent * height, x + right * scale, y + font.ascent * height)
    clipped = clip is not EVERYWHERE and not clip.holds(area)
    hidden = mode == INVISIBLE or state.opacity < FAINTEST or scale < SMALLEST or height < SMALLEST or clipped
    return None if hidden else ShownText(text, area), advance * size


def _measured(pieces: Pieces, font: Font) -> tuple[str, float, float, float]:
    """The text of some pieces, the left and the right end of its visible characters, and its advance.

    The lengths are parts of the type size. Without visible characters, the right end is left of the left one.
    """
    whole = ""
    left, right, advance = inf, -inf, 0.0
    width = font.widths.__getitem__
    for piece in pieces:
        if isinstance(piece, float):
            advance -= piece / THOUSANDTHS
            continue
        text = piece.translate(font.characters)
        end = advance + sum(map(width, piece))
        if visible := text.strip():
            # a glyph of white space stands for one character
            before = text.index(visible)
            after = before + len(visible)
            left = min(left, advance + sum(map(width, piece[:before])))
            right = max(right, end - sum(map(width, piece[after:])))
        whole += text
        advance = end
    return whole, left, right, advance
