"""imrletters parse: letters in, cases out."""

import sys
from pathlib import Path

import click

from imrletters.cli.files import output_folder, print_out, put, refuse_same_names
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
    refuse_same_names([(Path(name).stem, name) for name in letters])
    folder = None if output is None and len(letters) == 1 else output_folder(output or ".")

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
            put(folder / f"{'letter' if standard else Path(name).stem}.json", text.encode())

    sys.exit(each(letters, read))
