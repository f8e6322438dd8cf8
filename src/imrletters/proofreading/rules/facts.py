"""Rules that compare facts in a rationale with the same facts in the summary."""

from collections.abc import Iterable, Iterator

from imrletters.case import Case, disputed_items
from imrletters.proofreading.examples import ERRONEOUS_FACT, NOT_NECESSARY, RATIONALE, SUMMARY
from imrletters.proofreading.prose.clinical import Statement, clinical_findings, treatments_given
from imrletters.proofreading.prose.quoted import own_sentences, stated_sentences
from imrletters.proofreading.prose.sentences import sentences
from imrletters.proofreading.rule import Finding, Place, rule

_Statements = dict[str, dict[tuple[bool, frozenset[str]], Statement]]
"""Statements by name, then by whether they deny and by their regions."""


def _against(summary: _Statements, stated: Statement) -> Statement | None:
    """A statement of the summary that contradicts another, unless a statement of the summary agrees with it."""
    of_name = summary.get(stated.name, {})
    if any(denied == stated.denied for denied, _ in of_name):
        return None
    return next((each for each in of_name.values() if stated.may_contradict(each)), None)


def _by_name(statements: Iterable[Statement]) -> _Statements:
    """The first statement of each name, polarity and set of regions."""
    found: _Statements = {}
    for each in statements:
        found.setdefault(each.name, {}).setdefault((each.denied, each.regions), each)
    return found


@rule(
    "F01",
    "finding-against-summary",
    "warning",
    why=f"{ERRONEOUS_FACT}: the summary records what the rationale denies, or the reverse.",
    catches={
        SUMMARY: "The right knee showed muscle spasm.",
        RATIONALE: "The examination shows no muscle spasm." + NOT_NECESSARY,
    },
    leaves={
        SUMMARY: "The right knee showed muscle spasm.",
        RATIONALE: "The examination shows no significant muscle spasm." + NOT_NECESSARY,
    },
)
def finding_against_summary(case: Case) -> Iterator[Finding]:
    """The rationale denies a clinical finding that the summary affirms, or affirms one that the summary denies."""
    summary = _by_name(clinical_findings(case.clinical_case_summary, sentences(case.clinical_case_summary)))
    for path, item in disputed_items(case):
        for stated in clinical_findings(item.decision_rationale, own_sentences(item.decision_rationale)):
            if other := _against(summary, stated):
                yield Finding(
                    (*path, "decision_rationale"),
                    "the rationale and the summary contradict one another about a finding",
                    f"{stated.sentence.text[:160]}; the summary: {other.sentence.text[:160]}",
                    stated.start,
                    (Place(("clinical_case_summary",), other.text, other.start),),
                )


@rule(
    "F02",
    "treatment-against-summary",
    "warning",
    why=f"{ERRONEOUS_FACT}: the treatment given decides whether conservative care has failed.",
    catches={
        SUMMARY: "The injured worker has not had any physical therapy.",
        RATIONALE: "The right knee aches despite physical therapy." + NOT_NECESSARY,
    },
    leaves={
        SUMMARY: "The injured worker has not had any physical therapy.",
        RATIONALE: "The request is for physical therapy." + NOT_NECESSARY,
    },
)
def treatment_against_summary(case: Case) -> Iterator[Finding]:
    """The rationale states a treatment as given that the summary states as not given, or the reverse."""
    summary = _by_name(treatments_given(case.clinical_case_summary, sentences(case.clinical_case_summary)))
    for path, item in disputed_items(case):
        for stated in treatments_given(item.decision_rationale, stated_sentences(item.decision_rationale)):
            if other := _against(summary, stated):
                yield Finding(
                    (*path, "decision_rationale"),
                    "the rationale and the summary contradict one another about a treatment",
                    f"{stated.sentence.text[:160]}; the summary: {other.sentence.text[:160]}",
                    stated.start,
                    (Place(("clinical_case_summary",), other.text, other.start),),
                )
