"""The command sign: files, messages and exit codes."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from imrletters.signing.reports import signatures
from tests.cli.command import imrletters
from tests.signing.support import GOOD, LETTER, PASSPHRASE, configuration, pkcs12_file, signed
from tests.support import sample_pdf

KEY = ("--pkcs12", "signer.p12", "--passphrase-file", "passphrase")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder of a command: two letters, keys and their passphrase; without temporary files at the end."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyhanko.yml").write_text(configuration(tmp_path))
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n")
    for name in ("one.pdf", "two.pdf"):
        (tmp_path / name).write_bytes(sample_pdf(LETTER))
    yield tmp_path
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".")]


def sign(*arguments: object, standard_input: bytes | str | None = None) -> Result:
    return imrletters("sign", *arguments, standard_input=standard_input)


def usage_error(result: Result) -> str:
    """The last line of a usage message without a traceback."""
    assert (result.exit_code, result.stdout) == (2, "")
    assert isinstance(result.exception, SystemExit)
    usage, _, _, message = result.stderr.rstrip("\n").split("\n")
    assert usage.startswith("Usage: ")
    return message


def test_signed_letters_are_written_to_the_current_folder(folder: Path) -> None:
    result = sign("one.pdf", "two.pdf", *KEY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.split() == ["one.signed.pdf", "two.signed.pdf"]
    for name in ("one", "two"):
        assert signatures((folder / f"{name}.signed.pdf").read_bytes()) == [GOOD]
        assert (folder / f"{name}.pdf").read_bytes() == sample_pdf(LETTER)


def test_signed_letters_are_written_to_the_given_folder(folder: Path) -> None:
    assert sign("one.pdf", "-o", "a/b", *KEY).stdout == "a/b/one.signed.pdf\n"
    assert signatures((folder / "a/b/one.signed.pdf").read_bytes()) == [GOOD]


def test_one_letter_can_be_read_from_standard_input_and_written_to_standard_output() -> None:
    result = sign("-", "-o", "-", *KEY, standard_input=sample_pdf(LETTER))
    assert (result.exit_code, result.stderr) == (0, "")
    assert signatures(result.stdout_bytes) == [GOOD]


def test_a_signed_letter_can_be_signed_again(folder: Path) -> None:
    (folder / "one.signed.pdf").write_bytes(signed())
    assert sign("one.signed.pdf", *KEY).exit_code == 0
    assert len(signatures((folder / "one.signed.signed.pdf").read_bytes())) == 2


def test_the_prompt_for_the_passphrase_does_not_show_it() -> None:
    result = sign("one.pdf", "--pkcs12", "signer.p12", standard_input=f"{PASSPHRASE}\n")
    assert (result.exit_code, result.stdout) == (0, "one.signed.pdf\n")
    assert result.stderr == "Passphrase of the PKCS#12 file: \n"


def test_a_letter_on_standard_input_is_not_used_as_the_passphrase() -> None:
    result = sign("-", "-o", "-", "--pkcs12", "signer.p12", standard_input=sample_pdf(LETTER))
    assert (result.exit_code, result.stdout_bytes) == (2, b"")
    assert "--passphrase-file" in result.stderr.splitlines()[-1]


def test_a_key_without_a_passphrase_needs_no_prompt(folder: Path) -> None:
    (folder / "open.p12").write_bytes(pkcs12_file(""))
    result = sign("one.pdf", "--pkcs12", "open.p12")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("setup", ["bundle", "files"])
def test_a_pyhanko_configuration_can_name_the_key(folder: Path, setup: str) -> None:
    assert sign("one.pdf", "--config", "pyhanko.yml", "--setup", setup).exit_code == 0
    assert signatures((folder / "one.signed.pdf").read_bytes()) == [GOOD]


@pytest.mark.parametrize("setup", ["asking", "plugged", "remote"])
def test_the_passphrase_of_a_setup_is_read_from_a_file_or_prompted_for(setup: str) -> None:
    named = ("--config", "pyhanko.yml", "--setup", setup)
    assert sign("one.pdf", *named, "--passphrase-file", "passphrase").exit_code == 0
    assert sign("one.pdf", *named, standard_input=f"{PASSPHRASE}\n").exit_code == 0


def test_a_letter_that_cannot_be_signed_does_not_stop_the_others(folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7\nno more")
    result = sign("bad.pdf", "missing.pdf", "one.pdf", *KEY)
    assert (result.exit_code, result.stdout) == (1, "one.signed.pdf\n")
    bad, missing = result.stderr.splitlines()
    assert bad.startswith("bad.pdf: error: the PDF is damaged or cut off")
    assert missing == "missing.pdf: error: no such file or directory"
    assert not (folder / "bad.signed.pdf").exists()


def test_a_signed_letter_never_overwrites_another_letter(folder: Path) -> None:
    (folder / "one.signed.pdf").write_bytes(signed())
    assert "would overwrite an input file" in usage_error(sign("one.pdf", "one.signed.pdf", *KEY))
    (folder / "a").mkdir()
    (folder / "a" / "one.pdf").write_bytes(sample_pdf(LETTER))
    assert "both be written to one.signed.pdf" in usage_error(sign("one.pdf", "a/one.pdf", *KEY))
    assert (folder / "one.signed.pdf").read_bytes() == signed()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "Name the key"),
        (["--config", "pyhanko.yml"], "Name the key"),
        (["--setup", "bundle"], "Name the key"),
        ([*KEY, "--config", "pyhanko.yml", "--setup", "bundle"], "Name the key"),
        ([*KEY, "two.pdf", "-o", "-"], "-o - writes one letter"),
        (["--pkcs12", "no.p12"], "'no.p12' does not exist"),
        (["--pkcs12", "one.pdf"], "one.pdf: this is not a PKCS#12 file"),
        (["--pkcs12", "signer.p12", "--passphrase-file", "pyhanko.yml"], "signer.p12: wrong passphrase"),
        (["--pkcs12", "signer.p12", "--passphrase-file", "one.pdf"], "one.pdf: not UTF-8 text"),
        (["--config", "one.pdf", "--setup", "x"], "one.pdf: not UTF-8 text"),
        (["--config", "pyhanko.yml", "--setup", "x"], "pyhanko.yml: no setup 'x'; the configuration has: bundle,"),
        (["--config", "pyhanko.yml", "--setup", "lost"], "pyhanko.yml: lost: wrong passphrase, or"),
        (["--config", "pyhanko.yml", "--setup", "odd"], "colour"),
        (["--config", "pyhanko.yml", "--setup", "token"], "no-such-module.so"),
        ([*KEY, "--timestamp-url", "http://127.0.0.1:9/"], "127.0.0.1"),
        ([*KEY, "--timestamp-url", "no address"], "signing failed"),
    ],
)
def test_wrong_usage_gives_a_message_of_one_line(folder: Path, arguments: list[str], reason: str) -> None:
    assert reason in usage_error(sign("one.pdf", *arguments))
    assert not (folder / "one.signed.pdf").exists()


def test_a_prompt_without_an_answer_is_wrong_usage() -> None:
    result = sign("one.pdf", "--pkcs12", "signer.p12", standard_input="")
    assert result.exit_code == 2
    assert "--passphrase-file" in result.stderr.splitlines()[-1]


def run(imports: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command in a new Python process, where pytest does not capture log messages."""
    script = f"{imports}; main({['sign', *arguments]!r})"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)


def test_pyhanko_logs_nothing_to_standard_error() -> None:
    done = run("from imrletters.cli import main", "one.pdf", "--config", "pyhanko.yml", "--setup", "lost")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 4


def test_without_pyhanko_the_message_names_what_to_install() -> None:
    done = run("import sys; sys.modules['pyhanko'] = None; from imrletters.cli import main", "one.pdf", *KEY)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'imrletters[sign]'" in done.stderr.splitlines()[-1]
