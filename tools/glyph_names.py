"""Writes src/imrletters/pdf/glyph_names.txt: the Adobe Glyph List, which states the characters of glyph names."""

import sys
from pathlib import Path

from fontTools.agl import LEGACY_AGL2UV

from imrletters.resources import PACKAGE

TARGET = PACKAGE / "pdf" / "glyph_names.txt"


def glyph_names() -> str:
    """The text of the file: a name and its characters (hexadecimal code points) on each line."""
    rows = (f"{name} {' '.join(f'{code:04X}' for code in codes)}\n" for name, codes in sorted(LEGACY_AGL2UV.items()))
    return "".join(rows)


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET).write_text(glyph_names(), encoding="ascii")
