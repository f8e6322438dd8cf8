"""The encodings of simple fonts."""

import runpy
from collections.abc import Callable

import pytest

from imrletters.pdf.encodings import GLYPH_NAMES, characters_of, encoding
from imrletters.pdf.objects import Name
from tests.support import ROOT


@pytest.mark.parametrize(
    ("name", "code", "character"),
    [
        ("WinAnsiEncoding", 0x93, "“"),
        ("WinAnsiEncoding", 0xAD, "-"),
        ("MacRomanEncoding", 0xD0, "–"),
        ("MacRomanEncoding", 0xDB, "¤"),
        ("StandardEncoding", 0x27, "’"),
        ("StandardEncoding", 0xAE, "ﬁ"),
        ("Unknown", 0xFB, "ß"),
    ],
)
def test_a_code_has_the_character_of_its_encoding(name: str, code: int, character: str) -> None:
    assert encoding(name, [])[code] == character


def test_differences_replace_characters_from_a_code_on() -> None:
    found = encoding("WinAnsiEncoding", [65, Name("bullet"), Name("nosuchglyph"), 70, Name("f_i.alt")])
    assert (found[65], found.get(66), found[67], found[70]) == ("•", None, "C", "fi")


@pytest.mark.parametrize(
    ("glyph", "characters"),
    [("endash", "–"), ("uni00410042", "AB"), ("u1F600", "\U0001f600"), ("uniD800", ""), ("g12", ""), (".notdef", "")],
)
def test_a_glyph_name_has_its_characters(glyph: str, characters: str) -> None:
    assert characters_of(glyph) == characters


def test_the_list_of_glyph_names_is_current() -> None:
    glyph_names: Callable[[], str] = runpy.run_path(str(ROOT / "tools" / "glyph_names.py"))["glyph_names"]
    assert GLYPH_NAMES.read_text(encoding="ascii") == glyph_names()
