"""What several tests need: the samples, a small case to vary, their letters, and what stands on a printed page."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from imrletters import Case, Letter, canonical, load_case, render
from imrletters.case.base import Audience
from imrletters.case.example import example_data
from imrletters.pdf.text_lines import read_pages
from imrletters.printing.provenance import letter_provenance
from imrletters.rendering.house_style import HouseStyle

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.json"))
INVALID = sorted((ROOT / "samples" / "invalid").glob("*.json"))
OWN = ROOT / "samples" / "own-organization"
"""An organization with templates and a letterhead of its own; none of SAMPLES, which need no such thing."""


FOR_PARTIES: dict[str, Any] = {
    "request_date": "2016-10-12",
    "records_complete_date": "2016-11-22",
    "documents_reviewed": [
        {"kind": "Diagnostic study", "title": "MRI", "author": "An imaging center", "date": "2016-09-09", "pages": 1},
        {
            "kind": "Medical report",
            "title": "Notes",
            "first_date": "2016-03-02",
            "last_date": "2016-10-06",
            "pages": 12,
        },
    ],
    "parties": [{"role": "Injured worker", "name": "A. Example", "address": ["1 Sample Way", "Testville, CA 90000"]}],
    "mailing": {"date": "2016-12-07", "service_method": "mail"},
    "replaces": {"case_number": "CM16-0000008", "decision_date": "2016-11-02", "error": "It named the wrong knee."},
    "attestations": [{"kind": "no affiliation", "date": "2016-11-09"}],
}
"""Every part of a case that the public copy does not carry."""


def case(**changes: Any) -> Case:
    """The case of ``example_data``, its shape checked and no more."""
    return Case.model_validate(example_data(**changes))


def public_part(whole: Case) -> Case:
    """What a letter of either copy is read back as: the canonical form of what the public copy carries."""
    return canonical(whole.for_audience("public"))


@cache
def sample_letter(path: Path, audience: Audience = "public") -> Letter:
    """The letter of a sample."""
    return render(load_case(path), audience)


@cache
def sample_pdf(path: Path, audience: Audience = "public") -> bytes:
    """The printed letter of a sample, printed once for all tests of a process."""
    return sample_letter(path, audience).pdf()


def print_page(html: str) -> bytes:
    """The print of a page that need not be a letter."""
    from imrletters.printing.weasyprint.printer import print_pdf

    return print_pdf(html, letter_provenance("public", HouseStyle()), {}).pdf


def squeezed(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def printed_text(pdf: bytes) -> str:
    """The characters of a PDF without any white space."""
    return squeezed("".join(line.text for page in read_pages(pdf) for line in page))


def example(changes: Mapping[str, Any]) -> str:
    """The text of the sample case ``one-item-upheld`` after ``changes``, JSON pointer by JSON pointer."""
    data: Any = json.loads((ROOT / "samples" / "one-item-upheld.json").read_bytes())
    for place, value in changes.items():
        *steps, last = place.split("/")[1:]
        target = data
        for step in steps:
            target = target[int(step)] if isinstance(target, list) else target[step]
        if isinstance(target, list):
            target[int(last) :] = [value, *target[int(last) + 1 :]]
        else:
            target[last] = value
    return json.dumps(data, indent=2, ensure_ascii=False)
