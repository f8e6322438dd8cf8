"""Paths of the public functions: a ``str`` gives the same result as a ``Path``."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imrletters import (
    ArgumentError,
    Case,
    HouseStyle,
    HouseStyleError,
    LetterError,
    canonical,
    check,
    check_document,
    extract,
    load_case,
    load_guidelines,
    load_letterhead,
    migrate_case,
    parse,
    read_case,
    render,
    verify,
)
from imrletters.case.example import example_data
from imrletters.mailing import letters_to_mail, merge
from imrletters.manifest import Record, read_manifest
from imrletters.path_names import file_path, folder_path
from imrletters.tables import ITEM_COLUMNS, Checks, write_table
from tests.cli.command import imrletters
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


WORDS = {"a": "Pears were summarized:", "b": "Quinces were summarized:"}
"""The words of the own edition in the folder ``templates`` of two folders."""
EDITION = """{% extends "imrletters/editions/2016.j2" %}
{% block summary_opening %}{% call m.paragraph() %}WORDS{% endcall %}{% endblock %}
"""
DATA = example_data(edition="own")


@pytest.fixture
def two_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Changes the working directory to one of two folders, each with another edition of the same name."""
    for name, words in WORDS.items():
        (tmp_path / name / "templates" / "editions").mkdir(parents=True)
        edition = tmp_path / name / "templates" / "editions" / "own.j2"
        edition.write_text(EDITION.replace("WORDS", words), encoding="utf-8")
    look = "[text]\nsize = 11\nline_height = 15\n"
    (tmp_path / "b" / "templates" / "look.toml").write_text(look, encoding="utf-8")
    return lambda name: monkeypatch.chdir(tmp_path / name)


def letter_with(templates: str) -> str:
    return render(Case.from_data(DATA, templates), templates=templates).text(0)


@pytest.mark.parametrize("templates", ["templates", "./templates", "../b/../b/templates"])
def test_a_relative_folder_is_that_of_the_working_directory_at_the_call(
    templates: str, two_folders: Callable[[str], None]
) -> None:
    two_folders("a")
    assert WORDS["a"] in letter_with("templates")
    two_folders("b")
    assert WORDS["b"] in letter_with(templates)
    two_folders("a")
    assert WORDS["a"] in letter_with("templates")


@pytest.mark.parametrize("bounded", [False, True])
def test_every_function_reads_the_folder_of_the_working_directory(
    *, bounded: bool, two_folders: Callable[[str], None]
) -> None:
    for name, words in WORDS.items():
        two_folders(name)
        own_case = Case.from_data(DATA, "templates")
        letter = render(own_case, templates="templates", engine="typst")
        pdf = letter.pdf()
        assert words in letter.text(0)
        for read in (letter.text(0).encode(), pdf):
            assert parse(read, "templates", bounded=bounded).edition == "own"
        assert extract(pdf, "templates", bounded=bounded) == own_case
        assert verify(pdf, templates="templates", bounded=bounded).answer == "same"
        for document in (own_case.to_json().encode(), letter.text(0).encode()):
            assert check_document(document, [], templates="templates", bounded=bounded) == []
        assert check(own_case, [], templates="templates") == []
        assert canonical(own_case, "templates") == own_case
        assert json.loads(migrate_case(own_case.to_json(), "templates"))["edition"] == "own"
        assert HouseStyle("templates").look.text.size == (11 if name == "b" else HouseStyle().look.text.size)


def test_a_letter_is_printed_with_its_templates_after_a_change_of_the_working_directory(
    two_folders: Callable[[str], None],
) -> None:
    two_folders("a")
    letter = render(Case.from_data(DATA, "templates"), templates="templates")
    two_folders("b")
    assert WORDS["a"] in letter.text(0)
    assert letter.house_style != HouseStyle("templates")


def test_the_command_line_reads_the_folder_of_the_working_directory(
    tmp_path: Path, two_folders: Callable[[str], None]
) -> None:
    (tmp_path / "case.json").write_text(json.dumps(DATA), encoding="utf-8")
    for name, words in WORDS.items():
        two_folders(name)
        assert imrletters("templates", "--templates", "templates").exit_code == 0
        imrletters("render", "../case.json", "--templates", "templates", "--format", "text", "-o", "letters")
        letter = Path("letters/case.txt")
        assert words in letter.read_text(encoding="utf-8")
        for arguments in (("parse", letter, "-o", "read"), ("table", letter, "-o", "items.csv"), ("check", letter)):
            result = imrletters(*arguments, "--templates", "templates")
            assert "invalid" not in result.output, result.output
            assert result.exit_code in (0, 1)


def test_a_folder_of_templates_is_absolute_and_a_message_has_the_name_as_it_was_given() -> None:
    assert folder_path("templates") == Checks(templates=Path("templates")).templates == Path.cwd() / "templates"
    result = imrletters("render", "case.json", "--templates", "no-such-folder")
    assert result.exit_code == 2
    assert "'no-such-folder' does not exist" in " ".join(result.output.split())


def test_a_relative_folder_in_a_working_directory_that_was_deleted_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert folder_path(TEMPLATES) == TEMPLATES
    with pytest.raises(HouseStyleError, match=r"^templates: the working directory does not exist any more$"):
        HouseStyle("templates")
    os.chdir(tmp_path)
