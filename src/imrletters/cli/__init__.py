"""The command line: parses arguments, calls the other packages, writes files and messages, and sets the exit code."""

import click

from imrletters.cli.check import check_command
from imrletters.cli.compare import compare_command
from imrletters.cli.guidelines import guidelines_command
from imrletters.cli.parse import extract_command, parse_command
from imrletters.cli.preview import preview_command
from imrletters.cli.render import render_command
from imrletters.cli.schema import schema_command
from imrletters.cli.serve import serve_command
from imrletters.cli.sign import sign_command
from imrletters.cli.templates import templates_command
from imrletters.cli.verify import verify_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="imrletters")
def main() -> None:
    """Render case data as Independent Medical Review determination letters, read letters back, and verify them.

    Exit codes: 0 success, 1 faulty data or an error of the system, 2 wrong usage.
    """


for command in (
    render_command,
    parse_command,
    extract_command,
    verify_command,
    compare_command,
    check_command,
    schema_command,
    guidelines_command,
    templates_command,
    sign_command,
    serve_command,
    preview_command,
):
    main.add_command(command)
