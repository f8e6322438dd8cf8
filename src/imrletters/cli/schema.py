"""``imrletters schema``: prints the JSON Schema of a case."""

import click

from imrletters.case import case_schema_text


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a case."""
    click.echo(case_schema_text(), nl=False)
