"""Reads CMaps: the characters of codes (ToUnicode), and the codes and CIDs of strings (ISO 32000-1, 9.7.5, 9.10.3)."""

from collections.abc import Iterator
from typing import Any

from imrletters.pdf.limits import CODES, GLYPH_TEXT, too_large
from imrletters.pdf.syntax import PdfSyntaxError, operations

OPERANDS = 3 * CODES
"""Some programs write a whole map as one block, though a block may have only 100 entries."""
CODE_LENGTHS = range(1, 5)


def unicode_map(data: bytes) -> dict[int, str]:
    """The characters of each code that a ToUnicode CMap states."""
    found: dict[int, str] = {}
    for operator, operands in operations(data, OPERANDS):
        if operator == b"endbfchar":
            for code, text in _groups(operands, 2):
                _add(found, _code(code), text)
        elif operator == b"endbfrange":
            for first, last, texts in _groups(operands, 3):
                _add_range(found, _code(first), _code(last), texts)
    return found


def _add_range(found: dict[int, str], first: int, last: int, texts: Any) -> None:
    if last - first >= CODES:
        raise too_large("codes in one CMap", CODES)
    if isinstance(texts, list):
        for code, text in zip(range(first, last + 1), texts, strict=False):
            _add(found, code, text)
        return
    if not isinstance(texts, bytes):
        raise PdfSyntaxError("a range of codes without characters")
    # the last bytes count up, at most four as one number
    start, length = int.from_bytes(texts[-4:]), len(texts[-4:])
    for step in range(last - first + 1):
        counted = (start + step) % 256**length
        _add(found, first + step, texts[:-4] + counted.to_bytes(length))


def _add(found: dict[int, str], code: int, text: Any) -> None:
    if not isinstance(text, bytes):
        raise PdfSyntaxError("a code without characters")
    characters = text.decode("utf-16-be", "ignore")
    if len(characters) > GLYPH_TEXT:
        raise too_large("characters of one glyph", GLYPH_TEXT)
    # some fonts state a space and a no-break space for one code
    if not (characters == "\u00a0" and found.get(code) == " "):
        found[code] = characters
    if len(found) > CODES:
        raise too_large("codes in one CMap", CODES)


class CodeMap:
    """How the bytes of a string are split into codes, and the CID of each code."""

    def __init__(self, cids: dict[tuple[int, int], int] | None = None, *, vertical: bool = False) -> None:
        """``cids`` are by length and code; None if each code has two bytes and is its CID (Identity)."""
        self.cids = cids
        self.vertical = vertical

    @classmethod
    def read(cls, data: bytes, *, vertical: bool) -> "CodeMap":
        """An embedded CMap."""
        found: dict[tuple[int, int], int] = {}
        for operator, operands in operations(data, OPERANDS):
            if operator == b"endcidchar":
                for code, cid in _groups(operands, 2):
                    _add_cids(found, code, code, cid)
            elif operator == b"endcidrange":
                for first, last, cid in _groups(operands, 3):
                    _add_cids(found, first, last, cid)
            elif operator == b"usecmap":
                raise PdfSyntaxError("a CMap based on another one is not supported")
        return cls(found, vertical=vertical)

    def codes(self, string: bytes) -> Iterator[tuple[int, int]]:
        """The codes of a string, each with its CID. Bytes that are no code are left out."""
        if self.cids is None:
            for at in range(0, len(string) - 1, 2):
                code = string[at] << 8 | string[at + 1]
                yield code, code
            return
        at = 0
        while at < len(string):
            for length in CODE_LENGTHS:
                code = int.from_bytes(string[at : at + length])
                if (length, code) in self.cids:
                    yield code, self.cids[length, code]
                    break
            else:
                length = 1
            at += length


def _add_cids(found: dict[tuple[int, int], int], first: Any, last: Any, cid: Any) -> None:
    start, end = _code(first), _code(last)
    if type(cid) is not int or len(first) != len(last) or len(first) not in CODE_LENGTHS:
        raise PdfSyntaxError("a range of codes without CIDs")
    if end - start >= CODES or len(found) + end - start >= CODES:
        raise too_large("codes in one CMap", CODES)
    found.update({(len(first), code): cid + code - start for code in range(start, end + 1)})


def _groups(operands: list[Any], length: int) -> Iterator[tuple[Any, ...]]:
    if len(operands) % length:
        raise PdfSyntaxError("an entry of a CMap is incomplete")
    return zip(*[iter(operands)] * length, strict=True)


def _code(value: Any) -> int:
    if not isinstance(value, bytes):
        raise PdfSyntaxError("a CMap with a code that is not a string")
    return int.from_bytes(value[-4:])
