"""The markers of the probe: finds them in a text, and the words between them.

They are characters of Unicode's private use area, which no letter can print.
"""

import re

from imrletters.case import HEADER_FIELDS

NAMES = (
    *("name", "label", "states", "specialties", "service", "original", "authorized"),
    *("title_1", "title_2", "place_1", "place_2", "other_1", "other_2", "text", "document"),
    *HEADER_FIELDS,
)
MARK = {name: chr(0xE000 + number) for number, name in enumerate(NAMES)}
NAME_OF = {mark: name for name, mark in MARK.items()}
ANY_MARK = re.compile("([" + "".join(NAME_OF) + "])")
EXCERPT = 60


def between(text: str) -> list[tuple[tuple[str, str], str]]:
    """Each stretch of wording with the names of the markers before and after it; "" for either end."""
    parts = ANY_MARK.split(text)
    marks = ["", *(NAME_OF[mark] for mark in parts[1::2]), ""]
    return [((marks[i], marks[i + 1]), words) for i, words in enumerate(parts[::2])]


def excerpt(text: str, start: int = 0) -> str:
    """The text from ``start`` on as a message quotes it: shortened, with "..." for each value of the case."""
    return repr(ANY_MARK.sub("...", text[start : start + EXCERPT]))
