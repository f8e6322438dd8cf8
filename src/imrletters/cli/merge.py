"""``imrletters merge``: merges letters into one PDF to print and mail."""

import sys
from pathlib import Path

import click

from imrletters.case import AUDIENCES
from imrletters.cli.output import refuse_input
from imrletters.cli.text_table import counted_as
from imrletters.errors import ImrlettersError, escaped, os_error_reason, plain_or_quoted
from imrletters.mailing import cases_without_letter, letters_to_mail, merge
from imrletters.manifest import BatchRecord

MAX_LISTED = 20
"""The number of cases without a letter that are listed."""


@click.command("merge")
@click.argument("letters", nargs=-1, required=True, metavar="LETTERS...", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The PDF file to write.",
)
@click.option(
    "--duplex",
    is_flag=True,
    help="Add blank pages, so that each letter begins on a right-hand page.",
)
@click.option(
    "--copy",
    "audience",
    type=click.Choice([*AUDIENCES, "both"]),
    default="both",
    show_default=True,
    help="The copies to take from the folders of batches.",
)
def merge_command(letters: tuple[Path, ...], *, output: Path, duplex: bool, audience: str) -> None:
    """Merge LETTERS into one PDF to print and mail.

    LETTERS are PDF files, in the order given, or folders of batches: their PDFs, in the order of manifest.jsonl, each
    with the digest that is recorded there. The cases of these batches without a letter are listed. Tags, bookmarks and
    languages are kept.

    The result is a print file. It carries no case, no attachment and no signature; verify the letters themselves. If a
    letter cannot be merged, or is named twice, no file is written.
    """
    wanted = [name for name in AUDIENCES if audience in (name, "both")]
    try:
        refuse_input(output, letters)
        made = merge(letters_to_mail(letters, wanted), output, duplex=duplex)
        without = list(cases_without_letter(letters, wanted))
    except ImrlettersError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"{plain_or_quoted(str(error.filename or output))}: error: {os_error_reason(error)}", err=True)
        sys.exit(1)
    click.echo(str(output))
    blank = f", {counted_as(made.blank_pages, 'blank page')}" if duplex else ""
    click.echo(f"{counted_as(made.letters, 'letter')}, {counted_as(made.pages, 'page')}{blank}", err=True)
    if without:
        _print_without(without)


def _print_without(without: list[tuple[str, BatchRecord]]) -> None:
    """Prints the cases of folders that have no letter in the print file, with the reason for each."""
    click.echo(f"{counted_as(len(without), 'case')} without a letter to mail:", err=True)
    for folder, record in without[:MAX_LISTED]:
        reason = record.outdated or ("refused" if record.problems else "no PDF of these copies")
        click.echo(f"  {escaped(folder)}: {escaped(record.case_number or record.stem)}: {escaped(reason)}", err=True)
    if len(without) > MAX_LISTED:
        click.echo(f"  and {len(without) - MAX_LISTED} more", err=True)
