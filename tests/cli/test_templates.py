"""The command templates."""

from pathlib import Path

from tests.cli.command import imrletters
from tests.support import OWN

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
    assert "broken.j2:1: error: " in result.stderr
