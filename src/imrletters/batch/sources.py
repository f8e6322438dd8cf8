"""Decides whether a call names all sources of the call before, so that a case it does not have is gone."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from imrletters.documents import STANDARD_INPUT
from imrletters.errors import plain_or_quoted
from imrletters.manifest import BatchRecord

STANDARD_INPUT_SOURCE = "<stdin>"
LINES = ".jsonl"


def file_of(record: BatchRecord) -> str:
    """The input file of a record, without the line number."""
    return lines_file(record.source) or record.source


def lines_file(source: str) -> str:
    """The JSON Lines file of a source that names one of its lines; "" for any other source."""
    file, _, line = source.rpartition(":")
    return file if line.isdecimal() and file.lower().endswith(LINES) else ""


def line_of(source: str) -> int:
    """The line number in a source that names a line of a JSON Lines file."""
    return int(source.rpartition(":")[2])


def is_named(file: str, names: Collection[str]) -> bool:
    """Whether a call with these names reads an input file: the file itself, or its folder, is named."""
    if file == STANDARD_INPUT_SOURCE:
        return STANDARD_INPUT in names
    paths = {Path(name) for name in names}
    return Path(file) in paths or Path(file).parent in paths


def doubt(gone: Iterable[BatchRecord], names: Collection[str], lacks_last_of: Callable[[str], bool]) -> str:
    """Why cases of an earlier call may only be missing from this one, and not be gone; "" if there is no such reason.

    ``gone`` are the records of these cases, ``names`` the sources that this call names. ``lacks_last_of`` returns
    whether this call lacks the last case that a JSON Lines file had: then the file may be cut off.
    """
    files = {file_of(record) for record in gone}
    unnamed = sorted(file for file in files if not is_named(file, names))
    if unnamed:
        others = f" and {len(unnamed) - 1} other sources" if len(unnamed) > 1 else ""
        return f"this call does not name {plain_or_quoted(unnamed[0])}{others}"
    for file in sorted(file for file in files if file.lower().endswith(LINES) and lacks_last_of(file)):
        if not Path(file).exists():
            return f"{plain_or_quoted(file)} is not in its folder any more"
        return f"{plain_or_quoted(file)} ends before the last case of the earlier call, and may be cut off"
    return ""
