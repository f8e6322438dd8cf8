"""The attestations of the reviewer."""

from typing import Any, get_args

import pytest

from imrletters.case.example import HEADER
from imrletters.case.parties import AttestationKind
from imrletters.proofreading.rule import Finding
from tests.proofreading.support import found as found_in
from tests.support import case

KINDS = get_args(AttestationKind)


def found(code: str, **changes: Any) -> list[Finding]:
    """The findings of a rule in a case with a header and these values."""
    return found_in(code, case(**HEADER | changes))


def attested(*days: tuple[int, str]) -> list[dict[str, str]]:
    return [{"kind": KINDS[kind], "date": day} for kind, day in days]


@pytest.mark.parametrize("day", ["2016-11-09", "2016-12-24"])
@pytest.mark.parametrize("kinds", [(), (0,), (1,), (2,), (0, 0), (1, 1, 1), (0, 1), (1, 0), (0, 2), (1, 2), (2, 1, 2)])
def test_missing_attestations_are_found(kinds: tuple[int, ...], day: str) -> None:
    findings = found("P08", attestations=attested(*((kind, day) for kind in kinds)))
    assert [finding.message.split('"')[1] for finding in findings] == [
        kind for number, kind in enumerate(KINDS) if number not in kinds
    ]


@pytest.mark.parametrize("kinds", [(0, 1, 2), (2, 1, 0), (0, 1, 2, 0)])
def test_complete_attestations_are_not_found(kinds: tuple[int, ...]) -> None:
    assert not found("P08", attestations=attested(*((kind, "2016-11-09") for kind in kinds)))


@pytest.mark.parametrize("day", ["2016-12-07", "2016-12-08", "2017-01-01", "2017-12-05", "3016-11-09", "9998-12-31"])
@pytest.mark.parametrize("late", [0, 1, 2])
def test_an_attestation_after_the_decision_is_found(late: int, day: str) -> None:
    days = [(kind, day if kind == late else "2016-12-06") for kind in range(3)]
    assert [finding.path for finding in found("P09", attestations=attested(*days))] == [("attestations", late, "date")]


@pytest.mark.parametrize(
    "days",
    [[], [(0, "2016-12-06")], [(0, "2016-11-09"), (1, "2016-12-05")], [(0, "2016-12-07"), (0, "2016-11-09")]],
)
def test_an_attestation_before_the_decision_is_enough(days: list[tuple[int, str]]) -> None:
    assert not found("P09", attestations=attested(*days))
