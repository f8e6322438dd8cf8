"""Pictures of pages, and the area in which two of them differ."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from imrletters import LetterError
from imrletters.pictures import Box, difference, page_pictures
from tests.support import SAMPLES, sample_pdf


def picture(*marks: Box, color: tuple[int, int, int] = (0, 0, 0), size: tuple[int, int] = (100, 80)) -> bytes:
    """A white picture with filled rectangles, at 72 dpi."""
    image = Image.new("RGB", size, (255, 255, 255))
    for box in marks:
        left, top, right, bottom = box.pixels(72)
        ImageDraw.Draw(image).rectangle((left, top, right - 1, bottom - 1), fill=color)
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


MARK = Box(20, 30, 10, 5)


@pytest.mark.parametrize(("dpi", "size"), [(72, (612, 792)), (36, (306, 396))])
def test_each_page_is_a_picture_in_its_resolution(dpi: float, size: tuple[int, int]) -> None:
    pages = page_pictures(sample_pdf(SAMPLES[0]), dpi)
    assert {Image.open(BytesIO(page)).size for page in pages} == {size}


def test_a_file_that_is_not_a_pdf_has_no_pictures() -> None:
    with pytest.raises(LetterError):
        page_pictures(b"no pdf")


def test_equal_pictures_have_no_difference() -> None:
    assert difference(picture(MARK), picture(MARK), dpi=72, tolerance=0) is None


def test_the_area_of_the_difference_is_found_and_shown_in_red() -> None:
    found = difference(picture(MARK), picture(), dpi=72, tolerance=0)
    assert found is not None
    box, shown = found
    assert (box, str(box)) == (MARK, "10 x 5 pt at 20, 30")
    assert Image.open(BytesIO(shown)).convert("RGB").getpixel((25, 32)) == (220, 0, 0)


def test_levels_may_differ_by_the_tolerance() -> None:
    light = picture(MARK, color=(235, 255, 255))
    assert difference(light, picture(), dpi=72, tolerance=20) is None
    assert difference(light, picture(), dpi=72, tolerance=19) is not None


def test_a_mask_is_not_compared() -> None:
    other = Box(60, 60, 4, 4)
    assert difference(picture(MARK), picture(), dpi=72, tolerance=0, masks=[MARK]) is None
    found = difference(picture(MARK, other), picture(), dpi=72, tolerance=0, masks=[MARK])
    assert found is not None
    assert found[0] == other


def test_pictures_of_different_sizes_differ_everywhere() -> None:
    found = difference(picture(), picture(size=(100, 90)), dpi=36, tolerance=255)
    assert found is not None
    assert found[0] == Box(0, 0, 200, 160)
