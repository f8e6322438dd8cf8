"""Texts that are long and regular, by what is special about them, as case files and as letters of a given length."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from imrletters import render
from imrletters.case.example import HEADER, example_data, example_item
from tests.support import case

ITEM = "/disputed_items/0/"
GUIDELINE = "Decision based on MTUS Knee Complaints 2004, Section(s): Special Studies."
OUTSIDE = (
    "The Expert Reviewer based their decision on recommendation(s) outside of the MTUS Guidelines. Decision based on "
    "Non-MTUS Citation "
)
CREDENTIALS = (
    "x sent the complete case file to an expert reviewer. He/she has no affiliation with the employer, employee, "
)


def repeated(unit: str, length: int) -> str:
    """A text of about this length that repeats ``unit``, without spaces around it."""
    return "x" + unit * (length // len(unit)) + "x"


def different(length: int) -> str:
    """A text of characters that no letter prints, each of which occurs once in every 20,000."""
    return "".join(chr(0x4E00 + place % 20_000) for place in range(length))


def summary(text: str) -> dict[str, Any]:
    return example_data(clinical_case_summary=text)


def item(**fields: Any) -> dict[str, Any]:
    return example_data(disputed_items=[example_item(**fields)])


def _rationale(unit: str) -> Callable[[int], dict[str, Any]]:
    return lambda length: item(decision_rationale=repeated(unit, length))


def _with_drugs(length: int) -> dict[str, Any]:
    drugs = " ".join(f"Drug{chr(97 + n % 26) * 3}{chr(97 + n // 26 % 26) * 3} {n}mg" for n in range(length // 30))
    return item(service=drugs, decision_rationale=drugs)


CASES: dict[str, Callable[[int], dict[str, Any]]] = {
    # refused
    "lone line ends": lambda length: summary(repeated("abcde\n", length)),
    "different unprintable characters": lambda length: summary(different(length)),
    "control characters": lambda length: summary(repeated("\x01\x02", length)),
    "a hard-wrapped narrative": lambda length: item(decision_rationale=repeated("word " * 14 + "\n", length)),
    "unknown keys": lambda length: example_data(**{f"key{n}": ["x"] for n in range(length // 12)}),
    "entries of a wrong type": lambda length: example_data(disputed_items=[1] * (length // 3)),
    "forged parts": lambda length: summary("\n\n".join(["Decision rationale: x"] * (length // 24))),
    "forged headings": lambda length: summary("\n\n".join(["X: Upheld"] * (length // 12))),
    # valid
    "words": _rationale("word "),
    "articles": _rationale("the "),
    "studies": _rationale("MRI of the "),
    "one word": _rationale("w"),
    "hyphens": _rationale("-"),
    "brackets": _rationale("("),
    "full stops": _rationale("."),
    "question marks": _rationale("?"),
    "spaces": _rationale(" "),
    "wide spaces": _rationale("word\u2003"),
    "short paragraphs": _rationale("x\n\nx"),
    "conclusions": _rationale("The request is not medically necessary. "),
    "commas": _rationale(", "),
    "cited pages": _rationale("page 1, 2 of "),
    "dated reports": lambda length: (
        item(decision_rationale=repeated("report dated 1-1-16, ", length))
        | {"documents_reviewed": [{"kind": "Medical report", "title": "Report", "date": "2016-10-06"}] * (length // 80)}
    ),
    "drugs": _with_drugs,
    "spaces in a heading": lambda length: item(service=repeated(" ", length)),
    "free text with spaces": lambda length: item(maximus_guideline={"text": f"a,{' ' * length}and b"}),
    "citations": lambda length: item(maximus_guideline={"mtus": [{"title": "Knee 2004"}] * (length // 30)}),
    "unknown titles": lambda length: item(
        maximus_guideline={"mtus": [{"title": f"No Such Title {length}-{n}"} for n in range(length // 300)]}
    ),
    "other citations": lambda length: item(maximus_guideline={"non_mtus": ["ODG, Knee"] * (length // 12)}),
    "states": lambda length: example_data(
        expert_reviewer={"licensure_states": ["California"] * (length // 14), "specialties": ["Orthopedic Surgery"]}
    ),
    "items": lambda length: example_data(disputed_items=[example_item()] * max(length // 300, 1)),
}
"""Case files by the kind of their text, each a function of the length."""


def case_file(kind: str, length: int) -> bytes:
    """The JSON file of one of CASES."""
    return json.dumps(CASES[kind](length)).encode()


@cache
def letter() -> str:
    """A letter whose parts LETTERS replace."""
    found = render(case(**HEADER, disputed_items=[example_item(maximus_guideline={"text": GUIDELINE})])).text(0)
    assert GUIDELINE in found
    return found


def _guideline(line: Callable[[int], str]) -> Callable[[int], str]:
    return lambda length: letter().replace(GUIDELINE, line(length))


@cache
def _spaced() -> str:
    """The same letter with an empty line after each line, as in older letters."""
    return "\n\n".join(line or " " for line in letter().split("\n"))


LETTERS: dict[str, Callable[[int], str]] = {
    "lines": lambda length: letter() + "x\n" * (length // 2),
    "paragraphs": lambda length: letter() + "\nx\n" * (length // 3),
    "headings": lambda length: letter() + "\nX: Upheld\n" * (length // 11),
    "guideline lines": lambda length: letter() + "\nClaims Administrator guideline: x\n" * (length // 35),
    "rationale labels": lambda length: letter() + "Decision rationale: " * (length // 20),
    "titles": lambda length: letter() + "\nCLINICAL CASE SUMMARY\n" * (length // 23),
    "spaces in a label": lambda length: letter().replace("MAXIMUS guideline:", f"MAXIMUS{' ' * length}guidelin:"),
    "spaces in the name": lambda length: letter().replace("MAXIMUS Federal", f"MAXIMUS{' ' * length}Federal"),
    "spaces in a state": lambda length: letter().replace("California", f"Cali{' ' * length}fornia"),
    "credentials": lambda length: letter().replace("MAXIMUS Federal", CREDENTIALS * (length // len(CREDENTIALS))),
    "credentials of another edition": lambda length: letter().replace(
        "State(s) of Licensure:",
        "The expert reviewer is Board Certified in a" * (length // 90)
        + " and is licensed to practice in b" * (length // 70)
        + ". He/she has been in active",
    ),
    "header dates": lambda length: "IMR Case Number: x " + "Date of Injury: 01/01/2016 " * (length // 27) + letter(),
    "spaces before a joint": _guideline(lambda length: f"Decision based on MTUS a,{' ' * length}and b."),
    "spaces before a place": _guideline(lambda length: f"Decision based on MTUS a{' ' * length}Page(s) b."),
    "joints": _guideline(lambda length: "Decision based on MTUS " + "a, and " * (length // 7) + "."),
    "twelve citations": _guideline(
        lambda length: (
            "Decision based on MTUS "
            + ", and ".join([f"Knee 2004, Section(s): {'Summary, ' * (length // 108)}Summary"] * 12)
            + "."
        )
    ),
    "pages": _guideline(lambda length: "Decision based on MTUS Knee Page(s): " + "1, " * (length // 3) + "."),
    "citations of pages": _guideline(
        lambda length: "Decision based on MTUS " + "Knee Page(s): 1, " * (length // 17) + "x."
    ),
    "other citations": _guideline(
        lambda length: "Decision based on MTUS b" + ". Decision based on Non-MTUS Citation x" * (length // 39)
    ),
    "outside the MTUS": _guideline(lambda length: f"{OUTSIDE}a{' ' * length}and Other b."),
    "spaced lines": lambda length: _spaced() + "word word\n\n" * (length // 11),
    "spaced headings": lambda length: _spaced() + "X: Upheld\n\n" * (length // 11),
    "unprintable characters": lambda length: letter() + different(length),
}
"""Letters by the kind of their text, each a function of the length."""
