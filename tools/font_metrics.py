"""Writes src/imrletters/fonts/metrics.json: the advance widths of the characters that all bundled fonts can print.

Omitted are characters without a width, and those that do not print in their place.
"""

import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

from imrletters.rendering.typefaces import FONTS, prints_in_its_place
from imrletters.resources import font_folder


def metrics() -> str:
    """The text of metrics.json: runs of consecutive code points, each with a list of widths, one per font."""
    fonts = [TTFont(font_folder() / f"{name}.ttf") for name in FONTS]
    maps = [font.getBestCmap() for font in fonts]
    runs: list[tuple[int, list[list[int]]]] = []
    for code in sorted(set.intersection(*(set(m) for m in maps))):
        if not prints_in_its_place(chr(code)):
            continue
        row = [font["hmtx"][cmap[code]][0] for font, cmap in zip(fonts, maps, strict=True)]
        if not all(row):
            continue
        if not runs or runs[-1][0] + len(runs[-1][1]) != code:
            runs.append((code, []))
        runs[-1][1].append(row)
    return "[\n" + ",\n".join(json.dumps(run, separators=(",", ":")) for run in runs) + "\n]\n"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else font_folder() / "metrics.json"
    target.write_text(metrics(), encoding="utf-8")
