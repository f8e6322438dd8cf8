"""The command render with copies, own templates and a letterhead."""

import re
from pathlib import Path

import pytest

from imrletters import load_case, load_letterhead, read_case, render
from imrletters.rendering.templates import editions
from tests.cli.command import imrletters
from tests.planted import plant
from tests.support import OWN, ROOT, case, sample_letter

SAMPLE = ROOT / "samples" / "expedited.json"
TEMPLATES = ("--templates", OWN / "templates")


def written() -> list[str]:
    return sorted(path.name for path in Path().rglob("*") if path.is_file())


def test_the_public_copy_is_the_default() -> None:
    assert imrletters("render", SAMPLE).exit_code == 0
    assert written() == ["expedited.pdf", "expedited.txt"]
    assert Path("expedited.txt").read_text(encoding="utf-8") == sample_letter(SAMPLE).text()


def test_the_copy_for_the_parties_has_its_own_file_names() -> None:
    result = imrletters("render", SAMPLE, "--copy", "parties")
    assert (result.exit_code, result.stdout.split()) == (0, ["expedited.parties.txt", "expedited.parties.pdf"])
    assert written() == ["expedited.parties.pdf", "expedited.parties.txt"]
    assert Path("expedited.parties.txt").read_text(encoding="utf-8") == sample_letter(SAMPLE, "parties").text()
    assert Path("expedited.parties.pdf").read_bytes() == sample_letter(SAMPLE, "parties").pdf()


def test_both_copies_are_written_side_by_side() -> None:
    result = imrletters("render", SAMPLE, "--copy", "both", "--format", "text", "--format", "html")
    assert result.exit_code == 0
    assert written() == ["expedited.html", "expedited.parties.html", "expedited.parties.txt", "expedited.txt"]
    assert result.stdout.split()[::2] == ["expedited.txt", "expedited.parties.txt"]


def test_one_copy_can_be_written_to_standard_output_and_both_cannot() -> None:
    result = imrletters("render", SAMPLE, "--copy", "parties", "-o", "-", "--format", "text")
    assert (result.exit_code, result.stdout) == (0, sample_letter(SAMPLE, "parties").text())
    refused = imrletters("render", SAMPLE, "--copy", "both", "-o", "-", "--format", "text")
    assert refused.exit_code == 2
    assert "name one case, one copy and one --format" in refused.stderr
    assert refused.stdout == ""
    assert written() == []


def test_another_copy_is_refused() -> None:
    result = imrletters("render", SAMPLE, "--copy", "press")
    assert result.exit_code == 2
    assert "'public', 'parties', 'both'" in result.stderr


def test_an_own_edition_is_rendered_with_its_letterhead() -> None:
    head = OWN / "letterhead.toml"
    result = imrletters("render", OWN / "own-edition.json", *TEMPLATES, "--letterhead", head, "--copy", "both")
    assert (result.exit_code, result.stderr) == (0, "")
    whole = load_case(OWN / "own-edition.json", OWN / "templates")
    letter = render(whole, "parties", templates=OWN / "templates", letterhead=load_letterhead(head))
    assert Path("own-edition.parties.pdf").read_bytes() == letter.pdf()
    assert Path("own-edition.txt").read_text(encoding="utf-8").count("Lighthouse guideline:") == 2


def test_an_own_edition_is_refused_without_its_folder() -> None:
    result = imrletters("render", OWN / "own-edition.json")
    assert result.exit_code == 1
    expected = f"expected an edition: {', '.join(editions())}"
    assert f'error: /edition: got "lighthouse"; {expected}' in result.stderr
    assert written() == []


def test_letters_of_an_own_edition_are_parsed_and_proofread_with_its_folder() -> None:
    whole = load_case(OWN / "own-edition.json", OWN / "templates")
    Path("own.txt").write_text(render(whole, templates=OWN / "templates").text(), encoding="utf-8")
    parsed = imrletters("parse", "own.txt", *TEMPLATES)
    assert (parsed.exit_code, parsed.stderr) == (0, "")
    assert read_case(parsed.stdout, OWN / "templates").edition == "lighthouse"
    checked = imrletters("check", "own.txt", *TEMPLATES)
    assert (checked.exit_code, checked.stdout) == (0, "")
    for command in ("parse", "check"):
        refused = imrletters(command, "own.txt")
        assert refused.exit_code == 1
        assert "the wording of this section fits no known edition" in refused.output


@pytest.mark.parametrize("command", ["render", "parse", "check"])
def test_an_edition_whose_letters_could_not_be_read_back_is_named(command: str, tmp_path: Path) -> None:
    templates = plant(tmp_path / "own", mine='{% extends "editions/2016.j2" %}{% block citation_joint %}{% endblock %}')
    Path("one.json").write_text(case(edition="mine").to_json(), encoding="utf-8")
    Path("one.txt").write_text(render(case()).text(), encoding="utf-8")
    result = imrletters(command, "one.txt" if command == "parse" else "one.json", "--templates", templates)
    assert result.exit_code == 1
    assert re.search(r"editions/mine\.j2: (error: )?block citation_joint: expected words", result.stderr)


def test_an_error_in_a_template_stops_only_its_letters(tmp_path: Path) -> None:
    (tmp_path / "own" / "editions").mkdir(parents=True)
    (tmp_path / "own" / "editions" / "2016.j2").write_text("{{ telephone }}")
    (tmp_path / "old.json").write_text(case(edition="2014", disputed_items=OLD).to_json())
    result = imrletters("render", SAMPLE, "old.json", "--templates", "own", "--format", "text", "-o", "out")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{SAMPLE}: error: editions/2016.j2:1: 'telephone' is undefined\n")
    assert result.stdout.split() == ["out/old.txt"]


OLD = [
    {
        "service": "MRI of the right knee",
        "decision": "Upheld",
        "claims_administrator_guideline": {"text": "Decision based on MTUS ACOEM."},
        "maximus_guideline": {"text": "Decision based on MTUS ACOEM."},
        "decision_rationale": "Plain films come first. Therefore, the request is not medically necessary.",
    }
]


def test_each_fault_of_the_own_templates_has_its_line() -> None:
    folder = Path("own")
    (folder / "edition").mkdir(parents=True)
    (folder / "edition" / "mine.j2").touch()
    (folder / "letter.css").touch()
    result = imrletters("render", SAMPLE, "--templates", "own")
    assert result.exit_code == 1
    first, second = result.stderr.splitlines()
    assert "error: edition/mine.j2: nothing uses this file; expected the name editions/mine.j2" in first
    assert "error: letter.css: nothing uses this file" in second
    assert written() == ["letter.css", "mine.j2"]


def test_a_letterhead_is_checked_with_the_own_look_in_any_order_of_the_options() -> None:
    Path("own").mkdir()
    Path("own/look.toml").write_text("[letterhead]\nheight = 25\n")
    Path("head.toml").write_text("address = ['1', '2', '3']")
    options = [("--letterhead", "head.toml"), ("--templates", "own")]
    assert imrletters("render", SAMPLE, *options[0], "--format", "text").exit_code == 0
    for order in (options, options[::-1]):
        result = imrletters("render", SAMPLE, *order[0], *order[1])
        assert result.exit_code == 2
        assert "got 3 lines; the margin has room for 2 lines" in result.stderr
