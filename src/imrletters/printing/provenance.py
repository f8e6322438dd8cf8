"""The provenance of a letter: its audience, the package version, and digests of templates, fonts and letterhead."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from imrletters.case import Audience
from imrletters.rendering import HouseStyle, own_template_names, read_template
from imrletters.resources import data_folder, font_folder

NONE = "none"
"""The value for a letter without own templates, or without a letterhead."""
OUR_TEMPLATES = ("*.j2", "*.css", "*.toml", "*.typ")


def letter_provenance(audience: Audience, house_style: HouseStyle) -> dict[str, str]:
    """The provenance of a letter without the PDF engine, by the property names in the XMP metadata (see ``xmp``)."""
    return {"copy": audience, **rendering_toolchain(house_style)}


def rendering_toolchain(house_style: HouseStyle) -> dict[str, str]:
    """The version and the digests that determine how a case is rendered, for every audience."""
    letterhead = house_style.letterhead
    return {
        "version": _package_version(),
        "templates": _digest_of_files(data_folder("templates"), OUR_TEMPLATES),
        "own_templates": _digest_of_own(house_style.templates) if house_style.templates else NONE,
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
    paths = sorted(file for pattern in patterns for file in folder.rglob(pattern))
    return _digest_of((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths)


@cache
def _digest_of_own(templates: Path) -> str:
    """The digest of an organization's own templates. Raises HouseStyleError for one that may not be read."""
    return _digest_of((name, read_template(templates, name) or b"") for name in own_template_names(templates))


def _digest_of(files: Iterable[tuple[str, bytes]]) -> str:
    total = hashlib.sha256()
    for name, data in files:
        total.update(f"{name}\n{digest(data)}\n".encode())
    return total.hexdigest()
