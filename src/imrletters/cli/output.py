"""Writes the output of a command: into a folder, or to standard output."""

import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import click

from imrletters.batch import SUFFIXES, OutputNames, is_batch_folder
from imrletters.documents import CASE_SUFFIXES, STANDARD_INPUT
from imrletters.errors import DataError, os_error_reason
from imrletters.files import write_atomically
from imrletters.manifest_names import JOURNAL, MANIFEST

SIGNED, PDF = ".signed.pdf", ".pdf"


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
    """Raises UsageError if ``output`` cannot be written, or if something would be lost.

    It may not be an input, a case file in an input folder, a manifest, a letter of a batch, or a signed copy of an
    input or of such a letter. Raises DataError if the manifest in its folder is damaged.
    """
    folder = output.parent
    if not folder.is_dir() or output.is_dir():
        reason = "it is a folder" if output.is_dir() else f"{folder} is not a folder"
        raise click.UsageError(f"cannot write {output}: {reason}")
    if lost := _input_lost(output, {path.resolve() for path in inputs}) or _batch_lost(output):
        raise click.UsageError(f"{output} {lost}; choose another name")


def _input_lost(output: Path, inputs: Collection[Path]) -> str:
    """Why ``output`` would replace an input or become one; "" if it would not."""
    if output.resolve() in inputs:
        return "is an input"
    if output.with_name(_unsigned(output.name)).resolve() in inputs:
        return "is the signed copy of an input"
    if output.suffix.lower() in CASE_SUFFIXES and output.parent.resolve() in inputs:
        return f"would be read as a case of {output.parent}"
    return ""


def _batch_lost(output: Path) -> str:
    """Why ``output`` would replace a file of a batch, or be taken for one; "" if it would not."""
    name = output.name.lower()
    if name == MANIFEST or name.startswith(JOURNAL):
        return f"is the name of the {'manifest' if name == MANIFEST else 'journal'} of a batch"
    if any(_unsigned(name) == recorded.lower() for recorded in _recorded_files(output.parent)):
        return "belongs to the batch in that folder"
    if (output.parent / JOURNAL).exists() and output.exists() and output.suffix.lower() in SUFFIXES.values():
        return "may belong to the unfinished batch in that folder"
    return ""


def _unsigned(name: str) -> str:
    """The name of the letter of which a file with this name is the signed copy, also if it was signed again."""
    while name.endswith(SIGNED):
        name = f"{name.removesuffix(SIGNED)}{PDF}"
    return name


def _recorded_files(folder: Path) -> Iterator[str]:
    """The names of the files in the manifest of a batch; a manifest of another program has none."""
    # a letter that is rendered alone needs no manifest
    from imrletters.manifest import BatchRecord, read_manifest  # noqa: PLC0415

    try:
        for record in read_manifest(folder / MANIFEST, BatchRecord):
            yield from record.files
    except FileNotFoundError:
        return
    except OSError as error:
        reason = os_error_reason(error)
        raise click.UsageError(f"cannot read {folder / MANIFEST}: {reason}; choose another folder") from None
    except DataError:
        if is_batch_folder(folder):
            raise


def write_file(path: Path, data: bytes) -> None:
    """Writes a file atomically, and prints its path."""
    write_atomically(path, data)
    click.echo(str(path))


def write_to_stdout(data: bytes) -> None:
    """Writes bytes to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
