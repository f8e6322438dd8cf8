"""Layouts to compare: a small letter, its lines with changes, and prints of a sample."""

from dataclasses import replace
from typing import Any

from imrletters.comparison.layouts import differences
from imrletters.pdf.layout import Layout, Line, Page, Run
from tests.support import SAMPLES, layout_of, print_page, sample_letter

MIXED = next(path for path in SAMPLES if path.stem == "mixed-decisions")
LINE = 13.8


def line(text: str, number: int, *, page: int = 1, **changes: Any) -> Line:
    run: dict[str, Any] = {"left": 72, "font": "Serif", "size": 12, "bold": False, "color": "#000000", "text": text}
    return Line(page, number, round(72 + LINE * number, 1), (Run(**(run | changes)),))


def letter(*pages: list[str]) -> Layout:
    return Layout(
        tuple(
            Page(612, 792, tuple(line(text, n, page=number) for n, text in enumerate(texts, start=1)))
            for number, texts in enumerate(pages, start=1)
        )
    )


FIRST = ["The knee is stable.", "Therefore it is", "upheld today."]
SECOND = ["Signed by nobody."]
EXPECTED = letter(FIRST, SECOND)


def found(received: Layout, expected: Layout = EXPECTED) -> list[tuple[str, str]]:
    return [(each.kind, str(each)) for each in differences(received, expected)]


def with_lines(*lines: Line) -> Layout:
    """The letter with other lines on its first page."""
    first, second = EXPECTED.pages
    changed = {each.number: each for each in lines}
    return Layout((replace(first, lines=tuple(changed.get(each.number, each) for each in first.lines)), second))


def moved(old: Line, *, down: float = 0, right: float = 0) -> Line:
    runs = tuple(replace(run, left=round(run.left + right, 1)) for run in old.runs)
    return replace(old, baseline=round(old.baseline + down, 1), runs=runs)


def printed(old: str, new: str) -> Layout:
    """The print of a sample with one part of its page replaced."""
    html = sample_letter(MIXED).html()
    assert old in html
    return layout_of(print_page(html.replace(old, new, 1)))
