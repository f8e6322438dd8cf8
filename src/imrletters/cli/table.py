"""``imrletters table``: a table with a row for each disputed item of cases and letters."""

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import closing
from itertools import chain
from pathlib import Path

import click

from imrletters.cli.cluster import cluster
from imrletters.cli.options import chosen_rules, config_option, own_guidelines, table_path, templates_option
from imrletters.cli.output import refuse_input
from imrletters.cli.text_table import counted_as
from imrletters.documents import STANDARD_INPUT, cases_or_letters, documents
from imrletters.errors import DataError, ImrlettersError, os_error_reason
from imrletters.settings import Settings
from imrletters.tables import ITEM_COLUMNS, Checks, ReadDocument, Row, read_items, write_table


@click.command("table")
@click.argument("names", nargs=-1, required=True, metavar="CASES-OR-LETTERS...")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    callback=table_path,
    help="The file to write; its ending is the format: .csv, .jsonl, .parquet or .xlsx.",
)
@templates_option
@config_option
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Number of processes. Default: one for each core."
)
@click.option("--scheduler", metavar="ADDRESS", help="Read on the Dask cluster with this scheduler.")
@click.option("--quiet", is_flag=True, help="Print only problems.")
def table_command(  # noqa: PLR0913 - one for each option
    names: tuple[str, ...],
    *,
    output: Path,
    templates: Path | None,
    settings: Settings,
    jobs: int | None,
    scheduler: str | None,
    quiet: bool,
) -> None:
    """Write a table with a row for each disputed item.

    CASES-OR-LETTERS are case files (.json, .jsonl), letters (.pdf, .txt), also published ones, folders of either, or -
    for standard input. docs/data.md describes the columns.

    A document that cannot be read has no row: its problems are printed, and the exit code is 1.
    """
    _refuse_overwrite(output, names)
    checks = checks_of(settings, templates)
    found = documents(names, sys.stdin.buffer, cases_or_letters)
    first = next(found, None)
    if first is None:
        raise click.UsageError("there is no document to read: lock files and superseded letters are passed over")
    rows = _Rows()
    try:
        with cluster(scheduler) as (executor, processes):
            read = read_items(chain([first], found), checks, jobs=processes or jobs, executor=executor)
            with closing(read):
                write_table(output, ITEM_COLUMNS, rows.of(read))
    except KeyboardInterrupt:
        raise KeyboardInterrupt("no table was written") from None
    except ImrlettersError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except CancelledError:
        click.echo(f"error: lost the connection to the Dask scheduler at {scheduler}; no table was written", err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"{error.filename or output}: error: {os_error_reason(error)}", err=True)
        sys.exit(1)
    if not quiet:
        items, sources = counted_as(rows.count, "item"), counted_as(rows.read, "document")
        click.echo(f"{output}: {items} of {sources}; {rows.failed} not read", err=True)
    sys.exit(1 if rows.failed else 0)


class _Rows:
    """Counts the rows, the documents that were read, and those that could not be, and prints the problems of these."""

    def __init__(self) -> None:
        self.count = self.read = self.failed = 0

    def of(self, documents: Iterable[ReadDocument[list[Row]]]) -> Iterator[Row]:
        """The rows of all documents."""
        for document in documents:
            for problem in document.problems:
                click.echo(str(problem), err=True)
            if document.content is None:
                self.failed += 1
                continue
            self.read += 1
            self.count += len(document.content)
            yield from document.content


def _refuse_overwrite(output: Path, names: tuple[str, ...]) -> None:
    """Raises UsageError if the table would overwrite an input."""
    inputs = [Path(name) for name in names if name != STANDARD_INPUT]
    inputs += [file for path in inputs if path.is_dir() for file in cases_or_letters(path)]
    try:
        refuse_input(output, inputs)
    except DataError as error:
        raise click.UsageError(error.without_severity()) from None


def checks_of(settings: Settings, templates: Path | None) -> Checks:
    """The rules to apply, as the settings file selects them. Raises UsageError."""
    return Checks(chosen_rules(settings).codes, templates, own_guidelines())
