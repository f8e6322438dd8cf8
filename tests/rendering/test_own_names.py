"""A macro, an import or a variable of an own template that has no effect is an error."""

import re
from pathlib import Path

import pytest

from imrletters import HouseStyle, HouseStyleError
from imrletters.rendering.own_folder import check_own_folder
from imrletters.rendering.templates import render_medium
from tests.planted import plant
from tests.support import case

EXTENDS = '{% extends "imrletters/editions/2016.j2" %}\n'
OTHER = "{% macro words() %}Words.{% endmacro %}"


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
        ("{% block how_made %}{% set label = 1 %}Words.{% endblock %}", "nothing uses the variable label"),
        (
            "{% set x = 1 %}{% block how_made %}{% for x in [1] if x %}.{% endfor %}{% endblock %}",
            "nothing uses the variable x",
        ),
        ("{% block how_made %}{% set title = 1 %}Words.{% endblock %}", "nothing uses the variable title"),
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


def test_a_macro_that_is_read_from_a_template_that_extends_its_own_is_accepted(tmp_path: Path) -> None:
    edition = '{% import "parts/heir.j2" as lib %}{% block how_made %}{{ lib.words() }}{% endblock %}'
    check_own_folder(folder(tmp_path, edition, base=OTHER, heir='{% extends "parts/base.j2" %}'))


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


def printed(folder: Path, edition: str) -> str:
    """The text letter of an edition in a folder that is found to be correct."""
    return render_medium(case(edition=edition), "text", "public", HouseStyle(folder))


@pytest.mark.parametrize(
    ("definition", "name"),
    [
        ('{% set rationale_words = "Reasons of counsel:" %}', "rationale_words"),
        ("{% set rationale_words %}Reasons of counsel:{% endset %}", "rationale_words"),
        ('{% set document = {"title": "Words"} %}', "document"),
        ('{% set items_heading = "WORDS" %}', "items_heading"),
        ("{% macro items_heading() %}WORDS{% endmacro %}", "items_heading"),
        ('{% import "parts/other.j2" as m %}', "m"),
        ('{% from "parts/other.j2" import words as summary_heading %}', "summary_heading"),
        ("{% set one, document = 1, 2 %}{% block how_made %}{{ one }}{% endblock %}", "document"),
        ("{% if header %}{% set document = 1 %}{% endif %}", "document"),
        ("{% set document = 1 %}{% block how_made %}{{ document }}{% endblock %}", "document"),
        ('{% set item = "Words" %}', "item"),
        ('{% set label = "Words" %}', "label"),
        ('{% set guideline = "Words" %}', "guideline"),
        ('{% set request = "Words" %}', "request"),
        ('{% set loop = "Words" %}', "loop"),
        ('{% set label = "Words" %}{% block guideline_label %}{{ label }}:{% endblock %}', "label"),
        ('{% set item = "Words" %}{% block citation_joint %}{{ item }}{% endblock %}', "item"),
        (
            '{% set label = "Words" %}{% block guideline %}{% block new %}{{ label }}{% endblock %}{% endblock %}',
            "label",
        ),
    ],
)
def test_a_name_that_an_extended_template_defines_itself_is_an_error(
    definition: str, name: str, tmp_path: Path
) -> None:
    own = folder(tmp_path, definition, **({"other": OTHER} if "parts/other.j2" in definition else {}))
    with pytest.raises(HouseStyleError) as refused:
        check_own_folder(own)
    advice = "override a block (imrletters templates lists them), or choose another name"
    expected = f"editions/mine.j2:2: error: letter.j2 defines {name} itself, so this has no effect; {advice}"
    assert expected in str(refused.value).splitlines()


@pytest.mark.parametrize(
    "definition",
    [
        "{% macro title(text, above='') %}{{ text }} (COUNSEL){% endmacro %}",
        "{% set title = 'COUNSEL' %}",
        '{% from "parts/other.j2" import words as title %}',
    ],
)
@pytest.mark.parametrize("macro", ["title", "paragraph"])
def test_the_name_of_a_macro_of_the_media_is_an_error_that_names_their_files(
    macro: str, definition: str, tmp_path: Path
) -> None:
    definition = definition.replace("title", macro)
    own = folder(tmp_path, definition, **({"other": OTHER} if "parts/other.j2" in definition else {}))
    expected = rf"{macro}; m\.{macro} is changed in a text\.j2, html\.j2 and typst\.j2 of your own"
    with pytest.raises(HouseStyleError, match=rf"(?m)^editions/mine\.j2:2: error: nothing uses the \w+ {expected}$"):
        check_own_folder(own)


@pytest.mark.parametrize(
    "edition",
    [
        '{% macro paragraph(x) %}{{ x }}{% endmacro %}{% block how_made %}{{ paragraph("MARK") }}{% endblock %}',
        "{% macro title() %}MARK{% endmacro %}{% block how_made %}{{ title() }}{% endblock %}",
        '{% set item = "MARK" %}{% block how_made %}{{ item }}{% endblock %}',
        '{% set label = "MARK" %}{% block how_made %}{{ label }}{% endblock %}',
        "{% block how_made %}{% set label = 'MARK' %}{{ label }}{% endblock %}",
        "{% block guideline_label %}{% set label = 'MARK' %}{{ label }}:{% endblock %}",
        "{% block how_made %}{% for label in ['MARK'] %}{% set title = label %}{{ title }}{% endfor %}{% endblock %}",
        '{% set organization = {"name": "MARK", "label": "MARK"} %}',
        '{% set words = "MARK" %}{% set more = words %}{% block how_made %}{{ more }}{% endblock %}',
        '{% set words = "MARK" %}{% macro f() %}{{ words }}{% endmacro %}{% block how_made %}{{ f() }}{% endblock %}',
        '{% set x = "MARK" %}{% block how_made %}{% for each in [1] %}{{ x }}{% endfor %}{% endblock %}',
    ],
)
def test_a_name_that_has_an_effect_is_accepted_and_printed(edition: str, tmp_path: Path) -> None:
    assert "MARK" in printed(folder(tmp_path, edition), "mine")


@pytest.mark.parametrize(
    "base",
    [
        "{% set words = words | default('Words.') %}",
        "{% if words is not defined %}{% set words = 'Words.' %}{% endif %}",
    ],
)
def test_a_name_that_the_extended_template_reads_first_is_accepted(base: str, tmp_path: Path) -> None:
    own = folder(tmp_path, base + "{% block how_made %}{{ words }}{% endblock %}")
    plant(own, heir='{% extends "editions/mine.j2" %}{% set words = "MARK" %}')
    assert "MARK" in printed(own, "heir")


def test_a_name_that_an_own_extended_template_defines_is_an_error(tmp_path: Path) -> None:
    own = folder(tmp_path, "{% set words = 'Words.' %}{% block how_made %}{{ words }}{% endblock %}")
    plant(own, heir='{% extends "editions/mine.j2" %}{% set words = "More." %}')
    with pytest.raises(HouseStyleError, match=r"^editions/heir\.j2:1: error: editions/mine\.j2 defines words itself, "):
        check_own_folder(own)


def copy(path: Path, body: str) -> Path:
    """A folder with a copy to the parties that extends ours."""
    (path / "copies").mkdir()
    (path / "copies" / "parties.j2").write_text('{% extends "imrletters/copies/parties.j2" %}\n' + body)
    return path


def test_a_name_of_the_copy_that_an_edition_defines_too_is_an_error_in_the_edition(tmp_path: Path) -> None:
    body = '{% set outcome = "WORDS" %}{% block how_made %}{{ outcome }}{% endblock %}'
    fault = "copies/parties.j2 defines outcome too, for the same letter; choose another name"
    with pytest.raises(HouseStyleError, match=rf"^editions/mine\.j2:2: error: {re.escape(fault)}$"):
        check_own_folder(folder(tmp_path, body))
    check_own_folder(folder(tmp_path / "other", body.replace("outcome", "outcome_of_this_edition")))


def test_a_name_of_an_own_copy_that_an_edition_defines_differently_is_an_error(tmp_path: Path) -> None:
    notice = "{% block addressees %}{{ words }}{% endblock %}"
    own = folder(tmp_path, "{% set words = 1 %}{% block how_made %}{{ words }}{% endblock %}")
    copy(own, "{% set words = 2 %}" + notice)
    with pytest.raises(HouseStyleError, match=r"^copies/parties\.j2:2: error: editions/mine\.j2 defines words itself"):
        check_own_folder(own)


def test_a_copy_and_an_edition_may_import_the_same_template_by_the_same_name(tmp_path: Path) -> None:
    use = '{% import "parts/other.j2" as other %}{% block how_made %}{{ other.words() }}{% endblock %}'
    own = copy(folder(tmp_path, use, other=OTHER), use.replace("how_made", "addressees"))
    check_own_folder(own)


MEDIA_MACRO = '{% macro title(text, above="") %}{{ text }} (COUNSEL){% endmacro %}'


def test_a_macro_of_a_medium_that_the_extended_medium_defines_is_an_error(tmp_path: Path) -> None:
    own = folder(tmp_path, "")
    (own / "text.j2").write_text('{% extends "imrletters/text.j2" %}\n' + MEDIA_MACRO)
    expected = (
        "text.j2:2: error: imrletters/text.j2 defines title itself, so this has no effect; "
        "copy that file (imrletters templates show text.j2) and change the macro in the copy"
    )
    with pytest.raises(HouseStyleError, match=f"^{re.escape(expected)}$"):
        check_own_folder(own)


def test_a_macro_that_a_medium_adds_to_ours_is_accepted_and_printed(tmp_path: Path) -> None:
    own = folder(tmp_path, "{% block credentials %}{{ super() }}{% if m.box %}{{ m.box() }}{% endif %}{% endblock %}")
    for medium in ("text", "wording"):
        source = f'{{% extends "imrletters/{medium}.j2" %}}{{% macro box() %}}MARK{{% endmacro %}}'
        (own / f"{medium}.j2").write_text(source)
    assert "MARK" in printed(own, "mine")
