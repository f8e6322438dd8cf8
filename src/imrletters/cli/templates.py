"""``imrletters templates``: lists the case fields that each template uses."""

import sys
from pathlib import Path

import click

from imrletters.cli.options import templates_option
from imrletters.errors import HouseStyleError
from imrletters.rendering import template_fields


@click.command("templates")
@templates_option
def templates_command(templates: Path | None) -> None:
    """List the case fields that each template uses.

    Fields that no case has are marked; the exit code is then 1.
    """
    try:
        found = list(template_fields(templates))
    except HouseStyleError as error:
        raise click.ClickException(str(error)) from None
    for field in found:
        click.echo(f"{field.template}:{field.line}: {field.field}{'' if field.known else ': no case has this field'}")
    sys.exit(not all(field.known for field in found))
