"""Tests the quantities."""

import pytest

from imrletters.lexicon import quantities_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6 sessions", [("count", 6, 6, "session")]),
        ("six (6) visits", [("count", 6, 6, "visit")]),
        ("10-12 visits", [("count", 10, 12, "visit")]),
        ("Norco #60", [("count", 60, 60, "piece")]),
        ("twenty-four physical therapy sessions", [("count", 24, 24, "session")]),
        ("two refills", [("count", 2, 2, "refill")]),
        ("2 times a week for 3 weeks", [("rate", 2, 2, "time"), ("span", 3, 3, "week")]),
        ("3x/week", [("rate", 3, 3, "time")]),
        ("twice daily", [("rate", 2, 2, "time")]),
        ("one tablet b.i.d.", [("count", 1, 1, "tablet"), ("rate", 2, 2, "time")]),
        ("every 6 hours", [("rate", 4, 4, "time")]),
        ("therapy 2x4", [("product", 8, 8, "")]),
        ("a 48 year old worker", []),
        ("Naproxen 500mg", []),
    ],
)
def test_quantities_are_read(text: str, expected: list[tuple[str, float, float, str]]) -> None:
    assert [(one.kind, one.low, one.high, one.unit) for one in quantities_in(text)] == expected


def test_a_rate_has_its_period() -> None:
    assert [(one.low, one.per) for one in quantities_in("once a month and thrice weekly")] == [
        (1, "month"),
        (3, "week"),
    ]
