"""Engines that agree pass; a difference between an organization's HTML and Typst macros is described with its place."""

import re
from pathlib import Path
from typing import Any

import pytest

from imrletters import Letter, PrintError, load_case, render
from imrletters.testing import assert_engines_agree, example_case
from imrletters.testing.engine_agreement import PERMITTED_TAGS, picture_differences, text_differences
from tests.support import ROOT, every, sample_pdf
from tests.testing.changed_letters import HTML, SAMPLE, page, style

TYPST = (ROOT / "templates" / "typst.j2").read_text(encoding="utf-8")


def typst(old: str, new: str) -> dict[str, str]:
    """Replaces a part of the Typst macros."""
    assert old in TYPST
    return {"typst.j2": TYPST.replace(old, new)}


def with_macros(folder: Path, changed: dict[str, str]) -> Letter:
    """The sample with an organization's own copies of both macro templates, one of them changed."""
    for name, text in ({"html.j2": HTML, "typst.j2": TYPST} | changed).items():
        (folder / name).write_text(text, encoding="utf-8")
    return render(load_case(SAMPLE), templates=folder)


def test_engines_that_agree(tmp_path: Path) -> None:
    assert_engines_agree(example_case())
    assert_engines_agree(with_macros(tmp_path, {}))


@pytest.mark.parametrize(
    ("changed", "message"),
    every(
        2,
        [
            (
                typst('"title", text |', '"title", text | replace("IMR", "Review") |'),
                "page 1, line 6: 'Review' instead of 'IMR'",
            ),
            (typst('["blank"]', '["paragraph", []]'), "page 2 begins with 'exercises have been continued"),
            (style("h1 { color: #800000 }"), "page 1, line 6 set in IMRSerif-Bold 12 bold instead of IMR"),
            (style("h1 { padding-bottom: 7pt }"), "page 1, lines 7 to 18 moved"),
            (page("h2>", "p>"), "tags: line 31: '  H2 "),
            (style("th, .none { background: white }"), "page 1 differs in the area 478 x 65 pt at 67, 93"),
            (style("table, th, td { border-color: #808080 }"), "page 1 differs in the area 481 x"),
            (
                style("p { font-size: 11.9pt }"),
                "page 1, lines 7 to 17 set in IMRSerif 12 instead of IMR-Serif 11.9",
            ),
        ],
    ),
    ids=["word", "blank line", "colour", "spacing", "tag", "fill", "rule", "size"],
)
def test_one_changed_line(changed: dict[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError) as refused:
        assert_engines_agree(with_macros(tmp_path, changed))
    first, *found = str(refused.value).splitlines()
    assert first == "printed with typst instead of weasyprint:"
    assert found[0].startswith(message)


def test_only_the_permitted_tags_are_left_out() -> None:
    path = ROOT / "samples" / "mixed-decisions.json"
    received, expected = sample_pdf(path, engine="typst"), sample_pdf(path)
    assert list(text_differences(received, expected)) == []
    assert list(picture_differences(received, expected)) == []
    assert all(PERMITTED_TAGS.values())


def test_the_example_in_the_documentation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    [example] = [code for code in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "assert_engines_agree" in code]
    names: dict[str, Any] = {}
    exec(compile(example, "docs/testing.md", "exec"), names)  # noqa: S102 - runs the example
    names["test_both_engines"]()
    monkeypatch.setattr("imrletters.testing.engine_agreement.ENGINES", ["weasyprint", "unknown"])
    with pytest.raises(PrintError, match="unknown"):
        names["test_both_engines"]()


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(TypeError, match="got a value of the type bytes; expected a case or a letter"):
        assert_engines_agree(b"%PDF")  # type: ignore[arg-type] # the wrong type under test
