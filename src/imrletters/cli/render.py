"""``imrletters render``: renders cases as letters."""

import sys
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from itertools import islice
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imrletters.batch import (
    SUFFIXES,
    Format,
    NamePattern,
    RenderOptions,
    is_batch_folder,
    name_pattern,
    named,
    proofread_document,
    refuse_errors,
    rendered_files,
)
from imrletters.case import AUDIENCES
from imrletters.cli.inputs import for_each
from imrletters.cli.options import (
    chosen_rules,
    config_option,
    engine_option,
    letterhead_option,
    own_guidelines,
    table_path,
    templates_option,
)
from imrletters.cli.output import output_folder, refuse_input, refuse_overwrites, write_file, write_to_stdout
from imrletters.documents import STANDARD_INPUT, Document, case_files, documents
from imrletters.errors import DataError, LimitExceededError
from imrletters.printing import EngineName
from imrletters.rendering import COLUMNS, HouseStyle, Letterhead
from imrletters.settings import Settings

if TYPE_CHECKING:
    from imrletters.cli.report import Report

BOTH = "both"


def _pattern(_context: click.Context, _option: click.Parameter, text: str | None) -> NamePattern | None:
    try:
        return None if text is None else name_pattern(text)
    except ValueError as error:
        raise click.UsageError(f"--name: {error}") from None


@click.command("render")
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@click.option(
    "-o",
    "--output",
    default=".",
    metavar="DIR",
    help="Folder for the letters. Default: the current folder. Use - to write a single letter to standard output.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(list(SUFFIXES)),
    multiple=True,
    help="The format to write; may be repeated. Default: text and pdf.",
)
@click.option(
    "--copy",
    "audience",
    type=click.Choice([*AUDIENCES, BOTH]),
    default=AUDIENCES[0],
    show_default=True,
    help="The copy that the state publishes, the copy for the parties (<stem>.parties.txt and .parties.pdf), or both.",
)
@templates_option
@letterhead_option
@engine_option
@config_option
@click.option(
    "--no-attach", is_flag=True, help="Do not attach the case to the PDF; extract and verify then cannot be used."
)
@click.option(
    "--width",
    type=click.IntRange(min=0),
    default=COLUMNS,
    show_default=True,
    help="Line width of text letters, in columns; 0 writes each paragraph on one line.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of processes for several cases. Default: one for each core.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Render several cases on the Dask cluster with this scheduler.")
@click.option(
    "--check/--no-check",
    "check",
    default=None,
    help="Proofread each case first; one with an error gets no letter. Default: that of the settings file, or no.",
)
@click.option(
    "--name",
    "pattern",
    callback=_pattern,
    metavar="PATTERN",
    help="Name the files after fields of the case: '{case_number}' or '{case_number} {decision_date}'. Default: the "
    "name of the case file, or the case number for a line of a .jsonl file.",
)
@click.option("--sync", is_flag=True, help="These are all the cases: move the letters of all others to superseded/.")
@click.option("--dry-run", is_flag=True, help="Print what would be done with each letter and why. Writes nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result of --dry-run as JSON.")
@click.option(
    "--report",
    metavar="FILE",
    callback=table_path,
    help="Write a table with a row for each letter: .csv, .jsonl, .parquet or .xlsx. One case is then a batch too.",
)
@click.option("--quiet", is_flag=True, help="For several cases, print only problems.")
def render_command(  # noqa: PLR0913 - one for each option
    cases: tuple[str, ...],
    *,
    output: str,
    formats: tuple[Format, ...],
    audience: str,
    templates: Path | None,
    letterhead: Letterhead | None,
    engine: EngineName | None,
    settings: Settings,
    no_attach: bool,
    width: int,
    jobs: int | None,
    scheduler: str | None,
    check: bool | None,
    pattern: NamePattern | None,
    sync: bool,
    dry_run: bool,
    as_json: bool,
    report: Path | None,
    quiet: bool,
) -> None:
    """Render the letter of each CASE as text and PDF.

    CASE is a JSON file, a folder of such files, a .jsonl file (one case on each line), or - for standard input.

    Several cases, a folder or a .jsonl file are a batch: the output folder also gets a manifest.jsonl with the digest
    of every file. After an interruption, run the same command again: it renders only what is missing or has changed.
    Letters of earlier calls whose cases are refused now, have changed or are gone are moved to the folder superseded in
    it.
    """
    _refuse_wrong_usage(output, report, dry_run=dry_run, as_json=as_json)
    proofread = settings.render.check if check is None else check
    options = RenderOptions(
        audiences=tuple(name for name in AUDIENCES if audience in (name, BOTH)),
        formats=tuple(dict.fromkeys(formats)) or RenderOptions.formats,
        width=width,
        attach=not no_attach,
        house_style=HouseStyle(templates, letterhead),
        engine=engine or settings.render.engine,
        check=chosen_rules(settings).codes if proofread else None,
        guidelines=own_guidelines() if proofread else None,
    )
    standard_input = BytesIO(sys.stdin.buffer.read() if STANDARD_INPUT in cases else b"")

    def read() -> Iterator[Document]:
        standard_input.seek(0)
        return (named(document, pattern) for document in documents(cases, standard_input))

    first = list(islice(read(), 2))
    if not first:
        raise click.UsageError("there is no case to render; lock files and the folder superseded are passed over")
    if output == "-":
        if len(first) != 1 or len(options.file_names("")) != 1:
            raise click.UsageError("-o - writes one letter: name one case, one copy and one --format.")
        sys.exit(for_each(first, lambda document: write_to_stdout(*_files(document, options).values())))
    if dry_run:
        from imrletters.cli.batch_call import BatchCall  # noqa: PLC0415 - one letter is not a batch
        from imrletters.cli.dry_run import print_dry_run  # noqa: PLC0415 - one letter needs no processes

        _refuse_file(output)
        call = BatchCall(read, Path(output), options, cases, sync=sync, jobs=jobs, scheduler=scheduler)
        sys.exit(print_dry_run(call, as_json=as_json))
    folder = output_folder(output)
    if len(first) > 1 or report or is_batch_folder(folder) or _of_folder_or_lines(first[0], cases):
        from imrletters.cli.batch import render_batch  # noqa: PLC0415 - one letter needs no processes
        from imrletters.cli.batch_call import BatchCall  # noqa: PLC0415 - one letter is not a batch

        table = _report(report, settings, templates, cases) if report else None
        call = BatchCall(read, folder, options, cases, sync=sync, jobs=jobs, scheduler=scheduler, report=table)
        sys.exit(render_batch(call, quiet=quiet))
    refuse_overwrites(folder, [(document.source, options.file_names(document.stem)) for document in first])

    def write(document: Document) -> None:
        for name, data in _files(document, options).items():
            write_file(folder / name, data)

    sys.exit(for_each(first, write))


def _refuse_wrong_usage(output: str, report: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """Raises UsageError for options that exclude each other."""
    if as_json and not dry_run:
        raise click.UsageError("--json needs --dry-run.")
    if report and dry_run:
        raise click.UsageError("--dry-run writes nothing; leave out --report.")
    if output == "-" and dry_run:
        raise click.UsageError("--dry-run needs a folder: -o DIR.")


def _of_folder_or_lines(document: Document, names: tuple[str, ...]) -> bool:
    """Whether a case is in a folder or a .jsonl file that was named: these are a batch also with one case."""
    if document.data is None:
        return False
    return document.line is not None or any(Path(name).is_dir() for name in names if name != STANDARD_INPUT)


def _refuse_file(output: str) -> None:
    """Raises UsageError if a dry run names a folder that the call itself cannot make."""
    path = Path(output)
    found = next(each for each in (path, *path.parents) if lexists(each))
    if not found.is_dir():
        raise click.UsageError(f"cannot write to {output}: {found} is not a folder")


def _refuse_report(report: Path, names: tuple[str, ...]) -> None:
    """Raises UsageError if the report would overwrite a case or a manifest."""
    paths = [Path(name) for name in names if name != STANDARD_INPUT]
    try:
        refuse_input(report, [*paths, *(file for path in paths if path.is_dir() for file in case_files(path))])
    except DataError as error:
        raise click.UsageError(error.without_severity()) from None


def _report(path: Path, settings: Settings, templates: Path | None, names: tuple[str, ...]) -> "Report":
    """The report to write at the end of the batch."""
    _refuse_report(path, names)
    from imrletters.cli.report import Report  # noqa: PLC0415 - loads the rules of check
    from imrletters.cli.table import checks_of  # noqa: PLC0415 - as above

    return Report(path, checks_of(settings, templates))


def _files(document: Document, options: RenderOptions) -> dict[str, bytes]:
    """The files of one case, by name. Raises DataError with its problems, and WorkerError.

    Own templates may make an engine work without end, and are therefore printed within limits.
    """
    task = partial(rendered_files, options=options)
    findings = proofread_document(document, options)
    try:
        refuse_errors(findings)
        for finding in findings:
            click.echo(str(finding), err=True)
        if options.house_style.templates and options.printing_engine:
            from imrletters.workers import run_bounded  # noqa: PLC0415 - loads multiprocessing

            files = run_bounded(task, document)
        else:
            files = task(document)
    except LimitExceededError as error:
        raise error.at(document.source, document.line) from None
    return {file.name: file.data for file in files}
