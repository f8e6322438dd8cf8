"""A look with any figures of the documented ranges is refused when it is read, or its letters are printed."""

import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from imrletters import CaseError, HouseStyleError, Letterhead, parse, render
from imrletters.case.example import HEADER, example_item
from imrletters.rendering.house_style import letterhead_fault
from imrletters.rendering.look import LOOK_FILE
from imrletters.rendering.own_look import read_look
from imrletters.testing.engine_agreement import text_differences
from tests.support import OWN, case, public_part

Figures: TypeAlias = dict[str, Any]
KEPT: dict[str, Any] = {"phases": [Phase.explicit, Phase.reuse, Phase.generate]}
"""Without shrinking, which would print too many letters."""
RANGES = {
    "page.margin_top": (18, 288),
    "page.margin_right": (18, 198),
    "page.margin_bottom": (18, 288),
    "page.margin_left": (18, 198),
    "text.size": (6, 24),
    "text.line_height": (6, 48),
    "section_title.space_above": (0, 72),
    "section_title.space_above_several": (0, 72),
    "section_title.space_below": (4, 72),
    "header_table.size": (6, 24),
    "header_table.line_height": (6, 48),
    "header_table.space_above": (0, 72),
    "header_table.overhang": (0, 72),
    "header_table.width": (216, 612),
    "header_table.padding": (0.1, 72),
    "header_table.rule": (0.1, 72),
    "letterhead.size": (6, 24),
    "letterhead.line_height": (6, 48),
    "letterhead.height": (1, 288),
    "letterhead.logo_height": (1, 288),
    "letterhead.logo_width": (1, 612),
    "footer.size": (6, 24),
    "footer.line_height": (6, 48),
    "footer.space_above": (0, 72),
}
"""The least and the greatest value of each figure. Most looks with several figures of these ranges are refused."""
CHOICES: dict[str, list[Any]] = {
    "page.size": ["Letter", "Legal"],
    "text.lines_kept_together": [1, 2],
    "header_table.grey": [0.46, 0.9, 1],
    "footer.alignment": ["left", "center", "right"],
}
FOOTER = {"footer.text": "Page {page} of {pages}"}
SENTENCE = "The knee was examined and re-examined by the same left-handed clinic, and/or by another one. "
ITEM = example_item(service=SENTENCE, decision_rationale="\n\n".join([SENTENCE * 4] * 3))
WITH_NAME = Letterhead(
    name="An Example", logo="logo.png", logo_text="A lighthouse", image=(OWN / "logo.png").read_bytes()
)
ONLY_LOGO = WITH_NAME.model_copy(update={"name": None})
CASE = case(clinical_case_summary="\n\n".join([SENTENCE * 3] * 4), disputed_items=[ITEM, ITEM], **HEADER)


@st.composite
def looks(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Figures:
    """Some figures of a look, where the ends of their ranges are frequent."""
    figures = {}
    for name in draw(st.lists(st.sampled_from([*RANGES, *CHOICES]), unique=True, min_size=1, max_size=6)):
        if name in CHOICES:
            figures[name] = draw(st.sampled_from(CHOICES[name]))
            continue
        least, most = RANGES[name]
        tenths = st.integers(round(10 * least), round(10 * most)).map(lambda number: number / 10)
        figures[name] = draw(st.sampled_from([least, most]) | tenths)
    has_footer = any(name.startswith("footer.") for name in figures)
    return figures | FOOTER if has_footer else figures


def with_look(folder: Path, figures: Figures) -> Path:
    """A folder of own templates with a look of these figures."""
    tables: dict[str, str] = {}
    for name, value in figures.items():
        table, _, figure = name.partition(".")
        tables[table] = tables.get(table, "") + f"{figure} = {value!r}\n"
    text = "".join(f"[{table}]\n{lines}" for table, lines in tables.items())
    (folder / LOOK_FILE).write_text(text, encoding="utf-8")
    return folder


def assert_refused_or_printed(figures: Figures, *, compare: bool = False) -> str:
    """The look of these figures is refused with a line of its file, or a letter of it is printed and read back.

    Returns what was done. With ``compare``, the other engine must print the letter alike.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = with_look(Path(temporary), figures)
        try:
            look = read_look(folder)
        except HouseStyleError as error:
            assert all(re.match(r"look\.toml:\d+: error: ", line) for line in str(error).splitlines())
            return "refused"
        head = WITH_NAME if not letterhead_fault(WITH_NAME, look) else ONLY_LOGO
        try:
            letter = render(CASE, templates=folder, letterhead=head, engine="typst")
            pdf = letter.pdf()
        except (CaseError, HouseStyleError) as error:  # the words of this letter are wider than their places
            assert "pt wide" in str(error)
            return "words without room"
        assert parse(pdf, folder) == public_part(CASE)
        if compare:
            assert list(text_differences(pdf, replace(letter, engine="weasyprint").pdf())) == []
        return "printed"


@given(looks())
@settings(max_examples=12, **KEPT)
def test_any_look(figures: Figures) -> None:
    assert_refused_or_printed(figures)


@pytest.mark.long
@given(looks())
@settings(max_examples=200, derandomize=False, **KEPT)
def test_many_looks_in_both_engines(figures: Figures) -> None:
    assert_refused_or_printed(figures, compare=True)


def test_the_figures_have_values_that_are_printed_and_others() -> None:
    assert assert_refused_or_printed({"header_table.overhang": 7}) == "refused"
    assert assert_refused_or_printed({"text.size": 24, "text.line_height": 30}) == "words without room"
    assert assert_refused_or_printed({"header_table.padding": 2, "letterhead.height": 30}) == "printed"
