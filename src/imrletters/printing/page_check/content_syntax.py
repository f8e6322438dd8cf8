"""The syntax of the content streams that the engines write (ISO 32000-1, 8 and 9), as regular expressions.

A match of ``OPERATION`` is an operator with its operands, a whole path, or a whole line of text.
"""

# Possessive quantifiers are used for single characters only: before 3.11.5, Python matches those of groups wrongly.

import codecs
import re

from imrletters.printing.page_check.objects import cannot_be_checked

Pieces = list[bytes | float]
"""Strings, and numbers that move the following string, in thousandths of the type size."""
SEAM = b"\t   "
"""White space with the length of a glyph code in a hexadecimal string. It begins unlike it goes on."""
STOP = r"(?![^\s()<>\[\]{}/%])"
"""What follows an operator: white space or a delimiter."""
NAME = r"/[^\s()<>\[\]{}/%\\]++"
NUMBER = r"(?:[-+.\d]++\s++)"
MATRIX = rf"{NUMBER}{{6}}"
FONT = rf"{NAME}\s++{NUMBER}"
LITERAL = r"\([^()]*+(?:(?<=\\)[()][^()]*+)*(?<!\\)\)"
"""A string without nested parentheses, in a stream that ``plain`` returned."""
CODES = r"<(?:[0-9A-Fa-f]{4})*>"
"""Glyph codes of two bytes as a hexadecimal string."""
STRINGS = r"<[<>0-9A-Fa-f]*+(?:(?<=>)|(?<=>0))"
"""Hexadecimal strings and numbers, which ``read_strings`` checks."""
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
PAIR = NUMBER * 2
PATH = rf"(?:(?:{PAIR}(?:[ml]|{PAIR}(?:re|v|y|{PAIR}c))|h){STOP}\s*+)+"
PAINT = rf"(?:S|s|f\*|f|F|B\*|B|b\*|b|n){STOP}"
STATE = rf"(?:{MATRIX}cm|{NAME}\s++gs){STOP}"
CLIPPING = rf"W\*?{STOP}\s*+"
WITHOUT_TEXT = rf"(?:{PATH}{PAINT}|{MARKED_CONTENT}|{STYLE})\s*+"
GROUP = rf"q{STOP}\s*+(?:(?:{PATH}(?:{CLIPPING})?{PAINT}|{MARKED_CONTENT}|{STYLE}|{STATE})\s*+)*Q{STOP}\s*+"
"""Operators between ``q`` and ``Q`` that show no text and no image."""
UPRIGHT = r"1\s0\s0\s-1\s"
LINE = (
    rf"(?:{MARKED_CONTENT}\s*+)*(?P<line>(?:(?P<moved>q)|BT)\s{UPRIGHT}(?P<x>{NUMBER})(?P<y>{NUMBER})"
    rf"(?(moved)cm{STOP}\s*+(?:{STYLE}\s*+)*BT\s0\sTr|Tm)\s*+"
    rf"(?P<face>{NAME})\s(?P<size>{NUMBER})Tf\s(?(moved){UPRIGHT}0\s0\sTm)"
    rf"\[(?:\((?P<literal>[^)]*+(?:(?<=\\)\)[^)]*+)*)(?<!\\)\)|(?P<array>{STRINGS}))\]\s*+TJ\sET{STOP}(?(moved)\sQ{STOP}))\s*+"
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
    |(?P<mode>\d)\s++Tr
    |(?P<show>(?:{CODES}|{LITERAL}))\s*+Tj){STOP}\s*+
    |(?P<strings>\[|\()""".replace("\n    ", "").encode(),
    re.DOTALL,
)
PIECE = re.compile(rf"\s*+(?:<((?:[0-9A-Fa-f]{{4}})*+)>|([-+.\d]++)|(\()|\]\s*+(TJ){STOP}\s*+)".encode())
"""A part of an array of strings and numbers, or its end."""
PARENTHESIS = re.compile(rb"(?<!\\)[()]")
SHOW_ONE = re.compile(rf"\s*+Tj{STOP}\s*+".encode())
UNKNOWN_ESCAPE = re.compile(rb"\\[^0-7nrtbf()]")


def plain(content: bytes) -> bytes:
    """A content stream without escaped backslashes in its strings, so that a backslash always begins an escape sequence.

    Raises PrintError if an escape sequence is not known.
    """
    if b"\r" in content:
        raise cannot_be_checked("a carriage return in the content of a page")
    if UNKNOWN_ESCAPE.search(content):
        content = content.replace(rb"\\", rb"\134")
        if UNKNOWN_ESCAPE.search(content):
            raise cannot_be_checked("a string has an unknown escape sequence")
    return content


def read_strings(strings: bytes) -> Pieces:
    """The strings and the numbers of a match of STRINGS. Strings that continue each other are one."""
    codes = strings.rstrip(b"0")[1:-1].replace(b">0<", SEAM)
    if b"<" not in codes and codes.count(SEAM[:1]) == codes[:: len(SEAM)].count(SEAM[:1]):
        return [bytes.fromhex(codes.decode())]
    return read_array(strings + b"]TJ", 0)[0]


def read_array(data: bytes, place: int) -> tuple[Pieces, int]:
    """The strings and the numbers of an array that ``TJ`` shows, and the place after that operator.

    ``place`` is after the opening bracket.
    """
    pieces: Pieces = []
    while found := PIECE.match(data, place):
        place = found.end()
        if found[4]:
            return pieces, place
        if found[3]:
            end = literal_end(data, place)
            pieces.append(nested(data[place : end - 1]))
            place = end
        else:
            pieces.append(bytes.fromhex(found[1].decode()) if found[1] is not None else float(found[2]))
    raise cannot_be_checked(f"unknown syntax {data[place : place + 20]!r}")


def literal_end(data: bytes, place: int) -> int:
    """The place after a literal string; ``place`` is after its opening parenthesis."""
    depth = 1
    for found in PARENTHESIS.finditer(data, place):
        depth += 1 if found[0] == b"(" else -1
        if not depth:
            return found.end()
    raise cannot_be_checked("a string has no end")


def nested(literal: bytes) -> bytes:
    """The bytes of a literal string that may have parentheses without a backslash."""
    return unescaped(PARENTHESIS.sub(rb"\\\g<0>", literal))


def unescaped(literal: bytes) -> bytes:
    """The bytes of a literal string. Raises PrintError if it has parentheses without a backslash."""
    if b"(" in literal and PARENTHESIS.search(literal):
        raise cannot_be_checked(f"unknown syntax {literal[:20]!r}")
    # each parenthesis has a backslash; all other escape sequences of PDF are also those of Python
    literal = literal.replace(b"(", b"050").replace(b")", b"051")
    return codecs.decode(literal, "unicode_escape").encode("latin-1")
