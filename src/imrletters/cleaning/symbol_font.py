"""What the private-use characters of the font Symbol mean.

Word stores a character of a symbol font as U+F000 plus its code in that font. The meanings are those of the encoding of
Symbol (PDF 32000-1, annex D.5). A text does not state its font, and other fonts of Word, Wingdings above all, use the
same characters. Therefore the table has only those codes of Symbol that are written in medical text, and none that Word
uses from Wingdings for bullets, boxes, arrows and check marks. The others stay as they are.
"""

SYMBOL_BASE = 0xF000
BULLET = 0xB7
_MEANINGS = {
    0x2B: "+",
    0x2D: "\N{MINUS SIGN}",
    0x3C: "<",
    0x3D: "=",
    0x3E: ">",
    0x44: "\N{GREEK CAPITAL LETTER DELTA}",
    0x57: "\N{GREEK CAPITAL LETTER OMEGA}",
    0x61: "\N{GREEK SMALL LETTER ALPHA}",
    0x62: "\N{GREEK SMALL LETTER BETA}",
    0x64: "\N{GREEK SMALL LETTER DELTA}",
    0x67: "\N{GREEK SMALL LETTER GAMMA}",
    0x6D: "\N{MICRO SIGN}",
    0xA3: "\N{LESS-THAN OR EQUAL TO}",
    0xB0: "\N{DEGREE SIGN}",
    0xB1: "\N{PLUS-MINUS SIGN}",
    0xB2: "\N{DOUBLE PRIME}",
    0xB3: "\N{GREATER-THAN OR EQUAL TO}",
    0xB4: "\N{MULTIPLICATION SIGN}",
    0xB8: "\N{DIVISION SIGN}",
    0xB9: "\N{NOT EQUAL TO}",
    0xBB: "\N{ALMOST EQUAL TO}",
    BULLET: "\N{BULLET}",
}
MEANINGS = {chr(SYMBOL_BASE + code): meaning for code, meaning in _MEANINGS.items()}
"""The character that each private-use character of Symbol means."""
