"""``imrletters render``: renders cases as letters."""

import sys
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path

import click

from imrletters.batch import SUFFIXES, Format, RenderOptions, rendered_files
from imrletters.case import AUDIENCES
from imrletters.cli.inputs import for_each
from imrletters.cli.options import config_option, engine_option, letterhead_option, templates_option
from imrletters.cli.output import output_folder, refuse_overwrites, write_file, write_to_stdout
from imrletters.documents import STANDARD_INPUT, Document, documents
from imrletters.errors import LimitExceededError
from imrletters.printing import EngineName
from imrletters.rendering import COLUMNS, HouseStyle, Letterhead
from imrletters.settings import Settings

BOTH = "both"


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
    quiet: bool,
) -> None:
    """Render the letter of each CASE as text and PDF.

    CASE is a JSON file, a folder of such files, a .jsonl file (one case on each line), or - for standard input.

    Several cases are a batch: the folder also gets a manifest.jsonl with the digest of every file. After an
    interruption, run the same command again: it renders only what is missing or has changed.
    """
    options = RenderOptions(
        audiences=tuple(name for name in AUDIENCES if audience in (name, BOTH)),
        formats=tuple(dict.fromkeys(formats)) or RenderOptions.formats,
        width=width,
        attach=not no_attach,
        house_style=HouseStyle(templates, letterhead),
        engine=engine or settings.render.engine,
    )
    standard_input = BytesIO(sys.stdin.buffer.read() if STANDARD_INPUT in cases else b"")

    def read() -> Iterator[Document]:
        standard_input.seek(0)
        return documents(cases, standard_input)

    first = list(islice(read(), 2))
    if output == "-":
        if len(first) != 1 or len(options.file_names("")) != 1:
            raise click.UsageError("-o - writes one letter: name one case, one copy and one --format.")
        sys.exit(for_each(first, lambda document: write_to_stdout(*_files(document, options).values())))
    folder = output_folder(output)
    if len(first) > 1:
        from imrletters.cli.batch import render_batch  # noqa: PLC0415 - one letter needs no processes

        sys.exit(render_batch(read, folder, options, jobs=jobs, scheduler=scheduler, quiet=quiet))
    refuse_overwrites(folder, [(document.source, options.file_names(document.stem)) for document in first])

    def write(document: Document) -> None:
        for name, data in _files(document, options).items():
            write_file(folder / name, data)

    sys.exit(for_each(first, write))


def _files(document: Document, options: RenderOptions) -> dict[str, bytes]:
    """The files of one case, by name. Raises DataError with its problems, and WorkerError.

    Own templates may make an engine work without end, and are therefore printed within limits.
    """
    task = partial(rendered_files, options=options)
    try:
        if options.house_style.templates and options.printing_engine:
            from imrletters.workers import run_bounded  # noqa: PLC0415 - loads multiprocessing

            files = run_bounded(task, document)
        else:
            files = task(document)
    except LimitExceededError as error:
        raise error.at(document.source, document.line) from None
    return {file.name: file.data for file in files}
