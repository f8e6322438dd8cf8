"""imrletters parse: letters in, cases out."""

import sys
from pathlib import Path

import click

from imrletters.cli.files import output_folder, print_out, put, refuse_lost_files
from imrletters.cli.outcome import each
from imrletters.errors import DataError
from imrletters.inputs import STANDARD_INPUT
from imrletters.parse import parse


@click.command("parse")
@click.argument("letters", nargs=-1, required=True, metavar="LETTER...")
@click.option(
    "-o", "--output", metavar="DIR", help="Where to write the cases; one letter alone is printed unless told."
)
def parse_command(letters: tuple[str, ...], output: str | None) -> None:
    """Read each LETTER, a text or PDF file or - for standard input, back into a case."""
    folder = None if output is None and len(letters) == 1 else output_folder(output or ".")
    if folder:
        refuse_lost_files(folder, [(_written_as(name), name) for name in letters])

    def read(name: str) -> None:
        standard = name == STANDARD_INPUT
        data = sys.stdin.buffer.read() if standard else Path(name).read_bytes()
        try:
            text = parse(data).to_json()
        except DataError as error:
            raise error.at("<stdin>" if standard else name) from None
        if folder is None:
            print_out(text.encode())
        else:
            put(folder / _written_as(name), text.encode())

    sys.exit(each(letters, read))


def _written_as(name: str) -> str:
    return "letter.json" if name == STANDARD_INPUT else f"{Path(name).stem}.json"
