"""Prints which letters of earlier calls a batch moved to the folder ``superseded``, or why it moved none."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from imrletters.batch import RENAMED, OutputFolder
from imrletters.cli.text_table import counted_as
from imrletters.errors import escaped
from imrletters.manifest import BatchRecord
from imrletters.manifest_names import SUPERSEDED

MAX_UNNAMED = 20
"""The maximum number of letters that are listed because this call does not name their cases."""


def print_superseded(folder: OutputFolder) -> None:
    """Prints the letters that were moved, and those that are outdated but were not."""
    moved = list(folder.moved())
    if moved:
        _print(f"moved to {folder.path / SUPERSEDED}: ", moved, folder.path / SUPERSEDED)
    if not folder.doubt:
        return
    outdated = [file.record.model_copy(update={"outdated": file.reason}) for file in folder.not_moved()]
    if outdated:
        _print("outdated, but not moved: ", outdated, folder.path)
        if any(record.outdated == RENAMED for record in outdated):
            click.echo("renamed: a later call made another letter of the case; do not mail both", err=True)
    unnamed = list(folder.not_named())
    if unnamed:
        names = [name for record in unnamed for name in record.files]
        click.echo(f"{counted_as(len(unnamed), 'letter')} of earlier calls not in this call, and not moved:", err=True)
        _list((folder.path / name, "") for name in names[:MAX_UNNAMED])
        if len(names) > MAX_UNNAMED:
            click.echo(f"  and {len(names) - MAX_UNNAMED} more files", err=True)
    if outdated or unnamed:
        advice = "" if folder.unread else "; if these are all cases, repeat the call with --sync"
        nothing = "nothing else" if moved else "nothing"
        click.echo(f"{nothing} was moved: {folder.doubt}{advice}", err=True)


def _print(title: str, records: list[BatchRecord], folder: Path) -> None:
    """Prints the number of letters, the reasons, and the files, which are in ``folder``."""
    letters = dict.fromkeys((record.stem, record.case_digest, record.outdated) for record in records)
    reasons = Counter(reason for _, _, reason in letters)
    counted = ", ".join(f"{reason}: {count}" for reason, count in sorted(reasons.items()))
    click.echo(f"{title}{counted_as(len(letters), 'letter')} ({counted})", err=True)
    _list((folder / name, record.outdated) for record in records for name in record.files)


def _list(files: Iterable[tuple[Path, str]]) -> None:
    """Prints the files, and the reason for each."""
    for path, reason in files:
        name = escaped(str(path))
        click.echo(f"  {name}: {reason}" if reason else f"  {name}", err=True)
