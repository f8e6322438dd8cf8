"""Rules about what is requested: body part, side, level and dates of a heading against its rationale."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from imrletters.case import Case, DisputedItem
from imrletters.proofreading.registry import Finding, rule
from imrletters.proofreading.rules.conclusion import conclusion

REGIONS = {
    "neck": r"cervical|neck|c-spine",
    "mid back": r"thoracic|mid(?:dle)?[ -]back|upper back|t-spine",
    "low back": r"lumbar|lumbosacral|low(?:er)? back|sacroiliac|l-spine",
    "shoulder": r"shoulders?|rotator cuff",
    "elbow": r"elbows?",
    "wrist": r"wrists?|carpal",
    "hand": r"(?<!other )(?<!one )(?<!at )hands?|fingers?|thumbs?",
    "hip": r"hips?",
    "knee": r"knees?|meniscus|meniscal",
    "ankle": r"ankles?",
    "foot": r"foot|feet|toes?|plantar",
    "head": r"brain|skull|head",
}
# a spine, a limb: named as a whole in one place and by its part in another
WHOLES = {
    "spine": (r"spine|spinal|back|paraspinal", {"neck", "mid back", "low back"}),
    "arm": (r"upper extremit(?:y|ies)|arms?|forearms?", {"shoulder", "elbow", "wrist", "hand"}),
    "leg": (r"lower extremit(?:y|ies)|legs?|thighs?|calf", {"hip", "knee", "ankle", "foot"}),
}
PART_WORDS = (*REGIONS.values(), *(words for words, _ in WHOLES.values()))
PART_NAMES = (*REGIONS, *WHOLES)
PART = re.compile(
    rf"\b(?:{'|'.join(f'(?P<p{number}>{words})' for number, words in enumerate(PART_WORDS))})\b", re.IGNORECASE
)

SIDED = re.compile(
    r"\b(?:(?P<both>left and right|right and left|both|bilateral)|(?P<side>left|right))\s+(?:\w{1,20}\s+)??"
    r"(?P<part>shoulder|elbow|wrist|hand|finger|thumb|hip|knee|ankle|foot|feet|leg|arm|(?:upper|lower) extremit)",
    re.IGNORECASE,
)
LEVEL = re.compile(r"\b(?P<upper>[CTLS]\d{1,2})\s?(?:-|–|/|to)\s?(?P<lower>[CTLS]?\d{1,2})\b")

STUDY = re.compile(
    r"\b(?P<mri>MRI|magnetic resonance imaging)\b|\b(?P<ct>CT|computed tomography)\b"
    r"|\b(?P<xray>x-?rays?|radiographs?)\b|\b(?P<emg>EMG|NC[SV]|EMG/NC[SV]|electrodiagnostic stud(?:y|ies))\b"
    r"|\b(?P<ultrasound>ultrasound)\b"
    r"|\b(?P<surgery>arthroscopy|surgery|fusion|discectomy|laminectomy)\b|\b(?P<injury>injur(?:y|ed))\b",
    re.IGNORECASE,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE = re.compile(
    r"\b(?:(?P<m>\d{1,2})(?P<sep>[-/])(?P<d>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})"
    rf"|(?P<name>{'|'.join(MONTHS)})[a-z]{{0,6}}\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}}))\b",
    re.IGNORECASE,
)
DATED = re.compile(r"\b(?:dated|performed on|taken on|done on|completed on|on|of|from)\s*$|[:(]\s*$", re.IGNORECASE)
REACH = 90
"""How many characters ahead of its date an event may be named."""


class Part(NamedTuple):
    """A part of the body named in a text, and where."""

    name: str
    start: int
    text: str


def _parts(text: str) -> Iterator[Part]:
    for found in PART.finditer(text):
        yield Part(PART_NAMES[int((found.lastgroup or "p0")[1:])], found.start(), found[0])


def _touches(name: str) -> set[str]:
    """The names that may mean the same part of the body."""
    if name in WHOLES:
        return {name, *WHOLES[name][1]}
    return {name, *(whole for whole, (_, parts) in WHOLES.items() if name in parts)}


def _deciding(item: DisputedItem) -> tuple[str, int]:
    """The sentence that concludes the rationale, and where it begins."""
    ending = conclusion(item)
    return (ending.sentence, ending.start) if ending else ("", 0)


@rule(
    "Q04",
    "body-part",
    "warning",
    why="An award of the wrong part of the body is an error of fact (Labor Code 4610.6(h)(5); Heath: wrong segment).",
    catches={"/disputed_items/0/service": "MRI of the left shoulder without contrast"},
    leaves={"/disputed_items/0/service": "MRI of the knee without contrast"},
)
def body_part(case: Case) -> Iterator[Finding]:
    """The rationale names a part of the body, and never the one in the heading."""
    for index, item in enumerate(case.disputed_items):
        named_in_heading = {part.name for part in _parts(item.service)}
        # "the lumbar spine" means the lumbar part alone
        asked = named_in_heading & REGIONS.keys() or named_in_heading
        close = {name for part in asked for name in _touches(part)}
        named = list(_parts(item.decision_rationale)) if asked else []
        others = [part for part in named if part.name in REGIONS]
        if others and close.isdisjoint(part.name for part in named):
            first = others[0]
            path = ("disputed_items", index, "decision_rationale")
            yield Finding(path, "names another part of the body than the heading", first.text, first.start)


@rule(
    "Q05",
    "side",
    "warning",
    why="A conclusion about the other side does not decide the request (Labor Code 4610.6(a), (h)(5)).",
    catches={"/disputed_items/0/service": "MRI of the left knee without contrast"},
    leaves={"/disputed_items/0/service": "MRI of the right knee with contrast"},
)
def side(case: Case) -> Iterator[Finding]:
    """The conclusion gives the requested part another side, or the whole rationale only the opposite one."""
    for index, item in enumerate(case.disputed_items):
        for part, sides in _sides(item.service).items():
            if len(sides) > 1:
                continue
            sentence, start = _deciding(item)
            found = _other_side(sentence, part, sides)
            if not found and sides != {"bilateral"}:
                found, start = _other_side(item.decision_rationale, part, sides | {"bilateral"}), 0
            if found:
                path = ("disputed_items", index, "decision_rationale")
                yield Finding(path, "gives the part another side than the heading", found[0], start + found.start())


def _side(found: re.Match[str]) -> str:
    return "bilateral" if found["both"] else found["side"].lower()


def _sides(text: str) -> dict[str, set[str]]:
    """The sides that a text gives to each part it names with one."""
    sides: dict[str, set[str]] = {}
    for found in SIDED.finditer(text):
        sides.setdefault(found["part"].lower(), set()).add(_side(found))
    return sides


def _other_side(text: str, part: str, meant: set[str]) -> re.Match[str] | None:
    """The first place of a text that gives a part its side, if none gives it one of those meant."""
    named = [found for found in SIDED.finditer(text) if found["part"].lower() == part]
    return named[0] if named and meant.isdisjoint(map(_side, named)) else None


@rule(
    "Q06",
    "spinal-level",
    "warning",
    why="A rationale about another level of the spine reviews another treatment (Labor Code 4610.6(h)(5); Heath).",
    catches={
        "/disputed_items/0/service": "Epidural steroid injection at L4-5",
        "/disputed_items/0/decision_rationale": "The injection at L5-S1 is not medically necessary.",
    },
    leaves={
        "/disputed_items/0/service": "Epidural steroid injection at L4-5",
        "/disputed_items/0/decision_rationale": "The injection at L4-L5 is not medically necessary.",
    },
)
def spinal_level(case: Case) -> Iterator[Finding]:
    """The rationale names levels of the spine, and none of them is one in the heading."""
    for index, item in enumerate(case.disputed_items):
        asked = {_level(found) for found in LEVEL.finditer(item.service)}
        named = list(LEVEL.finditer(item.decision_rationale)) if asked else []
        if named and asked.isdisjoint(_level(found) for found in named):
            path = ("disputed_items", index, "decision_rationale")
            yield Finding(path, "names another level of the spine than the heading", named[0][0], named[0].start())


def _level(found: re.Match[str]) -> tuple[str, str]:
    """A level in one form: L4-5, L4/L5 and L4 to L5 are the same."""
    lower = found["lower"]
    return found["upper"], lower if lower[0].isalpha() else found["upper"][0] + lower


@rule(
    "Q07",
    "same-request-twice",
    "warning",
    why="Each treatment in dispute is decided once (Labor Code 4610.6(a)).",
    catches={
        "/disputed_items/1": {
            "service": "MRI of the Right Knee without  contrast",
            "decision": "Upheld",
            "claims_administrator_guideline": {},
            "maximus_guideline": {"mtus": [{"title": "Knee Complaints 2004"}]},
            "decision_rationale": "The right knee is stable. The request is not medically necessary.",
        }
    },
    leaves={
        "/disputed_items/1": {
            "service": "X-ray of the right knee",
            "decision": "Upheld",
            "claims_administrator_guideline": {},
            "maximus_guideline": {"mtus": [{"title": "Knee Complaints 2004"}]},
            "decision_rationale": "The right knee is stable. The request is not medically necessary.",
        }
    },
)
def same_request_twice(case: Case) -> Iterator[Finding]:
    """Two headings are alike up to capital letters and white space."""
    seen = set()
    for index, item in enumerate(case.disputed_items):
        heading = " ".join(item.service.casefold().split())
        if heading in seen:
            yield Finding(("disputed_items", index, "service"), "was requested above already", item.service)
        seen.add(heading)


class Event(NamedTuple):
    """A study, an operation or the injury with its date, and where the date stands."""

    name: str
    day: date
    start: int
    text: str


def _day(found: re.Match[str]) -> date | None:
    month = found["m"] or MONTHS.index(found["name"].lower()) + 1
    year = int(found["y"] or found["year"])
    try:
        return date(year + 2000 if year < 100 else year, int(month), int(found["d"] or found["day"]))
    except ValueError:
        return None


def _events(text: str) -> Iterator[Event]:
    """The dated events of a text: what is named last in the same sentence before a date that is joined to it."""
    end = 0
    for found in DATE.finditer(text):
        window = re.split(r"[.;] ", text[max(end, found.start() - REACH) : found.start()])[-1]
        end = found.end()
        studies = list(STUDY.finditer(window))
        day = _day(found)
        if day is None or not studies or not DATED.search(window[-20:]):
            continue
        kind = studies[-1].lastgroup or ""
        near = window[max(0, studies[-1].start() - 25) :]
        parts = sorted({part.name for part in _parts(near)} - set(WHOLES))
        sides = sorted({word.lower() for word in re.findall(r"\b(?:left|right|bilateral)\b", near, re.IGNORECASE)})
        if parts or kind == "injury":
            yield Event(" ".join([kind, *sides, *parts] if kind != "injury" else [kind]), day, found.start(), found[0])


def _near_miss(one: date, other: date) -> bool:
    """Whether two dates differ in their day, their month or their year alone: a slip rather than another event."""
    return (one.year != other.year) + (one.month != other.month) + (one.day != other.day) == 1


@rule(
    "Q08",
    "event-dated-differently",
    "warning",
    why="Two dates for one study leave open which record was reviewed (Labor Code 4610.6(b), (h)(5)).",
    catches={
        "/clinical_case_summary": "An MRI of the right knee dated 10-13-16 was normal.",
        "/disputed_items/0/decision_rationale": "The MRI of the right knee dated 10-31-16 was normal. The request is"
        " not medically necessary.",
    },
    leaves={
        "/clinical_case_summary": "An MRI of the right knee dated 10-13-16 was normal.",
        "/disputed_items/0/decision_rationale": "The MRI of the right knee dated October 13, 2016 was normal. The"
        " request is not medically necessary.",
    },
)
def event_dated_differently(case: Case) -> Iterator[Finding]:
    """A rationale dates an event otherwise than the summary, which gives it one date, by a slip in one number."""
    told: dict[str, set[date]] = {}
    for event in _events(case.clinical_case_summary):
        told.setdefault(event.name, set()).add(event.day)
    for index, item in enumerate(case.disputed_items):
        for event in _events(item.decision_rationale):
            days = told.get(event.name, set())
            if len(days) == 1 and _near_miss(event.day, *days):
                path = ("disputed_items", index, "decision_rationale")
                evidence = f"{event.text} / {next(iter(days))}"
                yield Finding(path, "dates an event otherwise than the summary", evidence, event.start)
