"""Writes what a command makes: into a folder, whole or not at all, or to standard output."""

import sys
from pathlib import Path

import click

from imrletters.batch import write_whole


def output_folder(name: str) -> Path:
    """The folder to write into, made if it is not there."""
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"cannot write into {name}: {(error.strerror or str(error)).lower()}") from None
    return folder


def refuse_lost_files(folder: Path, named: list[tuple[str, str]]) -> None:
    """Two files under one name would leave only the second, and one written over a source would end it.

    ``named`` holds the names to be written, each with its source.
    """
    first: dict[str, str] = {}
    sources = {Path(source).resolve() for source in {source for _, source in named}}
    for name, source in named:
        if name in first:
            raise click.UsageError(f"{first[name]} and {source} would both be written as {name}; rename one.")
        if (folder / name).resolve() in sources:
            raise click.UsageError(f"{name} would be written over a file that is read; name another folder with -o.")
        first[name] = source


def put(path: Path, data: bytes) -> None:
    """Writes a file under its name only when it is whole, and prints its path."""
    write_whole(path, data)
    click.echo(str(path))


def print_out(data: bytes) -> None:
    """Writes data to standard output as it is."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
