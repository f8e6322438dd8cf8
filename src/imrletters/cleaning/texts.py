"""Repairs one text: line ends, spaces, invisible characters, hyphens, ligatures, and characters of the font Symbol.

The time is proportional to the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from imrletters.arguments import TEXT, require
from imrletters.cleaning.line_breaks import LineBreaks
from imrletters.cleaning.symbol_font import BULLET, MEANINGS, SYMBOL_BASE

SPACES = "\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Special spaces except the no-break space, which a letter prints."""
NO_BREAK_SPACE = "\u00a0"
BREAKS = "\n\r\v\f\x85\u2028\u2029"
INVISIBLE = "\x1f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
"""Soft hyphens, zero-width characters, and marks of direction and variation; U+001F is Word's optional hyphen."""
HYPHENS = "\x1e\u2011"
"""Non-breaking hyphens; U+001E is Word's own."""
MARKS = "\u0300-\u036f"
FAULTY = re.compile(
    rf"(?P<invisible>[{INVISIBLE}]++(?![ \t{NO_BREAK_SPACE}{SPACES}{BREAKS}]))"
    rf"|(?P<white>[ \t{NO_BREAK_SPACE}{SPACES}{BREAKS}{INVISIBLE}]++)"
    rf"|(?P<hyphen>[{HYPHENS}])"
    rf"|(?P<ligature>[\ufb00-\ufb06])(?![{INVISIBLE}]*+[{MARKS}])"
    "|(?P<symbol>[\uf020-\uf0ff])"
    rf"|(?P<composed>[^\W\d_](?:[{INVISIBLE}]*+[{MARKS}])++)"
)
REPLACEMENTS = {" ": "a space", "\n": "a line break", "\n\n": "a blank line"}
"""How messages name white space."""
BREAK_CHARACTER = re.compile(f"[{BREAKS}]")
ENDS_WORD = re.compile(rf"[{INVISIBLE}]*+(?:[ \t{NO_BREAK_SPACE}{SPACES}{BREAKS}]|\Z)")
INVISIBLE_CHARACTER = re.compile(f"[{INVISIBLE}]")
WHATS = {"hyphen": "a non-breaking hyphen", "ligature": "a ligature", "symbol": "a character of the font Symbol"}


@dataclass(frozen=True)
class Repair:
    """One change: the characters from ``start`` to ``end`` of the original text, and what replaces them.

    ``what`` names what was found, without a word of the text.
    """

    start: int
    end: int
    found: str
    replacement: str
    what: str

    @property
    def message(self) -> str:
        """What was found, and what replaces it: 'a ligature: replaced by "fi"'."""
        if not self.replacement:
            return f"{self.what}: removed"
        shown = REPLACEMENTS.get(self.replacement, f'"{self.replacement}"')
        return f"{self.what}: replaced by {shown}"


@dataclass(frozen=True)
class CleanedText:
    """A repaired text, and its repairs in order."""

    text: str
    repairs: tuple[Repair, ...]


def clean_text(text: str, *, narrative: bool = True) -> CleanedText:
    """Repairs a text; ``narrative`` is whether it may have paragraphs. All other text must be one line.

    No word changes: letters, digits and punctuation stay, in their order. What has no certain meaning stays, and is a
    problem of the case, for example a word that is divided by a hyphen at the end of a line.
    """
    require("text", text, TEXT)
    repairs = tuple(_repairs(text, LineBreaks(text, narrative=narrative)))
    parts, place = [], 0
    for repair in repairs:
        parts += [text[place : repair.start], repair.replacement]
        place = repair.end
    return CleanedText("".join([*parts, text[place:]]), repairs)


def _repairs(text: str, line_breaks: LineBreaks) -> Iterator[Repair]:
    blank_end = 0  # of the white space at the beginning of the current line
    for match in FAULTY.finditer(text):
        found, kind = match[0], match.lastgroup
        begins_line = match.start() == blank_end
        if (kind in ("white", "invisible") and begins_line) or (kind == "white" and BREAK_CHARACTER.search(found)):
            blank_end = match.end()
        if kind == "white":
            replacement, what = _white_space(match, line_breaks)
        elif kind == "invisible":
            replacement, what = "", _names(found)
        elif kind == "composed":
            replacement, what = _composed(found), "a letter and a combining mark"
        elif kind == "symbol":
            replacement, what = _symbol(match, begins_line=begins_line), WHATS["symbol"]
        else:
            replacement = "-" if kind == "hyphen" else unicodedata.normalize("NFKC", found)
            what = WHATS[kind or ""]
        if replacement != found:
            yield Repair(*match.span(), found, replacement, what)


def _white_space(match: re.Match[str], line_breaks: LineBreaks) -> tuple[str, str]:
    """The replacement of a run of spaces, tabs and line breaks, and what it is."""
    found, (start, end) = match[0], match.span()
    visible = INVISIBLE_CHARACTER.sub("", found)
    if BREAK_CHARACTER.search(found):
        return line_breaks.replacement(visible, start, end), "a line break"
    if start == 0 or end == len(match.string):
        return visible if not visible.strip(" ") else "", "special spaces at the beginning or end"
    if not visible.strip(f" {NO_BREAK_SPACE}"):
        return visible, _names(INVISIBLE_CHARACTER.findall(found)[0]) if visible != found else ""
    return " ", "a tab" if "\t" in found else _names(visible.strip(" ")[0])


def _composed(found: str) -> str:
    """A letter and its marks as one character, if there is one."""
    visible = INVISIBLE_CHARACTER.sub("", found)
    composed = unicodedata.normalize("NFC", visible)
    return composed if len(composed) == 1 else visible


def _symbol(match: re.Match[str], *, begins_line: bool) -> str:
    """The meaning of a private-use character; the character itself where it is not certain."""
    found = match[0]
    if begins_line and ENDS_WORD.match(match.string, match.end()) and ord(found) != SYMBOL_BASE + BULLET:
        return found  # a bullet of another font
    return MEANINGS.get(found, found)


def _names(characters: str) -> str:
    """The code point and the name of the first of some characters."""
    code = f"U+{ord(characters[0]):04X}"
    return f"{code} ({unicodedata.name(characters[0], 'a control character').lower()})"
