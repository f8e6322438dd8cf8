"""The state in which a content stream shows characters: matrices, font, spacing and colour (ISO 32000-1, 8.4, 9.3)."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from imrletters.pdf.fonts import Font

BLACK = "#000000"
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Char(NamedTuple):
    """One printed character: its left and right edge (points from the left edge of the page), its font and its colour.

    ``mark`` is the number (MCID) by which the tag tree refers to the marked content around it, None if there is none.
    """

    text: str
    x0: float
    x1: float
    font: str
    size: float
    color: str = BLACK
    mark: int | None = None


@dataclass(slots=True)
class State:
    """The graphics state: what ``q`` saves and ``Q`` restores."""

    to_page: Matrix
    color: str = BLACK
    font: Font | None = None
    size: float = 0
    char_space: float = 0
    word_space: float = 0
    scaling: float = 1
    leading: float = 0
    rise: float = 0
    matrix: Matrix = IDENTITY
    """The matrix of the text line."""
    shown: float = 0
    """How far the characters of the line reach, before ``matrix`` is applied."""


def matrix_of(values: tuple[Any, ...]) -> Matrix:
    """Six operands as a matrix. Raises TypeError or ValueError if they are not six numbers."""
    a, b, c, d, e, f = (value + 0.0 for value in values)
    return a, b, c, d, e, f


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies ``inner``, then ``outer``."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + t, q * e + s * f + u


def color_of(levels: tuple[Any, ...]) -> str:
    """A gray level or levels of red, green and blue (0 to 1) as #rrggbb; any other colour as the PDF writes it."""
    if isinstance(levels[-1], str):
        return str(levels[-1])
    numbers = tuple(level + 0.0 for level in levels)
    if len(numbers) == 1:
        numbers *= 3
    if len(numbers) == 3:
        return "#" + "".join(f"{round(min(max(level, 0), 1) * 255):02x}" for level in numbers)
    return str(numbers).replace(" ", "")
