"""imrletters guidelines: the editions of the MTUS that were in force."""

from datetime import datetime

import click

from imrletters.mtus import editions_in_force, guideline_sections


@click.command("guidelines")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only those in force on this day.")
def guidelines_command(day: datetime | None) -> None:
    """List the guideline editions of the Medical Treatment Utilization Schedule, as letters cite them."""
    editions = (
        editions_in_force(day.date())
        if day
        else [edition for section in guideline_sections() for edition in section.editions]
    )
    for edition in editions:
        until = edition.effective_until or ""
        click.echo(f"{edition.section:<11}  {edition.effective_from}  {until!s:<10}  {edition.title}")
