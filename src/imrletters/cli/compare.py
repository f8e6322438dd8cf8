"""``imrletters compare``: lists the differences between two PDF files."""

import sys
from pathlib import Path

import click

from imrletters.cli.options import FILE
from imrletters.comparison import changed_lines, differences
from imrletters.errors import DataError


@click.command("compare")
@click.argument("expected", type=FILE, metavar="A.pdf")
@click.argument("received", type=FILE, metavar="B.pdf")
def compare_command(expected: Path, received: Path) -> None:
    """List the differences between two PDF files.

    The words are compared first, then the line breaks, then the positions and typefaces of the characters, then the
    tags. Only the first kind that differs is listed, because the others follow from it. Images are not compared.

    Exit code 1 if the files differ.
    """
    from imrletters.pdf import Layout, open_pdf, read_pages, tag_outline  # noqa: PLC0415 - the PDF reader is loaded only when a PDF is read

    letters = []
    for path in (expected, received):
        try:
            file = open_pdf(path.read_bytes())
            pages = read_pages(file)
            letters.append((Layout.of_pages(pages), tag_outline(file, pages)))
        except DataError as error:
            click.echo(str(error.at(str(path))), err=True)
    if len(letters) < 2:
        sys.exit(1)
    (expected_layout, expected_tags), (layout, tags) = letters
    found = [difference.description for difference in differences(layout, expected_layout)]
    found = found or [f"tags, {line}" for line in changed_lines(tags, expected_tags)]
    click.echo("".join(f"{line}\n" for line in found), nl=False)
    sys.exit(1 if found else 0)
