"""The letters that a command line names: read one after the other, every problem placed in its file."""

import sys
from collections.abc import Callable
from pathlib import Path

from imrletters.cli.outcome import each
from imrletters.documents import STANDARD_INPUT
from imrletters.errors import DataError


def each_letter(names: tuple[str, ...], do: Callable[[str, bytes], None], piped: bytes | None = None) -> int:
    """Gives ``do`` the name and the bytes of one letter after the other, whatever happens to one. The exit code.

    ``piped`` is what standard input held, where it was read before.
    """

    def read(name: str) -> None:
        if name != STANDARD_INPUT:
            data = Path(name).read_bytes()
        else:
            data = sys.stdin.buffer.read() if piped is None else piped
        try:
            do(name, data)
        except DataError as error:
            raise error.at(source_of(name)) from None

    return each(names, read)


def source_of(name: str) -> str:
    """How messages call a letter."""
    return "<stdin>" if name == STANDARD_INPUT else name


def written_as(name: str, ending: str) -> str:
    """The name of the file that is made of a letter."""
    return f"{'letter' if name == STANDARD_INPUT else Path(name).stem}{ending}"
