"""A macro, an import or a variable of an own template that nothing reads is an error."""

from pathlib import Path

import pytest

from imrletters import HouseStyleError
from imrletters.rendering.own_folder import check_own_folder
from tests.planted import plant

EXTENDS = '{% extends "imrletters/editions/2016.j2" %}\n'


def folder(path: Path, edition: str, **parts: str) -> Path:
    """A folder with an edition, and with templates in the folder parts."""
    plant(path, mine=EXTENDS + edition)
    for name, text in parts.items():
        (path / "parts").mkdir(exist_ok=True)
        (path / "parts" / f"{name}.j2").write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("edition", "fault"),
    [
        ("{% macro words() %}Words.{% endmacro %}", "nothing uses the macro words"),
        ("{% set words = 'Words.' %}", "nothing uses the variable words"),
        ("{% set words %}Words.{% endset %}", "nothing uses the variable words"),
        ("{% block how_made %}{% set words = 1 %}Words.{% endblock %}", "nothing uses the variable words"),
        ("{% set one, two = 1, 2 %}", "nothing uses the variable one, two"),
        ('{% import "parts/other.j2" as other %}', "nothing uses the import other"),
        ('{% from "parts/other.j2" import words as other %}', "nothing uses the import other"),
        ("{% set all = namespace(n=1) %}{% set all.n = 2 %}", "nothing uses the variable all"),
    ],
)
def test_what_nothing_reads_is_an_error_with_its_line(edition: str, fault: str, tmp_path: Path) -> None:
    own = folder(tmp_path, edition, other="{% macro words() %}Words.{% endmacro %}")
    with pytest.raises(HouseStyleError) as refused:
        check_own_folder(own)
    assert f"editions/mine.j2:2: error: {fault}" in str(refused.value).splitlines()


@pytest.mark.parametrize(
    "edition",
    [
        "{% macro words() %}Words.{% endmacro %}{% block how_made %}{{ words() }}{% endblock %}",
        "{% set words = 'Words.' %}{% block how_made %}{{ words }}{% endblock %}",
        "{% block how_made %}{% set words = 1 %}{% if words %}Words.{% endif %}{% endblock %}",
        "{% set one, two = 1, 2 %}{% block how_made %}{{ two }}{% endblock %}",
        '{% import "parts/other.j2" as other %}{% block how_made %}{{ other.words() }}{% endblock %}',
        '{% from "parts/other.j2" import words as one %}{% block how_made %}{{ one() }}{% endblock %}',
        "{% set all = namespace(n=1) %}{% set all.n = 2 %}{% block how_made %}{{ all.n }}{% endblock %}",
        "{% set style = 'p { color: #333 }' %}",
        '{% import "parts/other.j2" as other %}{% block how_made %}{{ other["words"]() }}{% endblock %}',
    ],
)
def test_what_this_or_an_extended_template_reads_is_accepted(edition: str, tmp_path: Path) -> None:
    other = "{% macro words() %}Words.{% endmacro %}" if "parts/other.j2" in edition else ""
    check_own_folder(folder(tmp_path, edition, **({"other": other} if other else {})))


def test_a_variable_that_an_included_template_reads_is_accepted(tmp_path: Path) -> None:
    edition = '{% block how_made %}{% set words = "Words." %}{% include "parts/other.j2" %}{% endblock %}'
    check_own_folder(folder(tmp_path, edition, other="{{ words }}"))


def test_a_macro_that_no_template_imports_is_an_error(tmp_path: Path) -> None:
    edition = '{% import "parts/other.j2" as other %}{% block how_made %}{{ other.words() }}{% endblock %}'
    macros = "{% macro words() %}Words.{% endmacro %}\n{% macro more() %}More.{% endmacro %}"
    with pytest.raises(HouseStyleError, match=r"^parts/other\.j2:2: error: nothing uses the macro more$"):
        check_own_folder(folder(tmp_path, edition, other=macros))


def test_a_macro_of_a_medium_that_no_template_calls_is_an_error(tmp_path: Path) -> None:
    ours = Path("templates/text.j2").read_text(encoding="utf-8")
    plant(tmp_path, mine=EXTENDS)
    (tmp_path / "text.j2").write_text(ours, encoding="utf-8")
    check_own_folder(tmp_path)
    check = "{% macro box() %}Words.{% endmacro %}\n"
    other = tmp_path.with_name("other")
    plant(other, mine=EXTENDS)
    (other / "text.j2").write_text(check + ours, encoding="utf-8")
    with pytest.raises(HouseStyleError, match=r"^text\.j2:1: error: nothing uses the macro box$"):
        check_own_folder(other)
