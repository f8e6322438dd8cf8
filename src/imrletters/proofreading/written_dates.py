"""Reads the full dates that a text contains."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from imrletters.readings import read_once

LAST_YEAR = 2099
"""A later year is a typing error."""
PIVOT = 50
"""A year of two digits below this is of this century: ``16`` is 2016, ``85`` is 1985."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
# A year of five digits is a mistyped year of the last or of this century, with one digit too many.
DATE = re.compile(
    r"(?<![\w/.#-])(?=[\dadfjmnos])(?<!number )(?<!number: )"
    r"(?:(?P<m>\d{1,2})(?P<sign>[-/])(?P<d>\d{1,2})(?P=sign)"
    r"(?P<y>(?:19|20)\d{3}|\d{4}|\d\d| (?:19|20)\d\d)(?![\w/]|-\w)"
    rf"|{MONTH}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<year>(?:19|20)\d{{3}}|\d{{4}})\b(?!-\d))",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d(?:[-/]\d|\d\d\d)")
"""A text without such a number has no full date."""

MASK = "\0"
"""The character that replaces each character of a date in a masked text."""


@dataclass(frozen=True)
class WrittenDate:
    """A date as written in a text; ``day`` is None if the calendar has no such day."""

    start: int
    text: str
    year: int
    day: date | None


@read_once
def written_dates(text: str) -> tuple[WrittenDate, ...]:
    """The full dates in a text: those with a month from 1 to 12 and a day from 1 to 31."""
    return tuple(_dates(text)) if NUMBER.search(text) else ()


def _dates(text: str) -> Iterator[WrittenDate]:
    for match in DATE.finditer(text):
        written = (match["y"] or match["year"]).strip()
        year = int(written) + (0 if len(written) > 2 else 2000 if int(written) < PIVOT else 1900)
        month = int(match["m"] or MONTHS.index(match["month"][:3].lower()) + 1)
        number = int(match["d"] or match["day"])
        if 1 <= month <= 12 and 1 <= number <= 31:
            try:
                day = date(year, month, number)
            except ValueError:
                day = None
            yield WrittenDate(match.start(), match.group(), year, day)


def mask_dates(text: str, dates: Sequence[WrittenDate]) -> str:
    """The text, at the same length, with each character of a date replaced by MASK and each white space by a space.

    Patterns that search the result find no period inside a date.
    """
    parts, end = [], 0
    for found in dates:
        parts += [text[end : found.start].replace(MASK, " "), MASK * len(found.text)]
        end = found.start + len(found.text)
    return re.sub(r"\s", " ", "".join(parts) + text[end:].replace(MASK, " "))
