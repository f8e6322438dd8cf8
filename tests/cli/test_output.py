"""The output of a command: its folder, and files that are never overwritten or incomplete."""

import json
import subprocess
from pathlib import Path

import pytest

from imrletters.manifest_names import JOURNAL
from tests.cli.command import PROGRAM, SAMPLE, imrletters, written
from tests.support import sample_pdf


def test_written_files_have_the_usual_permissions(folder: Path) -> None:
    imrletters("render", SAMPLE, "--format", "text")
    (folder / "plain").touch()
    assert (folder / "one-item-upheld.txt").stat().st_mode == (folder / "plain").stat().st_mode


def test_two_cases_with_the_same_file_name_are_refused(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "case.json").write_bytes(SAMPLE.read_bytes())
    result = imrletters("render", "a/case.json", "b/case.json", "-o", "out")
    assert result.exit_code == 2
    assert "a/case.json and b/case.json would both be written to case" in result.stderr
    assert written(folder) == ["a/case.json", "b/case.json"]


def test_two_letters_with_the_same_file_name_are_refused(folder: Path) -> None:
    assert imrletters("render", SAMPLE).exit_code == 0
    result = imrletters("parse", "one-item-upheld.txt", "one-item-upheld.pdf", "-o", "out")
    assert result.exit_code == 2
    assert "out/one-item-upheld.json" not in written(folder)


def test_an_output_folder_that_cannot_be_created_is_refused(folder: Path) -> None:
    (folder / "file").touch()
    for command in (["render", SAMPLE], ["parse", SAMPLE]):
        result = imrletters(*command, "-o", "file/below")
        assert result.exit_code == 2
        assert "cannot write to file/below" in result.stderr
    assert written(folder) == ["file"]


def test_a_letter_that_cannot_be_written_leaves_no_file(folder: Path) -> None:
    (folder / "one-item-upheld.txt").mkdir()
    result = imrletters("render", SAMPLE, "--format", "text")
    assert result.exit_code == 1
    assert "one-item-upheld.txt" in result.stderr
    assert written(folder) == []


def test_a_closed_pipe_gives_no_traceback(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in/a.json").write_bytes(SAMPLE.read_bytes())
    command = f"{PROGRAM} render in/a.json -o - --format html | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, check=True)  # noqa: S602 - the test needs a pipe
    assert len(done.stdout) == 10
    assert b"Traceback" not in done.stderr


def batch(folder: Path) -> None:
    """A batch with a letter, and files whose content would be lost."""
    imrletters("render", SAMPLE, SAMPLE.with_name("mixed-decisions.json"), "-o", "out", "--format", "text")
    record = {"stem": "a", "case_digest": "", "files": {"a.pdf": "ab", "a.parties.pdf": "cd"}, "printed_by": {}}
    with (folder / "out/manifest.jsonl").open("a") as manifest:
        manifest.write(f"{json.dumps(record)}\n")


@pytest.mark.parametrize(
    "name", ["a.pdf", "A.PDF", "a.signed.pdf", "a.signed.signed.pdf", "a.parties.signed.pdf", "A.Signed.PDF"]
)
def test_no_letter_that_a_batch_records_and_no_signed_copy_of_it_is_an_output(name: str, folder: Path) -> None:
    batch(folder)
    (folder / "letter.pdf").write_bytes(sample_pdf(SAMPLE))
    (folder / "out" / name).write_text("signed")
    done = imrletters("merge", "letter.pdf", "-o", f"out/{name}")
    assert (done.exit_code, "belongs to the batch in that folder; choose another name" in done.stderr) == (2, True)
    assert (folder / "out" / name).read_text() == "signed"


def test_the_signed_copy_of_an_input_is_no_output(folder: Path) -> None:
    (folder / "letter.pdf").write_bytes(sample_pdf(SAMPLE))
    (folder / "letter.signed.pdf").write_text("signed")
    done = imrletters("merge", "letter.pdf", "-o", "letter.signed.pdf")
    assert (done.exit_code, "is the signed copy of an input; choose another name" in done.stderr) == (2, True)
    assert (folder / "letter.signed.pdf").read_text() == "signed"


def test_no_letter_of_an_unfinished_batch_is_an_output(folder: Path) -> None:
    (folder / "letter.pdf").write_bytes(sample_pdf(SAMPLE))
    (folder / "out").mkdir()
    for name in (JOURNAL, "a.pdf"):
        (folder / "out" / name).write_text("old")
        done = imrletters("merge", "letter.pdf", "-o", f"out/{name}")
        assert (done.exit_code, "choose another name" in done.stderr) == (2, True), done.stderr
        assert (folder / "out" / name).read_text() == "old"
    assert imrletters("merge", "letter.pdf", "-o", "out/mail.pdf").exit_code == 0
    (folder / "out" / JOURNAL).unlink()


@pytest.mark.parametrize("name", ["new/manifest.jsonl", "./manifest.jsonl", "new/Manifest.jsonl"])
def test_no_output_has_the_name_of_a_manifest(name: str, folder: Path) -> None:
    (folder / "new").mkdir()
    done = imrletters("table", SAMPLE, "-o", name)
    assert (done.exit_code, "is the name of the manifest of a batch" in done.stderr) == (2, True), done.stderr
    assert written(folder) == []


@pytest.mark.parametrize("name", ["items.jsonl", "items.csv"])
def test_a_table_that_would_be_read_as_cases_is_refused(name: str, folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in/a.json").write_bytes(SAMPLE.read_bytes())
    done = imrletters("table", "in", "-o", f"in/{name}")
    if name == "items.csv":
        assert (done.exit_code, written(folder)) == (0, ["in/a.json", "in/items.csv"])
    else:
        message = "in/items.jsonl would be read as a case of in; choose another name"
        assert (done.exit_code, message in done.stderr) == (2, True), done.stderr
        assert written(folder) == ["in/a.json"]
    assert imrletters("table", "in/a.json", "-o", "in/items.jsonl").exit_code == 0


@pytest.mark.parametrize("command", ["table", "merge"])
def test_an_output_whose_folder_does_not_exist_is_refused_before_any_work(command: str) -> None:
    name = {"table": "absent/items.csv", "merge": "absent/mail.pdf"}[command]
    done = imrletters(command, "no-such-input", "-o", name)
    assert (done.exit_code, f"cannot write {name}: absent is not a folder" in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("kind", ["folder", "link to itself"])
def test_an_output_beside_a_manifest_that_cannot_be_read_is_refused(kind: str, folder: Path) -> None:
    (folder / "out").mkdir()
    manifest = folder / "out/manifest.jsonl"
    if kind == "folder":
        manifest.mkdir()
    else:
        manifest.symlink_to(manifest)
    for _ in range(2):
        done = imrletters("table", SAMPLE, "-o", "out/items.csv")
        assert (done.exit_code, "cannot read out/manifest.jsonl: " in done.stderr) == (2, True), done.stderr
        (folder / "out" / JOURNAL).touch()
    assert not (folder / "out/items.csv").exists()
    (folder / "out" / JOURNAL).unlink()
