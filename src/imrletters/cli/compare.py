"""``imrletters compare``: lists the differences between two PDF files."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imrletters.cli.options import FILE
from imrletters.comparison import changed_lines, differences
from imrletters.errors import DataError, ImrlettersError, WorkerError

if TYPE_CHECKING:
    from imrletters.pdf import Layout


@click.command("compare")
@click.argument("expected", type=FILE, metavar="A.pdf")
@click.argument("received", type=FILE, metavar="B.pdf")
def compare_command(expected: Path, received: Path) -> None:
    """List the differences between two PDF files.

    The words are compared first, then the line breaks, then the positions and typefaces of the characters, then the
    tags. Only the first kind that differs is listed, because the others follow from it. Images are not compared.

    Exit code 1 if the files differ.
    """
    from imrletters.workers import run_bounded  # noqa: PLC0415 - loads multiprocessing

    letters = []
    for path in (expected, received):
        try:
            letters.append(run_bounded(layout_and_tags, path.read_bytes()))
        except DataError as error:
            click.echo(str(error.at(str(path))), err=True)
        except WorkerError as error:
            raise click.ClickException(str(error)) from None
    if len(letters) < 2:
        sys.exit(1)
    try:
        found = run_bounded(described_differences, letters)
    except ImrlettersError as error:
        raise click.ClickException(str(error)) from None
    click.echo("".join(f"{line}\n" for line in found), nl=False)
    sys.exit(1 if found else 0)


def layout_and_tags(pdf: bytes) -> "tuple[Layout, str]":
    """The layout and the tags of a PDF. Raises LetterError."""
    from imrletters.pdf import Layout, open_pdf, read_pages, tag_outline  # noqa: PLC0415 - the PDF reader is loaded only in the worker process

    file = open_pdf(pdf)
    pages = read_pages(file)
    return Layout.of_pages(pages), tag_outline(file, pages)


def described_differences(letters: "list[tuple[Layout, str]]") -> list[str]:
    """The differences of the second letter from the first, one on each line."""
    (expected_layout, expected_tags), (layout, tags) = letters
    found = [difference.description for difference in differences(layout, expected_layout)]
    return found or [f"tags, {line}" for line in changed_lines(tags, expected_tags)]
