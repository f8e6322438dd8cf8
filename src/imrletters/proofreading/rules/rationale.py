"""Rules about the rationale: its conclusion, its evidence and its grounds."""

import re
from collections.abc import Iterator

from imrletters.case import Case, DisputedItem, Path
from imrletters.proofreading.conclusions import ADVISORY, NEGATION, conclusion, sentence_matches, verdict_of
from imrletters.proofreading.rule import Finding, edition_rule, rule
from imrletters.wording import Wording

OPIOID = re.compile(
    r"\b(?=[bcdefhklmnoprstuvz])(?:oxycodone|hydrocodone|norco|percocet|vicodin|lortab|roxicodone|endocet|morphine|tramadol|ultra(?:m|cet)"
    r"|conzip|fentanyl|duragesic|methadone|tapentadol|nucynta|hydromorphone|dilaudid|exalgo|oxymorphone|opana|buprenorphine"
    r"|butrans|belbuca|suboxone|codeine|oxycontin|ms ?contin|kadian|trezix|synapryn|hysingla|zohydro)\b",
    re.IGNORECASE,
)
NOT_THE_DRUG = re.compile(r"\b(?:screen\w*|tests?|testing|detox\w*|assay|consult\w*|taper\w*|wean\w*)\b", re.IGNORECASE)
POSTOPERATIVE = re.compile(r"\bpost-?\s?(?:operative(?:ly)?|op|surgical)\b", re.IGNORECASE)
STOPPING_SAFELY = re.compile(r"recommendation to (?:abruptly )?(?:stop|discontinue)|tapering opioids", re.IGNORECASE)

DEPENDENT = re.compile(
    r"\b(?:as|since|because|given that)\b(?! such)[^.;,]{0,200}"
    r"\bnot (?:been )?(?:(?:found|considered|deemed|seen as|to be|being) ){0,3}"
    r"(?:medical|certified|authorized|approved|supported|necessary|warranted)[^.;,]{0,99},"
    r"|\b(?:ancillary|dependent|depends|associated with|moot)\b|\bwas (?:denied|upheld)\b",
    re.IGNORECASE,
)
_UNANSWERED = r"(?:address|discuss|mention|cover|speak (?:of|to)|contain|include)"
SILENT = re.compile(
    r"\bMTUS\b(?:(?!\bMTUS\b)[^.;]){0,80}?\b(?:(?:is|are) silent\b|(?:does|do|did) not (?:specifically )?"
    + _UNANSWERED
    + r"[^.;]{0,99}"
    r"|makes no mention\b)"
    r"|\bnot (?:specifically )?(?:addressed|discussed|mentioned|covered|found|listed) (?:in|by|within) (?:the )?"
    r"(?:California |CA )?MTUS\b",
    re.IGNORECASE,
)
OTHER_GROUND = re.compile(
    NEGATION.pattern + r"|\b(?:insufficient|exceed\w*|absen\w+|unclear|unable|ODG|Official|ACOEM|evidence|stud(?:y|ies)"
    r"|literature|journal|normal|already|guidelines? recommend\w*|recommend\w*|unless|rather|instead|only|improv\w+)\b",
    re.IGNORECASE,
)
CLOSER = re.compile(r"\b(?:is|are|was|were)? ?(?:not|cannot)\b[^.;,]{0,60}$", re.IGNORECASE)


def _rationale(index: int) -> Path:
    return ("disputed_items", index, "decision_rationale")


def _cites_nothing(item: DisputedItem) -> bool:
    guideline = item.maximus_guideline
    return not (guideline.mtus or guideline.non_mtus or guideline.text)


@rule(
    "R01",
    "conclusion-against-decision",
    "error",
    why="A rationale that contradicts its decision is a plainly erroneous finding (Labor Code 4610.6(h)(5)).",
    catches={"/disputed_items/0/decision": "Overturned"},
    leaves={
        "/disputed_items/0/decision": "Overturned",
        "/disputed_items/0/decision_rationale": "The right knee locks. Therefore, the request is medically necessary.",
    },
)
def conclusion_against_decision(case: Case) -> Iterator[Finding]:
    """The rationale concludes the opposite of the decision."""
    for index, item in enumerate(case.disputed_items):
        ending = conclusion(item)
        if ending and ending.decision and ending.decision != item.decision:
            yield Finding(
                _rationale(index), "the rationale concludes the opposite of the decision", ending.sentence, ending.start
            )


@rule(
    "R02",
    "no-conclusion",
    "warning",
    why="A determination states whether each disputed treatment is medically necessary (8 CCR 9792.10.6(d)).",
    catches={"/disputed_items/0/decision_rationale": "The right knee is stable, moves freely and shows no effusion."},
    leaves={
        "/disputed_items/0/decision_rationale": "The right knee is stable. The request is not medically necessary."
    },
)
def no_conclusion(case: Case) -> Iterator[Finding]:
    """The rationale does not conclude whether the request is medically necessary."""
    for index, item in enumerate(case.disputed_items):
        if conclusion(item) is None:
            text = item.decision_rationale
            yield Finding(
                _rationale(index),
                "the rationale does not conclude whether the request is medically necessary",
                text[-80:],
            )


@rule(
    "R03",
    "no-citation",
    "warning",
    why="A determination names the evidence relied on (8 CCR 9792.10.6(d)); in 194 published letters only items that"
    " depend on another upheld item cite none.",
    catches={"/disputed_items/0/maximus_guideline": {}},
    leaves={"/disputed_items/0/maximus_guideline": {"mtus": [{"title": "Knee Complaints 2004"}]}},
)
def no_citation(case: Case) -> Iterator[Finding]:
    """The reviewer cites no evidence, although the item does not depend on another upheld item."""
    upheld = sum(item.decision == "Upheld" for item in case.disputed_items)
    for index, item in enumerate(case.disputed_items):
        others_upheld = upheld - (item.decision == "Upheld")
        if _cites_nothing(item) and not (others_upheld and DEPENDENT.search(item.decision_rationale)):
            path: Path = ("disputed_items", index, "maximus_guideline")
            yield Finding(
                path, "the reviewer cites no evidence, although the item does not depend on another upheld item"
            )


def _is_short(item: DisputedItem) -> bool:
    """Whether an opioid is for the time after an operation and was authorized in part: nothing is stopped."""
    text = f"{item.service} {item.decision_rationale}"
    return item.partial_approval is not None and POSTOPERATIVE.search(text) is not None


@edition_rule(
    "R04",
    "opioid-advisory",
    "warning",
    why="Every published denial of an opioid since July 2016 warns against stopping it abruptly"
    " (MTUS Opioids Treatment Guidelines 2016, 8 CCR 9792.24.4).",
    catches={"/disputed_items/0/service": "Tramadol 50mg #60"},
    leaves={
        "/disputed_items/0/service": "Tramadol 50mg #60",
        "/disputed_items/0/decision_rationale": "The request is not medically necessary. This decision should not be"
        " interpreted as a recommendation to stop long-term opioids abruptly.",
    },
)
def opioid_advisory(case: Case, wording: Wording) -> Iterator[Finding]:
    """The denial of an opioid is upheld without the advisory about tapering.

    The rest of a prescription after an operation, of which a part was authorized, needs none.
    """
    if not wording.opioid_advisory:
        return
    for index, item in enumerate(case.disputed_items):
        drug = OPIOID.search(item.service)
        denied = drug and item.decision == "Upheld" and not (NOT_THE_DRUG.search(item.service) or _is_short(item))
        if drug and denied and not STOPPING_SAFELY.search(item.decision_rationale):
            yield Finding(
                _rationale(index), "the denial of an opioid is upheld without the advisory about tapering", drug[0]
            )


@rule(
    "R05",
    "mtus-silent",
    "warning",
    why="Treatment shall not be denied on the sole basis that the MTUS does not address it (8 CCR 9792.21(d)).",
    catches={
        "/disputed_items/0/decision_rationale": "The MTUS does not address this study. Therefore, the request is not"
        " medically necessary."
    },
    leaves={
        "/disputed_items/0/decision_rationale": "The MTUS does not address this study. The ODG asks for plain films."
        " Therefore, the request is not medically necessary."
    },
)
def mtus_silent(case: Case) -> Iterator[Finding]:
    """The only ground for a denial is that the MTUS does not address the treatment."""
    for index, item in enumerate(case.disputed_items):
        text = item.decision_rationale
        silence = SILENT.search(text) if item.decision == "Upheld" and not item.maximus_guideline.non_mtus else None
        if silence and not _other_ground(text):
            yield Finding(
                _rationale(index),
                "the only ground for the denial is that the MTUS does not address the treatment",
                silence[0],
                silence.start(),
            )


def _other_ground(text: str) -> bool:
    """Whether a rationale has a ground against the request besides the silence of the MTUS and the conclusion."""
    for sentence in sentence_matches(text):
        if ADVISORY.search(sentence[0]):
            continue
        rest = SILENT.sub(" ", sentence[0])
        if verdict := verdict_of(rest, partly=False):
            rest = CLOSER.sub(" ", rest[: verdict.start])
        if OTHER_GROUND.search(rest):
            return True
    return False
