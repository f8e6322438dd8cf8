"""Writes the output of a command: into a folder, or to standard output."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from imrletters.batch import OutputNames, is_batch_folder
from imrletters.documents import STANDARD_INPUT
from imrletters.errors import os_error_reason
from imrletters.files import write_atomically
from imrletters.manifest import MANIFEST, BatchRecord, read_manifest


def output_folder(name: str) -> Path:
    """The output folder, created if it does not exist. Raises UsageError if that fails."""
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"cannot write to {name}: {os_error_reason(error)}") from None
    return folder


def output_name(name: str, ending: str) -> str:
    """The name of the file that is made from the letter ``name``."""
    return f"{'letter' if name == STANDARD_INPUT else Path(name).stem}{ending}"


def refuse_overwrites(folder: Path, files: Iterable[tuple[str, list[str]]]) -> None:
    """Raises UsageError if a file would overwrite an input or another output.

    ``files`` are the inputs, each with the names of the files that are made from it.
    """
    sources: dict[str, str] = {}

    def reserve(name: str, source: str) -> str | None:
        other = sources.get(name)
        sources.setdefault(name, source)
        return other

    names = OutputNames(folder, reserve)
    for source, made in files:
        if lost := names.conflict(source, made, source):
            raise click.UsageError(lost)


def refuse_input(output: Path, inputs: Iterable[Path]) -> None:
    """Raises UsageError if ``output`` is an input, or the manifest of a batch or a letter that it records."""
    if output.resolve() in {path.resolve() for path in inputs}:
        raise click.UsageError(f"{output} is an input; choose another name")
    if not is_batch_folder(output.parent):
        return
    records = read_manifest(output.parent / MANIFEST, BatchRecord) if (output.parent / MANIFEST).exists() else ()
    if output.name == MANIFEST or any(output.name in record.files for record in records):
        raise click.UsageError(f"{output} belongs to the batch in that folder; choose another name")


def write_file(path: Path, data: bytes) -> None:
    """Writes a file atomically, and prints its path."""
    write_atomically(path, data)
    click.echo(str(path))


def write_to_stdout(data: bytes) -> None:
    """Writes bytes to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
