"""Reads letters for comparison by means of its own, apart from those of imrletters."""

import re
from collections.abc import Iterator
from pathlib import Path

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar

FIRST_TITLE = "HOW THE IMR FINAL DETERMINATION WAS MADE"
FOLD = str.maketrans({"\u2010": "-", "\u2011": "-"})


def words(text: str) -> list[str]:
    """The words of a letter from its first title on; the states are parted by a comma, with or without a space."""
    body = text[text.index(FIRST_TITLE) :].translate(FOLD)
    states = re.compile(r"(State\(s\)\s+of\s+Licensure:)(.*?)(?=Certification\(s\))", re.DOTALL)
    return states.sub(lambda match: match[1] + re.sub(r",\s*", ", ", match[2]), body).split()


def squeezed(text: str) -> str:
    """The characters of a letter from its first title on."""
    whole = "".join(text.translate(FOLD).split())
    return whole[whole.index("".join(FIRST_TITLE.split())) :]


def read(path: Path) -> str:
    """The text of a letter, its broken lines joined."""
    if path.suffix == ".pdf":
        lines = list(pdf_lines(path))
    else:
        lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    return "".join(line if line.translate(FOLD).endswith("-") else line + " " for line in lines)


def characters(thing: object) -> Iterator[LTChar]:
    if isinstance(thing, LTChar):
        yield thing
    elif hasattr(thing, "__iter__"):
        for part in thing:
            yield from characters(part)


def pdf_lines(path: Path) -> Iterator[str]:
    """The lines of a PDF from top to bottom, the spaces at their ends kept."""
    for page in extract_pages(path, laparams=None):
        rows: list[list[LTChar]] = []
        for character in sorted(characters(page), key=lambda found: -found.matrix[5]):
            if rows and rows[-1][0].matrix[5] - character.matrix[5] <= 1.5:
                rows[-1].append(character)
            else:
                rows.append([character])
        for row in rows:
            line, end = "", row[0].x0
            for character in sorted(row, key=lambda found: found.x0):
                gap = " " if character.x0 - end > 1.5 and line[-1:] != " " != character.get_text() else ""
                line, end = line + gap + character.get_text(), character.x1
            if line.strip():
                yield line
