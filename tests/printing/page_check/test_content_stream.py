"""The visible text of a content stream is read with its place; operators that are not understood are refused."""

import time
from contextlib import suppress
from typing import Any

import pytest

from imrletters import PrintError
from imrletters.printing.page_check.content_stream import visible_text
from imrletters.printing.page_check.fonts import Font
from imrletters.printing.page_check.graphics_state import Area
from imrletters.printing.page_check.shown_text import ShownText
from imrletters.printing.page_check.written_file import Stream

FONT = Font({code: chr(code) for code in range(32, 127)}, {chr(code): 0.5 for code in range(32, 127)}, 0.9, 0.2)
RESOURCES = {
    ("Font", "F"): FONT,
    ("ExtGState", "opaque"): {"ca": 1},
    ("ExtGState", "faint"): {"ca": 0.05},
    ("ExtGState", "masked"): {"SMask": {}},
    ("XObject", "image"): Stream({"Subtype": "Image"}, b""),
    ("XObject", "form"): Stream({"Subtype": "Form"}, b""),
}
LINE = b"BT 1 0 0 1 100 200 Tm /F 10 Tf [<00610062>] TJ ET"
MOVED_LINE = b"q 1 0 0 -1 100 200 cm/c0 cs 0 scn\nBT 0 Tr/F 10 Tf 1 0 0 -1 0 0 Tm[%b]TJ\nET\nQ"
PLACED_LINE = b"1 0 0 -1 0 792 cm\nBT\n1 0 0 -1 100 592 Tm\n/F 10 Tf\n[%b] TJ\nET\n"


def read(content: bytes) -> list[ShownText]:
    def find(kind: str, name: str) -> Any:
        return RESOURCES[kind, name]

    return list(visible_text(content, find))


def text(content: bytes) -> str:
    return "".join(shown.text for shown in read(content))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"[<00610062>] TJ", "ab"),
        (b"[<0061>0<0062>0] TJ", "ab"),
        (b"[<0061>-250.5<0062>] TJ", "ab"),
        (b"<00610062> Tj", "ab"),
        (b"(\\000a\\000b) Tj", "ab"),
        (b"[(\\000a)0(\\000b)]TJ", "ab"),
        (b"[(\0\\(\0\\)\0\\\\\\000\\101)]TJ", "()\\A"),
        (b"[(\0(\0a\0(\0b\0)\0))]TJ", "(a(b))"),
        (b"(\0(\0(\0)\0)) Tj", "(())"),
        (b"[(\0T\0J\0 \0E\0T\0 \0Q)]TJ", "TJ ET Q"),
        (b"[]TJ", ""),
    ],
)
def test_strings_of_every_form_are_read(content: bytes, expected: str) -> None:
    assert text(b"BT /F 10 Tf 1 0 0 1 9 9 Tm " + content + b" ET") == expected


@pytest.mark.parametrize("line", [MOVED_LINE, PLACED_LINE])
@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (b"<00610062>", "ab"),
        (b"<0061>0<00620063>0<0064>0", "abcd"),
        (b"<0061>500<0062>", "ab"),
        (b"<0061>-500<0062>", "ab"),
        (b"(\\000a\\000b)", "ab"),
        (b"(\0\\(\0\\)\0\\\\\0\\101)", "()\\A"),
        (b"(\0(\0a\0)\0\\()", "(a)("),
        (b"(\0])(\0\\))", "])"),
    ],
)
def test_a_line_as_the_engines_write_it_is_read(line: bytes, array: bytes, expected: str) -> None:
    assert text(line % array) == expected


@pytest.mark.parametrize("line", [MOVED_LINE, PLACED_LINE])
@pytest.mark.parametrize(
    "array",
    [
        b"<00>0<61>",
        b"<006>0<1>",
        b"<000061>0<62>",
        b"<00 61>0<0062>z",
        b"(\0a(\0b)",
        b"(\0a)\0b)",
        b"(\0a\r\0b)",
        b"(\0\\q)",
        b"(\0\\x61)",
        b"(\0a\\\\\\)",
    ],
)
def test_a_line_with_malformed_strings_is_refused(line: bytes, array: bytes) -> None:
    with pytest.raises((PrintError, ValueError)):
        read(line % array)


@pytest.mark.parametrize(
    "content",
    [
        b"BT 1 0 0 1 100 200 Tm /F 10 Tf [<00610062>] TJ ET",
        b"1 0 0 -1 0 792 cm BT 1 0 0 -1 100 592 Tm\n/F 10 Tf\n[<0061>0<0062>0] TJ\nET",
        b"0.5 0 0 0.5 0 0 cm BT /F 20 Tf 1 0 0 1 200 400 Tm <00610062> Tj ET",
        b"q 1 0 0 -1 100 200 cm/c0 cs 0 scn\nBT 0 Tr/F 10 Tf 1 0 0 -1 0 0 Tm[(\0a\0b)]TJ\nET\nQ",
        b"BT /F 10 Tf 1 0 0 1 95 200 Tm [<0020>] TJ [<00610062002000a0>]TJ ET".replace(b"00a0", b"0020"),
        b"BT /F 10 Tf 1 0 0 1 100 200 Tm [<0061>100<0062>-100<0020>]TJ ET".replace(b"100<0062>-100", b"0<0062>0"),
    ],
)
def test_the_area_is_that_of_the_visible_characters(content: bytes) -> None:
    [shown] = [shown for shown in read(content) if shown.text.strip()]
    assert shown.area == pytest.approx(Area(100, 198, 110, 209))


def test_numbers_in_an_array_move_the_text() -> None:
    [shown] = read(b"BT /F 10 Tf 1 0 0 1 100 200 Tm [<0061>-2000<0062>9000<0063>]TJ ET")
    assert [shown.area.left, shown.area.right] == pytest.approx([40, 130])


@pytest.mark.parametrize(
    "hidden",
    [
        b"q 3 Tr " + LINE + b" Q",
        b"/faint gs " + LINE,
        b"q 0 0 90 900 re W n " + LINE + b" Q",
        b"q 0 0 900 205 re W* n " + LINE + b" Q",
        b"q 0 0 900 900 re W n 300 300 9 9 re W n " + LINE + b" Q",
        b"q .05 0 0 .05 0 0 cm " + LINE + b" Q",
        LINE.replace(b"10 Tf", b"0.5 Tf"),
    ],
)
def test_text_that_is_not_visible_is_left_out(hidden: bytes) -> None:
    assert text(LINE) == "ab"
    assert text(hidden) == ""


@pytest.mark.parametrize(
    "drawing",
    [
        b"1 0 0 rg 0 0 9 9 re f",
        b"/C cs .5 scn 0 0 m 9 9 l 1 2 3 4 5 6 c h B*",
        b"[3 2] 0 d 2 w 0 0 m 9 9 l S",
        b"q 0 0 5 5 re W n 1 g 0 0 9 9 re f Q",
        b"q 0 0 m 5 5 l 0 5 l W* n 0 0 9 9 re f* Q",
        b"/Span <</MCID 3/Alt(A \\(logo\\))/Lang<FEFF>>> BDC EMC /Artifact BMC EMC",
        b"q 9 0 0 9 0 0 cm /image Do Q",
        b"/opaque gs q 0 0 900 900 re W n Q",
    ],
)
def test_drawings_around_text_are_understood(drawing: bytes) -> None:
    assert text(drawing + b"\n" + LINE + b"\n" + drawing) == "ab"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"/form Do", "something other than text, lines and images"),
        (b"/masked gs", "a graphics state with SMask"),
        (b"q 0 0 m 9 9 l 9 0 l W n " + LINE + b" Q", "clipped by another path"),
        (b"q 0 0 9 9 re 20 20 900 900 re W n " + LINE + b" Q", "clipped by another path"),
        (b"q .7 .7 -.7 .7 0 0 cm 0 0 9 9 re W n 1 0 0 1 0 0 cm " + LINE + b" Q", "rotated or mirrored"),
        (LINE.replace(b"1 0 0 1", b"1 0 0 -1"), "rotated or mirrored"),
        (LINE.replace(b"BT", b"BT 1 Tr"), "rendering mode 1"),
        (LINE.replace(b"BT", b"BT BT"), "wrong place"),
        (LINE.replace(b"ET", b"q ET"), "in a text object"),
        (LINE.replace(b"ET", b"2 Ts ET"), "unknown operator"),
        (LINE.replace(b"TJ", b"'"), "unknown syntax"),
        (LINE.replace(b"/F 10 Tf", b""), "text without a font"),
        (LINE.replace(b"0061", b"4e00"), "\u4e00"),
        (LINE.replace(b"<0061", b"<006"), "unknown syntax|unknown operator"),
        (LINE.replace(b"<00610062>", b"(\\q\\000)"), "unknown"),
        (LINE.replace(b"<00610062>", b"(((\0a)"), "has no end"),
        (b"q " + LINE, "before its graphics state is restored"),
        (LINE[:-2], "inside a text object"),
        (b"/OC /layer BDC " + LINE + b" EMC", "unknown operator"),
        (b"/OC /layer BDC EMC", "unknown operator"),
        (b"/Span<</A(a(b)>>BDC " + LINE + b" EMC", "unknown operator"),
        (b"/Span<</A 1 %>>BDC\n" + LINE + b" EMC", "unknown operator"),
        (b"/Span<</A \\(b>>BDC " + LINE + b" EMC", "unknown operator"),
        (LINE.replace(b"/F", b"/F\\("), "unknown operator"),
    ],
)
def test_what_is_not_understood_is_refused(content: bytes, message: str) -> None:
    with pytest.raises((PrintError, KeyError), match=message):
        read(content)


@pytest.mark.parametrize(
    "unit",
    [
        LINE + b"\n",
        b"q q 0 0 9 9 re f Q Q ",
        b"q ",
        b"0 0 m 9 9 l ",
        b"1 ",
        b"(",
        b"[<0061>",
        b"/A BMC ",
        b"q 1 0 0 -1 0 0 cm ",
        b"BT /F 1 Tf 1 0 0 1 1 1 Tm [" + b"(\0a\\(\\000)" * 40 + b"]TJ ET ",
    ],
)
def test_the_time_grows_with_the_length_only(unit: bytes) -> None:
    def seconds(count: int) -> float:
        content = unit * count
        start = time.process_time()
        with suppress(PrintError, KeyError):
            read(content)
        return time.process_time() - start

    count = 40_000 // len(unit)
    short = min(seconds(count) for _ in range(3))
    assert min(seconds(8 * count) for _ in range(2)) < 30 * short + 0.1
