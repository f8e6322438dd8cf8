"""imrletters templates: what each template reads of a case."""

import sys
from pathlib import Path

import click

from imrletters.cli.house_style import templates_option
from imrletters.errors import HouseStyleError
from imrletters.rendering import template_fields


@click.command("templates")
@templates_option
def templates_command(templates: Path | None) -> None:
    """List the fields that each template reads, and whether a case has them. Exits 1 where one has not."""
    try:
        found = list(template_fields(templates))
    except HouseStyleError as error:
        raise click.ClickException(str(error)) from None
    for field in found:
        click.echo(f"{field.template}:{field.line}: {field.field}{'' if field.known else ': no case has this'}")
    sys.exit(not all(field.known for field in found))
