"""imrletters sign: letters in, the same letters with a signature out."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imrletters.cli.files import output_folder, print_out, put, refuse_lost_files
from imrletters.cli.house_style import FILE
from imrletters.cli.letters import each_letter, written_as
from imrletters.documents import STANDARD_INPUT
from imrletters.errors import ResourceError, SignerError

if TYPE_CHECKING:
    from imrletters.signing import Ask, Signer

SIGNED = ".signed.pdf"


@click.command("sign")
@click.argument("letters", nargs=-1, required=True, metavar="LETTER...")
@click.option("-o", "--output", default=".", metavar="DIR", help="Where to write; - prints the one signed letter.")
@click.option("--pkcs12", type=FILE, metavar="FILE", help="The signer's key and certificate (.p12, .pfx).")
@click.option(
    "--config", type=FILE, metavar="FILE", help="A pyHanko configuration; PKCS#11 tokens and plugins need it."
)
@click.option("--setup", metavar="NAME", help="The setup or identity in that configuration to sign with.")
@click.option("--passphrase-file", type=FILE, metavar="FILE", help="Its first line; asked for unless given.")
@click.option("--timestamp-url", metavar="URL", help="A time stamping service (RFC 3161); makes it PAdES B-T.")
def sign_command(  # noqa: PLR0913 - one for each option
    letters: tuple[str, ...],
    *,
    output: str,
    pkcs12: Path | None,
    config: Path | None,
    setup: str | None,
    passphrase_file: Path | None,
    timestamp_url: str | None,
) -> None:
    """Sign each LETTER, a PDF file that render wrote or - for standard input: PAdES, written as <stem>.signed.pdf.

    The signature comes after the bytes of the letter, which stay as they are. Another one can be added later.
    """
    if (pkcs12 is None) == (config is None) or (config is None) != (setup is None):
        raise click.UsageError("Name the key: either --pkcs12 FILE, or --config FILE with --setup NAME.")
    if output == "-" and len(letters) != 1:
        raise click.UsageError("-o - prints one letter; name one.")
    try:
        from imrletters import signing  # noqa: PLC0415 - an extra, and half a second that the others do without
    except ResourceError as error:
        raise click.UsageError(str(error)) from None
    folder = None if output == "-" else output_folder(output)
    if folder:
        refuse_lost_files(folder, [(written_as(name, SIGNED), name) for name in letters])
    stamper = signing.timestamper(timestamp_url) if timestamp_url else None
    # before the passphrase is asked for, which would take the letter for the answer
    piped = sys.stdin.buffer.read() if STANDARD_INPUT in letters else b""

    def write(name: str, letter: bytes) -> None:
        try:
            signed = signing.sign(letter, signer, stamper)
        except SignerError as error:  # the others would fare no better
            raise click.UsageError(str(error)) from None
        if folder is None:
            print_out(signed)
        else:
            put(folder / written_as(name, SIGNED), signed)

    try:
        with _signer(pkcs12, config, setup or "", _asker(passphrase_file)) as signer:
            code = each_letter(letters, write, piped)
    except SignerError as error:
        raise click.UsageError(f"{config or pkcs12}: {error}") from None
    sys.exit(code)


def _signer(pkcs12: Path | None, config: Path | None, setup: str, ask: "Ask") -> "AbstractContextManager[Signer]":
    from imrletters.signing import configured_signer, pkcs12_signer  # noqa: PLC0415 - as above

    if pkcs12 is not None:
        return nullcontext(pkcs12_signer(_bytes(pkcs12), ask))
    return configured_signer(_text(Path(config or "")), setup, ask)


def _asker(file: Path | None) -> "Ask":
    """Gives the passphrase in a file, or asks a person for it."""

    def ask(what: str) -> str:
        if file is not None:
            return next(iter(_text(file).splitlines()), "")
        try:
            return str(click.prompt(what, hide_input=True, err=True))
        except click.Abort:
            raise click.UsageError(f"{what} is needed; name a file that holds it with --passphrase-file.") from None

    return ask


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from None


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode()
    except UnicodeDecodeError:
        raise click.UsageError(f"{path}: not a text in UTF-8") from None
