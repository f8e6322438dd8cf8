"""Writes docs/rules.md: every proofreading rule with its examples, and the findings in published letters.

The counts come from docs/published-findings.json, which ``pytest --published=DIR`` compares with the letters.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from textwrap import TextWrapper
from typing import Any

from imrletters.proofreading import Rule, all_rules

DOCS = Path(__file__).resolve().parents[1] / "docs"
THEMES = {
    "C": "Citations",
    "D": "Dates",
    "E": "Edition",
    "F": "Facts",
    "P": "Parties' copy",
    "Q": "Request",
    "R": "Rationale and decision",
    "T": "Text",
}
fill = TextWrapper(120, break_long_words=False, break_on_hyphens=False).fill
HEAD = """\
# The rules of `imrletters check`

`make rules` writes this page from the rules. An **error** is always a mistake, and `check` fails. A **warning** needs
attention, and `check` fails only with `--strict`. **copy** names the copies of the letter that a rule applies to. Each
rule has two examples, which are changes to `samples/one-item-upheld.json` by JSON pointer: with the first the rule has
a finding, with the second it has none.
"""


def rules_page(counts: Mapping[str, Any]) -> str:
    """The text of docs/rules.md."""
    return "\n".join([HEAD, *_published(counts), *(line for theme in _themes() for line in theme)])


def _published(counts: Mapping[str, Any]) -> Iterator[str]:
    found: dict[str, int] = counts["findings"]
    severity = {rule.code: rule.severity for rule in all_rules()}
    errors = sum(number for code, number in found.items() if severity[code] == "error")
    warnings = sum(found.values()) - errors
    letters, items = sum(counts["letters"].values()), sum(counts["items"].values())
    editions = ", ".join(f"{number} of edition {edition}" for edition, number in counts["letters"].items())
    yield "## Findings in published letters"
    yield ""
    yield fill(
        f"{letters} letters with {items} disputed items ({editions}) were checked: {errors} errors and {warnings} "
        f"warnings, {warnings / items:.2f} warnings per item. Every finding was compared with its letter and is a real "
        "mistake. Rules that are not listed found nothing; rules that apply only to the parties' copy cannot find "
        "anything in a published letter."
    )
    yield ""
    yield "| rule | severity | findings |"
    yield "|---|---|---:|"
    for rule in all_rules():
        if found.get(rule.code):
            yield f"| {rule.code} {rule.name} | {rule.severity} | {found[rule.code]} |"
    yield ""


def _themes() -> Iterator[Iterator[str]]:
    for letter, group in groupby(all_rules(), key=lambda rule: rule.code[0]):
        yield _theme(THEMES[letter], list(group))


def _theme(title: str, group: list[Rule]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield "| code | name | severity | copy | finds |"
    yield "|---|---|---|---|---|"
    for rule in group:
        audiences = ", ".join(rule.audiences)
        yield f"| {rule.code} | {rule.name} | {rule.severity} | {audiences} | {_cell(_summary(rule))} |"
    yield ""
    for rule in group:
        yield f"### {rule.code} {rule.name}"
        yield ""
        yield fill(f"{rule.severity.capitalize()}. {rule.why}")
        yield ""
        yield from _example("Example with a finding", rule.catches)
        yield from _example("Example without a finding", rule.leaves)


def _summary(rule: Rule) -> str:
    """The first paragraph of the docstring of the rule."""
    return " ".join((rule.find.__doc__ or "").split("\n\n")[0].split())


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "\\<")


def _example(kind: str, changes: Mapping[str, Any]) -> Iterator[str]:
    yield f"{kind}:"
    yield ""
    yield "```json"
    yield json.dumps(dict(changes), indent=2, ensure_ascii=False)
    yield "```"
    yield ""


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS / "rules.md"
    target.write_text(rules_page(json.loads((DOCS / "published-findings.json").read_bytes())), encoding="utf-8")
