"""Rules about the text itself: lost characters, slips of typing, and what must not be published."""

import re
from collections.abc import Iterable, Iterator

from imrletters.case import Case, Path, narrative_texts, prose_texts, service_texts
from imrletters.proofreading.registry import Finding, rule

AROUND = 12
"""How many characters an excerpt shows before and after a slip of one character."""
PRIVACY = "Determinations are posted with identifying information removed (practice of the state; published letters)."

# UTF-8 read as Windows-1252 or Latin-1: what the bytes after the first one look like.
TRAILING = "[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\x80-\xbf]"
BROKEN = re.compile(
    rf"[\ufffd\x80-\x9f\ue000-\uf8ff]|[ÂÃ]{TRAILING}|â[€‚„†\x80-\x8f]{TRAILING}|ï[»¬¿]{TRAILING}"
    r"|(?<=[a-z])\?(?=[a-z])"
)
LOST_QUOTE = re.compile(r"(?<![^\s(\[])\?(?=[A-Za-z])")
# Good English may double the words named first; those named last are names.
DOUBLED = re.compile(
    r"(?<![\w'’&/.-])(?!(?:had|that|is|in|on|her|do|no|so|very|long|many|much|up|out|more|walla|baden|pago|bora)\b)"
    r"([A-Za-z]{2,40})(?:[ \u00a0]{1,3}|\n)\1(?![\w'’&/-]|\.\w)",
    re.IGNORECASE,
)
# A full stop between a word, a closing bracket or a year and a capital, or between a word and a section or a date.
# Neither shorter numbers (decimals, notes) nor shorter words (abbreviations) are certain.
MISSING_SPACE = re.compile(
    r"(?:(?<=[a-z]{3})|(?<=[A-Za-z]{2}[)\]”\"])|(?<=[\s/-]\d\d)|(?<=\d{4}))\."
    r"(?=[A-Z](?:[A-Za-z]|[ '’,]))(?!(?:Com|Org|Net|Gov|Edu|Pdf|Docx?|Txt|Html?|Xlsx?|Jpe?g|Png)\b)"
    r"|(?<=[a-z]{4})(?<!sect)(?<!secs)(?<!regs)(?<!approx)\.(?=\d{4}(?!\d)|\d{1,2}[-/]\d{1,2}[-/]\d\d)"
)
NOT_PROSE = re.compile(r"://|www\.|[@=\\{}]|\.(?:com|org|net|gov|edu|html?|php|aspx?|pdf)\b", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"(?<![\w,])(?<!47, )(?i:X{3,20})(?!\w)|\b(?:TBD|TODO|FIXME)\b|(?<!_)_{3,}|\?{3,}|(?i:\blorem ipsum\b)"
    r"|(?i:\[\s?(?:(?:insert|enter)\b[^\[\]\n]{0,60}|x{2,20}|tbd|todo|blank|(?:claim|phone|case) number|body part"
    r"|(?:(?:first|last|full|patient|worker|employee|physician|doctor|provider|reviewer|drug)(?:['’]s)?\s)?name"
    r"|(?:date|address)(?:\sof\s\w{1,20})?)\s?\])"
    r"|(?i:<\s?(?:insert|enter|name|date|patient name|placeholder)\b[^<>\n]{0,60}>)"
)
# The words in the middle are no names: after a title they begin a paper, a brand, or the next sentence.
NAMED = re.compile(
    r"(?<![\w.'’-])(?<!\bthe )(?<!\ban )(?<!\ba )(?<!\bhis )(?<!\bher )(?<!\btheir )"
    r"(?:Dr|Drs|Mr|Mrs|Ms|Doctor)(?:\. {0,2}| {1,2})"
    r"(?!(?:First|Reports?|Notes?|Visits?|Evaluation|Appointment|Scholl|Comfort|Of|On|In|At|The|He|She|They|It|His|Her|This"
    r"|That|There|These|Then|An|A(?= )|And|As|After|Also|But|By|For|From|Per|To|With|When|While|Who|Was|Is|Not?"
    r"|According|Pain|Patient|Physical|Injured|Work|Worker|Treatment|Medical|Medications?|Current|Diagnos[ei]s|Exam|Examination|Prior"
    r"|Request(?:s|ed)?|Prescribed|Recommend(?:s|ed)|Referral|MRI|CT|EMG|ER|Therefore|However|Utilization)\b)"
    r"[A-Z](?:\. ?[A-Z])?[A-Za-z'’-]{1,40}"
)
TELEPHONE = re.compile(
    r"(?<![\w.-])(?:\(\d{3}\) ?|\d{3}[-.]|1[-. ]\d{3}[-. ])\d{3}[-.]\d{4}(?![\w-]|\.\d)"
    r"|\b(?:(?:tele)?phone|fax|tel)(?: number| no)?[.: ]{1,3}(?:\d{3}[-. ])?\d{3}[-. ]\d{4}(?![\w-])",
    re.IGNORECASE,
)
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[A-Za-z][\w.-]{1,60}")
SOCIAL_SECURITY = re.compile(
    r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])"
    r"|\b(?:SSN|social security (?:number|no\.?|#))[\s:#]{0,4}(?:is |ending in )?"
    r"(?:[\dx*]{3}-[\dx*]{2}-\d{4}|\d{9}|\d{4})(?![\w/-])",
    re.IGNORECASE,
)
RECORD_NUMBER = re.compile(
    r"\b(?:MRN|(?:claim|medical record|patient|chart|policy|member|employee)(?:['’]s)?(?: (?:number|no\.?|id)|(?= ?#)))"
    r"(?: (?:is|was)\b)?[\s:#]{1,4}(?!CM\d\d-)(?=[A-Z-]{0,8}\d)(?!\d{1,2}[-/]\d{1,2}[-/]\d)"
    r"[A-Z\d][A-Z\d-]{4,30}(?!\w)",
    re.IGNORECASE,
)
STREET = re.compile(
    r"(?<![\w.#-])\d{1,6} (?:[NSEW]\.? )?(?:[A-Z][a-z]{1,20}\.? |\d{1,3}(?:st|nd|rd|th) ){1,4}"
    r"(?:Street|Avenue|Boulevard|Road|Drive|Lane|Highway|Parkway|Court|St\.(?! [A-Z])|St,|Ave|Blvd|Rd|Ln|Hwy|Pkwy)"
    r"(?!\w)|\bP\.? ?O\.? Box \d{1,8}|\bCA 9[0-6]\d{3}(?!\w)"
)


def _matches(pattern: re.Pattern[str], texts: Iterable[tuple[Path, str]], message: str) -> Iterator[Finding]:
    for path, text in texts:
        for match in pattern.finditer(text):
            yield Finding(path, message, match.group(), match.start())


def _surroundings(text: str, start: int, end: int) -> str:
    """The stretch without white space around a place, as far as an address in the web or a file name would go."""
    before, after = text[max(0, start - 100) : start], text[end : end + 100]
    return re.split(r"\s", before)[-1] + text[start:end] + re.split(r"\s", after)[0]


def _excerpt(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - AROUND) : match.end() + AROUND]


def _private(case: Case) -> Iterator[tuple[Path, str]]:
    yield from narrative_texts(case)
    yield from service_texts(case)


@rule(
    "T01",
    "broken-character",
    "error",
    why="Published letters have lost curly quotes and accents to a wrong encoding (letters of 2015).",
    catches={"/clinical_case_summary": "The patient?s right knee aches."},
    leaves={
        "/clinical_case_summary": "The patient’s question: will her knee ache? A whale of papier-mâché fell on it."
    },
)
def broken_character(case: Case) -> Iterator[Finding]:
    """A character that a wrong encoding left: a question mark inside a word, U+FFFD, UTF-8 read as Windows-1252."""
    for path, text in prose_texts(case):
        for match in BROKEN.finditer(text):
            around = _surroundings(text, *match.span())
            if match.group() != "?" or not (NOT_PROSE.search(around) or "/" in around):
                yield Finding(path, "a character is lost or broken", _excerpt(text, match), match.start())


@rule(
    "T02",
    "lost-quotation-mark",
    "warning",
    why="Published letters have lost curly quotes to a wrong encoding (letters of 2015).",
    catches={"/clinical_case_summary": "The form asks for the ?time to recover."},
    leaves={"/clinical_case_summary": "The form asks for the “time to recover” (http://example.invalid/?time)."},
)
def lost_quotation_mark(case: Case) -> Iterator[Finding]:
    """A question mark before a word. Some write ``?fracture`` for a fracture in question, hence a warning."""
    for path, text in prose_texts(case):
        for match in LOST_QUOTE.finditer(text):
            yield Finding(path, "a quotation mark seems lost", _excerpt(text, match), match.start())


@rule(
    "T03",
    "doubled-word",
    "warning",
    why="A word typed twice is a slip of typing.",
    catches={"/clinical_case_summary": "She hurt the the right knee."},
    leaves={"/clinical_case_summary": "She had had therapy that that note names, 2 2 and L L, for a long, long time."},
)
def doubled_word(case: Case) -> Iterator[Finding]:
    """The same word twice in a row, but for those that English doubles."""
    yield from _matches(DOUBLED, prose_texts(case), "a word stands twice")


@rule(
    "T04",
    "missing-space",
    "error",
    why="Published letters run sentences together where lines were joined (letters of 2015 and 2017).",
    catches={"/clinical_case_summary": "She asks for a fusion.Treatment was therapy."},
    leaves={
        "/clinical_case_summary": "She takes 2.5 mg, e.g. by mouth (see www.example.invalid/Dose.Table). It helps."
    },
)
def missing_space(case: Case) -> Iterator[Finding]:
    """No space after a full stop, where the words around it leave no doubt."""
    for path, text in prose_texts(case):
        for match in MISSING_SPACE.finditer(text):
            if not NOT_PROSE.search(_surroundings(text, *match.span())):
                yield Finding(path, "no space after a full stop", _excerpt(text, match), match.start())


@rule(
    "T05",
    "placeholder",
    "error",
    why="A word that holds the place of another was to be replaced before the letter is issued.",
    catches={"/clinical_case_summary": "The injured worker is a XXX year old female."},
    leaves={"/clinical_case_summary": "Magnetic resonance [MRI] shows a tear <2 mm; a form reads {{ pain.score }}."},
)
def placeholder(case: Case) -> Iterator[Finding]:
    """A placeholder left in: XXX, TBD, TODO, [name], <insert date>, ____, ???, lorem ipsum."""
    yield from _matches(PLACEHOLDER, prose_texts(case), "a placeholder is left in")


@rule(
    "T06",
    "person-named",
    "warning",
    why=PRIVACY,
    audiences=("public",),
    catches={"/clinical_case_summary": "Dr. Fabricius saw the injured worker on 10-6-16."},
    leaves={"/clinical_case_summary": "A Doctor's First Report says that Mary saw the Dr. She was given Naproxen DR."},
)
def person_named(case: Case) -> Iterator[Finding]:
    """A name after Dr., Doctor, Mr., Mrs. or Ms."""
    yield from _matches(NAMED, _private(case), "names a person")


@rule(
    "T07",
    "telephone-number",
    "error",
    why=PRIVACY,
    audiences=("public",),
    catches={"/clinical_case_summary": "Her therapist is at (213) 555-0142."},
    leaves={"/clinical_case_summary": "On 10-13-2016 she took 100-200-300 mg of three drugs."},
)
def telephone_number(case: Case) -> Iterator[Finding]:
    """A telephone or fax number."""
    yield from _matches(TELEPHONE, _private(case), "has a telephone number")


@rule(
    "T08",
    "mail-address",
    "error",
    why=PRIVACY,
    audiences=("public",),
    catches={"/clinical_case_summary": "She wrote from whale@example.invalid about her knee."},
    leaves={"/clinical_case_summary": "She rates pain @ 3 out of 10."},
)
def mail_address(case: Case) -> Iterator[Finding]:
    """An e-mail address."""
    yield from _matches(MAIL, _private(case), "has an e-mail address")


@rule(
    "T09",
    "social-security-number",
    "error",
    why=PRIVACY,
    audiences=("public",),
    catches={"/clinical_case_summary": "The injured worker (SSN 000-12-3456) hurt her knee."},
    leaves={"/clinical_case_summary": "She draws Social Security benefits since 3-12-2016."},
)
def social_security_number(case: Case) -> Iterator[Finding]:
    """A Social Security number, or its last digits where they are called so."""
    yield from _matches(SOCIAL_SECURITY, _private(case), "has a Social Security number")


@rule(
    "T10",
    "record-number",
    "error",
    why=PRIVACY,
    audiences=("public",),
    catches={"/clinical_case_summary": "The chart of claim number WC-2016-004711 was reviewed."},
    leaves={"/clinical_case_summary": "Medical records dated 10-6-16 of case CM16-0000001 hold no claim form."},
)
def record_number(case: Case) -> Iterator[Finding]:
    """The number of a claim, of a medical record, or of a person in somebody's list."""
    yield from _matches(RECORD_NUMBER, _private(case), "has a claim or record number")


@rule(
    "T11",
    "street-address",
    "warning",
    why=PRIVACY,
    audiences=("public",),
    catches={"/clinical_case_summary": "She fell outside 12 Paper Whale Street."},
    leaves={
        "/clinical_case_summary": "She fell in the street, 12 feet from a road; 2 Physical Therapy visits followed."
    },
)
def street_address(case: Case) -> Iterator[Finding]:
    """A street address, a post office box, or a Californian postal code."""
    yield from _matches(STREET, _private(case), "has a street address")
