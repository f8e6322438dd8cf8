"""Objects of a PDF are read only as our engines and our signatures write them."""

from decimal import Decimal

import pytest

from imrletters.verification.increments.syntax import Name, Reference, UnknownFormError, Value, read_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b"<</A 1/B[true false]>>", {"A": 1, "B": [True, False]}),
        (b"[1 0 R 2.50 -3]", [Reference(1), Decimal("2.50"), -3]),
        (b"<</A/B/C(x\\051\\n)/D<4142>>>", {"A": Name("B"), "C": b"x)\n", "D": b"AB"}),
        (b"[ << >> [ ] ]", [{}, []]),
    ],
)
def test_values_keep_their_kind_and_order(text: bytes, value: Value) -> None:
    found, end = read_value(text)
    assert (found, end) == (value, len(text))
    if isinstance(found, dict) and isinstance(value, dict):
        assert list(found) == list(value)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"<</A 1/A 2>>",
        b"<<1 2>>",
        b"[1 %x\n]",
        b"<414>",
        b"<41 42>",
        b"[/#41 ]",
        b"(a(b))",
        b"(a",
        b"[1 2",
        b"[null]",
        b"[1 1 R]",
        b"[" * 99 + b"]" * 99,
    ],
)
def test_anything_else_is_refused(text: bytes) -> None:
    with pytest.raises(UnknownFormError):
        read_value(text)
