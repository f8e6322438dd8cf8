"""``imrletters sign``: adds a signature to letters."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imrletters.cli.inputs import for_each_letter
from imrletters.cli.options import FILE
from imrletters.cli.output import output_folder, output_name, refuse_overwrites, write_file, write_to_stdout
from imrletters.documents import STANDARD_INPUT
from imrletters.errors import ResourceError, SignerError, os_error_reason

if TYPE_CHECKING:
    from imrletters.signing import Prompt, Signer

SIGNED = ".signed.pdf"


@click.command("sign")
@click.argument("letters", nargs=-1, required=True, metavar="LETTER...")
@click.option(
    "-o",
    "--output",
    default=".",
    metavar="DIR",
    help="Folder for the signed letters. Default: the current folder. Use - to write a letter to standard output.",
)
@click.option("--pkcs12", type=FILE, metavar="FILE", help="PKCS#12 file with the signer's key and certificate.")
@click.option(
    "--config", type=FILE, metavar="FILE", help="pyHanko configuration file, for PKCS#11 tokens and remote services."
)
@click.option("--setup", metavar="NAME", help="The setup or identity in the --config file to sign with.")
@click.option(
    "--passphrase-file",
    type=FILE,
    metavar="FILE",
    help="File whose first line is the passphrase or PIN. Default: a prompt, if one is needed.",
)
@click.option(
    "--timestamp-url", metavar="URL", help="Time stamping service (RFC 3161); the signature is then PAdES B-T."
)
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
    """Sign each LETTER (PAdES).

    LETTER is a PDF file from imrletters render, or - for standard input. The signed file is <stem>.signed.pdf. The
    bytes of the letter do not change; the signature is added at the end. A signed letter can be signed again.
    """
    if (pkcs12 is None) == (config is None) or (config is None) != (setup is None):
        raise click.UsageError("Name the key: either with --pkcs12 FILE, or with --config FILE and --setup NAME.")
    if output == "-" and len(letters) != 1:
        raise click.UsageError("-o - writes one letter: name one.")
    try:
        from imrletters import signing  # noqa: PLC0415 - an optional dependency; loading takes half a second
    except ResourceError as error:
        raise click.UsageError(str(error)) from None
    from imrletters.workers import run_bounded  # noqa: PLC0415 - loads multiprocessing

    folder = None if output == "-" else output_folder(output)
    if folder:
        refuse_overwrites(folder, [(name, [output_name(name, SIGNED)]) for name in letters])
    stamper = signing.timestamper(timestamp_url) if timestamp_url else None
    # before the prompt for the passphrase, which also reads standard input
    standard_input = sys.stdin.buffer.read() if STANDARD_INPUT in letters else b""

    def write(name: str, letter: bytes) -> None:
        run_bounded(signing.require_signable, letter)
        try:
            signed = signing.sign(letter, signer, stamper)
        except SignerError as error:  # would fail for the other letters too
            raise click.UsageError(str(error)) from None
        if folder is None:
            write_to_stdout(signed)
        else:
            write_file(folder / output_name(name, SIGNED), signed)

    try:
        with _signer(pkcs12, config, setup or "", _prompter(passphrase_file)) as signer:
            code = for_each_letter(letters, write, standard_input)
    except SignerError as error:
        raise click.UsageError(f"{config or pkcs12}: {error}") from None
    sys.exit(code)


def _signer(pkcs12: Path | None, config: Path | None, setup: str, prompt: "Prompt") -> "AbstractContextManager[Signer]":
    from imrletters.signing import configured_signer, pkcs12_signer  # noqa: PLC0415 - an optional dependency

    if pkcs12 is not None:
        return nullcontext(pkcs12_signer(_bytes(pkcs12), prompt))
    return configured_signer(_text(Path(config or "")), setup, prompt)


def _prompter(file: Path | None) -> "Prompt":
    """A function that returns the first line of the file, or prompts the user."""

    def prompt(what: str) -> str:
        if file is not None:
            return next(iter(_text(file).splitlines()), "")
        try:
            return str(click.prompt(what, hide_input=True, err=True))
        except click.Abort:
            raise click.UsageError(
                f"{what} is needed; put it into a file, and name the file with --passphrase-file."
            ) from None

    return prompt


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path}: {os_error_reason(error)}") from None


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode()
    except UnicodeDecodeError:
        raise click.UsageError(f"{path}: not UTF-8 text") from None
