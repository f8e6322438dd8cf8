"""Renders the pages of a PDF as pictures, and compares two pictures of a page, except for masked areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from imrletters.pdf import as_letter_error

POINTS_PER_INCH = 72
RED = (220, 0, 0)
GREYS = 256
TOLERANCE = 24
"""The allowed difference of a level of red, green or blue (0 to 255): differences in smoothing are smaller."""
ENLARGED = 6
"""The number of pixels for a point before a page is reduced. From 50 pixels on, PDFium draws text without hints."""
ONE_AT_A_TIME = Lock()
"""PDFium is not thread-safe, even for separate documents."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: left and top edge, width and height, in points from the upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def __str__(self) -> str:
        return f"{self.width:.0f} x {self.height:.0f} pt at {self.left:.0f}, {self.top:.0f}"

    def pixels(self, dpi: float) -> tuple[int, int, int, int]:
        """The edges in pixels: left, top, right, bottom."""
        edges = (self.left, self.top, self.left + self.width, self.top + self.height)
        return tuple(round(edge * dpi / POINTS_PER_INCH) for edge in edges)  # type: ignore[return-value] # there are four edges


def page_pictures(pdf: bytes, dpi: float = POINTS_PER_INCH) -> list[bytes]:
    """A PNG picture of each page. Raises LetterError if the PDF cannot be read."""
    with ONE_AT_A_TIME, as_letter_error(), pypdfium2.PdfDocument(pdf) as document:
        return [_png(page.render(scale=dpi / POINTS_PER_INCH).to_pil().convert("RGB")) for page in document]


def smooth_pictures(pdf: bytes) -> list[bytes]:
    """A PNG picture of each page, one pixel for each point, which does not depend on how a file contains its fonts.

    At a low resolution PDFium moves each character to whole pixels and applies the hints of a font, if the file
    contains them. Therefore the page is drawn larger and reduced, and each pixel becomes the mean of its neighbours: a
    character that is drawn one of the small pixels beside its place changes a level by at most 255 / 18.
    """
    with ONE_AT_A_TIME, as_letter_error(), pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=ENLARGED, rev_byteorder=True).to_pil().reduce(ENLARGED) for page in document]
    return [_png(page.convert("RGB").filter(ImageFilter.BoxBlur(1))) for page in pages]


def difference(
    received: bytes, expected: bytes, *, dpi: float, tolerance: int, masks: Sequence[Box] = ()
) -> tuple[Box, bytes] | None:
    """The area in which two pictures of a page differ, and the received page in grey with the differences in red.

    None if there is no difference. A level of red, green or blue (0 to 255) may differ by ``tolerance``; ``masks`` are
    not compared. Pictures of different sizes differ everywhere.
    """
    new, old = (Image.open(BytesIO(png)).convert("RGB") for png in (received, expected))
    if new.size != old.size:
        whole = Box(0, 0, *(each * POINTS_PER_INCH / dpi for each in new.size))
        return whole, _png(new)
    changed = ImageChops.difference(new, old)
    levels = [band.point(lambda level: 255 if level > tolerance else 0) for band in changed.split()]
    mask = ImageChops.lighter(ImageChops.lighter(levels[0], levels[1]), levels[2])
    for box in masks:
        mask.paste(0, box.pixels(dpi))
    edges = mask.getbbox()
    if edges is None:
        return None
    left, top, right, bottom = (edge * POINTS_PER_INCH / dpi for edge in edges)
    shown = Image.composite(Image.new("RGB", new.size, RED), new.convert("L").convert("RGB"), mask)
    ImageDraw.Draw(shown).rectangle((edges[0] - 2, edges[1] - 2, edges[2] + 1, edges[3] + 1), outline=RED)
    return Box(left, top, right - left, bottom - top), _png(shown)


def _png(image: Image.Image) -> bytes:
    # most pages have no colour, and a grey picture is encoded in half the time
    colors = image.getcolors(GREYS) or [(0, (0, 1, 2))]
    grey = all(isinstance(each, tuple) and len({*each}) == 1 for _, each in colors)
    file = BytesIO()
    (image.convert("L") if grey else image).save(file, "PNG", compress_level=3)
    return file.getvalue()
