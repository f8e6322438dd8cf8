"""imrletters verify: whether letters are what the cases inside them print."""

import sys
from pathlib import Path

import click

from imrletters.cli.house_style import FILE, letterhead_option, templates_option
from imrletters.cli.letters import each_letter, source_of
from imrletters.errors import DataError
from imrletters.rendering import Letterhead
from imrletters.verification import VerificationResult, missing_from, read_manifest, verify

ANSWERS = {
    "same": "the same, byte for byte",
    "reprinted": "the same words and lines, printed by other versions or templates; its looks were not compared",
    "altered": "altered",
}


@click.command("verify")
@click.argument("letters", nargs=-1, required=True, metavar="LETTER...")
@templates_option
@letterhead_option
@click.option(
    "--manifest", type=FILE, metavar="FILE", help="The record of what was printed (JSON Lines): is each letter in it?"
)
def verify_command(
    letters: tuple[str, ...], *, templates: Path | None, letterhead: Letterhead | None, manifest: Path | None
) -> None:
    """Prove each LETTER, a PDF file or - for standard input: is it what the case inside it prints, and is it signed?

    Name the --templates and the --letterhead that it was printed with. Anybody can print another case: only a
    --manifest kept elsewhere tells that this letter is yours. Exits 1 if a letter is altered or not in the manifest.
    """
    try:
        records = list(read_manifest(manifest)) if manifest else []
    except DataError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    unsound: list[str] = []

    def prove(name: str, letter: bytes) -> None:
        result = verify(letter, templates=templates, letterhead=letterhead)
        sentences, sound = told(result), result.sound
        if manifest:
            missing = missing_from(records, result.case_number, result.digests)
            sentences.append(missing or "in the record")
            sound = sound and not missing
        click.echo(f"{source_of(name)}: {'; '.join(sentences)}")
        if not sound:
            unsound.append(name)

    code = each_letter(letters, prove)
    sys.exit(1 if code or unsound else 0)


def told(result: VerificationResult) -> list[str]:
    """What a proof says, in a person's words."""
    where = f" ({result.where})" if result.where else ""
    what = f": {result.what}" if result.what else ""
    return [f"{ANSWERS[result.answer]}{where}{what}", *result.signatures]
