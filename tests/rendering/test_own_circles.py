"""Own templates that extend, include or import themselves, or each other in a circle, are errors with their lines."""

import re
from pathlib import Path

import pytest

from imrletters import HouseStyle, HouseStyleError
from imrletters.rendering.own_folder import check_own_folder
from imrletters.rendering.templates import render_medium
from tests.support import case


def own(folder: Path, files: dict[str, str]) -> Path:
    """A folder with these templates."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path, files: dict[str, str]) -> list[str]:
    """The lines of the error for a folder with these templates."""
    with pytest.raises(HouseStyleError) as caught:
        check_own_folder(own(folder, files))
    return str(caught.value).splitlines()


EXTENDS = '{% extends "imrletters/editions/2016.j2" %}\n'


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        (
            "editions/own.j2",
            '\n{% extends "editions/own.j2" %}',
            "2: error: extends itself; extend one of ours, such as imrletters/editions/2016.j2",
        ),
        (
            "editions/2016.j2",
            '{% extends "editions/2016.j2" %}',
            "1: error: extends itself; extend imrletters/editions/2016.j2",
        ),
        (
            "copies/parties.j2",
            '{# A copy. #}\n{% extends "copies/parties.j2" %}',
            "2: error: extends itself; extend imrletters/copies/parties.j2",
        ),
        ("letter.j2", '{% extends "letter.j2" %}', "1: error: extends itself; extend imrletters/letter.j2"),
        (
            "editions/own.j2",
            EXTENDS + '{% block how_made %}\n{% include "editions/own.j2" %}{% endblock %}',
            "3: error: includes itself; include another template",
        ),
        (
            "text.j2",
            '{% import "text.j2" as ours %}{{ ours }}',
            "1: error: imports itself; import imrletters/text.j2",
        ),
        (
            "text.j2",
            '{% from "text.j2" import title as ours %}{{ ours }}',
            "1: error: imports itself; import imrletters/text.j2",
        ),
    ],
)
def test_a_template_that_uses_itself_is_an_error(name: str, text: str, fault: str, tmp_path: Path) -> None:
    lines = refused(tmp_path, {"editions/mine.j2": EXTENDS, name: text})
    assert lines == [f"{name}:{fault}"]


def test_a_circle_of_two_templates_is_an_error_in_both(tmp_path: Path) -> None:
    files = {"editions/a.j2": '{% extends "editions/b.j2" %}', "editions/b.j2": '\n{% extends "editions/a.j2" %}'}
    expected = "expected no circle of templates"
    assert refused(tmp_path, files) == [
        f"editions/a.j2:1: error: extends editions/b.j2, which uses editions/a.j2 again; {expected}",
        f"editions/b.j2:2: error: extends editions/a.j2, which uses editions/b.j2 again; {expected}",
    ]


def test_a_circle_that_goes_through_our_templates_names_them(tmp_path: Path) -> None:
    files = {"editions/2015.j2": '{% extends "imrletters/editions/2014.j2" %}'}
    [line] = refused(tmp_path, files)
    assert line == (
        "editions/2015.j2:1: error: extends imrletters/editions/2014.j2, which uses editions/2015.j2 again; "
        "to use ours, name imrletters/editions/2015.j2"
    )
    files = {"letter.j2": '{% extends "imrletters/editions/2014.j2" %}'}
    [line] = refused(tmp_path / "other", files)
    assert line == (
        "letter.j2:1: error: extends imrletters/editions/2014.j2, which uses letter.j2 again (by editions/2015.j2); "
        "to use ours, name imrletters/letter.j2"
    )


@pytest.mark.parametrize(
    ("files", "faulty"),
    [
        (
            {
                "editions/mine.j2": EXTENDS + '{% block how_made %}{% include "parts/a.j2" %}{% endblock %}',
                "parts/a.j2": '{% include "parts/b.j2" %}',
                "parts/b.j2": '{% with %}{% include ["parts/none.j2", "parts/a.j2"] %}{% endwith %}',
            },
            ["parts/a.j2:1", "parts/b.j2:1"],
        ),
        (
            {
                "editions/mine.j2": EXTENDS + '{% from "parts/a.j2" import a %}{% set style = a %}',
                "parts/a.j2": '{% import "parts/b.j2" as b %}{% set a = b.b %}',
                "parts/b.j2": '{% from "parts/a.j2" import a %}{% set b = a %}',
            },
            ["parts/a.j2:1", "parts/b.j2:1"],
        ),
        (
            {"editions/mine.j2": '{% extends "copies/parties.j2" %}'},
            ["editions/mine.j2:1"],
        ),
        (
            {"editions/mine.j2": '{% extends "imrletters/letter.j2" if header else "editions/mine.j2" %}'},
            ["editions/mine.j2:1"],
        ),
        (
            {"editions/mine.j2": EXTENDS, "text.j2": '{% import "letter.j2" as letter %}{{ letter }}'},
            ["text.j2:1"],
        ),
    ],
)
def test_circles_of_every_kind_are_errors(files: dict[str, str], faulty: list[str], tmp_path: Path) -> None:
    lines = refused(tmp_path, files)
    assert [line.split(": error: ")[0] for line in lines] == faulty
    assert [line for line in lines if "again" not in line and "itself" not in line] == []


def test_a_circle_is_noticed_while_cases_of_another_edition_are_printed(tmp_path: Path) -> None:
    style = HouseStyle(own(tmp_path, {"editions/2014.j2": '{% extends "editions/2014.j2" %}'}))
    message = "editions/2014.j2:1: error: extends itself; extend imrletters/editions/2014.j2"
    with pytest.raises(HouseStyleError, match=f"^{re.escape(message)}$"):
        render_medium(case(edition="2016"), "text", "public", style)


def test_names_are_examined_only_after_circles_are_corrected(tmp_path: Path) -> None:
    heir = '{% extends "editions/2014.j2" %}{% set style = "p { color: #333 }" %}'
    files = {"editions/2014.j2": '{% extends "editions/2014.j2" %}', "editions/heir.j2": heir}
    assert refused(tmp_path, files) == [
        "editions/2014.j2:1: error: extends itself; extend imrletters/editions/2014.j2",
    ]
    corrected = {"editions/2014.j2": '{% extends "imrletters/editions/2014.j2" %}', "editions/heir.j2": heir}
    check_own_folder(own(tmp_path / "other", corrected))


@pytest.mark.parametrize(
    "part",
    [
        '{% if deep < 3 %}{% with deep = deep + 1 %}{% include "parts/a.j2" %}{% endwith %}{% endif %}.',
        '{% for each in [] %}{% include "parts/a.j2" %}{{ deep }}{% endfor %}.',
        '{% macro a() %}{% include "parts/a.j2" %}{% endmacro %}{{ a if deep }}.',
    ],
)
def test_a_use_of_itself_that_ends_is_accepted(part: str, tmp_path: Path) -> None:
    edition = EXTENDS + '{% block how_made %}{% set deep = 0 %}{% include "parts/a.j2" %}{% endblock %}'
    folder = own(tmp_path, {"editions/mine.j2": edition, "parts/a.j2": part})
    assert "." in render_medium(case(edition="mine"), "text", "public", HouseStyle(folder))


def test_a_use_of_itself_that_does_not_end_is_an_error_in_plain_words(tmp_path: Path) -> None:
    part = '{% if true %}{% include "parts/a.j2" %}{% endif %}'
    edition = EXTENDS + '{% block how_made %}{% include "parts/a.j2" %}{% endblock %}'
    folder = own(tmp_path, {"editions/mine.j2": edition, "parts/a.j2": part})
    message = r"^parts/a\.j2:1: error: templates, macros or expressions are nested too deeply"
    with pytest.raises(HouseStyleError, match=message):
        render_medium(case(edition="mine"), "text", "public", HouseStyle(folder))
