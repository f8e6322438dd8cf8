"""imrletters render: cases in, letters out."""

import sys

import click

from imrletters.cli.files import output_folder, print_out, put, refuse_same_names
from imrletters.cli.outcome import each
from imrletters.inputs import Document, documents
from imrletters.letter import Letter, render
from imrletters.render import COLUMNS

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
    "--width",
    type=click.IntRange(min=0),
    default=COLUMNS,
    show_default=True,
    help="Columns of the text letter; 0 leaves each paragraph on one line.",
)
def render_command(cases: tuple[str, ...], output: str, formats: tuple[str, ...], width: int) -> None:
    """Write the letter of each CASE: a JSON file, a folder of them, a .jsonl file, or - for standard input."""
    chosen = tuple(dict.fromkeys(formats)) or ("text", "pdf")
    inputs = list(documents(cases, sys.stdin.buffer))
    if output == "-":
        if len(chosen) != 1 or len(inputs) != 1:
            raise click.UsageError("-o - prints one letter in one format; name one case and one --format.")
        sys.exit(each(inputs, lambda document: print_out(_written(render(document.case()), chosen[0], width))))
    refuse_same_names([(document.stem, document.source) for document in inputs])
    folder = output_folder(output)

    def write(document: Document) -> None:
        letter = render(document.case())
        finished = [(folder / (document.stem + SUFFIXES[name]), _written(letter, name, width)) for name in chosen]
        for path, data in finished:
            put(path, data)

    sys.exit(each(inputs, write))


def _written(letter: Letter, name: str, width: int) -> bytes:
    if name == "pdf":
        return letter.pdf()
    return (letter.text(width) if name == "text" else letter.html()).encode()
