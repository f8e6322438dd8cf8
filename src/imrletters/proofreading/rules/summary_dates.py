"""Rules that compare the dates in the summary with those in the header."""

import re
from collections.abc import Iterator

from imrletters.case import Case
from imrletters.proofreading.rule import Finding, rule
from imrletters.proofreading.written_dates import MASK, mask_dates, written_dates

ERRONEOUS_FACT = "A plainly erroneous finding of fact is a ground for appeal (Labor Code 4610.6(h)); letters have some."

# The patterns below search masked texts (see written_dates).
INJURY_DATE = re.compile(
    r"(?<![\w-])(?:"
    r"(?:industrial|occupational|work|work-related|job-related)\s(?:injury|accident)(?!\sor\b)"
    r"|date\sof\s(?:the\s)?(?:industrial\s|work\s)?injury|injury\sdate|DOI|D\.O\.I\.|(?:was|were)\sinjured|injured"
    r"|(?:sustained|suffered)\s(?:an?|the)\sinjury|(?:occupational|industrial|outpatient)\sclaim"
    r")(?:\s(?:date|dated|on|of|from|was|is|as|that|which|occurred|happened|sustained)){0,3}[\s:,(]{1,3}" + MASK,
    re.IGNORECASE,
)
# Words before the phrase, in the same sentence, which show that it is about a document or about another injury.
OTHER_INJURY = re.compile(
    r"\b(?:report|reports|prior|previous|previously|earlier|second|third|first|new|another|subsequent|subsequently|other"
    r"|different|separate|non-?industrial|non-?occupational|not|no)\b[^.;\0]{0,60}\Z",
    re.IGNORECASE,
)
# A cumulative trauma has a period of injury, and the header may give any day of it.
CUMULATIVE = re.compile(r"\b(?:cumulative|continuous|repetitive)\b", re.IGNORECASE)

REVIEW = (
    r"(?:[Uu]tili[sz]ation\s[Rr]eview|UTILIZATION\sREVIEW|\bUR\b)"
    r"(?:\s\((?:UR|[Uu]tilization\s[Rr]eview[\w\s]{0,24})\))?"
)
DENIED = (
    r"(?:denied|denies|non-?\s?certified|not\scertified|did\snot\scertify|refused|rejected|disapproved|modified"
    r"|partially\s(?:approved|certified)|failed\sto\sapprove|did\snot\sapprove)"
)
PAPER = (
    r"(?:\s(?:report|letter|form|documentation|decision|determination|denial|non-?certification|review|board|physician"
    r"|is|was|were|made|issued)){0,3}"
)
REVIEW_DATE = re.compile(
    "|".join(
        (
            rf"{REVIEW}{PAPER}\s(?:dated|of|from|on)[\s(]{{1,2}}(?P<dated>{MASK})",
            rf"{REVIEW}{PAPER}\s\((?:dated\s|on\s)?(?P<bracketed>{MASK})",
            rf"(?P<before>{MASK}){MASK}*,?\s(?:the\s)?(?:original\s)?{REVIEW}{PAPER}\s{DENIED}",
            (
                rf"{REVIEW}\s(?:has\s|had\s)?{DENIED}(?:\s(?:the|a|an|his|her|this|these|both|all|certification|requests?"
                rf"|treatment|therapy|it|them|two|three|four|five|six)){{0,4}}\son\s(?P<after>{MASK})"
            ),
            (
                rf"\bOn\s(?P<opening>{MASK}){MASK}*,?\s(?:the|this|these|his|her)\srequests?\s[^.;\0]{{0,200}}?"
                rf"{DENIED}\sby\s(?:the\s)?{REVIEW}(?!{PAPER}\s(?:dated|of|from|on)\b)"
            ),
        )
    )
)
# Words in the sentence which show that it is about another review, or that the date is not that of the review.
OTHER_REVIEW = re.compile(
    r"\b(?:prior|previous|previously|earlier|first|second|another|appeals?|appealed|reconsider\w*|approved\sby)\b",
    re.IGNORECASE,
)
REQUESTED = re.compile(r"\b(?:that|which|received|made|submitted|asked|visit)\b")


@rule(
    "D03",
    "injury-date-differs",
    "error",
    why=ERRONEOUS_FACT,
    catches={"/date_of_injury": "2016-02-02"},
    leaves={"/clinical_case_summary": "The date of injury is March 2, 2016. A work injury of 5-6-09 has healed."},
)
def injury_date_differs(case: Case) -> Iterator[Finding]:
    """The summary gives another date of injury, and does not contain the date in the header."""
    text = case.clinical_case_summary
    dates = list(written_dates(text))
    if case.date_of_injury is None or CUMULATIVE.search(text) or any(d.day == case.date_of_injury for d in dates):
        return
    at = {found.start: found for found in dates}
    masked = mask_dates(text, dates)
    for match in INJURY_DATE.finditer(masked):
        found = at.get(match.end() - 1)
        if found and not OTHER_INJURY.search(masked, max(0, match.start() - 90), match.start()):
            yield Finding(
                ("clinical_case_summary",),
                "the summary and the header give different dates of injury",
                f"{found.text}; header {case.date_of_injury}",
                found.start,
            )


@rule(
    "D04",
    "review-date-differs",
    "warning",
    why=ERRONEOUS_FACT,
    catches={"/ur_denial_date": "2016-10-21"},
    leaves={"/clinical_case_summary": "Rest came on 9-1-16. Utilization review denied the request on 10-20-16."},
)
def review_date_differs(case: Case) -> Iterator[Finding]:
    """The summary gives another date of utilization review, and does not contain the date in the header."""
    text = case.clinical_case_summary
    dates = list(written_dates(text))
    if case.ur_denial_date is None or any(found.day == case.ur_denial_date for found in dates):
        return
    at = {found.start: found for found in dates}
    masked = mask_dates(text, dates)
    for match in REVIEW_DATE.finditer(masked):
        kind = str(match.lastgroup)
        found = at.get(match.start(kind))
        sentence = masked[max(masked.rfind(".", 0, match.start()) + 1, match.start() - 200) : match.end()]
        if found and not OTHER_REVIEW.search(sentence) and not (kind == "opening" and REQUESTED.search(match.group())):
            yield Finding(
                ("clinical_case_summary",),
                "the summary and the header give different dates of utilization review",
                f"{found.text}; header {case.ur_denial_date}",
                found.start,
            )
