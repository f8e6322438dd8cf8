"""Everything in an organization's own templates folder is used, or is an error that names the file and the line."""

import shutil
from pathlib import Path

import pytest

from imrletters import HouseStyleError, parse, render
from imrletters.rendering.own_folder import MOST_FILES, MOST_LISTED, check_own_folder
from imrletters.rendering.templates import editions
from imrletters.resources import data_folder
from tests.support import OWN, case

OURS = "imrletters/editions/2016.j2"
EXTENDS = f'{{% extends "{OURS}" %}}\n'


def own(folder: Path, files: dict[str, str]) -> Path:
    """A folder with an edition "mine" and these files."""
    for name, text in {"editions/mine.j2": EXTENDS, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path, files: dict[str, str]) -> list[str]:
    """The lines of the error for a folder with these files."""
    with pytest.raises(HouseStyleError) as caught:
        check_own_folder(own(folder, files))
    return str(caught.value).splitlines()


def edition(body: str) -> dict[str, str]:
    return {"editions/mine.j2": EXTENDS + body}


def test_the_folder_of_the_sample_is_accepted() -> None:
    check_own_folder(OWN / "templates")


def test_copies_of_our_templates_are_accepted(tmp_path: Path) -> None:
    for path in data_folder("templates").rglob("*.j2"):
        copy = tmp_path / path.relative_to(data_folder("templates"))
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(path, copy)
    check_own_folder(tmp_path)
    assert render(case(), templates=tmp_path).text() == render(case()).text()


@pytest.mark.parametrize(
    "name",
    [
        *(".gitignore", ".git/config", "README", "README.md", "editions/readme.txt"),
        *("fonts/OFL.txt", "fonts/LICENSE", "LICENCE.md", "fonts/license.TXT", "COPYING"),
    ],
)
def test_files_that_do_not_belong_to_the_templates_are_ignored(name: str, tmp_path: Path) -> None:
    check_own_folder(own(tmp_path, {name: "\u2713"}))


@pytest.mark.parametrize("name", ["README.j2", "readme.css", "ReadMe.toml", "editions/README.typ", "fonts/readme.J2"])
def test_a_file_with_the_ending_of_a_template_or_a_look_is_not_one_for_readers(name: str, tmp_path: Path) -> None:
    [line] = refused(tmp_path, {name: "words"})
    assert line.startswith(f"{name}: error: nothing uses this file; ")


@pytest.mark.parametrize("name", ["README", "readme", "LICENSE", "copying", "OFL"])
def test_an_edition_may_have_the_name_of_a_file_for_readers(name: str, tmp_path: Path) -> None:
    assert name in editions(own(tmp_path, {f"editions/{name}.j2": EXTENDS}))


@pytest.mark.parametrize(
    "include",
    [
        '{% include "parts/words.j2" %}',
        '{% include "parts/words.j2" if header else "parts/words.j2" %}',
        '{% import "parts/words.j2" as words %}{{ words }}',
        '{% include {"a": "parts/words.j2"}["a"] %}',
    ],
)
def test_a_file_that_a_template_names_is_used(include: str, tmp_path: Path) -> None:
    files = edition(f"{{% block credentials %}}{include}{{% endblock %}}")
    check_own_folder(own(tmp_path, files | {"parts/words.j2": "words"}))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("edition/2020.j2", "expected the name editions/2020.j2, or a name that a template includes"),
        ("editions/old/2020.j2", "expected "),
        ("2020.j2", "expected "),
        ("copy/parties.j2", "expected the name copies/parties.j2, or "),
        ("Letter.j2", "expected the name letter.j2, or "),
        ("words.j2", "copies/parties.j2, editions/"),
        ("letter.css", "change its figures in look.toml, or include this file in an html.j2 of your own"),
        ("letter.typ", "change its figures in look.toml"),
        ("logo.png", "expected "),
        ("editions/2020.txt", "expected "),
    ],
)
def test_a_file_that_nothing_uses_is_an_error_with_what_is_expected(name: str, expected: str, tmp_path: Path) -> None:
    [line] = refused(tmp_path, {name: "words"})
    assert line.startswith(f"{name}: error: nothing uses this file; ")
    assert expected in line


def test_a_file_that_only_an_unused_template_names_is_not_used(tmp_path: Path) -> None:
    lines = refused(tmp_path, {"words.j2": '{% include "more.j2" %}', "more.j2": "words"})
    assert [line.split(":")[0] for line in lines] == ["more.j2", "words.j2"]


def test_a_folder_that_is_not_one_of_templates_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(HouseStyleError, match=r"none: error: there is no such folder of templates$"):
        render(case(), templates=tmp_path / "none")
    with pytest.raises(HouseStyleError, match=r"error: got 0 files; expected a folder of templates"):
        render(case(), templates=tmp_path)
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number}.txt").touch()
    with pytest.raises(HouseStyleError, match=r"error: got 1001 files; expected a folder of templates"):
        render(case(), templates=tmp_path)


def test_every_fault_has_a_line_up_to_a_bound(tmp_path: Path) -> None:
    lines = refused(tmp_path, {f"{number}.txt": "" for number in range(MOST_LISTED + 5)})
    assert (len(lines), lines[-1]) == (MOST_LISTED + 1, "and 5 more errors")


def test_a_block_that_the_extended_template_lacks_is_an_error_with_the_nearest_name(tmp_path: Path) -> None:
    assert refused(
        tmp_path, edition("{% block credential %}x{% endblock %}\n{% block nosuchblock %}y{% endblock %}")
    ) == [
        f"editions/mine.j2:2: error: {OURS} has no block credential; the nearest name is credentials",
        f"editions/mine.j2:3: error: {OURS} has no block nosuchblock; the nearest name is notice",
    ]


def test_a_block_in_an_if_is_examined_too(tmp_path: Path) -> None:
    [line] = refused(tmp_path, edition("\n{% if header %}\n{% block headers %}x{% endblock %}{% endif %}"))
    assert line.startswith("editions/mine.j2:4: error: ")


def test_a_block_of_a_copy_may_be_one_of_the_editions(tmp_path: Path) -> None:
    notice = '{% extends "imrletters/copies/parties.j2" %}\n{% block appeals %}x{% endblock %}'
    [line] = refused(tmp_path, {"copies/parties.j2": notice})
    assert line.endswith("imrletters/copies/parties.j2 has no block appeals; the nearest name is appeal")
    check = own(tmp_path / "other", {"copies/parties.j2": notice.replace("appeals", "how_made")})
    check_own_folder(check)


@pytest.mark.parametrize("missing", ["none.j2", "imrletters/none.j2", "imrletters/editions/mine.j2"])
def test_an_extended_template_that_is_missing_is_an_error_with_its_line(missing: str, tmp_path: Path) -> None:
    lines = refused(tmp_path, {"editions/heir.j2": f'\n{{% extends "{missing}" %}}'})
    assert lines == [f"editions/heir.j2:2: error: there is no template {missing}"]


def test_blocks_of_a_template_that_is_missing_are_not_errors(tmp_path: Path) -> None:
    base = {"editions/base.j2": '{% extends "none.j2" %}{% block notice %}x{% endblock %}'}
    heir = {"editions/heir.j2": '{% extends "editions/base.j2" %}{% block other %}x{% endblock %}'}
    assert refused(tmp_path, base | heir) == ["editions/base.j2:1: error: there is no template none.j2"]


@pytest.mark.parametrize(
    "around",
    [
        "{% macro words() %}BLOCK{% endmacro %}",
        "{% set words %}BLOCK{% endset %}",
        "{% macro words() %}{% if header %}BLOCK{% endif %}{% endmacro %}",
        "{% if true %}{% set words %}{% filter upper %}BLOCK{% endfilter %}{% endset %}{% endif %}",
    ],
)
def test_a_block_in_a_macro_or_a_variable_is_examined_too(around: str, tmp_path: Path) -> None:
    use = "{% block how_made %}{{ words }}{% endblock %}"
    body = around.replace("BLOCK", "\n{% block nosuchblock %}Counsel{% endblock %}") + use
    assert refused(tmp_path, edition(body)) == [
        f"editions/mine.j2:3: error: {OURS} has no block nosuchblock; the nearest name is notice"
    ]
    block = "{% block disputed_noun %}Counsel{% block new %}.{% endblock %}{% endblock %}"
    known = around.replace("BLOCK", block)
    check_own_folder(own(tmp_path / "other", edition(known + use)))


def test_a_new_block_inside_a_block_is_allowed(tmp_path: Path) -> None:
    inner = "{% block credentials %}{% block mine %}x{% endblock %}{% endblock %}"
    again = '{% extends "editions/mine.j2" %}{% block mine %}y{% endblock %}'
    check_own_folder(own(tmp_path, edition(inner) | {"editions/again.j2": again}))


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("\n\n  lost words\nmore", '4: error: "lost words" is outside the blocks'),
        ("{{ m.blank() }}", "2: error: an expression is outside the blocks"),
        ("{% call m.paragraph() %}x{% endcall %}", "2: error: a call or an include is outside the blocks"),
        ('{% include "imrletters/text.j2" %}', "2: error: a call or an include is outside the blocks"),
        ("{% if header %}\nlost{% endif %}", '3: error: "lost" is outside the blocks'),
        ("{% for x in [1] %}{% else %}lost{% endfor %}", '2: error: "lost" is outside the blocks'),
    ],
)
def test_words_outside_the_blocks_of_a_template_that_extends_another_are_an_error(
    body: str, place: str, tmp_path: Path
) -> None:
    [line] = refused(tmp_path, edition(body))
    assert line.startswith(f"editions/mine.j2:{place}")
    assert line.endswith("expected it in a block")


def test_words_before_the_template_that_is_extended_are_an_error(tmp_path: Path) -> None:
    [line] = refused(tmp_path, {"editions/mine.j2": "lost" + EXTENDS})
    assert line.startswith('editions/mine.j2:1: error: "lost" is outside the blocks')


def test_what_prints_nothing_may_stand_outside_the_blocks(tmp_path: Path) -> None:
    body = '{# note #}{% set x = "y" %}{% macro z() %}words{% endmacro %}{% import "letter.j2" as w %}\n'
    body += "{% block how_made %}{{ x }}{{ z() }}{{ w }}{% endblock %}"
    check_own_folder(own(tmp_path, edition(body)))


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("{% block credentials %}\n\nwell \u2713 done\n{% endblock %}", "4"),
        ('{% block credentials %}\n{{ m.title("A \u2713") }}\n{% endblock %}', "3"),
        ('{% block credentials %}{% set x = "a\n\u2713" %}{{ x }}{% endblock %}', "3"),
    ],
)
def test_a_character_that_the_fonts_lack_is_an_error_with_its_line_and_its_name(
    template: str, place: str, tmp_path: Path
) -> None:
    message = 'U+2713 "\u2713" (check mark) cannot be printed in the letter\'s fonts; replace it'
    assert refused(tmp_path, edition(template)) == [f"editions/mine.j2:{place}: error: {message}"]


def test_each_character_is_named_once_for_each_line(tmp_path: Path) -> None:
    lines = refused(tmp_path, edition("{% block credentials %}\u2713\u2713\u6f22\n\u2713\twords{% endblock %}"))
    assert [line[:32] for line in lines] == [
        "editions/mine.j2:2: error: U+271",
        "editions/mine.j2:2: error: U+6F2",
        "editions/mine.j2:3: error: U+000",
        "editions/mine.j2:3: error: U+271",
    ]


def test_comments_and_text_macros_may_have_any_character(tmp_path: Path) -> None:
    macros = (
        (data_folder("templates") / "text.j2").read_text(encoding="utf-8").replace("{{ text }}", "\u2550 {{ text }}", 1)
    )
    check_own_folder(own(tmp_path, edition("{# \u2713 #}") | {"text.j2": macros}))


def test_a_character_that_a_template_computes_is_an_error_in_print(tmp_path: Path) -> None:
    words = '{% block credentials %}{{ m.stacked(["x%c" | format(10003)]) }}{{ super() }}{% endblock %}'
    letter = render(case(edition="mine"), templates=own(tmp_path, edition(words)))
    with pytest.raises(
        HouseStyleError, match=r"editions/mine\.j2:2: error: U\+2713 .* \(check mark\) cannot be printed"
    ):
        letter.pdf()


def test_every_use_of_the_folder_is_strict(tmp_path: Path) -> None:
    folder = own(tmp_path, {"letter.css": "p { color: red }"})
    letter = render(case()).text()
    for use in (
        lambda: editions(folder),
        lambda: render(case(), templates=folder),
        lambda: parse(letter, folder),
    ):
        with pytest.raises(HouseStyleError, match=r"^letter\.css: error: nothing uses this file"):
            use()


@pytest.mark.parametrize(("opening", "end"), [("if false", "endif"), ("for x in []", "endfor"), ("with", "endwith")])
def test_a_block_in_a_condition_which_jinja_ignores_is_an_error(opening: str, end: str, tmp_path: Path) -> None:
    body = f"{{% {opening} %}}\n{{% block summary_title %}}NEVER MEANT{{% endblock %}}{{% {end} %}}"
    [line] = refused(tmp_path, edition(body))
    assert line.startswith(
        "editions/mine.j2:3: error: the block summary_title is inside an if, for or with, which has no "
    )
    inside = "{% block summary_title %}{% if header %}A{% else %}B{% endif %}{% endblock %}"
    check_own_folder(own(tmp_path, edition(inside)))


def test_an_edition_outside_the_folder_of_editions_is_named_with_its_place(tmp_path: Path) -> None:
    [line] = refused(tmp_path, {"acme.j2": EXTENDS})
    assert line.startswith("acme.j2: error: nothing uses this file; expected editions/acme.j2 if it is an edition, ")


def test_a_template_that_cannot_be_read_causes_no_other_errors(tmp_path: Path) -> None:
    broken = '{% block credentials %}{% include "parts/words.j2" %}{{ lib.one() }}{{ %}{% endblock %}'
    files = {
        "editions/mine.j2": f'{{% extends "editions/base.j2" %}}{broken}',
        "editions/base.j2": EXTENDS + '{% import "parts/lib.j2" as lib %}',
        "editions/again.j2": '{% extends "editions/mine.j2" %}',
        "parts/words.j2": "words",
        "parts/lib.j2": "{% macro one() %}words{% endmacro %}",
    }
    [line] = refused(tmp_path, files)
    assert line.startswith("editions/mine.j2:1: error: ")


def test_every_template_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    lines = refused(tmp_path, {f"editions/{name}.j2": f"{EXTENDS}{{% if %}}" for name in ("mine", "other")})
    assert [line.split(":")[0] for line in lines] == ["editions/mine.j2", "editions/other.j2"]


@pytest.mark.parametrize(
    "words",
    [
        '{{ super() | replace("\u200b", "") }}',
        '{{ super().replace("\u200b", "") }}',
        '{% filter replace("\u200b", "") %}words{% endfilter %}',
    ],
)
def test_a_character_that_a_template_replaces_is_not_printed(words: str, tmp_path: Path) -> None:
    check_own_folder(own(tmp_path, edition(f"{{% block credentials %}}{words}{{% endblock %}}")))


def test_a_character_that_replaces_another_is_printed(tmp_path: Path) -> None:
    words = '{% block credentials %}{{ super() | replace("x", "\u2713") }}{% endblock %}'
    [line] = refused(tmp_path, edition(words))
    assert line.startswith("editions/mine.j2:2: error: U+2713 ")


def test_a_file_whose_name_only_begins_like_that_of_a_licence_is_an_error(tmp_path: Path) -> None:
    lines = refused(tmp_path, {"LICENSE.j2": "words", "fonts/OFL.pdf": "", "licenses.txt": ""})
    assert [line.split(":")[0] for line in lines] == ["LICENSE.j2", "fonts/OFL.pdf", "licenses.txt"]
