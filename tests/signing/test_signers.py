"""The signers of PKCS#12 files and of pyHanko configurations."""

# mypy: disable-error-code="no-untyped-call"

from pathlib import Path

import pytest

from imrletters.errors import LetterError, SignerError
from imrletters.signing.signers import Prompt, configured_signer, pkcs12_signer
from imrletters.signing.signing import sign
from tests.signing.support import NAME, PASSPHRASE, answer, configuration, no_prompt, pkcs12_file


@pytest.mark.parametrize(("passphrase", "prompt"), [("", no_prompt), (PASSPHRASE, answer)])
def test_the_prompt_is_called_only_if_there_is_a_passphrase(passphrase: str, prompt: Prompt) -> None:
    assert pkcs12_signer(pkcs12_file(passphrase), prompt).subject_name == NAME


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a PKCS#12 file"),
        (b"%PDF-1.7 and so on", "not a PKCS#12 file"),
        (pkcs12_file("another"), "wrong passphrase"),
        (pkcs12_file()[:200], "not a PKCS#12 file"),
        (pkcs12_file()[:-40] + bytes(40), "damaged"),
        (pkcs12_file(keyless=True), "no key"),
    ],
)
def test_a_pkcs12_file_without_a_usable_key_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(SignerError, match=reason):
        pkcs12_signer(data, answer)


@pytest.mark.parametrize("text", ["{", "- a list", "pkcs12-setups: [x]", "pkcs12-setups: {x: y}", ""])
def test_a_faulty_configuration_is_refused(text: str) -> None:
    with pytest.raises(SignerError) as caught, configured_signer(text, "x", no_prompt):
        pass
    assert "\n" not in str(caught.value)


def test_an_error_while_signing_does_not_name_the_setup(tmp_path: Path) -> None:
    with (
        pytest.raises(LetterError),
        configured_signer(configuration(tmp_path), "bundle", no_prompt) as found,
    ):
        sign(b"", found)
