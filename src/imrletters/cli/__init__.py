"""The command line: parses arguments, calls the other packages, writes files and messages, and sets the exit code.

The module of a command is imported when the command runs, so that none waits for the libraries of another one.
"""

import gc
import os
import sys
from dataclasses import replace
from importlib import import_module
from types import ModuleType
from typing import Any

import click

from imrletters.cache import use_folder
from imrletters.cli.cache_folder import chosen_folder
from imrletters.cli.standard_streams import checked_output
from imrletters.pydantic_plugins import disable_plugins

COMMANDS = {
    "check": ("check", "Proofread each CASE, a case file or a letter."),
    "clean": ("clean", "Repair the pasted text in each CASE, without changing a word."),
    "compare": ("compare", "List the differences between two PDF files."),
    "extract": ("parse", "Extract the case (JSON) that is attached to each LETTER."),
    "find": ("find", "Find the letters of a case in the manifests of a folder."),
    "guidelines": ("guidelines", "List the editions of the MTUS guidelines."),
    "merge": ("merge", "Merge LETTERS into one PDF to print and mail."),
    "migrate": ("migrate", "Rewrite each CASE file in the current version of the format."),
    "parse": ("parse", "Read the text of each LETTER back into a case (JSON)."),
    "preview": ("preview", "Show the letter of a CASE file in a browser."),
    "render": ("render", "Render the letter of each CASE as text and PDF."),
    "schema": ("schema", "Print the JSON Schema of a case."),
    "serve": ("serve", "Run the HTTP service and its review page."),
    "sign": ("sign", "Sign each LETTER (PAdES)."),
    "table": ("table", "Write a table with a row for each disputed item."),
    "templates": ("templates", "List what templates read and offer, or write an edition."),
    "verify": ("verify", "Verify each LETTER: print its attached case again, and compare."),
}
"""The module of each command, and the first line of its help."""
INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells define it."""


class LazyGroup(click.Group):
    """A group whose commands are imported by name: ``render`` is ``render_command`` in its module.

    If standard output cannot be written to, each of them ends with one error and exit code 1. After Ctrl-C, each ends
    with "interrupted", the text of the KeyboardInterrupt and exit code 130.
    """

    def main(self, *args: Any, **extra: Any) -> Any:
        """Runs the program."""
        with checked_output():
            return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that the arguments name."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as interrupt:
            click.echo("; ".join(["interrupted", *map(str, interrupt.args)]), err=True)
            ctx.exit(INTERRUPTED)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature of Group
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the signature of Group
        """The command of that name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = _imported(f"imrletters.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the signature of Group
        """Writes the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


def _imported(name: str) -> ModuleType:
    """Imports the module of a command without garbage collections, which would take a fifth of the time.

    An import allocates much and leaves no garbage, so that later collections need not examine its objects either.
    """
    disable_plugins()
    if name in sys.modules or not gc.isenabled():
        return import_module(name)
    gc.disable()
    try:
        module = import_module(name)
        gc.freeze()
    finally:
        gc.enable()
    return module


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="imrletters")
@click.option(
    "--time-limit",
    type=click.IntRange(min=1),
    metavar="SECONDS",
    help="Maximum processor time to read one PDF, or to print with your own templates. Default: 20.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(min=512),
    metavar="MB",
    help="Maximum memory of the process that does so. Default: 1024.",
)
def main(time_limit: int | None, memory_limit: int | None) -> None:
    """Render case data as Independent Medical Review determination letters, read letters back, and verify them.

    Exit codes: 0 success, 1 faulty data or an error of the system, 2 wrong usage, 130 interrupted by
    Ctrl-C.
    """
    use_folder(chosen_folder(os.environ, sys.platform))
    if time_limit or memory_limit:
        from imrletters.workers import limits_in_use, use_limits  # noqa: PLC0415 - rarely needed

        limits = limits_in_use()
        limits = replace(limits, seconds=time_limit or limits.seconds)
        use_limits(replace(limits, memory_megabytes=memory_limit or limits.memory_megabytes))
