"""Finds slips of punctuation and spacing in a text, each with its place."""

import re
from collections.abc import Iterator

from imrletters.proofreading.form.slip import Slip, text_slip
from imrletters.proofreading.form.word_lists import word_list

OPENERS = (
    r"(?:The|This|There|These|When|However|Therefore|He|She|It|If|Although|While|Since|Based|Given|After|According|Per|On|In|As"
    r"|Treatment|Patient|Objective|Subjective|Physical|Examination|Medications?|Diagnos[ei]s|Additionally|Furthermore|Moreover|Thus)"
)
# These expressions begin with the mark or the space of each alternative, so that they are searched for quickly.
LOST_STOP = re.compile(
    r"(?:[ \u00a0](?=[ \u00a0]{0,2}[AFHIMTW])(?<=[a-z0-9)%].)(?<![(\s]\d\).)[ \u00a0]{0,2}|\n(?<=[a-z0-9)%]\n))"
    r"(?:The|This|There|These|When|However|Therefore|He|She|It|If|Although|While|According|Additionally|Furthermore"
    r"|Moreover|Thus)(?=,? [a-z])"
)
NOT_AN_END = word_list("punctuation", "not_an_end")
UNITS = (
    r"(?:inch(?:es)?|pounds?|visits?|sessions?|weeks?|months?|days?|years?|tablets?|hours?|minutes?|degrees|feet|times)"
)
JOINED = re.compile(
    r"[,;.()\d](?:(?<=[,;])(?<=[a-z]{3}.)(?=[a-z]{3})"  # a comma between words
    rf"|(?<=\d)(?<![A-Za-z.:/-].)(?={UNITS}\b)"
    rf"|(?<=\.)(?:(?<=[a-z]{{2}} \d.)|(?<=[a-z]{{2}} \d\d.)|(?<=: \d.))(?={OPENERS} )"
    r"|(?<=\.)(?:(?<=\dmg.)|(?<=\d%.)|(?<=#\d\d.))(?=[A-Z][a-z]+ )"
    r"|(?<=\()(?<=[a-z]{3}.)(?!e?s\))(?=[a-z]{4})|(?<=\))(?<=[a-z]{3}.)(?=[a-z]{3}))"
)
JOINED_NUMBER = re.compile(r"[ ](?:of|for|to|and|with|from|is|was|on|at|by|the)(?=\d)")
DIGIT_AFTER_LETTER = re.compile(r"\d(?<=[a-z].)")
"""A text without such a digit has no match of ``JOINED_NUMBER``, for which more characters are compared."""
SPACED = re.compile(
    r"[ \u00a0](?:(?=[ \u00a0.,;:/)-])(?:"
    r"(?<=[A-Za-z0-9)%].)[ \u00a0]*(?=[.,;:](?:\s|$))(?!\. \.)"  # before a mark
    r"|(?<=[a-z,].)[ \u00a0]{1,2}(?=[a-z])"  # two spaces
    r"|(?<=[a-z].)(?=/[a-z]|\))|(?<=[LTC]\d.)(?=-\d(?!\d)))"
    r"|(?<=[/(-].)(?:(?<=[a-z]/.)(?=[a-z])|(?<=\(.)(?=[a-z])"
    r"|(?:(?<=\bpre-.)|(?<=\bnon-.)|(?<=\bpost-.)|(?<=\banti-.)|(?<=\bmulti-.)|(?<=\bsemi-.))"
    r"(?=[a-z]{2})(?!(?:and|or|to|versus|vs)\b)"
    r"|(?<=[LTC]\d-.)(?=[LTCS]?\d(?!\d))"
    r"|(?<=\d/\d/.)(?=(?:19|20)\d\d(?!\d))|(?<=\d/\d\d/.)(?=(?:19|20)\d\d(?!\d))|(?<=\d/.)(?=\d{1,2}/\d\d))"
    r"|(?<=[oarbsi].)(?:(?<=\belectro.)|(?<=\bintra.)|(?<=\binter.)|(?<=\bsub.)|(?<=\btrans.)|(?<=\bpara.)|(?<=\bperi.))"
    r"(?=[a-z]{5}))"
)
DOUBLE = re.compile(
    r"\.(?:(?<!\.\.)\.(?!\.)|(?<=[a-z]{4}.),|;| \.(?! ?\.))|,(?:,|(?<![.\s].)\.| ,)|;[;.]|:\.(?!\d)|\?\."
    r"|/(?<=\d/)/(?=\d)"
)
SMALL_START = re.compile(
    r"[.?](?<=[a-z]{4}.) {1,2}"
    r"(?=(?:the|he|she|there|this|it|his|her|in|on|patient|however|therefore|these|they|as|at|an?) [a-z])"
)
SHORT_FORMS = re.compile(
    r"(?:approx|sect|secs|regs|dept|spec|tabs|caps|meds|info|cont|prof|temp|depts|sess|esp|incl)\Z"
)
END_MARKS = tuple(".?!:")
END_QUOTES = ('"', "”")
CLOSERS = "\"”’')]"
"""Marks that may stand between the mark at the end of a sentence and the end of the text."""
URL = re.compile(r"\S*(?:www\.|://|\.(?:com|org|gov|net|html?|pdf|aspx?))\S*\s*\Z", re.IGNORECASE)
CLOSING = {")": "(", "]": "[", "”": "“"}
LISTED = re.compile(r"(?:^|(?<=[\s;,:.(]))(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})\)")
INCH = re.compile(r"\d\s?[\"”″]")


def lost_stops(text: str) -> Iterator[Slip]:
    """A capital function word after a small word: the stop of a sentence is lost."""
    for match in LOST_STOP.finditer(text):
        before = re.search(r"\S+\Z", text[max(0, match.start() - 40) : match.start()])
        word = before.group().strip("(\"'“”") if before else ""
        if (
            word.lower() not in NOT_AN_END
            and not word.rstrip(")").isdigit()
            and not word[:1].isupper()
            and "." not in word
        ):
            yield text_slip(text, match.start() - len(word), match.end(), "the stop before a sentence is missing")


def small_starts(text: str) -> Iterator[Slip]:
    """A sentence that starts with a small letter."""
    for match in SMALL_START.finditer(text):
        if not SHORT_FORMS.search(text[max(0, match.start() - 8) : match.start()]):
            yield text_slip(text, match.start(), match.end() + 1, "a sentence starts with a small letter")


def spacing(text: str) -> Iterator[Slip]:
    """A space that is missing between words or sentences, or that stands before a mark or in a date."""
    joined = [*JOINED.finditer(text), *(JOINED_NUMBER.finditer(text) if DIGIT_AFTER_LETTER.search(text) else ())]
    for match in sorted(joined, key=re.Match.start):
        if not URL.search(text[max(0, match.start() - 60) : match.end() + 1]):
            yield text_slip(text, match.start(), match.end(), "a space is missing")
    for match in SPACED.finditer(text):
        yield text_slip(text, match.start(), match.end(), "there is a space too many")


def doubled_marks(text: str) -> Iterator[Slip]:
    """Two marks where one is enough."""
    for match in DOUBLE.finditer(text):
        yield text_slip(text, match.start(), match.end(), "two punctuation marks follow each other")


def missing_end(text: str) -> Iterator[Slip]:
    """A text of at least a sentence without a mark at its end."""
    last = text.rstrip()
    if last.endswith(END_QUOTES) or last.rstrip(CLOSERS).endswith(END_MARKS):
        return
    if len(text.split()) > 3 and not URL.search(text[-200:]):
        yield text_slip(text, max(last.rfind(" ") + 1, 0), len(last), "the stop at the end is missing")


def unbalanced(text: str) -> Iterator[Slip]:
    """A bracket or a quotation mark without its other half."""
    if any(text.count(one) != text.count(other) for one, other in ("()", "[]", "“”")):
        yield from _unbalanced_pairs(text, _without_numbers_of_lists(text))
    # An inch mark may be a quotation mark: both ways of counting must find an odd number.
    if text.count('"') % 2:
        without_inches = INCH.sub(lambda match: match.group().replace('"', " "), text)
        if without_inches.count('"') % 2:
            place = without_inches.rfind('"')
            yield text_slip(text, place, place + 1, "a quotation mark has no other half")


def _without_numbers_of_lists(text: str) -> str:
    """The text with spaces for the numbers of lists, as in ``1) rest 2) sleep``."""
    return LISTED.sub(lambda found: found.group() if "(" in _before(text, found) else " " * len(found.group()), text)


def _unbalanced_pairs(text: str, searched: str) -> Iterator[Slip]:
    opened: dict[str, list[int]] = {"(": [], "[": [], "“": []}
    for place, character in enumerate(searched):
        if character in opened:
            opened[character].append(place)
        elif character in CLOSING:
            if opened[CLOSING[character]]:
                opened[CLOSING[character]].pop()
            elif character != "”":
                yield text_slip(text, place, place + 1, "a bracket is closed that was not opened")
    for character, places in opened.items():
        # A quotation of several paragraphs has several opening marks and one at its end.
        if places and (character != "“" or len(places) % 2):
            kind = "a quotation mark is not closed" if character == "“" else "a bracket is not closed"
            yield text_slip(text, places[-1], places[-1] + 1, kind)


def _before(text: str, match: re.Match[str]) -> str:
    """The text since the last closing bracket, to see whether a bracket is open."""
    start = max(text.rfind(")", 0, max(match.end() - 1, 0)) + 1, match.start() - 200, 0)
    return text[start : match.start() + 1]
