"""The command line of the workflow: 0 if all is well, 1 if the determination is refused, 2 if the call is at fault."""

import sqlite3
import sys
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path

from imrletters import DataError, ImrlettersError

from determinations import workflow
from determinations.store import RefusedError, Store


def main() -> int:
    """Does one command."""
    given = parser().parse_args()
    number = given.case_number
    try:
        with closing(Store(given.database)) as store:
            match given.command:
                case "draft":
                    workflow.draft(store, number, Path(given.file).read_bytes())
                case "edit":
                    workflow.edit(store, number, Path(given.file).read_bytes())
                case "check":
                    for warning in workflow.check(store, number):
                        print(warning)
                case "issue":
                    workflow.issue(store, number)
                case "correct":
                    workflow.correct(store, number, given.error)
                case "case":
                    Path(given.file).write_bytes(store.versions(number)[-1].case_file)
                case "letter":
                    Path(given.file).write_bytes(store.letter(number, given.copy, given.version))
            print(*store.versions(number), sep="\n")
    except DataError as error:
        print(error, file=sys.stderr)
    except (RefusedError, ImrlettersError, OSError, sqlite3.Error) as error:
        print(f"error: {error}", file=sys.stderr)
    else:
        return 0
    return 1


def parser() -> ArgumentParser:
    """The commands and what each is told; every command ends with a list of the versions."""
    whole = ArgumentParser("determinations", description="The way of a determination from a draft to its letters.")
    whole.add_argument("--database", type=Path, default=Path("determinations.db"), metavar="FILE")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, what, *more in (
        ("draft", "begins a determination", "file"),
        ("edit", "gives it another case file; it is a draft again", "file"),
        ("check", "proofreads it"),
        ("issue", "prints, proves and stores its letters"),
        ("correct", "begins a version that replaces the issued one", "error"),
        ("case", "writes the case file of the newest version", "file"),
        ("letter", "writes an issued letter, the newest or that of --version", "copy", "file"),
        ("versions", "lists its versions"),
    ):
        command = commands.add_parser(name, help=what, description=what)
        command.add_argument("case_number")
        for each in more:
            command.add_argument(each, choices=workflow.AUDIENCES if each == "copy" else None)
        if name == "letter":
            command.add_argument("--version", type=int)
    return whole


if __name__ == "__main__":
    sys.exit(main())
