"""One call of ``imrletters render`` with several cases."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from imrletters.batch import RenderOptions
from imrletters.documents import Document

if TYPE_CHECKING:
    from imrletters.cli.report import Report


@dataclass(frozen=True)
class BatchCall:
    """What a call renders, and where.

    ``read`` returns the cases from the start at each call, and ``names`` are the sources that contain them. ``sync``
    states that these are all cases. ``jobs`` and ``scheduler`` choose the processes. ``report`` is written at the end.
    """

    read: Callable[[], Iterable[Document]]
    folder: Path
    options: RenderOptions
    names: tuple[str, ...]
    sync: bool = False
    jobs: int | None = None
    scheduler: str | None = None
    report: "Report | None" = None
