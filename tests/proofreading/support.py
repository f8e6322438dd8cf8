"""Cases, rules and findings for the tests of the proofreading rules."""

import json
from pathlib import Path
from typing import Any

from imrletters import Case
from imrletters.case import narrative_texts, texts_in
from imrletters.case.example import example_item
from imrletters.proofreading.registry import all_rules, findings
from imrletters.proofreading.rule import Finding
from tests.support import SAMPLES, case, sample_letter

RULES = {rule.code: rule for rule in all_rules()}
"""Every rule by its code."""
NOT_NECESSARY = " The request is not medically necessary."
"""A conclusion to append to a rationale."""


def found(code: str, subject: Case, templates: Path | None = None) -> list[Finding]:
    """The findings of one rule in a case; ``templates`` is the folder of own editions."""
    return [finding for _, finding in findings(subject, {code}, "both", templates)]


def partly_approved(kind: str, original: str, authorized: str, service: str) -> Case:
    """A case with one disputed item that utilization review approved in part."""
    return one_item(
        service=service,
        partial_approval={"kind": kind, "original_request": original, "authorized": authorized},
    )


def is_found_inside(code: str, text: str) -> bool:
    """Whether a rule has findings in a text inside a summary. Asserts that they begin in the text."""
    before = "Whales rise "
    findings = found(code, case(clinical_case_summary=f"{before}{text} and fall."))
    for finding in findings:
        assert finding.path == ("clinical_case_summary",)
        assert finding.start is not None
        assert len(before) <= finding.start < len(before) + len(text)
    return bool(findings)


def one_item(**changes: Any) -> Case:
    """A case with one disputed item, which has these values."""
    return case(disputed_items=[example_item(**changes)])


def text_everywhere(text: str) -> Case:
    """A case with a text in every text field."""
    guideline = {"mtus": [{"title": text, "sections": [text]}], "non_mtus": [text]}
    item = example_item(
        service=text,
        partial_approval={"kind": "quantity", "original_request": text, "authorized": text},
        claims_administrator_guideline=guideline,
        maximus_guideline={"text": text},
        decision_rationale=text,
    )
    return case(
        clinical_case_summary=text,
        organization={"name": text, "label": text},
        expert_reviewer={"licensure_states": [text], "specialties": [text]},
        disputed_items=[item],
    )


def example_texts() -> list[str]:
    """Every text of the samples, as in their files and as printed, and of the examples of the rules, in order."""
    data = [json.loads(path.read_text(encoding="utf-8")) for path in SAMPLES]
    examples = [(rule.catches, rule.leaves) for rule in RULES.values()]
    printed = (text for path in SAMPLES for _, text in narrative_texts(sample_letter(path).case))
    return sorted({*printed, *(text for _, text in texts_in([data, examples]))})
