"""Finds what a template leaves in a text for the writer to choose or to fill in."""

import re
from collections.abc import Iterator

from imrletters.proofreading.form.slip import Slip, text_slip

CHOICE = re.compile(r"(?<!\w)(?:an?\(n\)|an?/an(?!\w)|\[(?:s?he|his|her|him)/\w+\]|\(s\)he(?!\w))", re.IGNORECASE)
PRONOUNS = re.compile(r"(?<!\w)(?:he/she|she/he|his/her|her/his|him/her|s/he)(?!\w)", re.IGNORECASE)
SEX = re.compile(r"(?<![\w/])(?:male|female|man|woman)(?![\w/])", re.IGNORECASE)


def remnants(text: str, sex_stated: bool) -> Iterator[Slip]:  # noqa: FBT001 - the second fact about the text
    """``a(n)`` and the like; pronouns for both sexes, if the case states the sex."""
    for pattern in (CHOICE, PRONOUNS) if sex_stated else (CHOICE,):
        for match in pattern.finditer(text) if "/" in text or "(" in text else ():
            yield text_slip(text, match.start(), match.end(), "a choice of the template was not made")


def states_sex(text: str) -> bool:
    """Whether a text states a sex."""
    return bool(SEX.search(text))
