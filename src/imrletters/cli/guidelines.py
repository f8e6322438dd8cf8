"""``imrletters guidelines``: lists the editions of the MTUS guidelines."""

from datetime import datetime

import click

from imrletters.mtus import guideline_editions


@click.command("guidelines")
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only editions in force on this day."
)
def guidelines_command(day: datetime | None) -> None:
    """List the editions of the MTUS guidelines.

    MTUS is the Medical Treatment Utilization Schedule of California. Each line has the section of the regulation, the
    first and the last day in force, and the title that letters cite.
    """
    for edition in guideline_editions(day.date() if day else None):
        until = edition.effective_until or ""
        click.echo(f"{edition.section:<11}  {edition.effective_from}  {until!s:<10}  {edition.title}")
