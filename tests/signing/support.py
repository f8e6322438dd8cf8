"""A key, letters signed with it, a pyHanko configuration, and the objects of a PDF."""

# mypy: disable-error-code="no-untyped-call"

import io
import runpy
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any

import click
import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from pyhanko.cli.plugin_api import CLIContext, SigningCommandPlugin, prompt_for_password
from pyhanko.sign.signers import SimpleSigner

from imrletters.errors import LetterError
from imrletters.printing import DEFAULT, EngineName
from imrletters.signing import Signer
from imrletters.signing.reports import SignatureReport
from imrletters.signing.signers import pkcs12_signer
from imrletters.signing.signing import sign
from tests.support import ROOT, SAMPLES, sample_pdf

NAME = "A. Test Signer"
PASSPHRASE = "a passphrase for tests"  # noqa: S105 - of a key that exists during one run
LETTER = next(path for path in SAMPLES if path.stem == "mixed-decisions")
GOOD = SignatureReport(NAME, intact=True, valid=True, whole_file=True)


@cache
def key_and_certificate(*, rsa: bool = False) -> tuple[ec.EllipticCurvePrivateKey | RSAPrivateKey, x509.Certificate]:
    """A key and its certificate, the same ones in all tests of a process."""
    key, certificate = runpy.run_path(str(ROOT / "tools" / "keys.py"))["key_and_certificate"](NAME, rsa=rsa)
    return key, certificate


def pkcs12_file(passphrase: str = PASSPHRASE, *, keyless: bool = False) -> bytes:
    key, certificate = key_and_certificate()
    lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    if keyless:
        return pkcs12.serialize_key_and_certificates(None, None, None, [certificate], lock)
    return pkcs12.serialize_key_and_certificates(b"signer", key, certificate, None, lock)


def pem_files(folder: Path) -> None:
    key, certificate = key_and_certificate()
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))


def configuration(folder: Path) -> str:
    """A pyHanko configuration with setups and identities of every kind, some of them faulty."""
    (folder / "signer.p12").write_bytes(pkcs12_file())
    pem_files(folder)
    return f"""
pkcs12-setups:
  bundle: {{pfx-file: {folder}/signer.p12, pfx-passphrase: {PASSPHRASE}}}
  asking: {{pfx-file: {folder}/signer.p12}}
  lost: {{pfx-file: {folder}/lost.p12, pfx-passphrase: {PASSPHRASE}}}
  odd: {{pfx-file: {folder}/signer.p12, colour: green}}
pemder-setups:
  files: {{key-file: {folder}/key.pem, cert-file: {folder}/certificate.pem, key-passphrase: {PASSPHRASE}}}
pkcs11-setups:
  token: {{module-path: {folder}/no-such-module.so, cert-label: signer, user-pin: 1234}}
identities:
  plugged: {{plugin: pemder, parameters: {{key: {folder}/key.pem, cert: {folder}/certificate.pem}}}}
  strange: {{plugin: pemder, parameters: {{colour: green}}}}
  remote: {{plugin: tests-remote, parameters: {{credential: "7"}}}}
  absent: {{plugin: no-such-plugin}}
plugins: ["tests.signing.support:RemotePlugin"]
"""


def no_prompt(text: str) -> str:
    raise AssertionError(text)


def answer(_: str) -> str:
    return PASSPHRASE


@cache
def signer() -> SimpleSigner:
    found = pkcs12_signer(pkcs12_file(), answer)
    assert isinstance(found, SimpleSigner)
    return found


def signed(times: int = 1, engine: EngineName = DEFAULT) -> bytes:
    return _signed(times, engine)


@cache
def _signed(times: int, engine: EngineName) -> bytes:
    return sign(_signed(times - 1, engine), signer()) if times else sample_pdf(LETTER, engine=engine)


class RemotePlugin(SigningCommandPlugin):
    """Signs with the key of these tests; it replaces the plugin of a remote service."""

    subcommand_name = "tests-remote"
    help_summary = "for tests"

    def click_options(self) -> list[click.Option]:
        return [click.Option(("--credential",), type=int)]

    def create_signer(self, context: CLIContext, **kwargs: object) -> AbstractContextManager[Signer]:
        assert context.config is not None
        assert kwargs == {"credential": 7}
        return nullcontext(pkcs12_signer(pkcs12_file(), prompt_for_password))


def opened(pdf: bytes) -> Any:
    return pikepdf.open(io.BytesIO(pdf))


def refusal(pdf: bytes) -> str:
    with pytest.raises(LetterError) as caught:
        sign(pdf, signer())
    [problem] = caught.value.problems
    return str(problem)


def saved(document: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    document.save(file, **options)
    return file.getvalue()


def sample() -> Any:
    return opened(sample_pdf(LETTER))
