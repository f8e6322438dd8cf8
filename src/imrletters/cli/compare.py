"""``imrletters compare``: lists the differences between two PDF files, and shows them on their pages."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imrletters.cli.options import FILE
from imrletters.comparison import changed_lines, differences, every_difference
from imrletters.errors import DataError, ImrlettersError, WorkerError, os_error_reason

if TYPE_CHECKING:
    from imrletters.cli.page_comparison import ComparedPage
    from imrletters.pdf import Layout

NO_PICTURES = "pictures of pages need another library: pip install 'imrletters[testing]'"


@click.command("compare")
@click.argument("expected", type=FILE, metavar="A.pdf")
@click.argument("received", type=FILE, metavar="B.pdf")
@click.option("--all", "every_level", is_flag=True, help="List the differences of every kind, even if words differ.")
@click.option(
    "--pictures",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder for pictures of the pages that differ, with the differences in red.",
)
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="HTML page with the differences, and the pages that differ side by side.",
)
def compare_command(
    expected: Path,
    received: Path,
    every_level: bool,  # noqa: FBT001 - click passes options as arguments
    pictures: Path | None,
    html: Path | None,
) -> None:
    """List the differences between two PDF files.

    The words are compared first, then the line breaks, then the positions and typefaces of the characters, then the
    tags, and with --pictures or --html the drawn pages. Only the first kind that differs is listed, because the others
    follow from it; --all lists every kind.

    Exit code 1 if the files differ.
    """
    from imrletters.workers import run_bounded  # noqa: PLC0415 - loads multiprocessing

    files = [path.read_bytes() for path in (expected, received)]
    letters = []
    for path, pdf in zip((expected, received), files, strict=True):
        try:
            letters.append(run_bounded(layout_and_tags, pdf))
        except DataError as error:
            click.echo(str(error.at(str(path))), err=True)
        except WorkerError as error:
            raise click.ClickException(str(error)) from None
    if len(letters) < 2:
        sys.exit(1)
    try:
        found = run_bounded(all_differences if every_level else first_differences, letters)
        pages = _compared_pages(files) if pictures or html else []
    except ImrlettersError as error:
        raise click.ClickException(error.without_severity()) from None
    drawn = [f"page {page.number} {page.change}" for page in pages if page.change]
    found += drawn if every_level or not found else []
    _write_pages(pages, (str(expected), str(received)), found, pictures, html)
    click.echo("".join(f"{line}\n" for line in found), nl=False)
    sys.exit(1 if found else 0)


def _compared_pages(files: list[bytes]) -> "list[ComparedPage]":
    """The pages of the two files. Raises LimitExceededError, or ClickException without the library."""
    from imrletters.cli.page_comparison import can_draw, compared_pages  # noqa: PLC0415 - rarely needed
    from imrletters.workers import run_bounded  # noqa: PLC0415 - loads multiprocessing

    if not can_draw():
        raise click.ClickException(NO_PICTURES)
    return run_bounded(compared_pages, (files[0], files[1]))


def _write_pages(
    pages: "list[ComparedPage]", names: tuple[str, str], found: list[str], pictures: Path | None, html: Path | None
) -> None:
    """Writes what the options name. Raises ClickException if the system fails."""
    from imrletters.cli.page_comparison import html_page, write_pictures  # noqa: PLC0415 - rarely needed
    from imrletters.files import write_atomically  # noqa: PLC0415 - rarely needed

    try:
        if pictures:
            write_pictures(pages, pictures)
        if html:
            write_atomically(html, html_page(pages, names, found).encode())
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {os_error_reason(error)}") from None


def layout_and_tags(pdf: bytes) -> "tuple[Layout, str]":
    """The layout and the tags of a PDF. Raises LetterError."""
    from imrletters.pdf import Layout, open_pdf, read_pages, tag_outline  # noqa: PLC0415 - the PDF reader is loaded only in the worker process

    file = open_pdf(pdf)
    pages = read_pages(file)
    return Layout.of_pages(pages), tag_outline(file, pages)


def first_differences(letters: "list[tuple[Layout, str]]") -> list[str]:
    """The differences of the second letter from the first, of the first kind that differs, one on each line."""
    (expected_layout, expected_tags), (layout, tags) = letters
    found = [difference.description for difference in differences(layout, expected_layout)]
    return found or [f"tags, {line}" for line in changed_lines(tags, expected_tags)]


def all_differences(letters: "list[tuple[Layout, str]]") -> list[str]:
    """The differences of the second letter from the first, of every kind, one on each line."""
    (expected_layout, expected_tags), (layout, tags) = letters
    found = [difference.description for difference in every_difference(layout, expected_layout)]
    return found + [f"tags, {line}" for line in changed_lines(tags, expected_tags)]
