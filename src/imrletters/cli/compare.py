"""imrletters compare: two PDFs in, their differences in a person's words out."""

import sys
from pathlib import Path

import click

from imrletters.cli.house_style import FILE
from imrletters.comparison import changed_lines, differences
from imrletters.errors import DataError


@click.command("compare")
@click.argument("expected", type=FILE, metavar="A.pdf")
@click.argument("received", type=FILE, metavar="B.pdf")
def compare_command(expected: Path, received: Path) -> None:
    """Say how B.pdf differs from A.pdf in words, lines, places and types, and in its tags. Exits 1 if it does.

    Where words differ nothing is said of lines, where lines break elsewhere nothing of places, and where any of these
    differ nothing of tags: they follow. Pictures are not compared.
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
    (wanted, tags_wanted), (here, tags) = letters
    found = [each.description for each in differences(here, wanted)]
    found = found or [f"tags, {said}" for said in changed_lines(tags, tags_wanted)]
    click.echo("".join(f"{said}\n" for said in found), nl=False)
    sys.exit(1 if found else 0)
