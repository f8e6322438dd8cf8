"""A rule about a side of the body that a rationale names against all the rest of the letter."""

import re
from collections import Counter
from collections.abc import Iterator

from imrletters.case import Case, disputed_items, service_texts
from imrletters.lexicon import body_mentions, overlapping
from imrletters.proofreading.examples import RATIONALE, SERVICE
from imrletters.proofreading.prose.quoted import own_sentences
from imrletters.proofreading.rule import Finding, rule

SIDE = re.compile(r"[LRlr](?<!\w.)(?i:(?<=l)eft|(?<=r)ight|t)\b")
LEAST = 2
"""The least mentions of a part on one side after which the other side is a contradiction."""


@rule(
    "Q13",
    "side-named-once",
    "warning",
    why="A rationale about the other side does not decide the request (Labor Code 4610.6(a), (h)(5)).",
    catches={
        SERVICE: "MRI of the right knee",
        "/clinical_case_summary": "The right knee aches.",
        RATIONALE: "The record shows no locking of the left knee. The MRI of the right knee is not medically"
        " necessary.",
    },
    leaves={
        SERVICE: "MRI of the right knee",
        "/clinical_case_summary": "The right knee aches. The left knee is sound.",
        RATIONALE: "The record shows no locking of the left knee. The MRI of the right knee is not medically"
        " necessary.",
    },
)
def side_named_once(case: Case) -> Iterator[Finding]:
    """The rationale names a part on one side, which the summary and the headings name on the other side only."""
    known = _sides(case)
    for path, item in disputed_items(case):
        for sentence in own_sentences(item.decision_rationale):
            for mention in body_mentions(sentence.text) if SIDE.search(sentence.text) else ():
                sides: Counter[str] = sum(
                    (known[name] for name in overlapping(mention.region) & known.keys()), Counter()
                )
                other = {"left": "right", "right": "left"}.get(mention.side or "", "")
                if other and set(sides) == {other} and known.get(mention.region, Counter())[other] >= LEAST:
                    yield Finding(
                        (*path, "decision_rationale"),
                        "the rationale names the part on the other side than the rest of the letter",
                        f"{sentence.text[max(0, mention.side_start - 40) : mention.end]}; elsewhere: {other}"
                        f" {mention.text}",
                        sentence.start + mention.side_start,
                    )


def _sides(case: Case) -> dict[str, Counter[str]]:
    """How often the summary and the headings name each region on each side."""
    known: dict[str, Counter[str]] = {}
    texts = [case.clinical_case_summary, *(text for _, text in service_texts(case))]
    for mention in (each for text in texts for each in body_mentions(text)):
        if mention.side:
            known.setdefault(mention.region, Counter())[mention.side] += 1
    return known
