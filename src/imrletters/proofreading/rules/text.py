"""Rules about typing errors: broken characters, doubled words, missing spaces and placeholders."""

import re
from collections.abc import Iterator
from itertools import islice
from operator import eq

from imrletters.case import Case, Path, prose_texts
from imrletters.proofreading.rule import Finding, rule
from imrletters.proofreading.search import Texts, joined_texts, matches
from imrletters.readings import read_once

AROUND = 12
"""The number of characters that an excerpt shows before and after an error."""

# Expressions begin with a character of the match and then look behind it, so that they are searched for quickly.
# The characters that the bytes after the first become if UTF-8 is decoded as Windows-1252 or Latin-1.
TRAILING = "[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\x80-\xbf]"
BROKEN = re.compile(
    r"[\ufffd\x80-\x9f\ue000-\uf8ffÂÃâï?](?:(?<=[\ufffd\x80-\x9f\ue000-\uf8ff])"
    rf"|(?<=[ÂÃ]){TRAILING}|(?<=â)[€‚„†\x80-\x8f]{TRAILING}|(?<=ï)[»¬¿]{TRAILING}|(?<=[a-z]\?)(?=[a-z]))"
)
LOST_QUOTE = re.compile(r"\?(?<![^\s(\[]\?)(?=[A-Za-z])")
# The first excluded words may be doubled in correct English; the last ones are parts of names.
DOUBLED = re.compile(
    r"(?<![\w'’&/.-])(?!(?:had|that|is|in|on|her|do|no|so|very|long|many|much|up|out|more|walla|baden|pago|bora)\b)"
    r"([A-Za-z]{2,40})(?:[ \u00a0]{1,3}|\n)\1(?![\w'’&/-]|\.\w)",
    re.IGNORECASE,
)
RUN = re.compile(r"[a-z]+")
# A period between a word, a closing bracket or a year and a capital, or between a word and a section or a date.
# Shorter numbers (decimals, notes) and shorter words (abbreviations) are excluded as uncertain.
MISSING_SPACE = re.compile(
    r"\.(?:(?:(?<=[a-z]{3}.)|(?<=[A-Za-z]{2}[)\]”\"].)|(?<=[\s/-]\d\d.)|(?<=\d{4}.))"
    r"(?=[A-Z](?:[A-Za-z]|[ '’,]))(?!(?:Com|Org|Net|Gov|Edu|Pdf|Docx?|Txt|Html?|Xlsx?|Jpe?g|Png)\b)"
    r"|(?<=[a-z]{4}.)(?<!sect.)(?<!secs.)(?<!regs.)(?<!approx.)(?=\d{4}(?!\d)|\d{1,2}[-/]\d{1,2}[-/]\d\d))"
)
NOT_PROSE = re.compile(r"://|www\.|[@=\\{}]|\.(?:com|org|net|gov|edu|html?|php|aspx?|pdf)\b", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"X(?<![\w,].)(?<!47, .)[Xx]{2,19}(?!\w)|x(?<![\w,].)(?<!47, .)[Xx]{2,19}(?!\w)"
    r"|T(?<!\w.)(?:BD|ODO)\b|F(?<!\w.)IXME\b|_(?<!__)_{2,}|\?\?{2,}"
    r"|L(?<!\w.)(?i:orem ipsum\b)|l(?<!\w.)(?i:orem ipsum\b)"
    r"|\[(?i:\s?(?:(?:insert|enter)\b[^\[\]\n]{0,60}|x{2,20}|tbd|todo|blank|(?:claim|phone|case) number|body part"
    r"|(?:(?:first|last|full|patient|worker|employee|physician|doctor|provider|reviewer|drug)(?:['’]s)?\s)?name"
    r"|(?:date|address)(?:\sof\s\w{1,20})?)\s?\])"
    r"|<(?i:\s?(?:insert|enter|name|date|patient name|placeholder)\b[^<>\n]{0,60}>)"
)


def _matches(pattern: re.Pattern[str], case: Case) -> Iterator[tuple[Path, re.Match[str]]]:
    """Every match of a pattern in the printed texts of a case, with the path of the text."""
    return matches(pattern, _texts(case))


@read_once
def _texts(case: Case) -> Texts:
    return joined_texts(prose_texts(case))


@read_once
def _has_doubled_word(text: str) -> bool:
    """Whether two words that follow each other in a text, perhaps with other characters between, are the same."""
    words = RUN.findall(text.lower())
    return any(map(eq, words, islice(words, 1, None)))


def _surroundings(match: re.Match[str]) -> str:
    """The characters around a place up to the next white space, to recognize a web address or a file name."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(0, start - 100) : start], text[end : end + 100]
    return re.split(r"\s", before)[-1] + match.group() + re.split(r"\s", after)[0]


def _excerpt(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - AROUND) : match.end() + AROUND]


@rule(
    "T01",
    "broken-character",
    "error",
    why="In published letters a wrong encoding has destroyed quotation marks and accents (letters of 2015).",
    catches={"/clinical_case_summary": "The patient?s right knee aches."},
    leaves={
        "/clinical_case_summary": "The patient’s question: will her knee ache? A whale of papier-mâché fell on it."
    },
)
def broken_character(case: Case) -> Iterator[Finding]:
    """A wrong encoding destroyed a character: a question mark in a word, U+FFFD, or UTF-8 decoded as Windows-1252."""
    for path, match in _matches(BROKEN, case):
        around = _surroundings(match)
        if match.group() != "?" or not (NOT_PROSE.search(around) or "/" in around):
            yield Finding(path, "a wrong encoding destroyed a character", _excerpt(match), match.start())


@rule(
    "T02",
    "lost-quotation-mark",
    "warning",
    why="In published letters a wrong encoding has destroyed quotation marks (letters of 2015).",
    catches={"/clinical_case_summary": "The form asks for the ?time to recover."},
    leaves={"/clinical_case_summary": "The form asks for the “time to recover” (http://example.invalid/?time)."},
)
def lost_quotation_mark(case: Case) -> Iterator[Finding]:
    """A question mark precedes a word: a warning, because some write ``?fracture`` for a suspected fracture."""
    for path, match in _matches(LOST_QUOTE, case):
        yield Finding(path, "a question mark may be a lost quotation mark", _excerpt(match), match.start())


@rule(
    "T03",
    "doubled-word",
    "warning",
    why="A word that is typed twice by mistake is a typing error.",
    catches={"/clinical_case_summary": "She hurt the the right knee."},
    leaves={"/clinical_case_summary": "She had had therapy that that note names, 2 2 and L L, for a long, long time."},
)
def doubled_word(case: Case) -> Iterator[Finding]:
    """The same word occurs twice in a row, except for words that English doubles."""
    for path, match in _matches(DOUBLED, case) if _has_doubled_word(_texts(case).joined) else ():
        yield Finding(path, "a word is repeated", match.group(), match.start())


@rule(
    "T04",
    "missing-space",
    "error",
    why="In published letters the space is missing where lines were joined (letters of 2015 and 2017).",
    catches={"/clinical_case_summary": "She asks for a fusion.Treatment was therapy."},
    leaves={
        "/clinical_case_summary": "She takes 2.5 mg, e.g. by mouth (see www.example.invalid/Dose.Table). It helps."
    },
)
def missing_space(case: Case) -> Iterator[Finding]:
    """The space after a period is missing, and the words around it leave no doubt that a sentence ends there."""
    for path, match in _matches(MISSING_SPACE, case):
        if not NOT_PROSE.search(_surroundings(match)):
            yield Finding(path, "the space after a period is missing", _excerpt(match), match.start())


@rule(
    "T05",
    "placeholder",
    "error",
    why="A placeholder must be replaced before the letter is issued.",
    catches={"/clinical_case_summary": "The injured worker is a XXX year old female."},
    leaves={"/clinical_case_summary": "Magnetic resonance [MRI] shows a tear <2 mm; a form reads {{ pain.score }}."},
)
def placeholder(case: Case) -> Iterator[Finding]:
    """A placeholder was not replaced: XXX, TBD, TODO, [name], <insert date>, ____, ???, lorem ipsum."""
    for path, match in _matches(PLACEHOLDER, case):
        yield Finding(path, "a placeholder was not replaced", match.group(), match.start())
