"""The page of the rules: written from the registry, and current."""

import json
import runpy
from collections.abc import Callable, Mapping
from typing import Any

from imrletters.proofreading import all_rules
from tests.support import ROOT

COUNTS = json.loads((ROOT / "docs" / "published-findings.json").read_bytes())
rules_page: Callable[[Mapping[str, Any]], str] = runpy.run_path(str(ROOT / "tools" / "rules_page.py"))["rules_page"]


def test_the_page_is_current() -> None:
    assert rules_page(COUNTS) == (ROOT / "docs" / "rules.md").read_text(encoding="utf-8"), "run: make rules"


def test_other_counts_change_the_page() -> None:
    assert rules_page(COUNTS | {"findings": {"T03": 1}}) != rules_page(COUNTS)


def test_every_rule_is_on_the_page_with_both_examples() -> None:
    page = rules_page(COUNTS)
    for rule in all_rules():
        section = page.split(f"\n### {rule.code} {rule.name}\n")[1].split("\n### ")[0]
        catches, leaves = section.split("\nExample without a finding:\n")
        assert json.loads(catches.split("```json\n")[1].split("```")[0]) == rule.catches
        assert json.loads(leaves.split("```json\n")[1].split("```")[0]) == rule.leaves
        assert " ".join(rule.why.split()) in " ".join(section.split())


def test_the_page_counts_the_findings_in_published_letters() -> None:
    page = rules_page(
        {"letters": {"2015": 2, "2016": 3}, "items": {"2015": 4, "2016": 6}, "findings": {"T03": 2, "T04": 1}}
    )
    assert "5 letters with 10 disputed items (2 of edition 2015, 3 of edition 2016)" in page
    assert "1 errors and 2 warnings" in " ".join(page.split())
    assert "| T03 doubled-word | warning | 2 |\n| T04 missing-space | error | 1 |\n\n" in page
