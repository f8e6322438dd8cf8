"""The setups of a pyHanko configuration."""

# mypy: disable-error-code="no-untyped-call"

from pathlib import Path

import pytest

from imrletters.errors import SignerError
from imrletters.signing.reports import signatures
from imrletters.signing.signers import Prompt, configured_signer
from imrletters.signing.signing import sign
from tests.signing.support import GOOD, LETTER, answer, configuration, no_prompt
from tests.support import sample_pdf


@pytest.mark.parametrize(
    ("setup", "prompt"),
    [
        ("bundle", no_prompt),
        ("asking", answer),
        ("files", no_prompt),
        ("plugged", answer),
        ("remote", answer),
    ],
)
def test_a_setup_of_a_pyhanko_configuration_signs(tmp_path: Path, setup: str, prompt: Prompt) -> None:
    with configured_signer(configuration(tmp_path), setup, prompt) as found:
        assert signatures(sign(sample_pdf(LETTER), found)) == [GOOD]


@pytest.mark.parametrize(
    ("setup", "reason"),
    [
        ("other", "no setup 'other'; the configuration has: bundle, asking, lost, odd, files, token, plugged, strange"),
        ("asking", "wrong passphrase"),
        ("lost", "missing"),
        ("odd", "colour"),
        ("token", "no-such-module.so"),
        ("strange", "unknown parameter colour"),
        ("absent", "'no-such-plugin'"),
    ],
)
def test_a_setup_without_a_usable_key_is_refused(tmp_path: Path, setup: str, reason: str) -> None:
    with pytest.raises(SignerError, match=reason), configured_signer(configuration(tmp_path), setup, lambda _: "?"):
        pass
