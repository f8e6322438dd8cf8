"""The syntax of PDF: objects and the operations of content streams."""

import time
from typing import Any

import pytest

from imrletters import LetterError
from imrletters.pdf.objects import Name
from imrletters.pdf.syntax import PdfSyntaxError, operations, parse_object


def parsed(data: bytes) -> Any:
    return parse_object(data, lambda number, generation: ("reference", number, generation))[0]


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b"12", 12),
        (b" +7 ", 7),
        (b"-.5", -0.5),
        (b"4.", 4.0),
        (b"true", True),
        (b"null", None),
        (b"% a comment\n<</A 1>>", {"A": 1}),
        (b"/A#20B", Name("A B")),
        (b"(knee)", b"knee"),
        (b"(a (b) c)", b"a (b) c"),
        (rb"(a\)\(\\\n\053\5x\q)", b"a)(\\\n+\x05xq"),
        (b"(a\\\r\nb\rc\r\nd\n)", b"ab\nc\nd\n"),
        (b"<48 656c6>", b"Hel`"),
        (b"<>", b""),
        (b"[1 2 R 3]", [("reference", 1, 2), 3]),
        (b"<</A[<</B(c)>>]/D 5 0 R>>", {"A": [{"B": b"c"}], "D": ("reference", 5, 0)}),
    ],
)
def test_an_object_is_a_python_value(data: bytes, value: object) -> None:
    assert parsed(data) == value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"(a",
        b"(a\\",
        b"[1 2",
        b"[1 >>",
        b"]",
        b"<</A 1/A 2>>",
        b"<</A>>",
        b"<<(A) 1>>",
        b"<00 /Contents 8 0 R>",
        b"<0",
        b"1.2.3",
        b"--5",
        b"[R]",
        b"[1 R]",
        b"[0 0 R]",
        b"[word]",
        b"{",
        b"9" * 1000,
    ],
)
def test_what_readers_read_in_different_ways_is_refused(data: bytes) -> None:
    with pytest.raises(PdfSyntaxError):
        parsed(data)


def test_deep_nesting_is_refused_and_takes_little_time() -> None:
    start = time.monotonic()
    for data in (b"[" * 1_000_000, b"<</A" * 1_000_000):
        with pytest.raises(LetterError, match="inside each other"):
            parsed(data)
    assert parsed(b"[" * 100 + b"]" * 100)
    with pytest.raises(PdfSyntaxError):
        parsed(b"(" * 1_000_000)
    assert time.monotonic() - start < 10


def test_an_operation_is_an_operator_with_its_operands() -> None:
    assert list(operations(b"q 1 0 0 1 2 .5 cm [(a)-20<62>]TJ T* (x)'\nQ")) == [
        (b"q", []),
        (b"cm", [1, 0, 0, 1, 2, 0.5]),
        (b"TJ", [[b"a", -20, b"b"]]),
        (b"T*", []),
        (b"'", [b"x"]),
        (b"Q", []),
    ]


def test_the_data_of_an_inline_image_is_left_out() -> None:
    image = b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00(EI\xff EI Q"
    assert [operator for operator, _ in operations(image)] == [b"BI", b"Q"]
    with pytest.raises(PdfSyntaxError, match="without an end"):
        list(operations(b"BI ID abc"))


def test_many_operands_are_refused() -> None:
    with pytest.raises(LetterError, match="operands"):
        list(operations(b"0 " * 1_000_000 + b"w"))
