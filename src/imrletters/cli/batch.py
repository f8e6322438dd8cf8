"""Renders several cases into a folder, for ``imrletters render``."""

import sqlite3
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError
from contextlib import closing
from itertools import islice
from pathlib import Path

import click

from imrletters.batch import OutputFolder, RenderOptions
from imrletters.cli.cluster import cluster
from imrletters.cli.progress import Progress
from imrletters.documents import Document
from imrletters.errors import ImrlettersError, os_error_reason

CONTINUE = "run the same command again to continue"
INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells define it."""
MAX_CONFLICTS = 20
"""The maximum number of conflicts that are reported."""


def render_batch(  # noqa: PLR0913 - one for each option of a batch
    read: Callable[[], Iterable[Document]],
    path: Path,
    options: RenderOptions,
    *,
    jobs: int | None,
    scheduler: str | None,
    quiet: bool,
) -> int:
    """Renders all documents into the folder ``path``; ``read`` returns them from the start at each call.

    Returns the exit code. Raises UsageError if files would be overwritten.
    """
    try:
        with cluster(scheduler) as (executor, processes), OutputFolder(path, options) as folder:
            if conflicts := list(islice(folder.plan(read()), MAX_CONFLICTS)):
                raise click.UsageError("\n".join(conflicts))
            with Progress(folder.planned(), path, options, quiet=quiet) as progress:
                outcomes = folder.render_missing(
                    read(), jobs=processes or jobs, executor=executor, on_kept=progress.add_kept
                )
                with closing(outcomes):
                    for outcome in outcomes:
                        progress.add(outcome)
                folder.finish()
                progress.print_summary()
    except KeyboardInterrupt:
        click.echo(f"interrupted; {CONTINUE}", err=True)
        return INTERRUPTED
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
    return 1 if progress.failed else 0
