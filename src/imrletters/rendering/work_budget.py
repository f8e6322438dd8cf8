"""Bounds the work and the memory of an organization's own templates.

Every round of a loop, call, filter and operator of a template costs units, in proportion to the size of the values
that it reads and of the value that it can return. Therefore the sum of the units bounds both the time and the memory.
It does not depend on the speed of the machine: the same letter is rendered or refused everywhere.
"""

import sys
from collections.abc import ItemsView, Iterable, Iterator, KeysView, ValuesView
from contextvars import ContextVar
from typing import Any

from jinja2 import TemplateRuntimeError
from jinja2.environment import TemplateModule

STEP = 10
"""The cost of each operation, besides the size of its values."""
ROUND = 20
"""The additional cost of a round of a loop, a block or a macro, and of a call."""
TEMPLATE = 200
"""The additional cost of running a template, for example where it is included."""
BASE = 5_000_000
"""The units of a letter without data: one to three seconds of work, and at most 100 MB of memory."""
PER_UNIT_OF_DATA = 200
"""The units for each unit of the data of the letter. Our templates need 26, or five times as many if they escape it."""
LONGEST = 2_000_000
"""The maximum number of characters of a letter without data."""
LONGEST_PER_UNIT_OF_DATA = 60
"""The characters of a letter for each unit of its data, at most. Our templates print fewer than three."""
SEQUENCES = (list, tuple, set, frozenset, KeysView, ValuesView, ItemsView)
BITS = 32
"""The bits of a small integer. The size of larger ones grows with the square, as the time to divide them."""
DEEPEST = 100
"""The levels of lists in lists that a value may have; printing or comparing more could exhaust the stack."""


class WorkLimitError(TemplateRuntimeError):
    """A template does more work than a letter needs."""


class WorkBudget:
    """The units that one rendering may still use; ``data`` is the data of its letter."""

    def __init__(self, data: object) -> None:
        self.left = sys.maxsize
        units = self.size(data)
        self.left = BASE + PER_UNIT_OF_DATA * units
        self.longest = LONGEST + LONGEST_PER_UNIT_OF_DATA * units

    def charge(self, units: int) -> None:
        """Subtracts the cost of an operation. Raises WorkLimitError if it is more than what is left."""
        self.left -= STEP + units
        if self.left < 0:
            self.left = 0
            raise WorkLimitError("the template does too much work; expected fewer or smaller loops and texts")

    def size(self, value: object, *, magnitude: bool = False, modules: bool = False) -> int:
        """The number of characters and values that a value contains, each counted as often as it occurs.

        With ``magnitude``, an integer counts as often as its absolute value, because it may be a width or a number of
        repetitions. Raises WorkLimitError as soon as the size is more than what is left, and for an imported template,
        whose size is not known, unless ``modules`` is True.
        """
        total, level = 0, [value]
        for _ in range(DEEPEST):
            inner: list[Any] = []
            for each in level:
                total += 1
                if isinstance(each, str | bytes):
                    total += len(each)
                elif isinstance(each, int):
                    total += abs(each) if magnitude else (each.bit_length() // BITS) ** 2
                elif isinstance(each, range):
                    total += len(each)
                elif isinstance(each, dict):
                    self._require(total + 2 * len(each))
                    inner += [*each.keys(), *each.values()]
                elif isinstance(each, SEQUENCES):
                    self._require(total + len(each))
                    inner += each
                elif isinstance(each, TemplateModule) and not modules:
                    raise WorkLimitError("an imported template is not a text; use its macros")
                self._require(total + len(inner))
            if not inner:
                return total
            level = inner
        raise WorkLimitError("a value is nested too deeply")

    def charge_items(self, values: Iterable[Any]) -> Iterator[Any]:
        """The values one by one, each charged when it is read."""
        for value in values:
            self.charge(self.size(value, modules=True))
            yield value

    def _require(self, units: int) -> None:
        if units > self.left:
            self.charge(units)


CURRENT: ContextVar[WorkBudget | None] = ContextVar("work budget of the rendering", default=None)
"""The budget of the rendering that runs in this thread; None while our own templates run, which are trusted."""
