"""imrletters compare: two PDFs in, their differences in a person's words out."""

import sys
from pathlib import Path

import click

from imrletters.cli.house import FILE
from imrletters.compare import differences
from imrletters.errors import DataError
from imrletters.layout import Layout


@click.command("compare")
@click.argument("expected", type=FILE, metavar="A.pdf")
@click.argument("received", type=FILE, metavar="B.pdf")
def compare_command(expected: Path, received: Path) -> None:
    """Say how B.pdf differs from A.pdf in words, lines, places and types. Exits 1 if it does.

    Where words differ nothing is said of lines, and where lines break elsewhere nothing of places: these follow.
    """
    layouts = []
    for path in (expected, received):
        try:
            layouts.append(Layout.of(path.read_bytes()))
        except DataError as error:
            click.echo(str(error.at(str(path))), err=True)
    if len(layouts) < 2:
        sys.exit(1)
    wanted, here = layouts
    found = [each.said for each in differences(here, wanted)]
    click.echo("".join(f"{said}\n" for said in found), nl=False)
    sys.exit(1 if found else 0)
