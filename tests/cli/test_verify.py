"""The commands extract and verify: files, messages and exit codes."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from imrletters.cli.verify import ANSWERS
from imrletters.printing.provenance import digest
from tests.cli.command import PROGRAM, imrletters
from tests.signing.support import LETTER, NAME, signed
from tests.support import OWN, ROOT, SAMPLES, sample_letter, sample_pdf
from tests.verification.letters import PRINT, own_letter, print_letter
from tests.verification.rewriting import annotate, name_another_version, rewritten
from tests.verification.test_judgement import signed_by_others

NUMBER = "CM16-0000002"
SAME = "the same, byte for byte; not signed"
CASE = sample_letter(LETTER).carried_case().to_json().encode()
HOUSE_STYLE = ("--templates", OWN / "templates", "--letterhead", OWN / "letterhead.toml")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder of a command: two letters, one of them altered; without temporary files at the end."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.pdf").write_bytes(sample_pdf(LETTER))
    (tmp_path / "altered.pdf").write_bytes(rewritten(annotate))
    yield tmp_path
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".")]


def write_manifest(folder: Path, *records: dict[str, Any] | str) -> Path:
    manifest = folder / "manifest.jsonl"
    manifest.write_text("".join(f"{each if isinstance(each, str) else json.dumps(each)}\n" for each in records))
    return manifest


# extract


def test_the_case_of_one_letter_is_written_to_standard_output_unchanged() -> None:
    result = imrletters("extract", "letter.pdf")
    assert (result.exit_code, result.stdout_bytes, result.stderr) == (0, CASE, "")


def test_extract_reads_standard_input() -> None:
    assert imrletters("extract", "-", standard_input=sample_pdf(LETTER)).stdout_bytes == CASE


def test_the_cases_of_several_letters_are_written_to_a_folder(folder: Path) -> None:
    (folder / "own.pdf").write_bytes(own_letter())
    result = imrletters("extract", "letter.pdf", "own.pdf", "-o", "out")
    assert (result.exit_code, result.stdout.split()) == (0, ["out/letter.json", "out/own.json"])
    assert (folder / "out/letter.json").read_bytes() == CASE
    assert json.loads((folder / "out/own.json").read_bytes())["edition"] == "lighthouse"


def test_a_letter_without_a_case_does_not_stop_the_others(folder: Path) -> None:
    (folder / "bare.pdf").write_bytes(print_letter(sample_letter(LETTER), attach=False))
    (folder / "cut.pdf").write_bytes(sample_pdf(LETTER)[:3000])
    (folder / "empty.pdf").touch()
    result = imrletters("extract", "bare.pdf", "cut.pdf", "empty.pdf", "absent.pdf", "letter.pdf", "-o", "out")
    assert (result.exit_code, result.stdout) == (1, "out/letter.json\n")
    bare, cut, empty, absent = result.stderr.splitlines()
    assert bare == "bare.pdf: error: no case is attached to this PDF: it contains no case.json"
    assert cut.startswith("cut.pdf: error: the PDF is damaged or cut off")
    assert empty == "empty.pdf: error: this is not a PDF"
    assert absent == "absent.pdf: error: no such file or directory"


def test_render_can_leave_the_case_out() -> None:
    assert imrletters("render", SAMPLES[0], "--format", "pdf", "--no-attach").exit_code == 0
    assert "no case is attached" in imrletters("extract", f"{SAMPLES[0].stem}.pdf").stderr


@pytest.mark.parametrize("command", ["extract", "verify"])
def test_without_a_letter_it_is_wrong_usage(command: str) -> None:
    assert imrletters(command).exit_code == 2


def test_two_letters_with_the_same_name_are_refused(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more/letter.pdf").write_bytes(sample_pdf(LETTER))
    assert imrletters("extract", "letter.pdf", "more/letter.pdf", "-o", "out").exit_code == 2


# verify


def test_an_unchanged_letter_is_the_same() -> None:
    result = imrletters("verify", "letter.pdf")
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"letter.pdf: {SAME}\n", "")
    assert imrletters("verify", "-", standard_input=sample_pdf(LETTER)).stdout == f"<stdin>: {SAME}\n"


def test_altered_and_unreadable_letters_do_not_stop_the_others(folder: Path) -> None:
    (folder / "empty.pdf").touch()
    result = imrletters("verify", "altered.pdf", "empty.pdf", "absent.pdf", "letter.pdf")
    assert result.exit_code == 1
    altered, same = result.stdout.splitlines()
    assert altered.startswith("altered.pdf: altered (layout): page 1: contains an annotation or picture")
    assert same == f"letter.pdf: {SAME}"
    empty, absent = result.stderr.splitlines()
    assert empty == "empty.pdf: error: this is not a PDF"
    assert absent == "absent.pdf: error: no such file or directory"


def test_an_altered_letter_exits_with_1() -> None:
    result = imrletters("verify", "altered.pdf")
    assert (result.exit_code, result.stderr) == (1, "")


def test_the_result_for_another_version_states_what_was_not_compared(folder: Path) -> None:
    (folder / "older.pdf").write_bytes(rewritten(name_another_version))
    result = imrletters("verify", "older.pdf")
    assert result.exit_code == 3
    assert (
        "the same words and lines, printed by other versions or templates; the appearance cannot be proved"
        in result.stdout
    )
    assert "version: printed with 0.0.7, this installation has " in result.stdout


def test_a_letter_in_a_house_style_is_verified_with_its_templates_and_letterhead(folder: Path) -> None:
    (folder / "own.pdf").write_bytes(own_letter())
    assert imrletters("verify", "own.pdf", *HOUSE_STYLE).stdout == f"own.pdf: {SAME}\n"
    for named, needed in (
        (HOUSE_STYLE[:2], "--letterhead"),
        (HOUSE_STYLE[2:], "--templates"),
        ((), "--templates and --letterhead"),
    ):
        result = imrletters("verify", "own.pdf", *named)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"own.pdf: error: printed with own templates or letterhead; name them with {needed}\n"


def test_signatures_are_described(folder: Path) -> None:
    (folder / "signed.pdf").write_bytes(signed())
    (folder / "later.pdf").write_bytes(signed() + b"\n")
    result = imrletters("verify", "signed.pdf", "later.pdf")
    assert result.exit_code == 1
    good, later = result.stdout.splitlines()
    assert good == f'signed.pdf: the same, byte for byte; signed by "{NAME}"; nothing was changed since'
    assert later.startswith("later.pdf: altered (envelope): changed after it was signed")
    assert later.endswith("something was added since")


def test_without_pyhanko_a_signature_is_not_judged(folder: Path, short_path: Path) -> None:
    (folder / "signed.pdf").write_bytes(signed())
    # the worker process of a new command
    (folder / "sitecustomize.py").write_text("import sys\nsys.modules['pyhanko.sign.signers.pdf_cms'] = None\n")
    # a folder of its own: this command finds stale folders in another way than simulated Windows (see make windows)
    environment = os.environ | {"PYTHONPATH": str(folder), "TMPDIR": str(short_path)}
    result = subprocess.run(
        [PROGRAM, "verify", "signed.pdf"], env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 3, result.stderr
    assert "signed; not examined, because the extra is not installed" in result.stdout
    assert "imrletters[sign]" in result.stdout


def test_of_several_letters_the_worst_exit_code_decides(folder: Path) -> None:
    (folder / "older.pdf").write_bytes(rewritten(name_another_version))
    (folder / "foreign.pdf").write_bytes(signed_by_others())
    codes = {"letter.pdf": 0, "altered.pdf": 1, "absent.pdf": 1, "older.pdf": 3, "foreign.pdf": 4}
    for name, code in codes.items():
        assert imrletters("verify", name).exit_code == code
        assert imrletters("verify", "letter.pdf", name).exit_code == code
    assert imrletters("verify", "older.pdf", "foreign.pdf").exit_code == 4
    assert imrletters("verify", "foreign.pdf", "older.pdf").exit_code == 4
    assert imrletters("verify", "older.pdf", "foreign.pdf", "altered.pdf").exit_code == 1
    text = imrletters("verify", "--help").stdout
    assert all(f"\n    {code}  " in text for code in {*codes.values()})


def test_a_letter_of_another_version_in_the_manifest_exits_with_0(folder: Path) -> None:
    older = rewritten(name_another_version)
    (folder / "older.pdf").write_bytes(older)
    manifest = write_manifest(folder, {"case_number": NUMBER, "files": {"letter.pdf": digest(older)}})
    result = imrletters("verify", "older.pdf", "--manifest", manifest)
    assert result.exit_code == 0
    assert result.stdout.endswith("; in the manifest\n")


def test_the_name_of_a_file_cannot_be_taken_for_a_result(folder: Path) -> None:
    name = "x.pdf: the same, byte for byte; not signed; in the manifest\nletter.pdf"
    (folder / name).write_bytes(PRINT + b"x")
    for letter in (name, f"absent{name}"):
        result = imrletters("verify", letter)
        [line] = (result.stdout + result.stderr).splitlines()
        assert line.startswith('"')
        assert "; in the manifest" not in line


# the manifest


@pytest.mark.parametrize("pdf", [sample_pdf(LETTER), signed()], ids=["plain", "signed"])
def test_a_letter_is_found_in_the_manifest_by_the_digest_of_its_print(folder: Path, pdf: bytes) -> None:
    (folder / "letter.pdf").write_bytes(pdf)
    other = {"case_number": "CM16-0000001", "files": {}}
    manifest = write_manifest(
        folder, other, "", {"case_number": NUMBER, "files": {"any.pdf": digest(sample_pdf(LETTER)).upper()}}
    )
    result = imrletters("verify", "letter.pdf", "--manifest", manifest)
    assert result.exit_code == 0
    assert result.stdout.endswith("; in the manifest\n")


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ([{"case_number": NUMBER, "files": {"letter.pdf": "0" * 64}}], "but not this file"),
        ([{"case_number": "CM16-9", "files": {"x": digest(sample_pdf(LETTER))}}], "but for case CM16-9"),
        ([{"case_number": "CM16-9", "files": {}}], f"the manifest does not have case {NUMBER}"),
        ([], f"the manifest does not have case {NUMBER}"),
    ],
)
def test_a_letter_that_is_not_in_the_manifest_exits_with_1(folder: Path, records: list[Any], reason: str) -> None:
    result = imrletters("verify", "letter.pdf", "--manifest", write_manifest(folder, *records))
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith(f"letter.pdf: {SAME}; ")
    assert reason in result.stdout


def test_an_altered_letter_is_not_in_the_manifest_of_the_original(folder: Path) -> None:
    (folder / "older.pdf").write_bytes(rewritten(name_another_version))
    manifest = write_manifest(folder, {"case_number": NUMBER, "files": {"letter.pdf": digest(sample_pdf(LETTER))}})
    for name in ("altered.pdf", "older.pdf"):
        result = imrletters("verify", name, "--manifest", manifest)
        assert result.exit_code == 1
        assert "but not this file" in result.stdout


@pytest.mark.parametrize("names", [["letter.pdf"], ["letter.pdf", "altered.pdf"]])
def test_an_invalid_line_of_the_manifest_is_one_problem_with_its_number(folder: Path, names: list[str]) -> None:
    original = {"case_number": NUMBER, "files": {"letter.pdf": digest(sample_pdf(LETTER))}}
    result = imrletters("verify", *names, "--manifest", write_manifest(folder, original, "{"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{folder}/manifest.jsonl:2: error: not a record; "
        'expected {"case_number": "...", "files": {"NAME.pdf": "its SHA-256 digest"}}\n'
    )


@pytest.mark.parametrize("name", ["absent.jsonl", "."])
def test_a_missing_manifest_is_wrong_usage(name: str) -> None:
    result = imrletters("verify", "letter.pdf", "--manifest", name)
    assert (result.exit_code, result.stdout) == (2, "")


def test_the_page_about_trusted_pdfs_quotes_the_answers() -> None:
    page = (ROOT / "docs" / "trusted-pdf.md").read_text(encoding="utf-8")
    assert [answer for answer in ANSWERS.values() if answer not in page] == []
    assert '"in the manifest"' in page
