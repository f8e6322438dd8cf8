"""PDF objects are read from bytes; unknown syntax is refused."""

import pytest

from imrletters import PrintError
from imrletters.printing.page_check.objects import Reference, read_object


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<</A 1/B[2 0 R 3 .5]/C<</D(a)/E<00>>>>>",
         {"A": 1, "B": [Reference(2), 3, 0.5], "C": {"D": b"a", "E": b"\0"}}),
        (b"[ 0 0 612 792. ]", [0, 0, 612, 792]),
        (b"[3 [250 1] 7 9 0.5]", [3, [250, 1], 7, 9, 0.5]),
        (b"<< /Type /Page\n/Tabs/S /Is true /No null >>", {"Type": "Page", "Tabs": "S", "Is": True, "No": None}),
        (rb"(a \) (nested) \\)", rb"a \) (nested) \\"),
        (b"-12", -12),
        (b"7 0 R", Reference(7)),
    ],
)  # fmt: skip
def test_an_object_is_read_up_to_its_end(data: bytes, expected: object) -> None:
    assert read_object(data + b" endobj", 0) == (expected, len(data))


@pytest.mark.parametrize(
    "data",
    [b"", b"<</A 1", b"<</A>>", b"<</A 1/A 2>>", b"[1 0 R>>", b">>", b"(a", b"(((a)))", b"1 2 R",
     b"{}", b"7 1 R]", b"[1 2", b"-", b"<0>"],
)  # fmt: skip
def test_unknown_syntax_is_refused(data: bytes) -> None:
    with pytest.raises((PrintError, ValueError)):
        read_object(b"[" + data + b" 1 0 R", 0)


def test_many_nested_arrays_need_no_recursion() -> None:
    value, place = read_object(b"[/A" * 5000 + b"]" * 5000, 0)
    assert (value[0], place) == ("A", 20000)
