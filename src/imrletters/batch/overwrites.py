"""Finds output files that would overwrite an input file or another output file."""

from collections.abc import Callable, Iterable
from pathlib import Path

from imrletters.errors import plain_or_quoted
from imrletters.file_names import comparable

Reserve = Callable[[str, str], str | None]
"""Reserves a file name for a source. Returns None, or, if the name is reserved already, the source that has it."""
INPUT = ""
"""The source under which all input files are reserved."""


class OutputNames:
    """The names of the files to write into ``folder``; ``reserve`` stores them.

    Names that differ only by capitals are the same, because they are on some file systems.
    """

    def __init__(self, folder: Path, reserve: Reserve) -> None:
        self.folder = folder.resolve()
        self.reserve = reserve
        self.last_source: str | None = None
        self.named_twice: set[str] = set()

    def conflict(self, source: str, names: Iterable[str], place: str) -> str:
        """Reserves the names of the files made from ``source``. Returns a message for the first conflict, or "".

        ``place`` names the source in messages: a file, perhaps with a line number.
        """
        path = Path(source)
        if (
            source != self.last_source
            and path.parent.resolve() == self.folder
            and self.reserve(comparable(path.name), INPUT)
        ):
            return _overwrites_input(path.name)
        self.last_source = source
        for name in names:
            other = self.reserve(comparable(name), place)
            if other == INPUT:
                return _overwrites_input(name)
            if other == place:
                known = source in self.named_twice
                self.named_twice.add(source)
                return "" if known else f"{plain_or_quoted(source)} is named twice"
            if other is not None:
                return f"{other} and {place} would both be written to {name}; rename one of them"
        return ""


def _overwrites_input(name: str) -> str:
    return f"{name} would overwrite an input file; choose another output folder"
