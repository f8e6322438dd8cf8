"""The templates that the letters of one edition, audience and medium use."""

from pathlib import Path

import pytest

from imrletters.rendering import editions, every_template, used_templates
from imrletters.rendering.environments import template_tree


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "editions").mkdir()
    return tmp_path


def mine(own: Path, source: str, **others: str) -> tuple[str, ...]:
    """The used templates of a folder whose edition "mine" has this source."""
    (own / "editions" / "mine.j2").write_text(source)
    for name, text in others.items():
        (own / f"{name}.j2").write_text(text)
    return used_templates("mine", "public", "text", own).own


def test_an_edition_uses_those_that_it_extends_and_the_macros_of_the_medium() -> None:
    assert used_templates("2014", "public", "text").ours == (
        "editions/2014.j2",
        "editions/2015.j2",
        "letter.j2",
        "text.j2",
    )
    assert used_templates("2016", "public", "typst").ours == (
        "editions/2016.j2",
        "letter.j2",
        "letter.typ",
        "look.toml",
        "typst.j2",
    )


def test_only_the_parties_copy_uses_the_template_of_the_parties() -> None:
    public, parties = (used_templates("2016", audience, "html").ours for audience in ("public", "parties"))
    assert {*parties} - {*public} == {"copies/parties.j2"}
    assert {"letter.css", "look.toml", "html.j2"} < {*public}


def test_every_template_of_ours_is_used_by_some_letter_or_only_for_learning() -> None:
    used = {
        name
        for edition in editions()
        for audience in ("public", "parties")
        for medium in ("text", "html", "typst")
        for name in used_templates(edition, audience, medium).ours
    }
    assert {*every_template().ours} - used == {"wording.j2"}


def test_the_references_in_our_templates_are_those_of_their_syntax_trees() -> None:
    for name in every_template().ours:
        if name.endswith(".j2"):
            template_tree(name)  # raises for a tag that is not closed
    assert used_templates("1066", "public", "text") == every_template()


def test_own_templates_replace_ours_and_use_ours_by_their_name(own: Path) -> None:
    source = '{% extends "imrletters/editions/2016.j2" %}{%- include "words.j2" -%}{% from \'more.j2\' import word %}'
    assert mine(own, source, words="", more="", unused="") == ("editions/mine.j2", "more.j2", "words.j2")
    assert used_templates("mine", "public", "text", own).ours == ("editions/2016.j2", "letter.j2", "text.j2")
    (own / "text.j2").write_text("")
    found = used_templates("mine", "public", "text", own)
    assert (found.ours, "text.j2" in found.own) == (("editions/2016.j2", "letter.j2"), True)


@pytest.mark.parametrize(
    "source",
    [
        "{% include name %}",
        '{% include "words" ~ ".j2" %}',
        '{% include ["a.j2", "words.j2"] %}',
        '{% include "words.j2" if case else "other.j2" %}',
        '{% include "absent.j2" ignore missing %}',
        '{% include "../words.j2" %}',
        '{% set medium = "words.j2" %}{% import medium as m %}',
        '{% for edition in ["words.j2"] %}{% include edition %}{% endfor %}',
    ],
)
def test_all_templates_count_as_used_where_a_name_is_computed(own: Path, source: str) -> None:
    assert mine(own, source, words="", unused="") == ("editions/mine.j2", "unused.j2", "words.j2")
