"""``imrletters clean``: repairs the pasted text in case files."""

import sys

import click

from imrletters.cleaning import CaseRepair, clean
from imrletters.cli.inputs import for_each_letter, source_name
from imrletters.cli.output import output_folder, output_name, refuse_overwrites, write_file, write_to_stdout
from imrletters.errors import Problem


@click.command("clean")
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    help="Folder for the repaired cases. Default: standard output for one case, the current folder for several.",
)
def clean_command(cases: tuple[str, ...], output: str | None) -> None:
    """Repair the pasted text in each CASE, without changing a word.

    CASE is a JSON file, or - for standard input. Every repair is reported; what has no certain repair stays, and is a
    problem of the case for the other commands.
    """
    folder = None if output is None and len(cases) == 1 else output_folder(output or ".")
    if folder:
        refuse_overwrites(folder, [(name, [output_name(name, ".json")]) for name in cases])

    def write(name: str, data: bytes) -> None:
        cleaned = clean(data)
        if folder is None:
            write_to_stdout(cleaned.text.encode())
        else:
            write_file(folder / output_name(name, ".json"), cleaned.text.encode())
        for repair in cleaned.repairs:
            click.echo(str(_note(repair).at(source_name(name))), err=True)

    sys.exit(for_each_letter(cases, write))


def _note(found: CaseRepair) -> Problem:
    return Problem(found.repair.message, found.pointer, line=found.line, column=found.column, severity="note")
