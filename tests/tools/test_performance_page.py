"""docs/performance.md is current and follows the measured figures."""

import copy
import json
import runpy
from collections.abc import Callable, Mapping
from typing import Any

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


def test_a_ratio_over_its_limit_is_marked() -> None:
    changed = copy.deepcopy(FIGURES)
    changed["milliseconds"]["everything"]["median"] = changed["milliseconds"]["weasyprint"]["median"] * 1.01
    changed["batch"]["all"] = changed["batch"]["one"] / 1.5
    kept = {title: kept for title, _, _, kept in ratios(changed)}
    assert not kept["complete PDF / WeasyPrint, default use"]
    assert not kept[f"batch on {FIGURES['batch']['cores']} cores / on one core"]
    assert performance_page(changed).count("OVER THE LIMIT") >= 2


def test_the_page_contains_no_local_path() -> None:
    page = performance_page(FIGURES)
    assert "/home" not in page
    assert str(ROOT) not in page


def test_the_shares_of_the_profile_add_up_to_one() -> None:
    assert abs(sum(FIGURES["profile"]["shares"].values()) - 1) < 0.001
