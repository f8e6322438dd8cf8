"""Finds the templates, schemas and fonts of the package, in an installed wheel and in a checkout."""

from functools import cache
from pathlib import Path

from imrletters.errors import ResourceError

PACKAGE = Path(__file__).resolve().parent


@cache
def data_folder(name: str) -> Path:
    """The folder ``templates`` or ``schemas``: in the package, else at the root of the checkout.

    Raises ResourceError if it is in neither place.
    """
    for folder in (PACKAGE / "_data" / name, PACKAGE.parents[1] / name):
        if folder.is_dir():
            return folder
    raise ResourceError(f"the folder {name} of imrletters is missing; install the package again")


def font_folder() -> Path:
    """The folder of the bundled fonts, their licence and their metrics."""
    return PACKAGE / "fonts"
