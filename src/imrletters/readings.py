"""Keeps what readers find in a text until one task ends, because several parts of the task read the same text.

The task is one check of a case. What is kept belongs to the task and is freed with it, so that no words of a case stay
in memory, and threads do not share it.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar

Argument = TypeVar("Argument", bound=Hashable)
Result = TypeVar("Result")
Kept = dict[Hashable, object]

_kept: ContextVar[defaultdict[Callable[..., object], Kept] | None] = ContextVar("kept", default=None)


@contextmanager
def keep_readings() -> Iterator[None]:
    """While this context lasts, functions that are declared with ``read_once`` keep their results."""
    token = _kept.set(defaultdict(dict))
    try:
        yield
    finally:
        _kept.reset(token)


def kept_of(read: Callable[..., object]) -> Kept | None:
    """What is kept of a function while ``keep_readings`` lasts, by its arguments; None at other times."""
    kept = _kept.get()
    return None if kept is None else kept[read]


def read_once(read: Callable[[Argument], Result]) -> Callable[[Argument], Result]:
    """Declares a function whose result is computed once for the same argument while ``keep_readings`` lasts.

    At other times each call computes it. The result must not be an iterator.
    """

    @wraps(read)
    def kept_or_read(argument: Argument) -> Result:
        kept = _kept.get()
        if kept is None:
            return read(argument)
        results = kept[read]
        try:
            return results[argument]  # type: ignore[return-value] # what ``read`` returned
        except KeyError:
            pass
        result = results[argument] = read(argument)
        return result

    return kept_or_read
