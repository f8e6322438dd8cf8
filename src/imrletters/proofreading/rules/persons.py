"""Rules about the worker: the age and the sex that the letter states in several places."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from imrletters.case import Case, Path, narrative_texts
from imrletters.proofreading.examples import ERRONEOUS_FACT, NOT_NECESSARY, RATIONALE, SUMMARY
from imrletters.proofreading.prose.sentences import sentences
from imrletters.proofreading.rule import Finding, Place, rule
from imrletters.screened import Screened, has_any

WORKER = r"(?:patient|claimant|(?:injured )?worker|applicant|employee|individual|case|he|she)"
YEARS_OLD = ("year old", "years old", "year-old", "years-old")
AGE = Screened(
    rf"\b(?=[acehipstw]){WORKER} (?:is|was|involves|concerns)(?: now| currently)? (?:an? |a\(n\) )?(?:now )?"
    rf"(?P<age>\d{{2}})[ -]?years?[ -]old\b"
    rf"|\b(?:this|the)(?: now)? (?P<named>\d{{2}})[ -]?years?[ -]old\b",
    YEARS_OLD,
)
SEX = re.compile(
    r"\byears?[ -]old,?(?: [a-z-]+,?){0,3}? (?P<sex>male|female|man|woman)\b",
    re.IGNORECASE,
)
PRONOUNS = ("He ", "She ")
PRONOUN = re.compile(
    r"(?P<pronoun>He|She) (?:(?:also|still|now|currently|previously|reportedly|subsequently) )?"
    r"(?:had|has|complain\w*|report(?:s|ed)|rate[sd]|denie[sd]|underwent|sustained|suffer\w*|continue[sd]? to "
    r"(?:have|complain)"
    r"|takes|was (?:injured|diagnosed|involved|lifting|working|placed|prescribed)|fell|injured|slipped)\b"
)
ONE_BIRTHDAY = 1


class _Stated(NamedTuple):
    """What a sentence states of the worker, and its place."""

    value: str
    path: Path
    text: str
    start: int


def _sex(word: str) -> str:
    return "female" if word.lower() in ("female", "woman", "she") else "male"


def _differing(stated: Iterable[_Stated], message: str, differ: Callable[[str, str], bool]) -> Iterator[Finding]:
    """A finding for each text that states another value than the first place does."""
    first: _Stated | None = None
    seen: set[Path] = set()
    for each in stated:
        if first is None:
            first = each
        elif differ(first.value, each.value) and each.path not in seen:
            seen.add(each.path)
            place = Place(first.path, first.text, first.start)
            yield Finding(each.path, message, f"{each.text}; elsewhere: {first.text}", each.start, (place,))


@rule(
    "F08",
    "age-differs",
    "warning",
    why=f"{ERRONEOUS_FACT}.",
    catches={
        SUMMARY: "The injured worker is a 48 year old male.",
        RATIONALE: "This 38 year old male has a sore knee." + NOT_NECESSARY,
    },
    leaves={
        SUMMARY: "The injured worker is a 48 year old male.",
        RATIONALE: "This 49 year old male has a sore knee." + NOT_NECESSARY,
    },
)
def age_differs(case: Case) -> Iterator[Finding]:
    """The letter states two ages of the worker that are more than a birthday apart."""
    yield from _differing(_ages(case), "two places state different ages of the worker", _apart)


def _ages(case: Case) -> Iterator[_Stated]:
    for path, text in narrative_texts(case):
        for found in AGE.finditer(text):
            yield _Stated(found["age"] or found["named"], path, found[0], found.start())


def _apart(one: str, other: str) -> bool:
    return abs(int(one) - int(other)) > ONE_BIRTHDAY


@rule(
    "F09",
    "sex-differs",
    "warning",
    why=f"{ERRONEOUS_FACT}; a sentence about the wrong worker is often one from another letter.",
    catches={SUMMARY: "The injured worker is a 48 year old female. He had a sore knee."},
    leaves={SUMMARY: "The injured worker is a 48 year old female. He recommended a scan."},
)
def sex_differs(case: Case) -> Iterator[Finding]:
    """The letter states the worker as male and as female: by the word beside the age, or by a pronoun.

    A pronoun counts only at the beginning of a sentence, with a verb that has a patient as its subject.
    """
    yield from _differing(_sexes(case), "two places state different sexes of the worker", str.__ne__)


def _sexes(case: Case) -> Iterator[_Stated]:
    for path, text in narrative_texts(case):
        states_age = has_any(text, YEARS_OLD)
        for sentence in sentences(text):
            named = SEX.search(sentence.text) if states_age else None
            found = named or (PRONOUN.match(sentence.text) if sentence.text.startswith(PRONOUNS) else None)
            if found:
                yield _Stated(
                    _sex(found["sex"] if named else found["pronoun"]), path, found[0], sentence.start + found.start()
                )
