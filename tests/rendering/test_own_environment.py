"""An organization's own template can neither run code, nor read files, nor run for long, nor fill the memory."""

import resource
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from imrletters import HouseStyle, HouseStyleError, load_case
from imrletters.case.base import AUDIENCES
from imrletters.case.example import HEADER, example_item
from imrletters.rendering.environments import environment_of
from imrletters.rendering.house_style import Letterhead, load_letterhead
from imrletters.rendering.templates import render_medium
from imrletters.rendering.view import letter_view
from tests.cli.command import PROGRAM
from tests.rendering.hostile_templates import FORBIDDEN, HARMLESS, TOO_MUCH
from tests.support import FOR_PARTIES, OWN, SAMPLES, case, every

PLAIN = (str, int, bool, type(None), dict, list)
LOGO = (OWN / "logo.png").read_bytes()
HEAD = Letterhead(name="A", address=("B", "C"), logo="logo.png", logo_text="D", image=LOGO)
EVERYTHING = case(
    **HEADER,
    **FOR_PARTIES,
    disputed_items=[
        example_item(partial_approval={"kind": "quantity", "original_request": "x #3", "authorized": "x #2"}),
        example_item(maximus_guideline={"text": "Decision based on nothing."}),
        example_item(
            maximus_guideline={"mtus": [{"title": "A 2004", "sections": ["B"]}, {"title": "C", "pages": "1"}]}
        ),
    ],
)


def own(folder: Path, words: str) -> HouseStyle:
    """A house style whose edition "mine" contains these words in line 3."""
    (folder / "editions").mkdir(exist_ok=True)
    source = f'{{% extends "imrletters/letter.j2" %}}\n{{% block credentials %}}\n{words}\n{{% endblock %}}\n'
    (folder / "editions" / "mine.j2").write_text(source, encoding="utf-8")
    if "long.j2" in words:
        (folder / "long.j2").write_text("x" * 100_000)
    return HouseStyle(folder, HEAD)


def values(data: Any) -> Iterator[Any]:
    """Every value of a view, with the keys."""
    yield data
    inside = (
        [*data.keys(), *data.values()] if isinstance(data, dict) else data if isinstance(data, list | tuple) else []
    )
    for value in inside:
        yield from values(value)


def test_a_view_is_plain_data_for_every_sample_and_copy() -> None:
    cases = [*map(load_case, SAMPLES), load_case(OWN / "own-edition.json", OWN / "templates"), EVERYTHING]
    for each in cases:
        for audience in AUDIENCES:
            for letterhead in (None, Letterhead(), HEAD, load_letterhead(OWN / "letterhead.toml")):
                kinds = {type(value) for value in values(letter_view(each, audience, letterhead))}
                assert kinds <= set(PLAIN)


@pytest.mark.parametrize("words", FORBIDDEN.values(), ids=FORBIDDEN)
@pytest.mark.parametrize("medium", every(2, ["text", "html"]))
def test_a_template_reaches_nothing_but_data(words: str, medium: str, tmp_path: Path) -> None:
    with pytest.raises(HouseStyleError, match=r"^editions/mine\.j2:3: error: "):
        render_medium(case(edition="mine"), medium, "public", own(tmp_path, words))


def test_the_names_that_every_template_has_are_known(tmp_path: Path) -> None:
    environment = environment_of(tmp_path, escaped=False)
    assert set(environment.globals) == {"range", "dict", "cycler", "joiner", "namespace", "style"}


@pytest.fixture
def bounded() -> Iterator[None]:
    """Fails a test that takes more than 20 seconds of processor time or 1 GB of additional memory."""
    peak, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    yield
    assert time.process_time() - start < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < 1_000_000


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("words", every(4, TOO_MUCH.values()), ids=TOO_MUCH)
def test_too_much_work_is_an_error_with_its_line(words: str, tmp_path: Path) -> None:
    with pytest.raises(HouseStyleError, match=r"^editions/mine\.j2:[1-5]: error: "):
        render_medium(case(edition="mine"), "text", "public", own(tmp_path, words))


@pytest.mark.parametrize(("words", "printed"), HARMLESS.values(), ids=HARMLESS)
@pytest.mark.parametrize("medium", ["text", "html"])
def test_the_language_of_the_templates_works(words: str, printed: str, medium: str, tmp_path: Path) -> None:
    assert printed in render_medium(case(edition="mine"), medium, "public", own(tmp_path, words)).replace("&#39;", "'")


@pytest.mark.parametrize(
    "words",
    [
        "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ " + "[" * 300 + "]" * 300 + " }}",
        "{{ " + " + ".join("1" * 20_000) + " }}",
        "{{ " + "9" * 5000 + " }}",
        "{{ none | dictsort }}",
        '{{ "x" | round }}',
    ],
    ids=["loops", "parentheses", "lists", "sums", "digits", "wrong types", "wrong values"],
)
def test_any_other_fault_is_an_error_of_the_template_too(words: str, tmp_path: Path) -> None:
    with pytest.raises(HouseStyleError, match=r"^editions/mine\.j2(:[0-9]+)?: error: "):
        render_medium(case(edition="mine"), "text", "public", own(tmp_path, words))


def test_many_templates_that_include_each_other_are_too_much_work(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"t{number}.j2").write_text(f'{{% include "t{number + 1}.j2" %}}' * 2)
    (tmp_path / "t60.j2").write_text("")
    with pytest.raises(HouseStyleError, match=r"^.+\.j2:[0-9]+: error: the template does too much work"):
        render_medium(case(edition="mine"), "text", "public", own(tmp_path, '{% include "t0.j2" %}'))


def test_a_letter_of_many_words_is_rendered_by_own_templates_too(tmp_path: Path) -> None:
    words = "&<>\"' " * 30_000
    long = case(edition="mine", clinical_case_summary=words, disputed_items=[example_item(decision_rationale=words)])
    style = own(tmp_path, "{{ organization.name }}")
    for medium in ("text", "html", "typst", "wording"):
        assert len(render_medium(long, medium, "public", style)) > 2 * len(words)


def test_the_command_line_ends_with_an_error_too(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    own(tmp_path / "own", '{{ "x" * 2000000000 }}')
    (tmp_path / "case.json").write_text(case(edition="mine").to_json())
    for command in (["render", "--format", "text", "-o", "out"], ["check"]):
        call = [str(PROGRAM), *command, "case.json", "--templates", "own"]
        done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode in (1, 2)
        assert "editions/mine.j2:3: the template does too much work" in done.stderr
        assert "Traceback" not in done.stderr
