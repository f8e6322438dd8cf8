"""The provenance of a letter: its audience, the package version, and digests of templates, fonts and letterhead.

An organization's own fonts belong to its own templates. The digest of the fonts is that of the bundled ones and, if the
letter has own ones, of the version of the library that makes their files for printing.
"""

import hashlib
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from imrletters.case import Audience
from imrletters.rendering import (
    FONT_FOLDER,
    HouseStyle,
    UsedTemplates,
    every_template,
    read_template,
    used_templates,
)
from imrletters.resources import data_folder, font_folder

FONT_MAKER = "fonttools"
"""The library that makes the files of own fonts for printing."""
NONE = "none"
"""The value for a letter without own templates, or without a letterhead."""


def letter_provenance(
    audience: Audience, house_style: HouseStyle, edition: str | None = None, medium: str = ""
) -> dict[str, str]:
    """The provenance of a letter without the PDF engine, by the property names in the XMP metadata (see ``xmp``).

    The digests cover the templates that letters of this edition use in this medium; without an edition, all templates.
    """
    return {"copy": audience, **rendering_toolchain(house_style, edition, (audience,), (medium,))}


def rendering_toolchain(
    house_style: HouseStyle,
    edition: str | None = None,
    audiences: Collection[Audience] = (),
    media: Collection[str] = (),
) -> dict[str, str]:
    """The version and the digests that determine how a case of this edition is rendered.

    The digests cover the templates that its letters for these audiences use in these media; without an edition, all
    templates.
    """
    own, letterhead = house_style.templates, house_style.letterhead
    kinds = tuple((audience, medium) for audience in audiences for medium in media) if edition is not None else ()
    return {
        "version": _version_of("imrletters"),
        "templates": _digest_of_ours(own, edition, kinds),
        "own_templates": _digest_of_own(own, edition, kinds) if own else NONE,
        "fonts": _digest_of_fonts(own_fonts=bool(own) and _has_fonts(_used(edition, kinds, own))),
        "letterhead": digest(letterhead.model_dump_json().encode() + letterhead.image) if letterhead else NONE,
    }


def digest(data: bytes) -> str:
    """The SHA-256 digest of ``data``, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@cache
def _version_of(distribution: str) -> str:
    from importlib.metadata import version  # noqa: PLC0415 - text letters do not need it

    return version(distribution)


def _has_fonts(used: UsedTemplates) -> bool:
    return any(name.startswith(FONT_FOLDER) for name in used.own)


@cache
def _digest_of_fonts(*, own_fonts: bool) -> str:
    files = [(path.name, path.read_bytes()) for path in sorted(font_folder().glob("*.ttf"))]
    return _digest_of([*files, (FONT_MAKER, _version_of(FONT_MAKER).encode())] if own_fonts else files)


@cache
def _digest_of_ours(own: Path | None, edition: str | None, kinds: tuple[tuple[Audience, str], ...]) -> str:
    """The digest of our templates that are used beside those of an organization's own folder."""
    folder = data_folder("templates")
    return _digest_of((name, (folder / name).read_bytes()) for name in _used(edition, kinds, own).ours)


@cache
def _digest_of_own(own: Path, edition: str | None, kinds: tuple[tuple[Audience, str], ...]) -> str:
    """The digest of an organization's own templates. Raises HouseStyleError for one that may not be read."""
    return _digest_of((name, read_template(own, name) or b"") for name in _used(edition, kinds, own).own)


def _used(edition: str | None, kinds: tuple[tuple[Audience, str], ...], own: Path | None) -> UsedTemplates:
    """The templates that letters of an edition use for these audiences and media; all of them without an edition."""
    if edition is None:
        return every_template(own)
    each = [used_templates(edition, audience, medium, own) for audience, medium in kinds]
    return UsedTemplates(
        tuple(sorted({name for used in each for name in used.ours})),
        tuple(sorted({name for used in each for name in used.own})),
    )


def _digest_of(files: Iterable[tuple[str, bytes]]) -> str:
    total = hashlib.sha256()
    for name, data in files:
        total.update(f"{name}\n{digest(data)}\n".encode())
    return total.hexdigest()
