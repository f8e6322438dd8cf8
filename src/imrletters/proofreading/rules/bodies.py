"""Rules about parts of the body within one sentence: a test of another region, and a side that contradicts itself."""

import re
from collections.abc import Iterator

from imrletters.case import Case, narrative_texts
from imrletters.lexicon import body_mentions, exam_tests, overlapping, wholes
from imrletters.proofreading.examples import ERRONEOUS_FACT, SUMMARY
from imrletters.proofreading.prose.sentences import sentences
from imrletters.proofreading.rule import Finding, rule
from imrletters.screened import has_any

TEST_OF = re.compile(
    r"['’]?s?(?: (?:test|tests|testing|sign|maneuver|manoeuvre|compression|impingement|grind|exam|examination))*"
    r" (?:(?:was|is|were) )?(?:positive |negative )?(?:of|on|in|at|over|for) (?:the )?(?:(?:left|right|bilateral"
    r"|both) )?",
    re.IGNORECASE,
)
ENDS = ({"wrist", "hand"}, {"ankle", "foot"})
"""Regions at the end of a limb that tests examine together."""
LIMB_OF = {"neck": "arm", "low back": "leg", "hip": "leg"}
"""The limb in which tests of a region are felt: a straight leg raise is stated of the leg."""
BOTH = re.compile(r"\bbilaterally\b", re.IGNORECASE)
BOTH_WORDS = ("bilaterally",)
ONE = re.compile(r"\b(?:left|right)\b", re.IGNORECASE)
REST = re.compile(
    r"\b(?:left|right|normal|intact|equal|symmetric\w*|reflex\w*|strength|sensation|rotation|bending|flexion)\b",
    re.IGNORECASE,
)


@rule(
    "F06",
    "test-of-another-part",
    "warning",
    why=f"{ERRONEOUS_FACT}: an examination test belongs to one region of the body.",
    catches={SUMMARY: "She has a positive McMurray test of the left shoulder."},
    leaves={SUMMARY: "She has a positive McMurray test of the left knee."},
)
def test_of_another_part(case: Case) -> Iterator[Finding]:
    """An examination test is stated of a part of the body that it does not examine."""
    for path, text in narrative_texts(case):
        tests = list(exam_tests(text))
        mentions = {mention.start: mention for mention in body_mentions(text)} if tests else {}
        for test in tests:
            link = TEST_OF.match(text, test.end)
            part = mentions.get(link.end()) if link else None
            if (
                part
                and part.kind == "part"
                and part.region not in overlapping(test.region)
                and _far(test.region, part.region)
            ):
                yield Finding(
                    path,
                    "this test does not examine this part of the body",
                    f"{text[test.start : part.end]}; it examines: {test.region}",
                    test.start,
                )


def _far(one: str, other: str) -> bool:
    """Whether two regions are not neighbours, and not of a limb whose nerves leave the spine in the other region."""
    limb = LIMB_OF.get(one)
    if {one, other} in ENDS:
        return False
    return overlapping(one).isdisjoint(overlapping(other) - wholes().keys()) and limb not in overlapping(other)


@rule(
    "F07",
    "side-contradicts-itself",
    "warning",
    why=f"{ERRONEOUS_FACT}: a finding is on one side or on both.",
    catches={SUMMARY: "She has numbness in the right leg to the level of the foot bilaterally."},
    leaves={SUMMARY: "She has numbness in both legs to the level of the foot bilaterally."},
)
def side_contradicts_itself(case: Case) -> Iterator[Finding]:
    """One clause states a finding of a limb on one side and of a part of the same limb on both sides."""
    for path, text in narrative_texts(case):
        for sentence in sentences(text) if has_any(text, BOTH_WORDS) else ():
            for both in BOTH.finditer(sentence.text):
                found = _one_sided(sentence.text[: both.start()])
                if found is not None:
                    yield Finding(
                        path,
                        "the sentence states one side and both sides of a limb",
                        sentence.text[found : both.end()],
                        sentence.start + found,
                    )


def _one_sided(before: str) -> int | None:
    """The offset of a limb on one side, in whose clause only parts of that limb follow; None if there is none."""
    sided = list(ONE.finditer(before))
    if not sided or re.search(r"\b(?:greater|worse|more|than|,? but|while|although)\b", before[sided[-1].start() :]):
        return None
    start = sided[-1].start()
    mentions = body_mentions(before[start:])
    whole = mentions[0].region if mentions else ""
    if whole not in wholes() or mentions[0].start > len("right ") or len(mentions) < 2:
        return None
    inside = all(mention.region in overlapping(whole) for mention in mentions)
    rest = before[start + mentions[0].end :]
    return (
        start if inside and not REST.search(rest) and not re.search(r"[;:.]| and (?!foot|toes?|ankle)", rest) else None
    )
