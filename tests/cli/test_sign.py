"""The command sign: what it writes, what it says, and how it ends."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from imrletters.cli import main
from imrletters.signing.reports import signatures
from tests.signing.test_signing import GOOD, LETTER, PASSPHRASE, configuration, pkcs12_file, signed
from tests.support import sample_pdf

KEY = ("--pkcs12", "signer.p12", "--passphrase-file", "passphrase")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder of a command: two letters, keys and their passphrase; without leftovers at the end."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyhanko.yml").write_text(configuration(tmp_path))
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n")
    for name in ("one.pdf", "two.pdf"):
        (tmp_path / name).write_bytes(sample_pdf(LETTER))
    yield tmp_path
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".")]


def sign(*arguments: object, given: bytes | str | None = None) -> Result:
    return CliRunner().invoke(main, ["sign", *map(str, arguments)], input=given)


def fault(result: Result) -> str:
    """The last line of a usage message, which has no stack trace above it."""
    assert (result.exit_code, result.stdout) == (2, "")
    assert isinstance(result.exception, SystemExit)
    usage, _, _, said = result.stderr.rstrip("\n").split("\n")
    assert usage.startswith("Usage: ")
    return said


def test_letters_are_signed_beside_themselves(folder: Path) -> None:
    result = sign("one.pdf", "two.pdf", *KEY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.split() == ["one.signed.pdf", "two.signed.pdf"]
    for name in ("one", "two"):
        assert signatures((folder / f"{name}.signed.pdf").read_bytes()) == [GOOD]
        assert (folder / f"{name}.pdf").read_bytes() == sample_pdf(LETTER)


def test_they_are_written_into_the_folder_named(folder: Path) -> None:
    assert sign("one.pdf", "-o", "a/b", *KEY).stdout == "a/b/one.signed.pdf\n"
    assert signatures((folder / "a/b/one.signed.pdf").read_bytes()) == [GOOD]


def test_one_letter_can_be_read_from_and_written_to_the_standard_streams() -> None:
    result = sign("-", "-o", "-", *KEY, given=sample_pdf(LETTER))
    assert (result.exit_code, result.stderr) == (0, "")
    assert signatures(result.stdout_bytes) == [GOOD]


def test_a_signed_letter_can_be_signed_again(folder: Path) -> None:
    (folder / "one.signed.pdf").write_bytes(signed())
    assert sign("one.signed.pdf", *KEY).exit_code == 0
    assert len(signatures((folder / "one.signed.signed.pdf").read_bytes())) == 2


def test_the_passphrase_is_asked_for_and_not_shown() -> None:
    result = sign("one.pdf", "--pkcs12", "signer.p12", given=f"{PASSPHRASE}\n")
    assert (result.exit_code, result.stdout) == (0, "one.signed.pdf\n")
    assert result.stderr == "Passphrase of the PKCS#12 file: \n"


def test_a_letter_on_standard_input_is_not_taken_for_the_passphrase() -> None:
    result = sign("-", "-o", "-", "--pkcs12", "signer.p12", given=sample_pdf(LETTER))
    assert (result.exit_code, result.stdout_bytes) == (2, b"")
    assert "--passphrase-file" in result.stderr.splitlines()[-1]


def test_a_key_without_a_passphrase_is_not_asked_for_one(folder: Path) -> None:
    (folder / "open.p12").write_bytes(pkcs12_file(""))
    result = sign("one.pdf", "--pkcs12", "open.p12")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("setup", ["bundle", "files"])
def test_a_pyhanko_configuration_can_name_the_key(folder: Path, setup: str) -> None:
    assert sign("one.pdf", "--config", "pyhanko.yml", "--setup", setup).exit_code == 0
    assert signatures((folder / "one.signed.pdf").read_bytes()) == [GOOD]


@pytest.mark.parametrize("setup", ["asking", "plugged", "remote"])
def test_what_a_setup_must_be_told_is_read_or_asked_for(setup: str) -> None:
    named = ("--config", "pyhanko.yml", "--setup", setup)
    assert sign("one.pdf", *named, "--passphrase-file", "passphrase").exit_code == 0
    assert sign("one.pdf", *named, given=f"{PASSPHRASE}\n").exit_code == 0


def test_one_bad_letter_does_not_stop_the_others(folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7\nno more")
    result = sign("bad.pdf", "missing.pdf", "one.pdf", *KEY)
    assert (result.exit_code, result.stdout) == (1, "one.signed.pdf\n")
    bad, missing = result.stderr.splitlines()
    assert bad.startswith("bad.pdf: error: the PDF is damaged or cut off")
    assert missing == "missing.pdf: error: no such file or directory"
    assert not (folder / "bad.signed.pdf").exists()


def test_a_letter_is_never_written_over_another(folder: Path) -> None:
    (folder / "one.signed.pdf").write_bytes(signed())
    assert "written over a file that is read" in fault(sign("one.pdf", "one.signed.pdf", *KEY))
    (folder / "a").mkdir()
    (folder / "a" / "one.pdf").write_bytes(sample_pdf(LETTER))
    assert "both be written as one.signed.pdf" in fault(sign("one.pdf", "a/one.pdf", *KEY))
    assert (folder / "one.signed.pdf").read_bytes() == signed()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "Name the key"),
        (["--config", "pyhanko.yml"], "Name the key"),
        (["--setup", "bundle"], "Name the key"),
        ([*KEY, "--config", "pyhanko.yml", "--setup", "bundle"], "Name the key"),
        ([*KEY, "two.pdf", "-o", "-"], "-o - prints one letter"),
        (["--pkcs12", "no.p12"], "'no.p12' does not exist"),
        (["--pkcs12", "one.pdf"], "one.pdf: this is no PKCS#12 file"),
        (["--pkcs12", "signer.p12", "--passphrase-file", "pyhanko.yml"], "signer.p12: wrong passphrase"),
        (["--pkcs12", "signer.p12", "--passphrase-file", "one.pdf"], "one.pdf: not a text in UTF-8"),
        (["--config", "one.pdf", "--setup", "x"], "one.pdf: not a text in UTF-8"),
        (["--config", "pyhanko.yml", "--setup", "x"], "pyhanko.yml: no setup 'x'; the configuration has: bundle,"),
        (["--config", "pyhanko.yml", "--setup", "lost"], "pyhanko.yml: lost: wrong passphrase, or"),
        (["--config", "pyhanko.yml", "--setup", "odd"], "colour"),
        (["--config", "pyhanko.yml", "--setup", "token"], "no-such-module.so"),
        ([*KEY, "--timestamp-url", "http://127.0.0.1:9/"], "127.0.0.1"),
        ([*KEY, "--timestamp-url", "no address"], "signing failed"),
    ],
)
def test_a_wrong_call_is_told_in_a_line(folder: Path, arguments: list[str], reason: str) -> None:
    assert reason in fault(sign("one.pdf", *arguments))
    assert not (folder / "one.signed.pdf").exists()


def test_an_unanswered_question_is_a_wrong_call() -> None:
    result = sign("one.pdf", "--pkcs12", "signer.p12", given="")
    assert result.exit_code == 2
    assert "--passphrase-file" in result.stderr.splitlines()[-1]


def run(beginning: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command in a Python of its own, where no test catches what is logged."""
    script = f"{beginning}; main({['sign', *arguments]!r})"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)


def test_nothing_but_the_message_is_told_outside_of_tests() -> None:
    done = run("from imrletters.cli import main", "one.pdf", "--config", "pyhanko.yml", "--setup", "lost")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 4


def test_without_the_extra_the_command_says_what_to_install() -> None:
    done = run("import sys; sys.modules['pyhanko'] = None; from imrletters.cli import main", "one.pdf", *KEY)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'imrletters[sign]'" in done.stderr.splitlines()[-1]
