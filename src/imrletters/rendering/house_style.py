"""What a review organization prints in its own way: templates that come before ours, and a letterhead."""

import base64
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from imrletters.case import Text
from imrletters.errors import HouseStyleError
from imrletters.rendering.line_breaking import EM, SANS, advance_widths, width

PNG = b"\x89PNG\r\n\x1a\n"
PNG_END = b"IEND\xaeB`\x82"
MOST_LINES = 5
"""What has room above the letter, in the margin of the first page."""
SIZE, ROOM = 8.5, 468
"""The size of the letterhead's type and the width of the letter, in points."""


class Letterhead(BaseModel):
    """The letterhead of an organization, printed above the first page of the PDF and the HTML; all of it optional."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: Text | None = Field(default=None, description="The organization's name.")
    address: tuple[Text, ...] = Field(default=(), strict=False, description="The lines under the name.")
    logo: Text | None = Field(default=None, description="A PNG file, its path seen from the letterhead file.")
    logo_text: Text | None = Field(default=None, description="What the logo shows, in words; needed with a logo.")
    image: bytes = Field(default=b"", exclude=True)

    @property
    def source(self) -> str:
        """The logo as a data URL, so that printing reads no file."""
        return f"data:image/png;base64,{base64.b64encode(self.image).decode()}" if self.image else ""


@dataclass(frozen=True)
class HouseStyle:
    """An organization's own templates folder and letterhead; without them the letter is as published."""

    templates: Path | None = None
    letterhead: Letterhead | None = None


def load_letterhead(path: Path) -> Letterhead:
    """The letterhead in a TOML file. Raises HouseError for what it cannot hold."""
    try:
        said = Letterhead.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        image = (path.parent / said.logo).read_bytes() if said.logo else b""
    except OSError as error:
        raise HouseStyleError(f"{error.filename or path}: {(error.strerror or str(error)).lower()}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise HouseStyleError(f"{path}: not TOML: {error}") from None
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg'].lower()}" for e in error.errors())
        raise HouseStyleError(f"{path}: {faults}; known: name, address, logo, logo_text") from None
    if said.logo and not (image.startswith(PNG) and image[12:16] == b"IHDR" and image.rstrip().endswith(PNG_END)):
        raise HouseStyleError(f"{path.parent / (said.logo or '')}: not a PNG file")
    if image and not said.logo_text:
        raise HouseStyleError(f"{path}: logo_text is missing: a logo needs words for those who cannot see it")
    if len(said.address) + bool(said.name) > MOST_LINES:
        raise HouseStyleError(f"{path}: the margin has room for {MOST_LINES} lines, the name among them")
    for line in filter(None, (said.name, *said.address)):
        if any(character not in advance_widths() for character in line):
            raise HouseStyleError(f"{path}: the letter's fonts cannot print a character of {line!r}")
        if width(line, SANS) * SIZE / EM > ROOM:
            raise HouseStyleError(f"{path}: {line!r} is wider than the letter")
    return said.model_copy(update={"image": image})
