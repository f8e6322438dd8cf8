"""An organization's own house style: a folder of templates that replace ours, and a letterhead."""

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from imrletters.arguments import Accepted, require
from imrletters.case import Several, Text
from imrletters.errors import HouseStyleError, os_error_reason
from imrletters.path_names import PathName, file_path, folder_path
from imrletters.rendering.line_breaking import width_in_points
from imrletters.rendering.look import LOGO_GAP, Look
from imrletters.rendering.own_look import look_of, read_look
from imrletters.rendering.typefaces import unprintable
from imrletters.toml_file import read_toml, unfit

PNG = b"\x89PNG\r\n\x1a\n"
PNG_END = b"IEND\xaeB`\x82"


class Letterhead(BaseModel):
    """The letterhead of an organization, printed above the first page of the PDF and the HTML. Every part is optional.

    ``image`` is the content of the file ``logo``; ``load_letterhead`` reads it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    name: Text | None = Field(default=None, description="The organization's name.")
    address: Several[Text] = Field(default=(), strict=False, description="The lines under the name.")
    logo: Text | None = Field(default=None, description="A PNG file; its path is relative to the letterhead file.")
    logo_text: Text | None = Field(default=None, description="A description of the logo; required with a logo.")
    image: bytes = Field(default=b"", exclude=True)

    def __init__(self, /, **data: Any) -> None:
        """Raises HouseStyleError if the data is invalid."""
        try:
            super().__init__(**data)
        except ValidationError as error:
            raise HouseStyleError(f"letterhead: {unfit(error, type(self))}") from None

    # without this mark, reading a file would call this method, which has no path for its message
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined] # pydantic reads it

    @property
    def source(self) -> str:
        """The logo as a data URL, so that printing reads no file; "" without a logo."""
        return f"data:image/png;base64,{base64.b64encode(self.image).decode()}" if self.image else ""


LETTERHEAD = Accepted((Letterhead, type(None)), "a Letterhead, such as load_letterhead(path), or None")


@dataclass(frozen=True, init=False)
class HouseStyle:
    """An organization's own templates folder and letterhead; without them the letter looks like a published one.

    Raises HouseStyleError if a letterhead has a wrong value, which ``model_copy`` can put into it.
    """

    templates: Path | None
    letterhead: Letterhead | None

    def __init__(self, templates: PathName | None = None, letterhead: Letterhead | None = None) -> None:
        require("letterhead", letterhead, LETTERHEAD)
        checked = letterhead and Letterhead(**vars(letterhead))  # model_copy does not validate
        object.__setattr__(self, "templates", folder_path(templates))  # the object is frozen
        object.__setattr__(self, "letterhead", checked)

    def check_letterhead(self) -> None:
        """Raises HouseStyleError if the letterhead cannot be printed as it is, such as one that was made in Python."""
        if self.letterhead is None:
            return
        if self.letterhead.logo and not self.letterhead.image:
            raise HouseStyleError("letterhead: the picture of the logo is missing; load_letterhead reads it")
        if fault := letterhead_fault(self.letterhead, self.look):
            raise HouseStyleError(f"letterhead: {fault}")

    @property
    def look(self) -> Look:
        """The look of the letters: that of the folder, or ours. Raises HouseStyleError if a figure is invalid."""
        return look_of(self.templates)


def load_letterhead(path: PathName, templates: PathName | None = None) -> Letterhead:
    """The letterhead in a TOML file, with its logo; ``templates`` is the folder of the templates of its letters.

    Raises HouseStyleError if the file or its logo cannot be read, or if the letterhead cannot be printed. The look of
    the folder is read again, since a program that runs for long can load a letterhead after a change of both.
    """
    path, folder = file_path(path), folder_path(templates)
    letterhead = read_toml(path, Letterhead, HouseStyleError)
    if letterhead.logo:
        letterhead = letterhead.model_copy(update={"image": _png(path.parent / letterhead.logo)})
    if fault := letterhead_fault(letterhead, read_look(folder)):
        raise HouseStyleError(f"{path}: {fault}")
    return letterhead


def _png(path: Path) -> bytes:
    """The content of a PNG file. Raises HouseStyleError if it cannot be read or is not a PNG file."""
    try:
        image = path.read_bytes()
    except OSError as error:
        raise HouseStyleError(f"{path}: {os_error_reason(error)}") from None
    if not _is_png(image):
        raise HouseStyleError(f"{path}: not a PNG file")
    return image


def _is_png(image: bytes) -> bool:
    """Whether this is the content of a PNG file, with a picture that is not empty."""
    whole = image.startswith(PNG) and image[12:16] == b"IHDR" and image.rstrip().endswith(PNG_END)
    return whole and all(_png_size(image))


def _png_size(image: bytes) -> tuple[int, int]:
    """The width and the height in the first chunk of a PNG file."""
    return int.from_bytes(image[16:20]), int.from_bytes(image[20:24])


def logo_width(image: bytes, look: Look) -> float:
    """The printed width of a logo, which keeps its proportions up to the greatest width; 0 without a picture."""
    width, height = _png_size(image)
    return min(look.letterhead.logo_height * width / height, look.letterhead.logo_width) if height else 0


def letterhead_fault(letterhead: Letterhead, look: Look) -> str:
    """Why a letterhead cannot be printed above a letter of this look; "" if it can."""
    lines = [line for line in (letterhead.name, *letterhead.address) if line]
    most = look.letterhead.most_lines
    if letterhead.image and not _is_png(letterhead.image):
        return "the logo is not a PNG file"
    if letterhead.image and not letterhead.logo_text:
        return "logo_text is missing: screen readers read it in place of the logo"
    if len(lines) > most:
        return f"got {len(lines)} lines; the margin has room for {most} lines, including the name"
    for number, line in enumerate(lines):
        missing = next((each for each in line if each not in look.typefaces.characters), None)
        if missing:
            return f"{line!r}: {unprintable(missing, look.typefaces)}"
        room = _room(number, letterhead, look)
        if width_in_points(line, look.typefaces.table, look.letterhead.size) > room:
            beside = f"{max(room, 0):.0f} points beside the logo" if room < look.line_width else "letter"
            return f"{line!r} is wider than the {beside}"
    return ""


def _room(number: int, letterhead: Letterhead, look: Look) -> float:
    """The width for a line of the letterhead, which is narrower beside the logo. The first line has the number 0."""
    if not letterhead.image or number * look.letterhead.line_height >= look.letterhead.logo_height:
        return look.line_width
    return look.line_width - logo_width(letterhead.image, look) - LOGO_GAP
