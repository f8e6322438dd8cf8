"""No text makes a rule fail: each rule reads cases whose texts are arbitrary, or made of what the rules look for."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imrletters import Case
from imrletters.case.example import HEADER
from tests.proofreading.support import RULES, text_everywhere


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
HOSTILE = ["\0", "٣", "9" * 5000, "ſtress", "\u212anee", "(", ", ", ".", "\n\n", "#30", "99-99-99", "2-30-16", "L4-5"]
HOSTILE += ["May 9, 0000", "pages 98-", "Page(s): 3", "Section(s): ", "industrial injury on ", "UR denied on ", "-"]
TEXTS = st.one_of(
    st.text(), st.lists(st.one_of(st.text(max_size=9), st.sampled_from([*EXAMPLES, *WORDS, *HOSTILE]))).map(" ".join)
)


def hostile(text: str, other: str, day: date) -> Case:
    """A case, not validated, with one text in the summary and another one in all other places."""
    sound = text_everywhere("Whales")
    item = text_everywhere("Whales").disputed_items[0]
    assert item.partial_approval
    approval = item.partial_approval.model_copy(update={"original_request": other, "authorized": text})
    citation = item.claims_administrator_guideline.mtus[0]
    cited = citation.model_copy(update={"title": other, "sections": (other,), "pages": None})
    paged = citation.model_copy(update={"title": other, "sections": (), "pages": text})
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
    header = {name: date.fromisoformat(value) for name, value in HEADER.items() if re.fullmatch(r"[\d-]{10}", value)}
    return sound.model_copy(
        update={"clinical_case_summary": text, "disputed_items": (one, two), "request_date": day, **header}
    )


@pytest.mark.parametrize("theme", sorted({code[0] for code in RULES}))
@settings(deadline=None)
@given(text=TEXTS, other=TEXTS, day=st.dates())
def test_no_text_makes_a_rule_fail(theme: str, text: str, other: str, day: date) -> None:
    subject = hostile(text, other, day)
    for code, rule in RULES.items():
        for finding in rule.find(subject) if code[0] == theme else ():
            assert finding.message
            assert not finding.message.endswith(".")
            assert finding.start is None or 0 <= finding.start < max(len(text), len(other))
