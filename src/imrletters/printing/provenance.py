"""What printed a letter: versions, and the digests of templates and letterhead."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from imrletters.case import Audience
from imrletters.rendering import HouseStyle
from imrletters.resources import data_folder, font_folder

NONE = "none"
TEMPLATES = ("*.j2", "*.css", "*.toml")


def letter_provenance(audience: Audience, house_style: HouseStyle) -> dict[str, str]:
    """Which copy a letter is and what printed it, but for the PDF engine, by the names under which its PDF says so."""
    return {"copy": audience, **printed_with(house_style)}


def printed_with(house_style: HouseStyle) -> dict[str, str]:
    """What prints letters, of either copy."""
    letterhead = house_style.letterhead
    return {
        "version": version("imrletters"),
        "templates": _digest_of_files(data_folder("templates"), TEMPLATES),
        "own_templates": _digest_of_files(house_style.templates, TEMPLATES) if house_style.templates else NONE,
        "fonts": _digest_of_files(font_folder(), ("*.ttf",)),
        "letterhead": digest(letterhead.model_dump_json().encode() + letterhead.image) if letterhead else NONE,
    }


def digest(data: bytes) -> str:
    """The SHA-256 digest of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@cache
def _digest_of_files(folder: Path, patterns: tuple[str, ...]) -> str:
    """The digest of the files in a folder whose names fit, by name and content."""
    whole = hashlib.sha256()
    for path in sorted(file for pattern in patterns for file in folder.rglob(pattern)):
        whole.update(f"{path.relative_to(folder).as_posix()}\n{digest(path.read_bytes())}\n".encode())
    return whole.hexdigest()
