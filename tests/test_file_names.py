"""Names of files are safe on every system and stay inside their folder."""

import os
from pathlib import Path

import pytest

from imrletters.file_names import LONGEST, comparable, safe_name, short_name

NAMES = {
    "CM16-0000001": "CM16-0000001",
    "a.b c": "a.b c",
    "../../evil": "%2E.%2F..%2Fevil",
    "..": "%2E.",
    ".": "%2E",
    "": "%",
    "/etc/passwd": "%2Fetc%2Fpasswd",
    "..\\evil": "%2E.%5Cevil",
    "C:evil": "C%3Aevil",
    ".hidden": "%2Ehidden",
    "con": "%63on",
    "NUL.tar": "%4EUL.tar",
    "com1": "%63om1",
    "console": "console",
    "a\0b": "a%00b",
    "a\nb\x1b[2J": "a%0Ab%1B[2J",
    "a\u202egnp": "a%E2%80%AEgnp",
    "a\u2028b": "a%E2%80%A8b",
    "\ud800": "%ED%A0%80",
    "caf\u00e9": "caf\u00e9",
    os.fsdecode(b"caf\xe9"): os.fsdecode(b"caf\xe9"),
}


@pytest.mark.parametrize(("text", "name"), NAMES.items())
def test_characters_that_could_do_harm_are_replaced(text: str, name: str) -> None:
    assert safe_name(text) == name
    assert safe_name(name) == name


@pytest.mark.parametrize("text", NAMES)
def test_a_name_stays_in_its_folder(text: str, tmp_path: Path) -> None:
    path = tmp_path / f"{short_name(text)}.txt"
    path.write_bytes(b"")
    assert list(tmp_path.iterdir()) == [path]


def test_a_long_name_is_cut_off_and_stays_different_from_others() -> None:
    first, second = short_name("\u00e9" * 500 + "1"), short_name("\u00e9" * 500 + "2")
    assert first != second
    assert first[:50] == second[:50]
    assert len(first.encode()) <= LONGEST
    assert short_name("a" * LONGEST) == "a" * LONGEST
    assert safe_name(first) == short_name(first) == first


def test_names_are_compared_without_capitals_and_composition() -> None:
    assert comparable("CM16-A\u00e9") == comparable("cm16-ae\u0301")
    assert comparable("a") != comparable("b")
