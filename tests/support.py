"""Shared by several test modules: the samples and their letters, a small case to vary, and the text of a PDF."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from imrletters import Case, Letter, canonical, load_case, render
from imrletters.case.base import Audience
from imrletters.case.example import example_data
from imrletters.pdf.file import open_pdf
from imrletters.pdf.layout import Layout
from imrletters.pdf.text_lines import PrintedPage, read_pages
from imrletters.printing import DEFAULT, EngineName, RenderedDocument, letter_provenance, load_engine
from imrletters.rendering.house_style import HouseStyle
from imrletters.rendering.templates import editions

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.json"))
INVALID = sorted((ROOT / "samples" / "invalid").glob("*.json"))
OWN = ROOT / "samples" / "own-organization"
"""The folder of an organization with its own templates and letterhead; its case is not in SAMPLES."""


def every(number: int, parameters: Iterable[Any]) -> list[Any]:
    """The parameters of a test: every so many of them for ``make test``, the others for ``make long``.

    A tuple is the values of several parameters.
    """
    return [
        pytest.param(*(each if isinstance(each, tuple) else (each,)), marks=pytest.mark.long if place % number else ())
        for place, each in enumerate(parameters)
    ]


def problems_beside(path: Path) -> str:
    """The problems of an invalid sample, from the file beside it, with the current list of editions."""
    text = path.with_suffix(".problems").read_text(encoding="utf-8")
    return re.sub(r"(expected an edition: )[^;]*", rf"\g<1>{', '.join(editions())}", text)


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
"""Every field of a case that the public copy does not contain."""


def case(**changes: Any) -> Case:
    """The case of ``example_data``, without validation of what can be printed."""
    return Case.model_validate(example_data(**changes))


def public_part(whole: Case) -> Case:
    """The case that ``parse`` returns for a letter of either copy: the canonical form of its public part."""
    return canonical(whole.for_audience("public"))


@cache
def sample_letter(path: Path, audience: Audience = "public") -> Letter:
    """The letter of a sample."""
    return render(load_case(path), audience)


@cache
def sample_pdf(path: Path, audience: Audience = "public", engine: EngineName = DEFAULT) -> bytes:
    """The PDF of a sample, printed once per process by each engine."""
    return replace(sample_letter(path, audience), engine=engine).pdf()


def print_page(html: str) -> bytes:
    """The PDF of an HTML page that need not be a letter, written with WeasyPrint without the page check."""
    # not loaded for tests that print nothing
    from imrletters.printing.weasyprint.layout import lay_out, read_page
    from imrletters.printing.weasyprint.lock import exclusive
    from imrletters.printing.weasyprint.writer import write_pdf

    provenance = {**letter_provenance("public", HouseStyle()), "engine": "a test"}
    with exclusive():
        return write_pdf(lay_out(read_page(html)), provenance, {})


def print_checked_page(html: str) -> bytes:
    """The PDF of an HTML page, printed with WeasyPrint as a letter is."""
    return load_engine("weasyprint").print(RenderedDocument(html, letter_provenance("public", HouseStyle()), {})).pdf


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def printed_pages(pdf: bytes) -> list[PrintedPage]:
    """The text lines of each page of a PDF."""
    return read_pages(open_pdf(pdf))


def layout_of(pdf: bytes) -> Layout:
    """The layout of a PDF."""
    return Layout.of(open_pdf(pdf))


def printed_text(pdf: bytes) -> str:
    """The characters of a PDF without white space."""
    return squeezed("".join(line.text for page in printed_pages(pdf) for line in page))


def example(changes: Mapping[str, Any]) -> str:
    """The JSON of the sample ``one-item-upheld`` with the ``changes`` applied; their keys are JSON pointers."""
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
