"""Does what a command does to one thing after the other, and keeps the exit code."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import click

from imrletters.errors import ImrlettersError

T = TypeVar("T")


def each(things: Iterable[T], do: Callable[[T], None]) -> int:
    """Does one thing after the other, whatever happens to one of them. The exit code."""
    code = 0
    for thing in things:
        try:
            do(thing)
        except ImrlettersError as error:
            click.echo(str(error), err=True)
            code = 1
        except BrokenPipeError:
            raise
        except OSError as error:
            place = error.filename or getattr(thing, "source", thing)
            click.echo(f"{place}: error: {(error.strerror or str(error)).lower()}", err=True)
            code = 1
    return code
