"""Decodes the data of streams, up to a limit (ISO 32000-1, 7.4). Data in a picture format stays as it is."""

import base64
import binascii
import re
import zlib
from collections.abc import Callable
from typing import Any

from imrletters.pdf.limits import DECODED, FILTERS, too_large
from imrletters.pdf.objects import array, dictionary, name_of, number_of, resolved

PICTURES = {"CCITTFaxDecode", "DCTDecode", "JBIG2Decode", "JPXDecode", "CCF", "DCT"}
PREDICTED = 4_000_000
"""Bytes of data with predictors, which are decoded in Python."""


def decoded(data: bytes, entries: dict[str, Any], most: int = DECODED) -> bytes:
    """The decoded data of a stream with these entries. Raises LetterError if it is longer than ``most`` bytes."""
    filters = resolved(entries.get("Filter"))
    parameters = resolved(entries.get("DecodeParms"))
    names = [name_of(each) for each in (array(filters) if isinstance(filters, list) else [filters] if filters else [])]
    settings = array(parameters) if isinstance(parameters, list) else [parameters]
    if len(names) > FILTERS:
        raise too_large("filters of one stream", FILTERS)
    for place, name in enumerate(names):
        if name in PICTURES:
            break
        if name == "Crypt":  # the file is decrypted already
            continue
        if name not in DECODERS:
            raise ValueError(f"unknown filter {name}")
        data = DECODERS[name](data, most)
        data = _without_prediction(data, dictionary(settings[place]) if place < len(settings) else {})
    if len(data) > most:
        raise too_large("bytes in one stream", most)
    return data


def _flate(data: bytes, most: int) -> bytes:
    """Decompresses data. No data at all is accepted: qpdf writes an empty stream so."""
    decoder = zlib.decompressobj()
    found = decoder.decompress(data, most + 1)
    if len(found) > most:
        raise too_large("bytes in one stream", most)
    if data and not decoder.eof:
        raise ValueError("compressed data is cut off")
    return found


def _hexadecimal(data: bytes, _: int) -> bytes:
    digits = re.sub(rb"[\0\t\n\f\r ]", b"", data.partition(b">")[0])
    return binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def _base85(data: bytes, _: int) -> bytes:
    return base64.a85decode(data.partition(b"~>")[0].removeprefix(b"<~"), ignorechars=b"\0\t\n\f\r ")


def _run_length(data: bytes, most: int) -> bytes:
    pieces: list[bytes] = []
    at = size = 0
    while at < len(data) and data[at] != 128:
        length = data[at]
        piece = data[at + 1 : at + 2 + length] if length < 128 else data[at + 1 : at + 2] * (257 - length)
        at += 2 + length if length < 128 else 2
        size += len(piece)
        if size > most:
            raise too_large("bytes in one stream", most)
        pieces.append(piece)
    return b"".join(pieces)


def _lzw(data: bytes, most: int) -> bytes:
    """Codes of 9 to 12 bits, each of which grows one code early, as PDF does by default."""
    table = [bytes([each]) for each in range(256)] + [b"", b""]
    pieces: list[bytes] = []
    before = b""
    bits = held = size = 0
    width = 9
    for byte in data:
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == 257:
            return b"".join(pieces)
        if code == 256:
            del table[258:]
            before, width = b"", 9
            continue
        if code > len(table) or (code == len(table) and not before):
            raise ValueError("an LZW code that is not in the table")
        piece = table[code] if code < len(table) else before + before[:1]
        if before and len(table) < 4096:
            table.append(before + piece[:1])
        before = piece
        size += len(piece)
        if size > most:
            raise too_large("bytes in one stream", most)
        pieces.append(piece)
        width = min(12, max(9, (len(table) + 1).bit_length()))
    return b"".join(pieces)


DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "ASCII85Decode": _base85,
    "A85": _base85,
    "ASCIIHexDecode": _hexadecimal,
    "AHx": _hexadecimal,
    "FlateDecode": _flate,
    "Fl": _flate,
    "LZWDecode": _lzw,
    "LZW": _lzw,
    "RunLengthDecode": _run_length,
    "RL": _run_length,
}


def _without_prediction(data: bytes, settings: dict[str, Any]) -> bytes:
    """The data before its rows were written as differences (ISO 32000-1, 7.4.4.4)."""
    predictor = number_of(settings.get("Predictor"), 1)
    if predictor == 1:
        return data
    if predictor < 10 or number_of(settings.get("EarlyChange"), 1) != 1:
        raise ValueError("unknown predictor")
    if len(data) > PREDICTED:
        raise too_large("bytes in one stream with predictors", PREDICTED)
    colors, bits, columns = (
        int(number_of(settings.get(key), otherwise))
        for key, otherwise in (("Colors", 1), ("BitsPerComponent", 8), ("Columns", 1))
    )
    if min(colors, bits, columns) < 1:
        raise ValueError("a row without columns")
    apart = max(1, colors * bits // 8)
    length = (colors * bits * columns + 7) // 8
    row = bytes(length)
    rows = []
    for start in range(0, len(data), length + 1):
        row = _row(data[start], data[start + 1 : start + 1 + length], row, apart)
        rows.append(row)
    return b"".join(rows)


def _row(kind: int, written: bytes, above: bytes, apart: int) -> bytes:
    """One row of PNG data (PNG specification, 9)."""
    if kind == 0:
        return written
    if kind == 2:
        return bytes((one + other) & 255 for one, other in zip(written, above, strict=False))
    row = bytearray(written)
    for place in range(len(row)):
        left = row[place - apart] if place >= apart else 0
        corner = above[place - apart] if place >= apart else 0
        if kind == 1:
            row[place] = (row[place] + left) & 255
        elif kind == 3:
            row[place] = (row[place] + (left + above[place]) // 2) & 255
        elif kind == 4:
            row[place] = (row[place] + _nearest(left, above[place], corner)) & 255
        else:
            raise ValueError("unknown predictor")
    return bytes(row)


def _nearest(left: int, above: int, corner: int) -> int:
    """Which of three bytes is nearest to ``left + above - corner``."""
    guess = left + above - corner
    return min((left, above, corner), key=lambda each: abs(guess - each))
