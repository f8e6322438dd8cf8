"""What a batch does with each document: the function that its workers call, and what they need for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from imrletters.documents import Document
from imrletters.errors import Problem
from imrletters.printing import EngineName
from imrletters.workers import TaskLimits

T = TypeVar("T")


@dataclass(frozen=True)
class Task(Generic[T]):
    """The function ``run``, which returns the result for one document, and which a worker can unpickle.

    ``failed`` returns the result for a document with a problem that is found outside of ``run``. With ``limits``, each
    call has limits of time and memory, except in an executor of the caller. Worker processes load the ``engine`` and
    the ``modules`` before they start. ``doing`` and ``did`` name the task in messages: "rendering" and "rendered".
    """

    run: Callable[[Document], T]
    failed: Callable[[Document, Problem], T]
    doing: str
    did: str
    modules: tuple[str, ...]
    limits: TaskLimits | None = None
    engine: EngineName | None = None
