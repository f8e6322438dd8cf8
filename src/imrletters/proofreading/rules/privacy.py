"""Rules about identifying information, which must not be in the published copy."""

import re
from collections.abc import Iterator

from imrletters.case import Case, narrative_texts, service_texts
from imrletters.proofreading.rule import Finding, rule
from imrletters.proofreading.search import Texts, joined_texts, matches
from imrletters.readings import read_once

PRIVACY = "The state publishes determinations without identifying information (its practice; published letters)."
# The excluded words are not names: after a title they begin a document, a brand, or the next sentence.
NAMED = re.compile(
    r"[DM](?<![\w.'’-].)(?<!\bthe .)(?<!\ban .)(?<!\ba .)(?<!\bhis .)(?<!\bher .)(?<!\btheir .)"
    r"(?:(?<=D)(?:rs?|octor)|(?<=M)(?:rs?|s))(?:\. {0,2}| {1,2})"
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
TELEPHONE_END = re.compile(r"\d\d\d[-. ]\d{4}")
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[A-Za-z][\w.-]{1,60}")
AT = re.compile("@")
SOCIAL_SECURITY = re.compile(
    r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])"
    r"|\b(?:SSN|social security (?:number|no\.?|#))[\s:#]{0,4}(?:is |ending in )?"
    r"(?:[\dx*]{3}-[\dx*]{2}-\d{4}|\d{9}|\d{4})(?![\w/-])",
    re.IGNORECASE,
)
SECURITY = re.compile(r"[-Ss](?:(?<=-)\d\d-\d{4}|(?<=[Ss])(?i:SN|ocial security))")
RECORD_NUMBER = re.compile(
    r"\b(?=[cemp])(?:MRN|(?:claim|medical record|patient|chart|policy|member|employee)(?:['’]s)?(?: (?:number"
    r"|no\.?|id)|(?= ?#)))"
    r"(?: (?:is|was)\b)?[\s:#]{1,4}(?!CM\d\d-)(?=[A-Z-]{0,8}\d)(?!\d{1,2}[-/]\d{1,2}[-/]\d)"
    r"[A-Z\d][A-Z\d-]{4,30}(?!\w)",
    re.IGNORECASE,
)
RECORD = re.compile(
    r"[CEMPRcempr](?<!\w.)(?i:RN|(?:laim|mployee|ember|atient|olicy|ecord|hart)(?:['’]s)?(?: n| id| ?#))"
)
STREET = re.compile(
    r"(?<![\w.#-])\d{1,6} (?:[NSEW]\.? )?(?:[A-Z][a-z]{1,20}\.? |\d{1,3}(?:st|nd|rd|th) ){1,4}"
    r"(?:Street|Avenue|Boulevard|Road|Drive|Lane|Highway|Parkway|Court|St\.(?! [A-Z])|St,|Ave|Blvd|Rd|Ln|Hwy|Pkwy)"
    r"(?!\w)|\bP\.? ?O\.? Box \d{1,8}|\bCA 9[0-6]\d{3}(?!\w)"
)
ROAD = re.compile(
    r"Street|Avenue|Boulevard|Road|Drive|Lane|Highway|Parkway|Court|St[.,]|Ave|Blvd|Rd|Ln|Hwy|Pkwy|Box \d|CA 9"
)


def _matches(
    pattern: re.Pattern[str], case: Case, message: str, part: re.Pattern[str] | None = None
) -> Iterator[Finding]:
    """A finding for each match of a pattern in the summary, the rationales and the headings.

    ``part`` is found in each text with a match, and is searched for more quickly.
    """
    texts = _texts(case)
    if part is None or part.search(texts.joined):
        for path, match in matches(pattern, texts):
            yield Finding(path, message, match.group(), match.start())


@read_once
def _texts(case: Case) -> Texts:
    return joined_texts((*narrative_texts(case), *service_texts(case)))


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
    """A name follows Dr., Doctor, Mr., Mrs. or Ms."""
    yield from _matches(NAMED, case, "the text names a person")


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
    """The text contains a telephone or fax number."""
    yield from _matches(TELEPHONE, case, "the text contains a telephone number", TELEPHONE_END)


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
    """The text contains an e-mail address."""
    yield from _matches(MAIL, case, "the text contains an e-mail address", AT)


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
    """The text contains a Social Security number, or its last digits if it calls them that."""
    yield from _matches(SOCIAL_SECURITY, case, "the text contains a Social Security number", SECURITY)


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
    """The text contains a claim, medical record, patient, policy, member or employee number."""
    yield from _matches(RECORD_NUMBER, case, "the text contains a claim or record number", RECORD)


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
    """The text contains a street address, a post office box or a California ZIP code."""
    yield from _matches(STREET, case, "the text contains a street address", ROAD)
