"""The texts of a case with their paths."""

from collections.abc import Iterator
from typing import Any

from imrletters.case.model import GUIDELINE_FIELDS, Case, DisputedItem
from imrletters.case.paths import Path

NOT_PROSE = {"schema_version", "edition", "case_number", "priority", "kind", "decision", "service_method"}


def narratives(case: Case) -> Iterator[tuple[Path, str]]:
    """The summary, then the rationale of every item."""
    yield ("clinical_case_summary",), case.clinical_case_summary
    for number, item in enumerate(case.disputed_items):
        yield ("disputed_items", number, "decision_rationale"), item.decision_rationale


def services(case: Case) -> Iterator[tuple[Path, str]]:
    """What was requested in every item, and what was approved of it."""
    for number, item in enumerate(case.disputed_items):
        yield ("disputed_items", number, "service"), item.service
        if item.partial_approval:
            for name in ("original_request", "authorized"):
                yield ("disputed_items", number, "partial_approval", name), getattr(item.partial_approval, name)


def guidelines(case: Case) -> Iterator[tuple[Path, str]]:
    """Every text of the guideline lines of both sides."""
    for number, item in enumerate(case.disputed_items):
        for side in GUIDELINE_FIELDS:
            yield from _texts(getattr(item, side).model_dump(), ("disputed_items", number, side))


def printed_texts(case: Case) -> Iterator[tuple[Path, str]]:
    """Every text that somebody wrote for this letter: no dates, and no values that are one of a few words."""
    yield from _texts(case.model_dump(), ())


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, member in value.items():
            if key not in NOT_PROSE:
                yield from _texts(member, (*path, key))
    elif isinstance(value, list | tuple):
        for index, member in enumerate(value):
            yield from _texts(member, (*path, index))


def items(case: Case) -> Iterator[tuple[Path, DisputedItem]]:
    """The disputed items of a case, each with its path."""
    for index, item in enumerate(case.disputed_items):
        yield ("disputed_items", index), item
