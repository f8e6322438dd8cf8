"""``imrletters guidelines``: lists the editions of the MTUS guidelines."""

from collections.abc import Iterator
from datetime import datetime

import click

from imrletters.cli.options import config_option, own_guidelines
from imrletters.errors import escaped
from imrletters.mtus import Edition, guideline_editions, using_guidelines

INDENTATION = " " * 13


@click.command("guidelines")
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only editions in force on this day."
)
@config_option
def guidelines_command(day: datetime | None, **_settings: object) -> None:
    """List the editions of the MTUS guidelines.

    MTUS is the Medical Treatment Utilization Schedule of California. The first line of an edition has the section of
    the regulation, the first and the last day in force, and the title that letters cite; "unknown" is a first day that
    was not seen, and "proposed" an edition whose adoption is not known. The lines below name other years that letters
    print, the edition that is meant, and the sources, each with "confirmed", "reported" or "inferred". Your own
    additions, from the file imrletters-guidelines.toml beside the settings file, are listed too.

    With --on, an edition whose first day is unknown counts from the year in its title on.
    """
    with using_guidelines(own_guidelines()):
        for edition in guideline_editions(day.date() if day else None):
            click.echo("\n".join(map(escaped, _lines(edition))))


def _lines(edition: Edition) -> Iterator[str]:
    begins = "proposed" if edition.is_proposed else edition.effective_from or "unknown"
    yield f"{edition.section:<11}  {begins!s:<10}  {edition.effective_until or ''!s:<10}  {edition.title}"
    if edition.other_years:
        yield f"{INDENTATION}also printed with the year {' or '.join(map(str, edition.other_years))}"
    yield f"{INDENTATION}{edition.version}"
    if edition.hearing:
        yield f"{INDENTATION}hearing on {edition.hearing}; no adoption is known"
    yield f"{INDENTATION}{edition.certainty}: {edition.source}"
    if (edition.title_source, edition.title_certainty) != (edition.source, edition.certainty):
        yield f"{INDENTATION}title {edition.title_certainty}: {edition.title_source}"
    if edition.own:
        yield f"{INDENTATION}added by {edition.own}"
