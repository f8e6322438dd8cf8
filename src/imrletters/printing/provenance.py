"""The provenance of a letter: its audience, the package version, and digests of templates, fonts and letterhead."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from imrletters.case import Audience
from imrletters.rendering import HouseStyle
from imrletters.resources import data_folder, font_folder

NONE = "none"
"""The value for a letter without own templates, or without a letterhead."""
TEMPLATES = ("*.j2", "*.css")
OUR_TEMPLATES = (*TEMPLATES, "*.toml", "*.typ")


def letter_provenance(audience: Audience, house_style: HouseStyle) -> dict[str, str]:
    """The provenance of a letter without the PDF engine, by the property names in the XMP metadata (see ``xmp``)."""
    return {"copy": audience, **rendering_toolchain(house_style)}


def rendering_toolchain(house_style: HouseStyle) -> dict[str, str]:
    """The version and the digests that determine how a case is rendered, for every audience."""
    letterhead = house_style.letterhead
    return {
        "version": _package_version(),
        "templates": _digest_of_files(data_folder("templates"), OUR_TEMPLATES),
        "own_templates": _digest_of_files(house_style.templates, TEMPLATES) if house_style.templates else NONE,
        "fonts": _digest_of_files(font_folder(), ("*.ttf",)),
        "letterhead": digest(letterhead.model_dump_json().encode() + letterhead.image) if letterhead else NONE,
    }


def digest(data: bytes) -> str:
    """The SHA-256 digest of ``data``, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@cache
def _package_version() -> str:
    return version("imrletters")


@cache
def _digest_of_files(folder: Path, patterns: tuple[str, ...]) -> str:
    """The digest of the names and contents of the files in a folder that match one of the patterns."""
    total = hashlib.sha256()
    for path in sorted(file for pattern in patterns for file in folder.rglob(pattern)):
        total.update(f"{path.relative_to(folder).as_posix()}\n{digest(path.read_bytes())}\n".encode())
    return total.hexdigest()
