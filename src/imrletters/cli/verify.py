"""``imrletters verify``: prints the attached cases of letters again, and compares."""

import sys
from pathlib import Path

import click

from imrletters.cli.inputs import for_each_letter, source_name
from imrletters.cli.options import FILE, letterhead_option, templates_option
from imrletters.errors import DataError
from imrletters.manifest import Record, read_manifest
from imrletters.rendering import Letterhead
from imrletters.verification import VerificationResult, verify

ANSWERS = {
    "same": "the same, byte for byte",
    "reprinted": "the same words and lines, printed by other versions or templates; the appearance cannot be proved",
    "outdated": "not what would be printed today: other templates or another letterhead printed it; the words of its "
    "case are all there",
    "foreign": "signed by other software; the pages were not compared with what that software added",
    "altered": "altered",
}
WORST_FIRST = (1, 4, 5, 3, 0)
"""The exit codes, from the worst on."""


@click.command("verify")
@click.argument("letters", nargs=-1, required=True, metavar="LETTER...")
@templates_option
@letterhead_option
@click.option(
    "--manifest",
    type=FILE,
    metavar="FILE",
    help="Also check that each letter is in this manifest of printed letters (JSON Lines).",
)
def verify_command(
    letters: tuple[str, ...], *, templates: Path | None, letterhead: Letterhead | None, manifest: Path | None
) -> None:
    """Verify each LETTER: print its attached case again, and compare.

    LETTER is a PDF file, or - for standard input. Its signatures are checked too. Pass the --templates and --letterhead
    that it was printed with. Anyone can print a letter with other data: only a --manifest that is kept elsewhere shows
    that a letter is yours. It also proves letters of other versions.

    \b
    Exit code:
      0  every letter is proved
      1  a letter was altered, cannot be read, or is not in the manifest
         or outdated there
      3  a letter was printed by another version or other templates,
         or its signatures were not examined
      4  a letter was signed by other software
      5  a letter is not what would be printed today: other templates or
         another letterhead printed it

    Of several letters, the worst one decides: 1, then 4, then 5, then 3.
    """  # noqa: D301 - the backslash is click's mark of a paragraph that it must not wrap
    try:
        records = list(read_manifest(manifest, Record)) if manifest else None
    except DataError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    codes: set[int] = set()

    def check(name: str, letter: bytes) -> None:
        result = verify(letter, templates=templates, letterhead=letterhead, record=records, bounded=True)
        sentences = described(result)
        if records is not None:
            sentences.append(result.missing or "in the manifest")
        click.echo(f"{source_name(name)}: {'; '.join(sentences)}")
        codes.add(exit_code(result))

    codes.add(for_each_letter(letters, check))
    sys.exit(min(codes, key=WORST_FIRST.index))


def exit_code(result: VerificationResult) -> int:
    """The exit code for one letter."""
    if result.sound:
        return 0
    if result.answer == "altered" or result.missing:
        return 1
    return {"foreign": 4, "outdated": 5}.get(result.answer, 3)


def described(result: VerificationResult) -> list[str]:
    """A verification result in words: a sentence about the letter, and one about each signature."""
    where = f" ({result.where})" if result.where else ""
    what = f": {result.what}" if result.what else ""
    return [f"{ANSWERS[result.answer]}{where}{what}", *result.signatures]
