"""docs/performance.md is current and follows the measured figures."""

import copy
import json
import re
import runpy
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.support import ROOT

FIGURES = json.loads((ROOT / "docs" / "performance.json").read_bytes())
TOOL = runpy.run_path(str(ROOT / "tools" / "performance_page.py"))
performance_page: Callable[[Mapping[str, Any]], str] = TOOL["performance_page"]
ratios: Callable[[Mapping[str, Any]], list[tuple[str, float, float, bool]]] = TOOL["ratios"]


def test_the_page_is_current() -> None:
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert performance_page(FIGURES) == page, "run: python tools/performance_page.py"


def test_other_figures_give_another_page() -> None:
    changed = copy.deepcopy(FIGURES)
    changed["milliseconds"]["plain"]["median"] *= 2
    assert performance_page(changed) != performance_page(FIGURES)


def test_ratios_over_their_limits_are_marked() -> None:
    changed = copy.deepcopy(FIGURES)
    for times in changed["milliseconds"].values():
        times["median"] = 100.0
    changed["cold"] = dict.fromkeys(changed["cold"], 100.0)
    for figures in (changed["batch"]["weasyprint"], changed["batch"]["typst"], changed["threads"]["typst"]):
        figures["one"] = figures["all"] = 10.0
    for figures in changed["memory"].values():
        figures["megabytes"] = [100.0 + number for number in range(len(figures["megabytes"]))]
    kept = [title for title, _, _, within in ratios(changed) if within]
    assert kept == [
        "complete PDF with WeasyPrint / WeasyPrint, default use",
        "complete PDF with Typst / ReportLab Platypus",
        "cold start: text letter / imports of pydantic, jinja2 and click",
    ]
    assert performance_page(changed).count("OVER THE LIMIT") == len(ratios(changed)) - len(kept)


LIMITS = {
    "complete PDF with Typst / WeasyPrint, default use": 0.2,
    "complete PDF with Typst / with WeasyPrint": 0.23,
    "complete PDF with Typst / ReportLab Platypus": 1,
    "cold start: text letter / imports of pydantic, jinja2 and click": 1.65,
    "cold start: complete PDF with Typst / with WeasyPrint": 0.4,
    "batch with Typst: on 2 cores / on one core": 1 / 1.85,
    "batch on 2 cores: with Typst / with WeasyPrint": 1 / 3.5,
    "letters with Typst: in 8 threads / in one thread": 1 / 1.7,
}


def test_typst_has_a_limit_for_each_comparison() -> None:
    on_two_cores = copy.deepcopy(FIGURES)
    on_two_cores["batch"]["cores"] = 2
    limits = {title: limit for title, _, limit, _ in ratios(on_two_cores)}
    assert {title: limits[title] for title in LIMITS} == LIMITS


def test_the_page_contains_no_local_path() -> None:
    page = performance_page(FIGURES)
    assert "/home" not in page
    assert str(ROOT) not in page


def test_the_distance_to_plain_typst_is_explained_completely() -> None:
    page = " ".join(performance_page(FIGURES).split())
    found = re.search(r"= (\S+) ms\. The parts outside .* take (\S+) ms .* differs by (\S+) ms", page)
    assert found
    distance, others, compiling = map(float, found.groups())
    assert abs(compiling + others - distance) < 0.2


@pytest.mark.parametrize("engine", ["weasyprint", "typst"])
def test_the_shares_of_the_profile_add_up_to_one(engine: str) -> None:
    assert abs(sum(FIGURES["profile"][engine]["shares"].values()) - 1) < 0.001
