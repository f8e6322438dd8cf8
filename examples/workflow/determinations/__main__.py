"""The command line of the workflow. Exit codes: 0 success, 1 the determination is refused, 2 incorrect usage."""

import sqlite3
import sys
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path

from imrletters import DataError, ImrlettersError

from determinations import workflow
from determinations.store import RefusedError, Store


def main() -> int:
    """Runs one command and lists the versions of its determination."""
    arguments = parser().parse_args()
    number = arguments.case_number
    try:
        with closing(Store(arguments.database)) as store:
            match arguments.command:
                case "draft":
                    workflow.draft(store, number, Path(arguments.file).read_bytes())
                case "edit":
                    workflow.edit(store, number, Path(arguments.file).read_bytes())
                case "check":
                    for warning in workflow.check(store, number):
                        print(warning)
                case "issue":
                    workflow.issue(store, number)
                case "correct":
                    workflow.correct(store, number, arguments.error)
                case "case":
                    Path(arguments.file).write_bytes(store.versions(number)[-1].case_file)
                case "letter":
                    Path(arguments.file).write_bytes(store.letter(number, arguments.copy, arguments.version))
            print(*store.versions(number), sep="\n")
    except DataError as error:
        print(error, file=sys.stderr)
    except (RefusedError, ImrlettersError, OSError, sqlite3.Error) as error:
        print(f"error: {error}", file=sys.stderr)
    else:
        return 0
    return 1


def parser() -> ArgumentParser:
    """The commands and their arguments."""
    main_parser = ArgumentParser(
        "determinations", description="Manage determinations, from a draft to the issued letters."
    )
    main_parser.add_argument("--database", type=Path, default=Path("determinations.db"), metavar="FILE")
    commands = main_parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, help_text, *names in (
        ("draft", "create a determination as a draft", "file"),
        ("edit", "replace the case file; the status becomes draft", "file"),
        ("check", "proofread the case"),
        ("issue", "print, verify and store the letters"),
        ("correct", "create a version that replaces the issued one", "error"),
        ("case", "write the case file of the newest version", "file"),
        ("letter", "write an issued letter: the newest, or that of --version", "copy", "file"),
        ("versions", "list the versions"),
    ):
        command = commands.add_parser(name, help=help_text, description=help_text)
        command.add_argument("case_number")
        for argument in names:
            command.add_argument(argument, choices=workflow.AUDIENCES if argument == "copy" else None)
        if name == "letter":
            command.add_argument("--version", type=int)
    return main_parser


if __name__ == "__main__":
    sys.exit(main())
