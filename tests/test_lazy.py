"""Packages whose exports are imported when they are first used."""

import subprocess
import sys
from importlib import import_module

import pytest

from imrletters.lazy import lazy_exports

PACKAGES = ("imrletters", "imrletters.batch", "imrletters.rendering")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_listed_name_can_be_imported(package: str) -> None:
    module = import_module(package)
    assert len(module.__all__) > 5
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_an_unknown_name_is_an_attribute_error(package: str) -> None:
    with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'paint'"):
        _ = import_module(package).paint


def test_a_name_is_imported_from_its_module_once() -> None:
    load = lazy_exports(__name__, {"fractions": ("Fraction",)})
    assert load("Fraction") is import_module("fractions").Fraction
    assert globals()["Fraction"] is import_module("fractions").Fraction


def test_a_star_import_and_dir_name_every_public_name() -> None:
    code = (
        "import imrletters\n"
        "assert set(imrletters.__all__) <= set(dir(imrletters))\n"
        "from imrletters import *\n"
        "assert all(name in globals() for name in imrletters.__all__)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
