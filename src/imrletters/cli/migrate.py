"""``imrletters migrate``: rewrites case files in the current version of the format."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from imrletters.cli.inputs import for_each_letter, source_name
from imrletters.cli.options import templates_option
from imrletters.cli.output import output_folder, refuse_overwrites, write_file, write_to_stdout
from imrletters.documents import STANDARD_INPUT
from imrletters.errors import CaseError, Problem
from imrletters.validation import decoded, migrate_case


@click.command("migrate")
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@click.option("-o", "--output", metavar="DIR", help="Folder for the rewritten files. Default: each file is replaced.")
@templates_option
def migrate_command(cases: tuple[str, ...], output: str | None, templates: Path | None) -> None:
    """Rewrite each CASE file in the current version of the format. Nothing is lost.

    CASE is a JSON file, a .jsonl file, or - for standard input, which is written to standard output. A file is replaced
    only if something changes, and completely or not at all. A file with problems is not changed.
    """
    folder = None if output is None else output_folder(output)
    if folder:
        named = [name for name in cases if name != STANDARD_INPUT]
        refuse_overwrites(folder, [(name, [Path(name).name]) for name in named])

    def write(name: str, data: bytes) -> None:
        migrated = (_migrated_lines if name.lower().endswith(".jsonl") else migrate_case)(data, templates).encode()
        if name == STANDARD_INPUT:
            write_to_stdout(migrated)
        elif folder:
            write_file(folder / Path(name).name, migrated)
        elif migrated == data:
            click.echo(f"{source_name(name)}: no change", err=True)
        else:
            _replace(Path(name), migrated)

    sys.exit(for_each_letter(cases, write))


def _migrated_lines(data: bytes, templates: Path | None) -> str:
    """The text of a JSON Lines file with the case of each line migrated. Raises CaseError with the problems of all."""
    problems: list[Problem] = []
    lines = []
    for number, line in enumerate(decoded(data).split("\n"), start=1):
        try:
            lines.append(migrate_case(line, templates) if line.strip() else line)
        except CaseError as error:
            problems += [replace(each, line=number) for each in error.problems]
    if problems:
        raise CaseError(problems)
    return "\n".join(lines)


def _replace(file: Path, data: bytes) -> None:
    """Replaces a file, or the file to which a link points. It keeps its permissions."""
    target = file.resolve()
    mode = target.stat().st_mode
    write_file(target, data)
    target.chmod(mode)
