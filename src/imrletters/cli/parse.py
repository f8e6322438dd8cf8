"""imrletters parse and extract: letters in; the cases that they tell, or that travel inside them, out."""

import sys
from collections.abc import Callable

import click

from imrletters.cli.files import output_folder, print_out, put, refuse_lost_files
from imrletters.cli.letters import each_letter, written_as
from imrletters.parsing import parse

letters_argument = click.argument("letters", nargs=-1, required=True, metavar="LETTER...")
output_option = click.option(
    "-o", "--output", metavar="DIR", help="Where to write the cases; one letter alone is printed unless told."
)


@click.command("parse")
@letters_argument
@output_option
def parse_command(letters: tuple[str, ...], output: str | None) -> None:
    """Read each LETTER, a text or PDF file or - for standard input, back into a case."""
    _write_cases(letters, output, lambda letter: parse(letter).to_json().encode())


@click.command("extract")
@letters_argument
@output_option
def extract_command(letters: tuple[str, ...], output: str | None) -> None:
    """Give back the case that travels inside each LETTER, a PDF file or - for standard input, as it is."""
    from imrletters.verification import attached_case  # noqa: PLC0415 - the PDF reader is loaded only when a PDF is read

    _write_cases(letters, output, attached_case)


def _write_cases(letters: tuple[str, ...], output: str | None, read: Callable[[bytes], bytes]) -> None:
    folder = None if output is None and len(letters) == 1 else output_folder(output or ".")
    if folder:
        refuse_lost_files(folder, [(written_as(name, ".json"), name) for name in letters])

    def write(name: str, letter: bytes) -> None:
        case = read(letter)
        if folder is None:
            print_out(case)
        else:
            put(folder / written_as(name, ".json"), case)

    sys.exit(each_letter(letters, write))
