"""Turns slips into findings."""

from collections.abc import Iterable, Iterator
from itertools import chain

from imrletters.case import Path
from imrletters.proofreading.form.reader import Place
from imrletters.proofreading.rule import Finding


def findings_of(*found: Iterable[Place]) -> Iterator[Finding]:
    """The findings of one rule: of the slips at one place, the first."""
    seen: set[tuple[Path, int]] = set()
    for path, text, slip in chain(*found):
        if (path, slip.start) not in seen:
            seen.add((path, slip.start))
            yield Finding(path, slip.message, text[slip.quoted[0] : slip.quoted[1]], slip.start)
