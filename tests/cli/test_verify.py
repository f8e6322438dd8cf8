"""The commands extract and verify: what they write, what they say, and how they end."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from imrletters.cli import main
from imrletters.printing.provenance import digest
from tests.signing.test_signing import LETTER, NAME, signed
from tests.support import OWN, SAMPLES, sample_letter, sample_pdf
from tests.verification.letters import own_letter, print_letter
from tests.verification.rewriting import annotate, name_another_version, rewritten

NUMBER = "CM16-0000002"
SAME = "the same, byte for byte; not signed"
CASE = sample_letter(LETTER).carried_case().to_json().encode()
HOUSE = ("--templates", OWN / "templates", "--letterhead", OWN / "letterhead.toml")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder of a command: two letters, one of them altered; without leftovers at the end."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.pdf").write_bytes(sample_pdf(LETTER))
    (tmp_path / "altered.pdf").write_bytes(rewritten(annotate))
    yield tmp_path
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".")]


def imrletters(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)


def record(folder: Path, *records: dict[str, Any] | str) -> Path:
    manifest = folder / "manifest.jsonl"
    manifest.write_text("".join(f"{each if isinstance(each, str) else json.dumps(each)}\n" for each in records))
    return manifest


# extract


def test_the_case_of_one_letter_is_printed_as_it_is_attached() -> None:
    result = imrletters("extract", "letter.pdf")
    assert (result.exit_code, result.stdout_bytes, result.stderr) == (0, CASE, "")


def test_a_letter_may_come_from_standard_input() -> None:
    assert imrletters("extract", "-", given=sample_pdf(LETTER)).stdout_bytes == CASE


def test_the_cases_of_several_letters_are_written_into_a_folder(folder: Path) -> None:
    (folder / "own.pdf").write_bytes(own_letter())
    result = imrletters("extract", "letter.pdf", "own.pdf", "-o", "out")
    assert (result.exit_code, result.stdout.split()) == (0, ["out/letter.json", "out/own.json"])
    assert (folder / "out/letter.json").read_bytes() == CASE
    assert json.loads((folder / "out/own.json").read_bytes())["edition"] == "lighthouse"


def test_a_letter_that_carries_none_does_not_stop_the_others(folder: Path) -> None:
    (folder / "bare.pdf").write_bytes(print_letter(sample_letter(LETTER), attach=False))
    (folder / "cut.pdf").write_bytes(sample_pdf(LETTER)[:3000])
    (folder / "empty.pdf").touch()
    result = imrletters("extract", "bare.pdf", "cut.pdf", "empty.pdf", "absent.pdf", "letter.pdf", "-o", "out")
    assert (result.exit_code, result.stdout) == (1, "out/letter.json\n")
    bare, cut, empty, absent = result.stderr.splitlines()
    assert bare == "bare.pdf: error: no case is attached to this PDF: it holds no case.json"
    assert cut.startswith("cut.pdf: error: the PDF is damaged or cut off")
    assert empty == "empty.pdf: error: this is not a PDF"
    assert absent == "absent.pdf: error: no such file or directory"


def test_render_leaves_the_case_out_if_told_to() -> None:
    assert imrletters("render", SAMPLES[0], "--format", "pdf", "--no-attach").exit_code == 0
    assert "no case is attached" in imrletters("extract", f"{SAMPLES[0].stem}.pdf").stderr


@pytest.mark.parametrize("command", ["extract", "verify"])
def test_without_a_letter_the_call_is_wrong(command: str) -> None:
    assert imrletters(command).exit_code == 2


def test_two_letters_of_one_name_are_not_extracted_over_each_other(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more/letter.pdf").write_bytes(sample_pdf(LETTER))
    assert imrletters("extract", "letter.pdf", "more/letter.pdf", "-o", "out").exit_code == 2


# verify


def test_a_letter_is_the_same() -> None:
    result = imrletters("verify", "letter.pdf")
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"letter.pdf: {SAME}\n", "")
    assert imrletters("verify", "-", given=sample_pdf(LETTER)).stdout == f"<stdin>: {SAME}\n"


def test_the_altered_and_the_unreadable_do_not_stop_the_others(folder: Path) -> None:
    (folder / "empty.pdf").touch()
    result = imrletters("verify", "altered.pdf", "empty.pdf", "absent.pdf", "letter.pdf")
    assert result.exit_code == 1
    altered, same = result.stdout.splitlines()
    assert altered.startswith("altered.pdf: altered (layout): page 1: contains an annotation or picture")
    assert same == f"letter.pdf: {SAME}"
    empty, absent = result.stderr.splitlines()
    assert empty == "empty.pdf: error: this is not a PDF"
    assert absent == "absent.pdf: error: no such file or directory"


def test_an_altered_letter_ends_with_1() -> None:
    result = imrletters("verify", "altered.pdf")
    assert (result.exit_code, result.stderr) == (1, "")


def test_a_letter_of_another_version_is_told_with_what_was_not_compared(folder: Path) -> None:
    (folder / "older.pdf").write_bytes(rewritten(name_another_version))
    result = imrletters("verify", "older.pdf")
    assert result.exit_code == 0
    assert (
        "the same words and lines, printed by other versions or templates; its looks were not compared" in result.stdout
    )
    assert "version: printed with 0.0.7, here is " in result.stdout


def test_a_letter_of_an_organizations_own_needs_what_it_was_printed_with(folder: Path) -> None:
    (folder / "own.pdf").write_bytes(own_letter())
    assert imrletters("verify", "own.pdf", *HOUSE).stdout == f"own.pdf: {SAME}\n"
    for named, needed in (
        (HOUSE[:2], "--letterhead"),
        (HOUSE[2:], "--templates"),
        ((), "--templates and --letterhead"),
    ):
        result = imrletters("verify", "own.pdf", *named)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"own.pdf: error: printed in an organization's own way; name it with {needed}\n"


def test_a_signature_is_told(folder: Path) -> None:
    (folder / "signed.pdf").write_bytes(signed())
    (folder / "later.pdf").write_bytes(signed() + b"\n")
    result = imrletters("verify", "signed.pdf", "later.pdf")
    assert result.exit_code == 1
    good, later = result.stdout.splitlines()
    assert good == f"signed.pdf: the same, byte for byte; signed by {NAME}; nothing was changed since"
    assert later.startswith("later.pdf: altered (envelope): changed after it was signed")
    assert later.endswith("something was added since")


def test_without_the_extra_a_signature_is_left_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "signed.pdf").write_bytes(signed())
    monkeypatch.delitem(sys.modules, "imrletters.signing")
    monkeypatch.setitem(sys.modules, "pyhanko.sign.signers.pdf_cms", None)
    result = imrletters("verify", "signed.pdf")
    assert result.exit_code == 0
    assert "signed; cannot check whether anything changed since" in result.stdout
    assert "imrletters[sign]" in result.stdout


# the record


@pytest.mark.parametrize("pdf", [sample_pdf(LETTER), signed()], ids=["plain", "signed"])
def test_a_letter_in_the_record_is_found_by_the_digest_of_its_print(folder: Path, pdf: bytes) -> None:
    (folder / "letter.pdf").write_bytes(pdf)
    other = {"case_number": "CM16-0000001", "files": {}}
    manifest = record(
        folder, other, "", {"case_number": NUMBER, "files": {"any.pdf": digest(sample_pdf(LETTER)).upper()}}
    )
    result = imrletters("verify", "letter.pdf", "--manifest", manifest)
    assert result.exit_code == 0
    assert result.stdout.endswith("; in the record\n")


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ([{"case_number": NUMBER, "files": {"letter.pdf": "0" * 64}}], "holds other files than this one"),
        ([{"case_number": "CM16-9", "files": {"x": digest(sample_pdf(LETTER))}}], "but as one of case CM16-9"),
        ([{"case_number": "CM16-9", "files": {}}], f"the record does not hold case {NUMBER}"),
        ([], f"the record does not hold case {NUMBER}"),
    ],
)
def test_a_letter_not_in_the_record_is_told_and_ends_with_1(folder: Path, records: list[Any], reason: str) -> None:
    result = imrletters("verify", "letter.pdf", "--manifest", record(folder, *records))
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith(f"letter.pdf: {SAME}; ")
    assert reason in result.stdout


def test_an_altered_letter_is_not_in_the_record_that_holds_the_true_one(folder: Path) -> None:
    (folder / "older.pdf").write_bytes(rewritten(name_another_version))
    manifest = record(folder, {"case_number": NUMBER, "files": {"letter.pdf": digest(sample_pdf(LETTER))}})
    for name in ("altered.pdf", "older.pdf"):
        result = imrletters("verify", name, "--manifest", manifest)
        assert result.exit_code == 1
        assert "holds other files than this one" in result.stdout


@pytest.mark.parametrize("names", [["letter.pdf"], ["letter.pdf", "altered.pdf"]])
def test_a_broken_record_is_one_problem_with_its_line(folder: Path, names: list[str]) -> None:
    true = {"case_number": NUMBER, "files": {"letter.pdf": digest(sample_pdf(LETTER))}}
    result = imrletters("verify", *names, "--manifest", record(folder, true, "{"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{folder}/manifest.jsonl:2: error: no record; "
        'expected {"case_number": "...", "files": {"NAME.pdf": "its SHA-256 digest"}}\n'
    )


@pytest.mark.parametrize("name", ["absent.jsonl", "."])
def test_a_record_that_is_not_there_is_a_wrong_call(name: str) -> None:
    result = imrletters("verify", "letter.pdf", "--manifest", name)
    assert (result.exit_code, result.stdout) == (2, "")
