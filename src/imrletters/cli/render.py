"""imrletters render: cases in, letters out."""

import sys
from pathlib import Path

import click

from imrletters.cli.files import output_folder, print_out, put, refuse_lost_files
from imrletters.cli.house import letterhead_option, templates_option
from imrletters.cli.outcome import each
from imrletters.house import Letterhead
from imrletters.inputs import Document, documents
from imrletters.letter import render
from imrletters.render import COLUMNS
from imrletters.values import COPIES, Copy

BOTH = "both"
MIDDLES: dict[Copy, str] = {"public": "", "parties": ".parties"}
SUFFIXES = {"text": ".txt", "html": ".html", "pdf": ".pdf"}


@click.command("render")
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@click.option("-o", "--output", default=".", metavar="DIR", help="Where to write the letters; - prints the one letter.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(list(SUFFIXES)),
    multiple=True,
    help="What to write; may be given again. Text and PDF unless told.",
)
@click.option(
    "--copy",
    type=click.Choice([*COPIES, BOTH]),
    default=COPIES[0],
    show_default=True,
    help="What the state publishes, or what the parties receive (written as <stem>.parties.txt and .pdf).",
)
@templates_option
@letterhead_option
@click.option("--no-attach", is_flag=True, help="Leave the case out of the PDF; verify and extract will have none.")
@click.option(
    "--width",
    type=click.IntRange(min=0),
    default=COLUMNS,
    show_default=True,
    help="Columns of the text letter; 0 leaves each paragraph on one line.",
)
def render_command(  # noqa: PLR0913 - one for each option
    cases: tuple[str, ...],
    *,
    output: str,
    formats: tuple[str, ...],
    copy: str,
    templates: Path | None,
    letterhead: Letterhead | None,
    no_attach: bool,
    width: int,
) -> None:
    """Write the letter of each CASE: a JSON file, a folder of them, a .jsonl file, or - for standard input."""
    chosen = tuple(dict.fromkeys(formats)) or ("text", "pdf")
    copies = [name for name in COPIES if copy in (name, BOTH)]
    inputs = list(documents(cases, sys.stdin.buffer))

    def written(document: Document, name: str, copy: Copy) -> bytes:
        letter = render(document.case(templates), copy, templates=templates, letterhead=letterhead)
        if name == "pdf":
            return letter.pdf(attach=not no_attach)
        return (letter.text(width) if name == "text" else letter.html()).encode()

    if output == "-":
        if len(chosen) != 1 or len(inputs) != 1 or len(copies) != 1:
            raise click.UsageError("-o - prints one letter in one format; name one case, one copy and one --format.")
        sys.exit(each(inputs, lambda document: print_out(written(document, chosen[0], copies[0]))))
    folder = output_folder(output)
    refuse_lost_files(
        folder, [(name, document.source) for document in inputs for _, _, name in _names(document, copies, chosen)]
    )

    def write(document: Document) -> None:
        finished = [
            (folder / file, written(document, name, copy)) for copy, name, file in _names(document, copies, chosen)
        ]
        for path, data in finished:
            put(path, data)

    sys.exit(each(inputs, write))


def _names(document: Document, copies: list[Copy], chosen: tuple[str, ...]) -> list[tuple[Copy, str, str]]:
    """The files that are made of one case: copy, format and name of each."""
    return [(copy, name, f"{document.stem}{MIDDLES[copy]}{SUFFIXES[name]}") for copy in copies for name in chosen]
