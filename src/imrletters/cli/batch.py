"""Renders several cases into a folder, for ``imrletters render``."""

import sqlite3
from concurrent.futures import CancelledError, Executor
from contextlib import closing
from itertools import islice

import click

from imrletters.batch import OutputFolder
from imrletters.cli.batch_call import BatchCall
from imrletters.cli.cluster import cluster
from imrletters.cli.progress import Progress
from imrletters.cli.superseded import print_superseded
from imrletters.cli.text_table import counted_as
from imrletters.errors import ImrlettersError, os_error_reason

CONTINUE = "run the same command again to continue"
MAX_CONFLICTS = 20
"""The maximum number of conflicts that are reported."""


def render_batch(call: BatchCall, *, quiet: bool) -> int:
    """Renders all documents into the folder, and writes the report at the end if there is one. Returns the exit code.

    Raises UsageError if files would be overwritten, and KeyboardInterrupt with advice after Ctrl-C.
    """
    path, scheduler = call.folder, call.scheduler
    try:
        with cluster(scheduler) as (executor, processes), OutputFolder(path, call.options) as folder:
            if conflicts := list(islice(folder.plan(call.read(), call.names, sync=call.sync), MAX_CONFLICTS)):
                raise click.UsageError("\n".join(conflicts))
            with Progress(folder.planned(), path, call.options, quiet=quiet) as progress:
                _render(call, folder, progress, processes or call.jobs, executor)
                progress.print_summary()
                if not quiet:
                    print_superseded(folder)
                changed = _print_changed_input(folder)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(CONTINUE) from None
    except BrokenPipeError:
        raise
    except ImrlettersError as error:
        click.echo(str(error), err=True)
        return 1
    except CancelledError:
        click.echo(f"error: lost the connection to the Dask scheduler at {scheduler}; {CONTINUE}", err=True)
        return 1
    except OSError as error:
        click.echo(
            f"{error.filename or path}: error: {os_error_reason(error)}; when this is solved, {CONTINUE}", err=True
        )
        return 1
    except sqlite3.Error as error:
        click.echo(f"{path}: error: {str(error).lower()}; when this is solved, {CONTINUE}", err=True)
        return 1
    return 1 if progress.failed or changed else 0


def _render(
    call: BatchCall, folder: OutputFolder, progress: Progress, jobs: int | None, executor: Executor | None
) -> None:
    """Renders the cases that are not current, and writes the manifest and the report."""
    report = call.report
    on_kept = report.with_kept(progress.add_kept) if report else progress.add_kept
    with closing(folder.render_missing(call.read(), jobs=jobs, executor=executor, on_kept=on_kept)) as outcomes:
        for outcome in outcomes:
            progress.add(outcome)
    folder.finish()
    if report and not folder.lost():
        report.write(call.read, folder.record, jobs=jobs, executor=executor)


def _print_changed_input(folder: OutputFolder) -> bool:
    """Prints how many cases the input lost or gained while the batch ran. Returns whether there are any."""
    for count, change in ((folder.lost(), "no longer in"), (folder.added, "added to")):
        if count:
            verb = "was" if count == 1 else "were"
            click.echo(f"{counted_as(count, 'case')} {verb} {change} the input; run the same command again", err=True)
    return bool(folder.lost() or folder.added)
