"""``imrletters templates``: lists what templates read and offer, prints ours, and writes a starting edition."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from imrletters.cli.options import templates_option
from imrletters.errors import HouseStyleError, os_error_reason
from imrletters.rendering import PARTIES, editions, offered_blocks, offered_fields, template_fields
from imrletters.resources import data_folder

STARTING_EDITION = Path(__file__).with_name("starting_edition.j2")
EDITION_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
ANY_EDITION = "editions/NAME.j2"


@click.group("templates", invoke_without_command=True)
@templates_option
@click.pass_context
def templates_command(context: click.Context, templates: Path | None) -> None:
    """List what templates read and offer, or write an edition.

    The list has the case fields that each template uses, and the blocks and fields that each edition offers. An
    own template can replace the blocks of the template that it extends, and print the fields. Fields that no case
    has are marked; the exit code is then 1.
    """
    if context.invoked_subcommand:
        if templates:
            raise click.UsageError(f"{context.invoked_subcommand} takes no --templates before it")
        return
    try:
        found = list(template_fields(templates))
        offers = list(_offers(templates))
    except HouseStyleError as error:
        raise click.ClickException(error.without_severity()) from None
    for field in found:
        click.echo(f"{field.template}:{field.line}: {field.field}{'' if field.known else ': no case has this field'}")
    for line in offers:
        click.echo(line)
    sys.exit(not all(field.known for field in found))


def _offers(templates: Path | None) -> Iterator[str]:
    """What an own template may replace and print."""
    for name in [*(f"editions/{edition}.j2" for edition in editions(templates)), PARTIES]:
        for block in sorted(offered_blocks(name, templates).values()):
            yield f"{name} offers block {block.name} ({block.template}:{block.line})"
    public = offered_fields("public")
    yield from (f"{ANY_EDITION} offers field {field}" for field in public)
    yield from (f"{PARTIES} offers field {field}" for field in offered_fields("parties") if field not in public)


@templates_command.command("show")
@click.argument("name")
def show_command(name: str) -> None:
    """Print our template NAME, such as letter.j2, whose comments state the rules of its blocks."""
    ours = data_folder("templates")
    names = sorted(path.relative_to(ours).as_posix() for path in ours.rglob("*") if path.is_file())
    if name not in names:
        raise click.UsageError(f"got {name!r}; expected one of our templates: {', '.join(names)}")
    click.echo((ours / name).read_text(encoding="utf-8"), nl=False)


@templates_command.command("new")
@click.argument("name")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default="templates", metavar="DIR",
              help="The folder of your templates. Default: templates.")  # fmt: skip
def new_command(name: str, output: Path) -> None:
    """Write a starting edition NAME with comments to DIR/editions/NAME.j2, and print its path.

    A file that exists is not overwritten.
    """
    if not EDITION_NAME.fullmatch(name) or name in editions():
        ours = ", ".join(editions())
        raise click.UsageError(
            f"got the name {name!r}; expected letters, digits, '.', '_' and '-', and none of ours: {ours}"
        )
    path = output / "editions" / f"{name}.j2"
    text = STARTING_EDITION.read_text(encoding="utf-8").replace("NAME", name).replace("DIR", str(output))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise click.ClickException(f"{path}: the file exists already; it is not overwritten") from None
    except OSError as error:
        raise click.ClickException(f"{path}: {os_error_reason(error)}") from None
    click.echo(str(path))
