"""Applies a command to each of its inputs, reports errors, and returns the exit code."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import click

from imrletters.documents import STANDARD_INPUT, is_lock_file, is_superseded
from imrletters.errors import DataError, ImrlettersError, os_error_reason, plain_or_quoted

T = TypeVar("T")


def for_each(items: Iterable[T], action: Callable[[T], None]) -> int:
    """Calls ``action`` with each item; an error is printed and does not stop the others. Returns the exit code."""
    code = 0
    for item in items:
        try:
            action(item)
        except ImrlettersError as error:
            click.echo(str(error), err=True)
            code = 1
        except BrokenPipeError:
            raise
        except OSError as error:
            place = error.filename or getattr(item, "source", item)
            click.echo(f"{plain_or_quoted(str(place))}: error: {os_error_reason(error)}", err=True)
            code = 1
    return code


def for_each_letter(
    names: Iterable[str], action: Callable[[str, bytes], None], standard_input: bytes | None = None
) -> int:
    """Calls ``action`` with the name and the bytes of each letter, as ``for_each`` does. Returns the exit code.

    ``standard_input`` is the content of standard input, if it was read before.
    """

    def read(name: str) -> None:
        if name != STANDARD_INPUT:
            data = Path(name).read_bytes()
        else:
            data = sys.stdin.buffer.read() if standard_input is None else standard_input
        try:
            action(name, data)
        except DataError as error:
            raise error.at(source_name(name)) from None

    return for_each((name for name in names if not _passed_over(name)), read)


def _passed_over(name: str) -> bool:
    """Whether it is a lock file or the folder of superseded letters, which a shell pattern may name."""
    return is_lock_file(name) or is_superseded(Path(name))


def source_name(name: str) -> str:
    """The name of a letter in messages; quoted if it could be taken for other words of a message."""
    return "<stdin>" if name == STANDARD_INPUT else plain_or_quoted(name)
