"""Paths of the public functions: a ``str`` gives the same result as a ``Path``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imrletters import (
    ArgumentError,
    HouseStyle,
    LetterError,
    canonical,
    check,
    check_document,
    extract,
    load_case,
    load_guidelines,
    load_letterhead,
    parse,
    read_case,
    render,
    verify,
)
from imrletters.mailing import letters_to_mail, merge
from imrletters.manifest import Record, read_manifest
from imrletters.path_names import file_path, folder_path
from imrletters.tables import ITEM_COLUMNS, write_table
from tests.support import OWN

CASE = OWN / "own-edition.json"
TEMPLATES = OWN / "templates"


def outcome(call: Callable[[Any], Any], path: object) -> Any:
    try:
        return call(path)
    except LetterError as error:
        return str(error)


@pytest.mark.parametrize(
    "call",
    [
        lambda folder: load_case(CASE, folder),
        lambda folder: read_case(CASE.read_bytes(), folder),
        lambda folder: render(load_case(CASE, folder), templates=folder).text(),
        HouseStyle,
        lambda folder: check(load_case(CASE, folder), templates=folder),
        lambda folder: check_document(CASE.read_bytes(), templates=folder),
        lambda folder: canonical(load_case(CASE, folder), folder),
        lambda folder: parse(render(load_case(CASE, folder), templates=folder).text(), folder),
        lambda folder: extract(b"%PDF-1.7", folder),
        lambda folder: verify(b"%PDF-1.7", templates=folder),
    ],
    ids=[
        "load_case",
        "read_case",
        "render",
        "HouseStyle",
        "check",
        "check_document",
        "canonical",
        "parse",
        "extract",
        "verify",
    ],
)
def test_the_templates_folder_may_be_a_text(call: Callable[[Any], Any]) -> None:
    assert outcome(call, str(TEMPLATES)) == outcome(call, TEMPLATES)


def test_the_path_of_a_file_may_be_a_text(tmp_path: Path) -> None:
    assert load_case(str(CASE), TEMPLATES) == load_case(CASE, TEMPLATES)
    letterhead = OWN / "letterhead.toml"
    assert load_letterhead(str(letterhead)) == load_letterhead(letterhead)
    (tmp_path / "manifest.jsonl").touch()
    assert list(read_manifest(str(tmp_path / "manifest.jsonl"), Record)) == []
    guidelines = OWN / "imrletters-guidelines.toml"
    assert load_guidelines(str(guidelines)) == load_guidelines(guidelines)


def test_the_path_of_a_new_file_may_be_a_text(tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(render(load_case(CASE, TEMPLATES), templates=TEMPLATES, engine="typst").pdf())
    assert merge(letters_to_mail([str(letter)]), str(tmp_path / "mail.pdf")).letters == 1
    assert (tmp_path / "mail.pdf").is_file()
    write_table(str(tmp_path / "items.csv"), ITEM_COLUMNS, [])
    assert (tmp_path / "items.csv").is_file()


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_a_name_that_no_file_can_have_is_refused_with_what_is_expected(name: str) -> None:
    assert folder_path(None) is None
    expected = r"got '.*'; expected the name of a folder \(str or Path\), or None"
    with pytest.raises(ArgumentError, match=f"^templates: {expected}$"):
        HouseStyle(name)
    with pytest.raises(ArgumentError, match=r"^path: got '.*'; expected the name of a file \(str or Path\)$"):
        file_path(name)
