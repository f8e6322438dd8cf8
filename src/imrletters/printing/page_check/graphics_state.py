"""The part of the graphics state of a page that decides where text is, and whether it is visible."""

from dataclasses import dataclass, replace
from math import inf
from typing import Any, NamedTuple

from imrletters.printing.page_check.fonts import Font
from imrletters.printing.page_check.objects import cannot_be_checked

NEAR = 0.1
"""The tolerance of a place, in points."""
KNOWN = {"Type", "ca", "CA", "SA", "AIS"}
"""The entries of a graphics state whose effect on visibility is known."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def product(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies ``first`` and then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


class Area(NamedTuple):
    """A rectangle on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: "Area") -> bool:
        """Whether another area is inside this one."""
        left, bottom, right, top = other
        return (
            left >= self.left - NEAR
            and bottom >= self.bottom - NEAR
            and right <= self.right + NEAR
            and top <= self.top + NEAR
        )


EVERYWHERE = Area(-inf, -inf, inf, inf)
"""The clipping path at the beginning of a page. What is drawn outside the sheet is outside its margins too."""


@dataclass(slots=True)  # a frozen one takes several times as long to create
class GraphicsState:
    """The matrix, the clipping path, the opacity and the font of a page at one place of its content stream.

    ``clip`` is None for a clipping path that is not a rectangle.
    """

    matrix: Matrix
    clip: Area | None
    opacity: float = 1
    mode: int = 0
    font: Font | None = None
    size: float = 0

    def clipped(self, x: float, y: float, width: float, height: float) -> "GraphicsState":
        """The state with its clipping path limited to a rectangle."""
        a, b, c, d, e, f = self.matrix
        if b or c or self.clip is None:
            return replace(self, clip=None)
        left, right = sorted((a * x + e, a * (x + width) + e))
        bottom, top = sorted((d * y + f, d * (y + height) + f))
        clip = self.clip
        area = Area(max(clip.left, left), max(clip.bottom, bottom), min(clip.right, right), min(clip.top, top))
        return replace(self, clip=area)

    def with_entries(self, entries: dict[str, Any]) -> "GraphicsState":
        """The state with the entries of a graphics state dictionary."""
        if unknown := entries.keys() - KNOWN:
            raise cannot_be_checked(f"a graphics state with {', '.join(sorted(unknown))}")
        return replace(self, opacity=float(entries.get("ca", self.opacity)))
