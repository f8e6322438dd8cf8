"""Finds the texts, their paragraphs and the items of a case, each with its path."""

import re
from collections.abc import Iterator

from imrletters.case.items import GUIDELINE_FIELDS, DisputedItem
from imrletters.case.model import Case
from imrletters.case.paths import Path, texts_in

NOT_PROSE = frozenset(
    {"schema_uri", "schema_version", "edition", "case_number", "priority", "kind", "decision", "service_method"},
)
"""The fields whose values are identifiers or one of a few fixed words."""


def disputed_items(case: Case) -> Iterator[tuple[Path, DisputedItem]]:
    """The disputed items, in order."""
    for index, item in enumerate(case.disputed_items):
        yield ("disputed_items", index), item


def narrative_texts(case: Case) -> Iterator[tuple[Path, str]]:
    """The summary, then the rationale of every item."""
    yield ("clinical_case_summary",), case.clinical_case_summary
    for path, item in disputed_items(case):
        yield (*path, "decision_rationale"), item.decision_rationale


def service_texts(case: Case) -> Iterator[tuple[Path, str]]:
    """The service of every item, then the two services of its partial approval."""
    for path, item in disputed_items(case):
        yield (*path, "service"), item.service
        if item.partial_approval:
            for name in ("original_request", "authorized"):
                yield (*path, "partial_approval", name), getattr(item.partial_approval, name)


def guideline_texts(case: Case) -> Iterator[tuple[Path, str]]:
    """Every text of the guidelines of both sides."""
    for path, item in disputed_items(case):
        for name in GUIDELINE_FIELDS:
            yield from texts_in(getattr(item, name), (*path, name))


def prose_texts(case: Case) -> Iterator[tuple[Path, str]]:
    """Every text written for this case: no dates and no value of a field in ``NOT_PROSE``."""
    return ((path, text) for path, text in texts_in(case) if NOT_PROSE.isdisjoint(path))


def paragraphs(narrative: str) -> list[str]:
    """The paragraphs of a narrative, which blank lines separate, without the white space around them."""
    return [part.strip() for part in re.split(r"\n[ \n]*\n", narrative) if part.strip()]
