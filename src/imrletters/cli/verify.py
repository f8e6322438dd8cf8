"""``imrletters verify``: prints the attached cases of letters again, and compares."""

import sys
from pathlib import Path

import click

from imrletters.cli.inputs import for_each_letter, source_name
from imrletters.cli.options import FILE, letterhead_option, templates_option
from imrletters.errors import DataError
from imrletters.manifest import Record, read_manifest
from imrletters.rendering import Letterhead
from imrletters.verification import VerificationResult, missing_from, verify

ANSWERS = {
    "same": "the same, byte for byte",
    "reprinted": "the same words and lines, printed by other versions or templates; the appearance was not compared",
    "altered": "altered",
}


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
    that a letter is yours.

    Exit code 1 if a letter was altered, cannot be verified, or is not in the manifest.
    """
    try:
        records = list(read_manifest(manifest, Record)) if manifest else []
    except DataError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    unsound: list[str] = []

    def check(name: str, letter: bytes) -> None:
        result = verify(letter, templates=templates, letterhead=letterhead)
        sentences, sound = described(result), result.sound
        if manifest:
            missing = missing_from(records, result.case_number, result.digests)
            sentences.append(missing or "in the manifest")
            sound = sound and not missing
        click.echo(f"{source_name(name)}: {'; '.join(sentences)}")
        if not sound:
            unsound.append(name)

    code = for_each_letter(letters, check)
    sys.exit(1 if code or unsound else 0)


def described(result: VerificationResult) -> list[str]:
    """A verification result in words: a sentence about the letter, and one about each signature."""
    where = f" ({result.where})" if result.where else ""
    what = f": {result.what}" if result.what else ""
    return [f"{ANSWERS[result.answer]}{where}{what}", *result.signatures]
