"""The syntax of the content streams that the engines write (ISO 32000-1, 8 and 9), as regular expressions.

A match of ``OPERATION`` is an operator with its operands, a whole path, or a whole line of text.
"""

# Possessive quantifiers are used for single characters only: before 3.11.5, Python matches those of groups wrongly.

import codecs
import re
from collections.abc import Sequence

from imrletters.printing.page_check.objects import cannot_be_checked

Pieces = list[str | float]
"""Strings, and numbers that move the following string to the left, in thousandths of the type size.

Each character of a string is the one with the code of a glyph.
"""
REGULAR = r"[^\s()<>\[\]{}/%\\]"
"""A character of a name, a number or an operator."""
STOP = rf"(?!{REGULAR})"
"""What follows an operator: white space or a delimiter."""
NAME = rf"/{REGULAR}++"
NUMBER = r"(?:[-+.\d]++\s++)"
PAIR = NUMBER * 2
MATRIX = PAIR * 3
FONT = rf"{NAME}\s++{NUMBER}"
LITERAL = r"\([^()]*+(?:(?<=\\)[()][^()]*+)*(?<!\\)\)"
"""A string in which each parenthesis has a backslash. In a stream that ``plain`` returned, no backslash has one."""
STYLE = (
    rf"(?:{NUMBER}{{0,4}}(?:rg|RG|g|G|k|K|w|J|j|M|i|sc|SC|scn|SCN)"
    rf"|{NAME}\s*+(?:cs|CS|ri|scn|SCN|sh)|\[[-+.\d\s]*+\]\s*+{NUMBER}d){STOP}"
)
"""Colours, lines and shadings."""
ENTRIES = r"[^<>()%\\]*+"
# optional content may be hidden, so its operators do not match
MARKED_CONTENT = (
    rf"(?:(?!/OC{STOP}){NAME}\s*+(?:BMC|<<{ENTRIES}(?:(?:{LITERAL}|<[^<>()]*+>){ENTRIES})*>>\s*+BDC)|EMC){STOP}"
)
PATH = rf"(?:(?:{PAIR}(?:[ml]|{PAIR}(?:re|v|y|{PAIR}c))|h){STOP}\s*+)+"
PAINT = rf"(?:S|s|f\*|f|F|B\*|B|b\*|b|n){STOP}"
STATE = rf"(?:{MATRIX}cm|{NAME}\s++gs){STOP}"
CLIPPING = rf"W\*?{STOP}\s*+"
WITHOUT_TEXT = rf"(?:{PATH}{PAINT}|{MARKED_CONTENT}|{STYLE})\s*+"
GROUP = rf"q{STOP}\s*+(?:(?:{PATH}(?:{CLIPPING})?{PAINT}|{MARKED_CONTENT}|{STYLE}|{STATE})\s*+)*Q{STOP}\s*+"
"""Operators between ``q`` and ``Q`` that show no text and no image."""
UPRIGHT = r"1\s0\s0\s-1\s"
# a pattern for one character is the fastest; unescaped() refuses the opening parentheses without a backslash
LINE = (
    rf"(?:{MARKED_CONTENT}\s*+)*(?P<line>(?:(?P<moved>q)|BT)\s{UPRIGHT}(?P<x>{NUMBER})(?P<y>{NUMBER})"
    rf"(?(moved)cm{STOP}\s*+(?:{STYLE}\s*+)*BT\s0\sTr|Tm)\s*+"
    rf"(?P<face>{NAME})\s(?P<size>{NUMBER})Tf\s(?(moved){UPRIGHT}0\s0\sTm)\["
    r"(?:\((?P<literal>[^)]*+(?:(?<=\\)\)[^)]*+)*)(?<!\\)\)|(?P<codes><[<>0-9A-Fa-f]*+(?:(?<=>)|(?<=>0))))"
    rf"\]\s*+TJ\sET{STOP}(?(moved)\sQ{STOP}))\s*+"
)
"""A line of text exactly as the engines write it: Typst moves the origin to its place, WeasyPrint sets the text matrix.

Both turn the text, because the origin of their pages is at the top.
"""
OPERATION = re.compile(
    rf"""{LINE}
    |(?:{WITHOUT_TEXT}|{GROUP})+
    |(?:(?P<rectangle>{NUMBER}{{4}})re{STOP}\s*+{CLIPPING}n
    |(?P<clip>{PATH}{CLIPPING}{PAINT})
    |(?P<save>q)|(?P<restore>Q)
    |(?P<matrix>{MATRIX})cm
    |(?P<state>{NAME})\s++gs
    |(?P<image>{NAME})\s++Do
    |(?P<begin>BT)|(?P<end>ET)
    |(?P<text_matrix>{MATRIX})Tm
    |(?P<font>{FONT})Tf
    |(?P<mode>\d)\s++Tr){STOP}\s*+
    |(?P<strings>(?=[\[(<]))""".replace("\n    ", "").encode(),
    re.DOTALL,
)
PIECE = re.compile(rb"\s*+(?:<((?:[0-9A-Fa-f]{4})*+)>|([-+.\d]++)|\()")
"""A part of an array of strings and numbers: one of them, or the beginning of a literal string."""
SHOW = re.compile(rf"\s*+Tj{STOP}\s*+".encode())
SHOW_ARRAY = re.compile(rf"\s*+\]\s*+TJ{STOP}\s*+".encode())
PARENTHESIS = re.compile(rb"(?<!\\)[()]")
"""A parenthesis without a backslash."""
UNKNOWN_ESCAPE = re.compile(rb"\\[^0-7nrtbf()]")
BETWEEN = rb"\377\377", "\uffff"
"""What is put between literal strings, and its glyph code, which no font has."""
SEAM = b"\t   "
"""White space with the length of a glyph code in a hexadecimal string, whose first character is in it only once."""


def plain(content: bytes) -> bytes:
    """A content stream in whose strings no backslash has a backslash before it.

    Raises PrintError if an escape sequence is not known, or if there is a carriage return, which means another
    character in a string.
    """
    if b"\r" in content or UNKNOWN_ESCAPE.search(content):
        content = content.replace(rb"\\", rb"\134")
        if b"\r" in content or UNKNOWN_ESCAPE.search(content):
            raise cannot_be_checked("a string has an unknown escape sequence")
    return content


def read_codes(codes: bytes) -> Pieces:
    """The strings and the numbers of the group ``codes`` of a line. Strings that continue each other are one."""
    joined = codes.rstrip(b"0")[1:-1].replace(b">0<", SEAM)
    # every string has whole codes if all seams are in such places
    if b"<" not in joined and joined.count(SEAM[:1]) == joined[:: len(SEAM)].count(SEAM[:1]):
        return [_codes_of(joined)]
    return read_strings(b"[%b]TJ" % codes, 0)[0]


def read_strings(data: bytes, place: int) -> tuple[Pieces, int]:
    """The strings and the numbers of an operator that shows text, which begins at a place, and the place after it."""
    pieces: Pieces = []
    array = data.startswith(b"[", place)
    place += array
    while found := PIECE.match(data, place):
        place = found.end()
        if found.lastindex:
            pieces.append(float(found[2]) if found[2] else _codes_of(found[1]))
        else:
            end = _literal_end(data, place)
            # a literal string may have parentheses without a backslash
            pieces += read_literals([PARENTHESIS.sub(rb"\\\g<0>", data[place : end - 1])])
            place = end
        if not array:
            break
    operator = (SHOW_ARRAY if array else SHOW).match(data, place)
    if not operator:
        raise cannot_be_checked(f"unknown syntax {data[place : place + 20]!r}")
    return pieces, operator.end()


def _literal_end(data: bytes, place: int) -> int:
    """The place after a literal string; ``place`` is after its opening parenthesis."""
    depth = 1
    for found in PARENTHESIS.finditer(data, place):
        depth += 1 if found[0] == b"(" else -1
        if not depth:
            return found.end()
    raise cannot_be_checked("a string has no end")


def _codes_of(hexadecimal: bytes) -> str:
    """The glyph codes of a hexadecimal string."""
    return bytes.fromhex(hexadecimal.decode()).decode("utf-16-be")


def read_literals(literals: Sequence[bytes]) -> list[str]:
    """The glyph codes of literal strings. Many are read in a fraction of the time that each takes alone.

    Raises PrintError if a parenthesis has no backslash, or if a string has half a glyph code.
    """
    if not literals:
        return []
    separator, code = BETWEEN
    joined = separator.join(literals)
    if joined.count(b"(") != joined.count(rb"\(") and (found := PARENTHESIS.search(joined)):
        raise cannot_be_checked(f"unknown syntax {joined[found.start() : found.start() + 20]!r}")
    # all escape sequences of PDF except those of parentheses are also Python's
    joined = joined.replace(b"(", b"050").replace(b")", b"051")
    codes = codecs.decode(joined, "unicode_escape").encode("latin-1").decode("utf-16-be").split(code)
    if len(codes) != len(literals):
        raise cannot_be_checked("a string does not have two bytes for each glyph")
    return codes
