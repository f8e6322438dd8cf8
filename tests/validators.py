"""Validates PDFs against PDF/UA-1 with page-validation, which needs no Java; and breaks PDFs on purpose."""

from collections.abc import Callable
from io import BytesIO

import pikepdf

import page

RULES = 104
"""The number of rules that page-validation 0.11 has for PDF/UA-1; fewer mean that it did not check the file."""


def ua1_failures(pdf: bytes) -> list[str]:
    """The rules of PDF/UA-1 that the file violates, with messages."""
    report = page.validate_pdf_bytes(pdf, profile="ua-1")
    assert report.rules.total >= RULES
    failures = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    assert report.is_compliant == (not failures)
    return failures


def broken(pdf: bytes, fault: str) -> bytes:
    """The same PDF with one of FAULTS."""
    with pikepdf.open(BytesIO(pdf)) as document:
        FAULTS[fault](document)
        document.save(out := BytesIO())
    return out.getvalue()


def _no_language(document: pikepdf.Pdf) -> None:
    del document.Root.Lang


def _no_title(document: pikepdf.Pdf) -> None:
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        del metadata["dc:title"]


def _no_tags(document: pikepdf.Pdf) -> None:
    del document.Root.StructTreeRoot


def _no_identification(document: pikepdf.Pdf) -> None:
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        del metadata["pdfuaid:part"]


FAULTS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "no language": _no_language,
    "no title": _no_title,
    "no tags": _no_tags,
    "no identification": _no_identification,
}
"""Functions that break a letter, by the name of the fault; PDF/UA-1 forbids each fault."""
