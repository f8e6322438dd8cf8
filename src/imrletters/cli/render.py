"""imrletters render: cases in, letters out."""

import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path

import click

from imrletters.batch import SUFFIXES, Format, RenderOptions, make
from imrletters.case import AUDIENCES
from imrletters.cli.batch import render_batch
from imrletters.cli.files import output_folder, print_out, put, refuse_lost_files
from imrletters.cli.house_style import letterhead_option, templates_option
from imrletters.cli.outcome import each
from imrletters.documents import STANDARD_INPUT, Document, documents
from imrletters.errors import CaseError
from imrletters.rendering import COLUMNS, HouseStyle, Letterhead

BOTH = "both"


@click.command("render")
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@click.option("-o", "--output", default=".", metavar="DIR", help="Where to write the letters; - prints the one letter.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(list(SUFFIXES)),
    multiple=True,
    help="What to write; may be given again. Text and PDF unless told.",
)
@click.option(
    "--copy",
    "audience",
    type=click.Choice([*AUDIENCES, BOTH]),
    default=AUDIENCES[0],
    show_default=True,
    help="What the state publishes, or what the parties receive (written as <stem>.parties.txt and .pdf).",
)
@templates_option
@letterhead_option
@click.option("--no-attach", is_flag=True, help="Leave the case out of the PDF; verify and extract will have none.")
@click.option(
    "--width",
    type=click.IntRange(min=0),
    default=COLUMNS,
    show_default=True,
    help="Columns of the text letter; 0 leaves each paragraph on one line.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes for many cases; all cores unless told."
)
@click.option("--scheduler", metavar="ADDRESS", help="Share many cases among the machines of a Dask cluster.")
@click.option("--quiet", is_flag=True, help="Of many cases, tell only the problems.")
def render_command(  # noqa: PLR0913 - one for each option
    cases: tuple[str, ...],
    *,
    output: str,
    formats: tuple[Format, ...],
    audience: str,
    templates: Path | None,
    letterhead: Letterhead | None,
    no_attach: bool,
    width: int,
    jobs: int | None,
    scheduler: str | None,
    quiet: bool,
) -> None:
    """Write the letter of each CASE: a JSON file, a folder of them, a .jsonl file, or - for standard input.

    More than one case is a batch: DIR then gets a manifest.jsonl too, with the digests of all files. Whatever stops a
    batch, the same command goes on where it stopped, and makes only what is missing or changed.
    """
    options = RenderOptions(
        audiences=tuple(name for name in AUDIENCES if audience in (name, BOTH)),
        formats=tuple(dict.fromkeys(formats)) or RenderOptions.formats,
        width=width,
        attach=not no_attach,
        house_style=HouseStyle(templates, letterhead),
    )
    standard = BytesIO(sys.stdin.buffer.read() if STANDARD_INPUT in cases else b"")

    def read() -> Iterator[Document]:
        standard.seek(0)
        return documents(cases, standard)

    first = list(islice(read(), 2))
    if output == "-":
        if len(first) != 1 or len([*options.files("")]) != 1:
            raise click.UsageError("-o - prints one letter in one format; name one case, one copy and one --format.")
        sys.exit(each(first, lambda document: print_out(*_made(document, options).values())))
    folder = output_folder(output)
    if len(first) > 1:
        sys.exit(render_batch(read, folder, options, jobs=jobs, scheduler=scheduler, quiet=quiet))
    refuse_lost_files(folder, [(name, each.source) for each in first for _, _, name in options.files(each.stem)])

    def write(document: Document) -> None:
        for name, data in _made(document, options).items():
            put(folder / name, data)

    sys.exit(each(first, write))


def _made(document: Document, options: RenderOptions) -> dict[str, bytes]:
    """The files of one case. Raises DataError for its problems."""
    outcome = make(document, options)
    if outcome.problems:
        raise CaseError(outcome.problems)
    return outcome.files
