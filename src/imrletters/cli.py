"""The command line: arguments in, files and messages out, and an exit code."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import click

from imrletters.errors import DataError, ImrlettersError
from imrletters.inputs import STANDARD_INPUT, CaseInput, case_inputs
from imrletters.letter import Letter, render
from imrletters.parse import parse
from imrletters.render import COLUMNS
from imrletters.schema import case_schema_text

T = TypeVar("T")
SUFFIXES = {"text": ".txt", "html": ".html", "pdf": ".pdf"}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="imrletters")
def main() -> None:
    """Turn case data into Independent Medical Review determination letters, and back.

    Exit codes: 0 all done, 1 the data is at fault, 2 the call is.
    """


@main.command("render")
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
    inputs = list(case_inputs(cases, sys.stdin.buffer))
    if output == "-":
        if len(chosen) != 1 or len(inputs) != 1:
            raise click.UsageError("-o - prints one letter in one format; name one case and one --format.")
        sys.exit(_each(inputs, lambda case: _print(_written(render(case.read()), chosen[0], width))))
    _refuse_same_names([(case.stem, case.source) for case in inputs])
    folder = _folder(output)

    def write(case: CaseInput) -> None:
        letter = render(case.read())
        finished = [(folder / (case.stem + SUFFIXES[name]), _written(letter, name, width)) for name in chosen]
        for path, data in finished:
            _put(path, data)
            click.echo(str(path))

    sys.exit(_each(inputs, write))


@main.command("parse")
@click.argument("letters", nargs=-1, required=True, metavar="LETTER...")
@click.option(
    "-o", "--output", metavar="DIR", help="Where to write the cases; one letter alone is printed unless told."
)
def parse_command(letters: tuple[str, ...], output: str | None) -> None:
    """Read each LETTER, a text or PDF file, back into a case."""
    _refuse_same_names([(Path(name).stem, name) for name in letters])
    printed = output is None and len(letters) == 1
    folder = None if printed else _folder(output or ".")

    def read(name: str) -> None:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
        try:
            text = parse(data).to_json()
        except DataError as error:
            raise type(error)(
                [problem.at("<stdin>" if name == STANDARD_INPUT else name) for problem in error.problems]
            ) from None
        if folder is None:
            _print(text.encode())
        else:
            path = folder / f"{'letter' if name == STANDARD_INPUT else Path(name).stem}.json"
            _put(path, text.encode())
            click.echo(str(path))

    sys.exit(_each(letters, read))


@main.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a case."""
    click.echo(case_schema_text(), nl=False)


def _each(things: Iterable[T], do: Callable[[T], None]) -> int:
    """Does one thing after the other, whatever happens to one of them. The exit code."""
    code = 0
    for thing in things:
        try:
            do(thing)
        except ImrlettersError as error:
            click.echo(str(error), err=True)
            code = 1
        except OSError as error:
            click.echo(f"{error.filename or thing}: error: {(error.strerror or str(error)).lower()}", err=True)
            code = 1
    return code


def _written(letter: Letter, name: str, width: int) -> bytes:
    if name == "pdf":
        return letter.pdf()
    return (letter.text(width) if name == "text" else letter.html()).encode()


def _print(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _folder(name: str) -> Path:
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"cannot write into {name}: {(error.strerror or str(error)).lower()}") from None
    return folder


def _refuse_same_names(named: list[tuple[str, str]]) -> None:
    """Two files under one name would leave only the second. ``named`` holds stems and sources."""
    first: dict[str, str] = {}
    for stem, source in named:
        if stem in first:
            raise click.UsageError(f"{first[stem]} and {source} would both be written as {stem}; rename one.")
        first[stem] = source


def _put(path: Path, data: bytes) -> None:
    """Writes a file under its name only when it is whole."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
