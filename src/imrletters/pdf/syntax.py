"""Reads the syntax of PDF: objects, and the operations of a content stream (ISO 32000-1, 7.2, 7.3 and 7.8.2).

The reader is strict: what viewers read in different ways, such as other characters in a hexadecimal string, is an
error.
"""

import re
from binascii import unhexlify
from collections.abc import Callable, Iterator
from typing import Any

from imrletters.pdf.limits import NESTING, OPERANDS, too_large
from imrletters.pdf.objects import Name

WHITE = rb"[\0\t\n\f\r ]"
REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
TOKEN = re.compile(
    rb"(?:" + WHITE + rb"+|%[^\r\n]*)*+(?:"
    # longer numbers are words: converting one takes time that grows with the square of its digits
    rb"([+-]?[0-9]{1,40})(?!" + REGULAR + rb")"
    rb"|([+-]?(?:[0-9]{1,40}\.[0-9]{0,40}|\.[0-9]{1,40}))(?!" + REGULAR + rb")"
    rb"|\(([^()\\\r]*)\)"
    rb"|<([0-9A-Fa-f\0\t\n\f\r ]*)>"
    rb"|/(" + REGULAR + rb"*)"
    rb"|(<<|>>|\[|\])"
    rb"|(" + REGULAR + rb"+)"
    rb"|(\()"
    rb"|(\Z))"
)
INTEGER, REAL, PLAIN, HEXADECIMAL, NAME, BRACKET, KEYWORD, LITERAL, END = range(1, 10)
TEXTS = re.compile(
    rb"((?:<(?:[0-9A-Fa-f]{2})*+>|\([^()\\\r]*+\)|[+-]?[0-9]{1,40}(?:\.[0-9]{0,40})?(?=[\0\t\n\f\r \]<(])"
    rb"|[\0\t\n\f\r ])*+)\]"
)
"""The rest of an array of only plain strings and numbers, as text is shown: most of every letter."""
IN_TEXTS = re.compile(rb"<([^>]*)>|\(([^)]*)\)|([0-9.+-]+)")
IN_LITERAL = re.compile(rb"[^()\\\r]*(?:([()])|(\r\n?)|\\([0-7]{1,3}|\r\n?|[\s\S])|\Z)")
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
CONSTANTS = {b"true": True, b"false": False, b"null": None}
END_OF_IMAGE = re.compile(WHITE + rb"EI(?!" + REGULAR + rb")")

MakeReference = Callable[[int, int], object]
"""Makes the reference to an object from its number and generation."""


class PdfSyntaxError(ValueError):
    """The bytes are not the syntax of PDF."""


def parse_object(data: bytes, reference: MakeReference | None, start: int = 0) -> tuple[Any, int]:
    """The object at an offset, and the offset behind it."""
    parser = _Parser(data, start, reference)
    found = parser.next_object()
    if isinstance(found, _Keyword):
        raise PdfSyntaxError(f"expected an object at offset {start}")
    return found, parser.at


def operations(data: bytes, most: int = OPERANDS) -> Iterator[tuple[bytes, list[Any]]]:
    """The operators of a content stream or a CMap with their operands. Inline images are left out."""
    parser = _Parser(data, 0, None)
    operands: list[Any] = []
    while True:
        found = parser.next_object()
        if type(found) is not _Keyword:
            operands.append(found)
            if len(operands) > most:
                raise too_large("operands of one operator", most)
        elif not found:
            return
        elif found == b"ID":
            parser.skip_image()
            operands = []
        else:
            yield found, operands
            operands = []


class _Keyword(bytes):
    """An operator or another word; empty at the end of the data."""

    __slots__ = ()


_END = _Keyword()


class _Parser:
    """Reads objects one after the other, without recursion."""

    def __init__(self, data: bytes, start: int, reference: MakeReference | None) -> None:
        self.data = data
        self.at = start
        self.reference = reference

    def next_object(self) -> Any:  # noqa: C901, PLR0912, PLR0915 - a branch for each kind of token; calls take longer
        """The next object or keyword."""
        open_containers: list[tuple[bool, list[Any]]] = []
        values: list[Any] | None = None  # those of the innermost open container
        while True:
            match = TOKEN.match(self.data, self.at)
            if match is None:
                raise PdfSyntaxError(f"unexpected character at offset {self.at}")
            self.at = match.end()
            kind = match.lastindex
            value: Any
            if kind == REAL:
                value = float(match[REAL])
            elif kind == INTEGER:
                value = int(match[INTEGER])
            elif kind == HEXADECIMAL:
                value = _hexadecimal(match[HEXADECIMAL])
            elif kind == PLAIN:
                value = match[PLAIN]
            elif kind == NAME:
                value = _name(match[NAME])
            elif kind == LITERAL:
                value = self._literal()
            elif kind == BRACKET:
                bracket = match[BRACKET]
                if bracket == b"[" and (texts := TEXTS.match(self.data, self.at)):
                    self.at = texts.end()
                    value = [
                        unhexlify(digits) if digits else plain if not number else _number(number)
                        for digits, plain, number in IN_TEXTS.findall(texts[1])
                    ]
                    if values is None:
                        return value
                    values.append(value)
                    continue
                if bracket in (b"[", b"<<"):
                    values = []
                    open_containers.append((bracket == b"<<", values))
                    if len(open_containers) > NESTING:
                        raise too_large("dictionaries and arrays inside each other", NESTING)
                    continue
                if not open_containers or open_containers[-1][0] is not (bracket == b">>"):
                    raise PdfSyntaxError(f"unexpected end of a container before offset {self.at}")
                is_dictionary, value = open_containers.pop()
                if is_dictionary:
                    value = _dictionary(value)
                values = open_containers[-1][1] if open_containers else None
            else:
                word = match[KEYWORD] or b""
                if word in CONSTANTS:
                    value = CONSTANTS[word]
                elif values is None:
                    return _Keyword(word) if word else _END
                elif word == b"R" and self.reference:
                    value = self._reference(values)
                else:
                    raise PdfSyntaxError(f"unexpected word before offset {self.at}")
            if values is None:
                return value
            values.append(value)

    def skip_image(self) -> None:
        """Goes behind the data of an inline image."""
        end = END_OF_IMAGE.search(self.data, self.at)
        if end is None:
            raise PdfSyntaxError(f"an inline image without an end at offset {self.at}")
        self.at = end.end()

    def _reference(self, values: list[Any]) -> object:
        """The reference whose number and generation are the last values."""
        generation, number = (values.pop() if values else None for _ in range(2))
        if type(number) is not int or type(generation) is not int or number < 1 or generation < 0 or not self.reference:
            raise PdfSyntaxError(f"not a reference before offset {self.at}")
        return self.reference(number, generation)

    def _literal(self) -> bytes:
        """The rest of a string in parentheses."""
        pieces = []
        depth = 1
        while True:
            match = IN_LITERAL.match(self.data, self.at)
            start, self.at = self.at, match.end() if match else len(self.data)
            parenthesis, line_end, escape = match.groups() if match else (None, None, None)
            if parenthesis:
                depth += 1 if parenthesis == b"(" else -1
                if not depth:
                    pieces.append(self.data[start : self.at - 1])
                    return b"".join(pieces)
                pieces.append(self.data[start : self.at])
            elif escape:
                pieces.append(self.data[start : self.at - len(escape) - 1])
                octal = escape[:1].isdigit() and escape[:1] < b"8"
                pieces.append(bytes([int(escape, 8) & 255]) if octal else ESCAPES.get(escape, escape))
            elif line_end:
                pieces.append(self.data[start : self.at - len(line_end)] + b"\n")
            else:
                raise PdfSyntaxError("a string without an end")


def _number(written: bytes) -> float:
    return float(written) if b"." in written else int(written)


def _hexadecimal(digits: bytes) -> bytes:
    try:
        return unhexlify(digits)
    except ValueError:  # there is white space, or the last digit, a zero, is left out
        digits = digits.translate(None, b"\0\t\n\f\r ")
        return unhexlify(digits + b"0" * (len(digits) % 2))


def _name(written: bytes) -> Name:
    if b"#" in written:
        written = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes.fromhex(code[1].decode()), written)
    return Name(written.decode("utf-8", "surrogateescape"))


def _dictionary(values: list[Any]) -> dict[str, Any]:
    keys = values[::2]
    if len(values) % 2 or not all(type(key) is Name for key in keys):
        raise PdfSyntaxError("a dictionary whose keys are not names")
    found = {str(key): value for key, value in zip(keys, values[1::2], strict=True)}
    if len(found) != len(keys):
        raise PdfSyntaxError("a dictionary with a key twice")
    return found
