"""Rules about the attestations of the reviewer, which only a case file contains."""

from collections.abc import Iterator
from typing import get_args

from imrletters.case import AttestationKind, Case
from imrletters.proofreading.rule import Finding, rule

ATTESTED = [{"kind": kind, "date": "2016-11-09"} for kind in get_args(AttestationKind)]


@rule(
    "P08",
    "no-attestation",
    "warning",
    why="The fixed wording asserts this about the reviewer (published letters), so the reviewer attests it.",
    catches={"/attestations": ATTESTED[:2]},
    leaves={"/attestations": ATTESTED},
    audiences=("parties",),
)
def no_attestation(case: Case) -> Iterator[Finding]:
    """The reviewer did not attest something that the fixed wording asserts."""
    attested = {attestation.kind for attestation in case.attestations}
    for kind in get_args(AttestationKind):
        if kind not in attested:
            yield Finding(("attestations",), f'an attestation of the reviewer is missing: "{kind}"')


@rule(
    "P09",
    "late-attestation",
    "warning",
    why="The fixed wording asserts this about the reviewer (published letters), so the reviewer attests it "
    "by the decision date.",
    catches={"/attestations": [*ATTESTED[:2], ATTESTED[2] | {"date": "2016-12-07"}]},
    leaves={"/attestations": [*ATTESTED, ATTESTED[2] | {"date": "2016-12-07"}]},
    audiences=("parties",),
)
def late_attestation(case: Case) -> Iterator[Finding]:
    """The reviewer attested something only after the decision."""
    if case.decision_date is None:
        return
    in_time = {attested.kind for attested in case.attestations if attested.date <= case.decision_date}
    for index, attested in enumerate(case.attestations):
        if attested.kind not in in_time:
            evidence = f"{attested.date} after {case.decision_date}"
            yield Finding(("attestations", index, "date"), "the attestation is dated after the decision", evidence)
