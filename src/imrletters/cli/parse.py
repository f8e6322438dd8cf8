"""``imrletters parse`` and ``imrletters extract``: get cases from letters."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from imrletters.cli.inputs import for_each_letter
from imrletters.cli.options import templates_option
from imrletters.cli.output import output_folder, output_name, refuse_overwrites, write_file, write_to_stdout
from imrletters.parsing import is_pdf, parse

letters_argument = click.argument("letters", nargs=-1, required=True, metavar="LETTER...")
output_option = click.option(
    "-o",
    "--output",
    metavar="DIR",
    help="Folder for the cases. Default: standard output for one letter, the current folder for several.",
)


@click.command("parse")
@letters_argument
@output_option
@templates_option
def parse_command(letters: tuple[str, ...], output: str | None, templates: Path | None) -> None:
    """Read the text of each LETTER back into a case (JSON).

    LETTER is a text or PDF file, or - for standard input.
    """
    _write_cases(letters, output, lambda letter: parse(letter, templates, bounded=is_pdf(letter)).to_json().encode())


@click.command("extract")
@letters_argument
@output_option
def extract_command(letters: tuple[str, ...], output: str | None) -> None:
    """Extract the case (JSON) that is attached to each LETTER.

    LETTER is a PDF file, or - for standard input. The attached file is written unchanged.
    """
    from imrletters.verification import attached_case  # noqa: PLC0415 - parse does not need it
    from imrletters.workers import run_bounded  # noqa: PLC0415 - a text letter needs no process

    _write_cases(letters, output, partial(run_bounded, attached_case))


def _write_cases(letters: tuple[str, ...], output: str | None, read: Callable[[bytes], bytes]) -> None:
    folder = None if output is None and len(letters) == 1 else output_folder(output or ".")
    if folder:
        refuse_overwrites(folder, [(name, [output_name(name, ".json")]) for name in letters])

    def write(name: str, letter: bytes) -> None:
        case = read(letter)
        if folder is None:
            write_to_stdout(case)
        else:
            write_file(folder / output_name(name, ".json"), case)

    sys.exit(for_each_letter(letters, write))
