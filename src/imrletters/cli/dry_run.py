"""Prints what a call of ``imrletters render`` would do with each letter, for ``--dry-run``."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import click

from imrletters.batch import DryRun, PlannedLetter
from imrletters.cli.batch import MAX_CONFLICTS
from imrletters.cli.batch_call import BatchCall
from imrletters.cli.cluster import cluster
from imrletters.cli.text_table import counted_as, table
from imrletters.errors import ImrlettersError, escaped, os_error_reason
from imrletters.manifest_names import SUPERSEDED
from imrletters.proofreading import entry

STATES = ("made", "kept", "outdated", "removed", "refused")
NOT_MOVED = "outdated, not moved"


def print_dry_run(call: BatchCall, *, as_json: bool) -> int:
    """Prints a table of all letters that would not be kept, or all letters as JSON. Returns the exit code.

    Raises UsageError if files would be overwritten.
    """
    try:
        with cluster(call.scheduler) as (executor, processes), DryRun(call.folder, call.options) as plan:
            if conflicts := list(islice(plan.plan(call.read(), call.names, sync=call.sync), MAX_CONFLICTS)):
                raise click.UsageError("\n".join(conflicts))
            letters = list(plan.letters(call.read, jobs=processes or call.jobs, executor=executor))
            doubt = plan.doubt
    except ImrlettersError as error:
        click.echo(str(error), err=True)
        return 1
    except OSError as error:
        click.echo(f"{error.filename or call.folder}: error: {os_error_reason(error)}", err=True)
        return 1
    except sqlite3.Error as error:
        click.echo(f"{call.folder}: error: {str(error).lower()}", err=True)
        return 1
    if as_json:
        _print_json(letters, doubt)
    else:
        _print_table(letters)
        _print_moved(letters, call.folder, doubt)
    return 1 if any(letter.state == "refused" for letter in letters) else 0


def _print_moved(letters: Sequence[PlannedLetter], folder: Path, doubt: str) -> None:
    """Prints the files that would be moved to the folder ``superseded``, or why no letter of earlier calls would be."""
    moved = [(folder / name, reason) for letter in letters for name, reason in letter.moved.items()]
    if moved:
        click.echo(f"would be moved to {folder / SUPERSEDED}: {counted_as(len(moved), 'file')}", err=True)
        for path, reason in moved:
            click.echo(f"  {escaped(str(path))}: {reason}", err=True)
    if doubt:
        click.echo(f"{'nothing else' if moved else 'nothing'} would be moved: {doubt}", err=True)


def _print_table(letters: Sequence[PlannedLetter]) -> None:
    counts = Counter[str](letter.state for letter in letters)
    rows = [
        (letter.state, letter.case_number or "-", letter.source, letter.reason)
        for letter in letters
        if letter.state != "kept"
    ]
    if rows:
        click.echo(table(("state", "case", "source", "reason"), rows), nl=False)
    not_moved = f"; {counts[NOT_MOVED]} {NOT_MOVED}" if counts[NOT_MOVED] else ""
    click.echo(", ".join(f"{counts[state]} {state}" for state in STATES) + not_moved, err=True)


def _print_json(letters: Sequence[PlannedLetter], doubt: str) -> None:
    data = {
        "letters": [
            {
                "state": letter.state,
                "reason": letter.reason,
                "case_number": letter.case_number,
                "source": letter.source,
                "files": list(letter.files),
                "moved": list(letter.moved),
                "problems": [entry(problem) for problem in letter.problems],
                "findings": [entry(finding) for finding in letter.findings],
            }
            for letter in letters
        ],
        "not_moved_because": doubt or None,
    }
    click.echo(json.dumps(data, indent=2))
