"""Reports that standard output cannot be written to as one error, for every command."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from imrletters.errors import os_error_reason


class OutputError(click.ClickException):
    """Standard output cannot be written to. It is no OSError, so that no command reports it as that of a file."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"cannot write to standard output: {os_error_reason(error)}")


class CheckedStream:
    """A text or binary stream whose errors are OutputError.

    BrokenPipeError stays: the program that reads the output has ended, as ``head`` does, and click ends the command
    quietly.
    """

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    @property
    def buffer(self) -> "CheckedStream":
        """The binary stream under a text stream."""
        return CheckedStream(self.stream.buffer)

    def write(self, data: Any) -> int:
        """Writes to the stream."""
        with _checked():
            return int(self.stream.write(data))

    def writelines(self, lines: Iterable[Any]) -> None:
        """Writes several texts to the stream."""
        with _checked():
            self.stream.writelines(lines)

    def flush(self) -> None:
        """Writes what is buffered."""
        with _checked():
            self.stream.flush()


class ClosedStream:
    """Takes the place of a standard output that the caller closed, such as by ``>&-`` in a shell."""

    encoding = "utf-8"
    errors = "strict"

    @property
    def buffer(self) -> "ClosedStream":
        """The stream itself: nothing can be written to either."""
        return self

    def write(self, _: Any) -> int:
        """Raises OutputError."""
        raise OutputError(OSError("it is closed"))

    def flush(self) -> None:
        """Does nothing, because nothing was written."""

    def isatty(self) -> bool:
        """False."""
        return False


@contextmanager
def checked_output() -> Iterator[None]:
    """Replaces standard output by a checked stream; afterwards, nothing is left in it that Python would write later."""
    before = sys.stdout
    if sys.platform == "win32" and before is not None and not before.isatty():
        before.reconfigure(encoding="utf-8", newline="\n")  # a file or a pipe gets the bytes that other systems write
    sys.stdout = ClosedStream() if before is None else CheckedStream(before)
    try:
        yield
    finally:
        sys.stdout = before
        for stream in (before, sys.stderr):
            _flush_or_discard(stream)


@contextmanager
def _checked() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(error) from None


def _flush_or_discard(stream: Any) -> None:
    """Flushes a stream. If that fails, the rest is discarded: else Python would report it again when it ends."""
    try:
        if stream is not None:
            stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)
