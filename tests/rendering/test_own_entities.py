"""The words of own templates are the same in every medium: entities of HTML in them are errors."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from imrletters import HouseStyle, HouseStyleError
from imrletters.rendering.own_folder import check_own_folder
from imrletters.rendering.templates import render_medium
from imrletters.resources import data_folder
from tests.support import case

EXTENDS = '{% extends "imrletters/editions/2016.j2" %}\n'


class Words(HTMLParser):
    """The words of a page that a browser shows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page.partition("<main>")[2])

    def handle_data(self, data: str) -> None:
        self.found += data.split()


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


def noun(words: str) -> dict[str, str]:
    """An edition with these words inside a paragraph."""
    return {"editions/mine.j2": f"{EXTENDS}{{% block disputed_noun %}}\n{words}\n{{% endblock %}}"}


@pytest.mark.parametrize(
    ("words", "entity", "meant"),
    [
        ("Smith &amp; Sons", "&amp;", "&"),
        ("&sect; 5", "&sect;", "\u00a7"),
        ("R&reg and more", "&reg", "\u00ae"),
        ("case&section", "&section", "\u00a7ion"),
        ("A &#19968; b", "&#19968;", "\u4e00"),
        ("A &#x41 b", "&#x41", "A"),
        ("A&nbsp;b", "&nbsp;", "\\u00a0"),
        ("{% raw %}&lt;{% endraw %}", "&lt;", "<"),
        ("{% if true %}{% set words %}&AMP;{% endset %}{{ words }}{% endif %}", "&AMP;", "&"),
    ],
)
def test_an_entity_in_the_words_of_a_template_is_an_error_with_its_line(
    words: str, entity: str, meant: str, tmp_path: Path
) -> None:
    advice = 'write that character itself, or {{ "&" }} in place of & to print the words as they are'
    assert refused(tmp_path, noun(words)) == [
        f'editions/mine.j2:3: error: "{entity}" would be "{meant}" in HTML letters only; {advice}'
    ]


def test_every_entity_of_a_template_is_named_once_for_each_line(tmp_path: Path) -> None:
    lines = refused(tmp_path, noun("&amp; &lt;\n\n&gt; &amp; &amp;"))
    assert [line.partition(" would")[0] for line in lines] == [
        'editions/mine.j2:3: error: "&amp;"',
        'editions/mine.j2:3: error: "&lt;"',
        'editions/mine.j2:5: error: "&amp;"',
        'editions/mine.j2:5: error: "&gt;"',
    ]


@pytest.mark.parametrize("length", [5_000, 500_000])
@pytest.mark.parametrize("entity", ["&#{}", "&#x{}", "&sect{}"])
def test_an_entity_of_any_length_is_an_error_of_moderate_length(entity: str, length: int, tmp_path: Path) -> None:
    [line] = refused(tmp_path, noun(entity.format("9" * length)))
    assert len(line) < 300


@pytest.mark.parametrize(
    "files",
    [
        {"copies/parties.j2": '{% extends "imrletters/copies/parties.j2" %}{% block outcome %}\n&sect;{% endblock %}'},
        {"letter.j2": "\n&sect;"},
        {"editions/mine.j2": '{% include "parts/words.j2" %}', "parts/words.j2": "\n&sect;"},
        {
            "editions/mine.j2": EXTENDS
            + '{% import "parts/words.j2" as lib %}{% block how_made %}{{ lib.one() }}{% endblock %}',
            "parts/words.j2": "{% macro one() %}\n&sect;{% endmacro %}",
        },
    ],
)
def test_an_entity_is_found_in_every_template_of_words(files: dict[str, str], tmp_path: Path) -> None:
    [line] = refused(tmp_path, files)
    assert line.startswith(f'{list(files)[-1]}:2: error: "&sect')


def test_templates_of_html_may_have_entities(tmp_path: Path) -> None:
    ours = (data_folder("templates") / "html.j2").read_text(encoding="utf-8")
    html = ours.replace("<main>", '<main>&nbsp;{% include "parts/head.j2" %}')
    edition = EXTENDS + '{% import "html.j2" as page %}{% block credentials %}{{ page.blank() }}{% endblock %}'
    files = {"html.j2": html, "parts/head.j2": "<p>&sect;</p>", "editions/mine.j2": edition}
    check_own_folder(own(tmp_path, files))


@pytest.mark.parametrize(
    "words",
    [
        "AT&T & Sons, R&D, a&b; & #5",
        '{{ "&" }}amp; case{{ "&" }}section {{ "&sect;" }}',
        '{{ "&lt;b&gt; &amp;" }}',
        "R&{{ 'reg' }} A&{{ 'section 5' }} &{% if true %}copy{% endif %}",
        "{{ '&sect;' | safe }} {{ '&reg' | fold }}",
        "{% filter upper %}{{ 'A & <b>' }}{% endfilter %}",
        "{% filter title %}{{ 'smith & sons' }}{% endfilter %}",
        "<b> < & > \" '",
    ],
)
def test_other_words_are_the_same_in_every_medium(words: str, tmp_path: Path) -> None:
    style = HouseStyle(own(tmp_path, noun(words)))
    text, html = (render_medium(case(edition="mine"), medium, "public", style) for medium in ("text", "html"))
    assert Words(html).found == text.split()
