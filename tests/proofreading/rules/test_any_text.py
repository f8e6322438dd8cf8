"""No text makes a rule fail: each rule reads cases with arbitrary texts, and texts of words that rules look for."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imrletters import Case
from imrletters.case.example import HEADER
from imrletters.case.parties import ReviewedDocument
from tests.proofreading.support import RULES, found, text_everywhere


def texts_in(data: Any) -> Iterator[str]:
    """Every text in JSON data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from (text for value in data.values() for text in texts_in(value))
    elif isinstance(data, list):
        yield from (text for value in data for text in texts_in(value))


EXAMPLES = sorted({text for rule in RULES.values() for text in texts_in([dict(rule.catches), dict(rule.leaves)])})
WORDS = sorted({word for text in EXAMPLES for word in re.findall(r"\S+", text)})
PHRASES = [
    "an industrial injury on 2-30-16",
    "an industrial injury on 5-9-16",
    "UR denied the request on 10-25-16",
    "The report dated 2-30-16 shows a",
    "MRI of the left knee dated 10-13-16",
    "MRI of the left knee dated 10-14-16",
    "the right knee at L5-S1",
    "the left knee at L4-5",
    "Naproxen 500mg #60",
    "Naproxen 550mg #90",
    "page 9 of the MTUS",
    "MTUS pages 98-",
    "the Summary section of the MTUS",
    "The MTUS is silent. It is not medically necessary.",
]
HOSTILE = ["\0", "٣", "9" * 5000, "ſtress", "\u212anee", "(", ", ", ".", "\n\n", "#30", "99-99-99", "May 9, 0000", "-"]
PIECES = st.one_of(*map(st.sampled_from, (PHRASES, EXAMPLES, WORDS, HOSTILE)), st.text(max_size=9))
TEXTS = st.one_of(st.text(), st.lists(PIECES, min_size=3, max_size=20).map(" ".join))


def hostile(text: str, other: str, day: date) -> Case:
    """A case, not validated, whose fields contain one text or the other."""
    sound = text_everywhere("Whales")
    item = text_everywhere("Whales").disputed_items[0]
    assert item.partial_approval
    approval = item.partial_approval.model_copy(update={"original_request": other, "authorized": text})
    citation = item.claims_administrator_guideline.mtus[0]
    cited = citation.model_copy(update={"title": other, "sections": (other,), "pages": None})
    paged = citation.model_copy(update={"title": "Chronic Pain Guidelines", "sections": (), "pages": "88, 89"})
    guideline = item.claims_administrator_guideline.model_copy(update={"mtus": (cited, paged), "non_mtus": (other,)})
    free_text = item.maximus_guideline.model_copy(update={"text": text})
    one = item.model_copy(
        update={
            "service": other,
            "decision_rationale": text,
            "partial_approval": approval,
            "claims_administrator_guideline": guideline,
            "maximus_guideline": guideline,
        }
    )
    two = one.model_copy(
        update={
            "service": text,
            "decision_rationale": other,
            "decision": "Overturned",
            "partial_approval": approval.model_copy(update={"kind": "substitution"}),
            "maximus_guideline": free_text,
        }
    )
    document = ReviewedDocument(kind="Medical report", title="Notes").model_copy(update={"title": other})
    header = {name: date.fromisoformat(value) for name, value in HEADER.items() if re.fullmatch(r"[\d-]{10}", value)}
    return sound.model_copy(
        update={
            "clinical_case_summary": other,
            "disputed_items": (one, two),
            "documents_reviewed": (document,),
            "request_date": day,
            **header,
        }
    )


@pytest.mark.parametrize("theme", sorted({code[0] for code in RULES}))
@settings(deadline=None)
@given(text=TEXTS, other=TEXTS, day=st.dates())
def test_no_text_makes_a_rule_fail(theme: str, text: str, other: str, day: date) -> None:
    subject = hostile(text, other, day)
    for code in RULES:
        for finding in found(code, subject) if code[0] == theme else ():
            assert finding.message
            assert not finding.message.endswith(".")
            assert finding.start is None or 0 <= finding.start < max(len(text), len(other))
