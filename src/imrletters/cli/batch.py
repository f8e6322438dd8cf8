"""Renders many cases into a folder: what imrletters render does where it is given more than one."""

import sqlite3
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError
from contextlib import closing
from itertools import islice
from pathlib import Path

import click

from imrletters.batch import Ledger, RenderOptions, make_missing
from imrletters.cli.cluster import cluster
from imrletters.cli.progress import Progress
from imrletters.documents import Document
from imrletters.errors import ImrlettersError

GOES_ON = "the same command goes on from here"
STOPPED = 130
"""The exit code of what was stopped by Ctrl-C, as shells have it."""
MOST_FAULTS = 20


def render_batch(  # noqa: PLR0913 - what the command line says of a batch
    read: Callable[[], Iterable[Document]],
    folder: Path,
    options: RenderOptions,
    *,
    jobs: int | None,
    scheduler: str | None,
    quiet: bool,
) -> int:
    """Renders all cases that ``read`` gives, anew at each call, into a folder. The exit code."""
    try:
        with cluster(scheduler) as (executor, processes), Ledger(folder, options) as ledger:
            if faults := list(islice(ledger.want(read()), MOST_FAULTS)):
                raise click.UsageError("\n".join(faults))
            with Progress(ledger.account.wanted(), folder, options, quiet=quiet) as progress:
                made = make_missing(read(), ledger, jobs=processes or jobs, executor=executor, kept=progress.has_kept)
                with closing(made):
                    for outcome in made:
                        progress.has(outcome)
                ledger.finish()
                progress.sum_up()
    except KeyboardInterrupt:
        click.echo(f"stopped; {GOES_ON}", err=True)
        return STOPPED
    except BrokenPipeError:
        raise
    except ImrlettersError as error:
        click.echo(str(error), err=True)
        return 1
    except CancelledError:
        click.echo(f"error: the Dask scheduler at {scheduler} is gone; once it is back, {GOES_ON}", err=True)
        return 1
    except (OSError, sqlite3.Error) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        click.echo(f"{folder}: error: {reason}; once that is mended, {GOES_ON}", err=True)
        return 1
    return 1 if progress.failed else 0
