"""An organization's own house style: a folder of templates that replace ours, and a letterhead."""

import base64
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from imrletters.case import Text
from imrletters.errors import HouseStyleError, os_error_reason
from imrletters.rendering.line_breaking import SANS, advance_widths, width_in_points
from imrletters.rendering.look import letter_look
from imrletters.toml_file import read_toml

PNG = b"\x89PNG\r\n\x1a\n"
PNG_END = b"IEND\xaeB`\x82"


class Letterhead(BaseModel):
    """The letterhead of an organization, printed above the first page of the PDF and the HTML. Every part is optional.

    ``image`` is the content of the file ``logo``; ``load_letterhead`` reads it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: Text | None = Field(default=None, description="The organization's name.")
    address: tuple[Text, ...] = Field(default=(), strict=False, description="The lines under the name.")
    logo: Text | None = Field(default=None, description="A PNG file; its path is relative to the letterhead file.")
    logo_text: Text | None = Field(default=None, description="A description of the logo; required with a logo.")
    image: bytes = Field(default=b"", exclude=True)

    @property
    def source(self) -> str:
        """The logo as a data URL, so that printing reads no file; "" without a logo."""
        return f"data:image/png;base64,{base64.b64encode(self.image).decode()}" if self.image else ""


@dataclass(frozen=True)
class HouseStyle:
    """An organization's own templates folder and letterhead; without them the letter looks like a published one."""

    templates: Path | None = None
    letterhead: Letterhead | None = None


def load_letterhead(path: Path) -> Letterhead:
    """The letterhead in a TOML file, with its logo.

    Raises HouseStyleError if the file or its logo cannot be read, or if the letterhead cannot be printed.
    """
    letterhead = read_toml(path, Letterhead, HouseStyleError)
    _check_lines(path, letterhead)
    if not letterhead.logo:
        return letterhead
    image = _png(path.parent / letterhead.logo)
    if not letterhead.logo_text:
        raise HouseStyleError(f"{path}: logo_text is missing: screen readers read it in place of the logo")
    return letterhead.model_copy(update={"image": image})


def _png(path: Path) -> bytes:
    """The content of a PNG file. Raises HouseStyleError if it cannot be read or is not a PNG file."""
    try:
        image = path.read_bytes()
    except OSError as error:
        raise HouseStyleError(f"{path}: {os_error_reason(error)}") from None
    if not (image.startswith(PNG) and image[12:16] == b"IHDR" and image.rstrip().endswith(PNG_END)):
        raise HouseStyleError(f"{path}: not a PNG file")
    return image


def _check_lines(path: Path, letterhead: Letterhead) -> None:
    """Raises HouseStyleError if the lines do not fit above the letter or contain a character that cannot be printed."""
    look = letter_look()
    lines = [line for line in (letterhead.name, *letterhead.address) if line]
    if len(lines) > look.letterhead.most_lines:
        most = look.letterhead.most_lines
        raise HouseStyleError(
            f"{path}: got {len(lines)} lines; the margin has room for {most} lines, including the name"
        )
    for line in lines:
        if any(character not in advance_widths() for character in line):
            raise HouseStyleError(f"{path}: the letter's fonts cannot print a character of {line!r}")
        if width_in_points(line, SANS, look.letterhead.size) > look.line_width:
            raise HouseStyleError(f"{path}: {line!r} is wider than the letter")
