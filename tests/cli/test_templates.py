"""The command templates."""

import re
from pathlib import Path

import pytest

from imrletters import canonical, parse, read_case, render
from imrletters.cli.templates import STARTING_EDITION
from imrletters.resources import data_folder
from tests.cli.command import imrletters, one_line
from tests.support import OWN, case

TEMPLATES = ("--templates", OWN / "templates")


def test_templates_lists_the_fields_that_each_template_uses() -> None:
    result = imrletters("templates")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert any(line.startswith("copies/parties.j2:") and line.endswith(": replaces.error") for line in lines)
    assert any(line.startswith("letter.j2:") and line.endswith(": header.case_number") for line in lines)
    assert not [line for line in lines if "no case has this field" in line]


def test_templates_lists_own_templates_too() -> None:
    result = imrletters("templates", *TEMPLATES)
    assert result.exit_code == 0
    assert "editions/lighthouse.j2:4: organization.name\n" in result.stdout


def test_templates_fails_if_no_case_has_a_field(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "mine.j2").write_text("{{ metadata.date }}\n{{ telephone }}\n")
    result = imrletters("templates", "--templates", ".")
    assert result.exit_code == 1
    assert "editions/mine.j2:1: metadata.date\n" in result.stdout
    assert "editions/mine.j2:2: telephone: no case has this field\n" in result.stdout


def test_templates_names_a_template_with_a_syntax_error(tmp_path: Path) -> None:
    (tmp_path / "broken.j2").write_text("{% block %}")
    result = imrletters("templates", "--templates", ".")
    assert result.exit_code == 1
    assert "Error: broken.j2:1: " in result.stderr


def test_templates_lists_the_blocks_that_each_edition_offers_with_their_places() -> None:
    lines = imrletters("templates", *TEMPLATES).stdout.splitlines()
    for name in ("editions/2014.j2", "editions/2016.j2", "editions/lighthouse.j2", "copies/parties.j2"):
        assert any(line.startswith(f"{name} offers block header (letter.j2:") for line in lines), name
    place = "imrletters/editions/2016.j2:10"
    assert f"editions/lighthouse.j2 offers block outside_mtus ({place})" in lines
    assert "editions/lighthouse.j2 offers block citation_joint (editions/lighthouse.j2:11)" in lines
    assert any(
        line.startswith("copies/parties.j2 offers block appeal (imrletters/copies/parties.j2:") for line in lines
    )
    assert not any(line.startswith("editions/2016.j2 offers block appeal") for line in lines)


def test_templates_lists_the_fields_that_each_edition_offers() -> None:
    lines = imrletters("templates").stdout.splitlines()
    assert "editions/NAME.j2 offers field header.case_number" in lines
    assert "editions/NAME.j2 offers field disputed_items.*.maximus_guideline.mtus.*.sections" in lines
    assert "copies/parties.j2 offers field mailing.last_day_of_appeal" in lines
    assert "editions/NAME.j2 offers field mailing.last_day_of_appeal" not in lines
    assert len(lines) == len(set(lines))


def test_templates_names_every_fault_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "letter.css").touch()
    (tmp_path / "words.j2").touch()
    result = imrletters("templates", "--templates", ".")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Error: letter.css: nothing uses this file; change its figures" in result.stderr
    assert "\nwords.j2: nothing uses this file; expected " in result.stderr


def test_a_new_edition_passes_and_its_letters_are_read_back(tmp_path: Path) -> None:
    result = imrletters("templates", "new", "harbor")
    assert (result.exit_code, result.stdout) == (0, "templates/editions/harbor.j2\n")
    (tmp_path / "case.json").write_text(one_line().replace('"2016"', '"harbor"', 1))
    assert imrletters("render", "case.json", "--templates", "templates").exit_code == 0
    read = parse((tmp_path / "case.pdf").read_bytes(), Path("templates"))
    assert read.edition == "harbor"
    assert imrletters("templates", "--templates", "templates").exit_code == 0


@pytest.mark.parametrize("name", ["readme", "README", "LICENSE", "mine.j2", "2016.README"])
def test_a_new_edition_of_any_name_is_used(name: str) -> None:
    assert imrletters("templates", "new", name, "-o", "own").exit_code == 0
    result = imrletters("templates", "--templates", "own")
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"editions/{name}.j2 offers block summary_opening (editions/{name}.j2:" in result.stdout


def test_every_example_in_a_new_edition_is_valid(tmp_path: Path) -> None:
    text = STARTING_EDITION.read_text(encoding="utf-8")
    used = re.sub(r"\{# EXAMPLE.*\n|END OF EXAMPLE #\}\n", "", text)
    assert used.count("{% block") == 10
    path = tmp_path / "editions" / "mine.j2"
    path.parent.mkdir()
    path.write_text(used)
    whole = read_case(one_line().replace('"2016"', '"mine"', 1).encode(), tmp_path)
    letter = render(whole, templates=tmp_path).text()
    assert "SUMMARY OF THE CASE" in letter
    assert parse(letter, tmp_path) == canonical(whole, tmp_path)


def test_a_new_edition_changes_nothing_for_letters_of_ours() -> None:
    imrletters("templates", "new", "harbor")
    assert parse(render(case()).text(), Path("templates")).edition == "2016"


def test_a_new_edition_never_overwrites_a_file(tmp_path: Path) -> None:
    imrletters("templates", "new", "harbor", "-o", "own")
    path = tmp_path / "own" / "editions" / "harbor.j2"
    path.write_text("mine")
    result = imrletters("templates", "new", "harbor", "-o", "own")
    assert result.exit_code == 1
    assert "own/editions/harbor.j2: the file exists already; it is not overwritten" in result.stderr
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["2016", "../mine", ".mine", "a b", "", "a/b"])
def test_a_name_that_cannot_be_that_of_a_new_edition_is_refused(name: str, tmp_path: Path) -> None:
    result = imrletters("templates", "new", name)
    assert result.exit_code == 2
    assert "expected letters, digits" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["letter.j2", "editions/2016.j2", "copies/parties.j2", "look.toml"])
def test_a_template_of_ours_is_printed(name: str) -> None:
    result = imrletters("templates", "show", name)
    assert (result.exit_code, result.stdout) == (0, (data_folder("templates") / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["letter", "../templates/letter.j2", "/etc/hostname", ""])
def test_another_file_is_not_printed_but_ours_are_named(name: str) -> None:
    result = imrletters("templates", "show", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "expected one of our templates: copies/parties.j2, editions/2014.j2, " in result.stderr
