"""The filters of streams, and their limits."""

import base64
import time
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from imrletters import LetterError
from imrletters.pdf.filters import decoded
from imrletters.pdf.objects import Name

TEXT = b"Knee pain and knee pain. " * 10
LZW = bytes.fromhex("800b6050220c0c8501")  # the example of ISO 32000-1, 7.4.4.2


def entries(*names: str, **parameters: int) -> dict[str, Any]:
    return {"Filter": [Name(name) for name in names], "DecodeParms": [parameters] * len(names)}


@pytest.mark.parametrize(
    ("name", "encode"),
    [
        ("FlateDecode", zlib.compress),
        ("ASCIIHexDecode", lambda data: data.hex(" ").encode() + b">"),
        ("ASCII85Decode", lambda data: base64.a85encode(data, wrapcol=60) + b"~>"),
        ("RunLengthDecode", lambda data: bytes([len(data) // 2 - 1]) + data[: len(data) // 2] + b"\xfe.\x80"),
    ],
)
def test_data_is_decoded(name: str, encode: Callable[[bytes], bytes]) -> None:
    expected = TEXT if name != "RunLengthDecode" else TEXT[: len(TEXT) // 2] + b"..."
    assert decoded(encode(TEXT), entries(name)) == expected
    assert decoded(encode(TEXT), {"Filter": Name(name)}) == expected


def test_lzw_is_decoded_up_to_its_limit() -> None:
    assert decoded(LZW, entries("LZWDecode")) == b"-----A---B"
    with pytest.raises(LetterError, match="more than 5 bytes"):
        decoded(LZW, entries("LZWDecode"), most=5)


@pytest.mark.parametrize("kind", range(5))
def test_rows_of_differences_are_added_up(kind: int) -> None:
    rows = [bytes([10, 20, 30]), bytes([11, 25, 200])]
    above = bytes(3)
    written = b""
    for row in rows:
        left, corner = b"\0" + row[:2], b"\0" + above[:2]
        before = [
            [0, a, b, (a + b) // 2, min((a, b, c), key=lambda each, a=a, b=b, c=c: abs(a + b - c - each))][kind]  # type: ignore[misc] # mypy knows no defaults of a lambda
            for a, b, c in zip(left, above, corner, strict=True)
        ]
        written += bytes([kind, *((value - other) % 256 for value, other in zip(row, before, strict=True))])
        above = row
    packed = zlib.compress(written)
    assert decoded(packed, entries("FlateDecode", Predictor=15, Columns=3)) == b"".join(rows)


def test_a_picture_stays_encoded() -> None:
    assert decoded(zlib.compress(b"\xff\xd8"), entries("FlateDecode", "DCTDecode")) == b"\xff\xd8"


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (zlib.compress(TEXT)[:-6], ["FlateDecode"]),
        (b"no zlib", ["FlateDecode"]),
        (b"xyz>", ["ASCIIHexDecode"]),
        (b"\xff\xff", ["LZWDecode"]),
        (TEXT, ["NoSuchDecode"]),
    ],
)
def test_damaged_data_is_an_error(data: bytes, names: list[str]) -> None:
    with pytest.raises((ValueError, zlib.error)):
        decoded(data, entries(*names))


def test_small_data_that_becomes_large_is_refused_in_little_time() -> None:
    packed = zlib.compress(zlib.compress(bytes(300_000_000), 9), 9)
    assert len(packed) < 2000
    start = time.monotonic()
    with pytest.raises(LetterError, match="too large"):
        decoded(packed, entries("FlateDecode", "FlateDecode"))
    with pytest.raises(LetterError, match="4 filters"):
        decoded(packed, entries(*["FlateDecode"] * 5))
    with pytest.raises(LetterError, match="too large"):
        decoded(b"\x81\0" * 1_000_000, entries("RunLengthDecode"))
    assert time.monotonic() - start < 5
