"""Reads letters for comparison without imrletters: PDFs with poppler."""

import re
import subprocess
from pathlib import Path

FIRST_TITLE = "HOW THE IMR FINAL DETERMINATION WAS MADE"
FOLD = str.maketrans({"\u2010": "-", "\u2011": "-"})


def words(text: str) -> list[str]:
    """The words of a letter from its first title; a comma between states is followed by one space."""
    body = text[text.index(FIRST_TITLE) :].translate(FOLD)
    states = re.compile(r"(State\(s\)\s+of\s+Licensure:)(.*?)(?=Certification\(s\))", re.DOTALL)
    return states.sub(lambda match: match[1] + re.sub(r",\s*", ", ", match[2]), body).split()


def squeezed(text: str) -> str:
    """The characters of a letter from its first title, without white space."""
    whole = "".join(text.translate(FOLD).split())
    return whole[whole.index("".join(FIRST_TITLE.split())) :]


def read(path: Path) -> str:
    """The text of a letter with its lines joined."""
    if path.suffix == ".pdf":
        lines = pdf_lines(path)
    else:
        lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    return "".join(line if line.translate(FOLD).endswith("-") else line + " " for line in lines)


def pdf_lines(path: Path) -> list[str]:
    """The lines of a PDF from top to bottom, read by poppler."""
    command = ["pdftotext", "-layout", "-nopgbrk", "-enc", "UTF-8", str(path), "-"]
    text = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    return [line for line in text.split("\n") if line.strip()]
