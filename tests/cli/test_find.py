"""The command find: the letters of a case in the manifests of a folder."""

import json
from errno import EACCES
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.batch.support import case_text
from tests.cli.command import imrletters

OPTIONS = ("--format", "text", "--format", "pdf", "--engine", "typst", "--jobs", "1")


@pytest.fixture
def letters(folder: Path) -> Path:
    """Two folders of letters; in the second, a letter was superseded and a case refused."""
    for month, numbers in (("10", (1, 2)), ("11", (3, 4))):
        (folder / month).mkdir()
        for number in numbers:
            (folder / month / f"{number}.json").write_text(case_text(number))
        imrletters("render", month, "-o", f"letters/{month}", *OPTIONS)
    (folder / "11/3.json").write_text(case_text(3, clinical_case_summary="Another whale."))
    (folder / "11/4.json").write_text(case_text(4, edition="1066"))
    imrletters("render", "11", "-o", "letters/11", *OPTIONS)
    return folder / "letters"


def found(number: str, *folders: str) -> list[dict[str, object]]:
    result = imrletters("find", number, *(folders or ("letters",)), "--json")
    assert result.exit_code == 0, result.stderr
    return list(json.loads(result.stdout))


def test_a_letter_is_found_with_its_pages_state_and_digest(letters: Path) -> None:
    result = imrletters("find", "CM16-0000002", "letters")
    titles, text, pdf = result.stdout.splitlines()
    digests = [sha256((letters / f"10/2.{kind}").read_bytes()).hexdigest() for kind in ("txt", "pdf")]
    assert (result.exit_code, titles.split()) == (0, ["file", "pages", "state", "digest"])
    assert text.split() == ["letters/10/2.txt", "-", "current", digests[0]]
    assert pdf.split() == ["letters/10/2.pdf", "1", "current", digests[1]]


@pytest.mark.usefixtures("letters")
def test_superseded_letters_and_refused_cases_are_found_with_the_reason() -> None:
    states = [(each["file"], each["state"], each["reason"]) for each in found("CM16-0000003")]
    assert states == [
        ("letters/11/3.txt", "current", ""),
        ("letters/11/3.pdf", "current", ""),
        ("letters/11/superseded/3.txt", "superseded", "case changed"),
        ("letters/11/superseded/3.pdf", "superseded", "case changed"),
    ]
    refused, *superseded = found("CM16-0000004")
    assert (refused["file"], refused["state"]) == (None, "refused")
    assert "expected an edition" in str(refused["reason"])
    assert {each["state"] for each in superseded} == {"superseded"}


def test_a_file_that_was_changed_or_deleted_is_not_current(letters: Path) -> None:
    (letters / "10/2.txt").write_text("changed")
    (letters / "10/2.pdf").unlink()
    assert [each["state"] for each in found("CM16-0000002", "letters/10")] == ["changed", "missing"]


@pytest.mark.usefixtures("letters")
def test_a_case_that_no_manifest_names_is_not_found() -> None:
    result = imrletters("find", "CM16-0000009", "letters", "10")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "no manifest in letters, 10 names the case CM16-0000009\n"
    assert imrletters("find", "CM16-0000009", "absent").exit_code == 2


def test_a_manifest_that_cannot_be_read_is_one_error(letters: Path) -> None:
    (letters / "10/manifest.jsonl").write_text("no JSON\n")
    result = imrletters("find", "CM16-0000002", "letters")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("letters/10/manifest.jsonl:1: error: not a record")


def test_a_batch_that_is_not_finished_is_named(letters: Path) -> None:
    journal = letters / "11/.imrletters-account"
    journal.touch()
    message = "letters/11: the batch in this folder is not finished; letters that it has made so far are not found\n"
    result = imrletters("find", "CM16-0000002", "letters")
    assert (result.exit_code, result.stderr) == (0, message)
    result = imrletters("find", "CM16-0000009", "letters")
    assert result.exit_code == 1
    assert result.stderr.startswith(message)
    assert imrletters("find", "CM16-0000002", "letters/10").stderr == ""
    journal.unlink()


@pytest.mark.parametrize("kind", ["folder", "not readable", "no JSON"])
def test_a_manifest_that_cannot_be_read_does_not_hide_the_others(
    kind: str, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (letters / "09").mkdir()
    manifest = letters / "09/manifest.jsonl"
    if kind == "folder":
        manifest.mkdir()
    else:
        manifest.write_text("no JSON\n")
    if kind == "not readable":
        open_path = Path.open

        def opened(path: Path, *arguments: Any, **options: Any) -> object:  # root may read any file
            if path.resolve() == manifest.resolve():
                raise PermissionError(EACCES, "Permission denied", str(path))
            return open_path(path, *arguments, **options)

        monkeypatch.setattr(Path, "open", opened)
    result = imrletters("find", "CM16-0000002", "letters", "--json")
    assert [each["file"] for each in json.loads(result.stdout)] == ["letters/10/2.txt", "letters/10/2.pdf"]
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1), result.stderr
    assert result.stderr.startswith("letters/09/manifest.jsonl:")
    result = imrletters("find", "CM16-0000009", "letters")
    assert result.stderr.endswith("no other manifest in letters names the case CM16-0000009\n")


def test_the_keys_that_a_manifest_of_another_program_lacks_are_named(letters: Path) -> None:
    (letters / "kept").mkdir()
    (letters / "kept/manifest.jsonl").write_text('{"case_number": "CM16-0000002", "files": {"2.pdf": "ab"}}\n')
    result = imrletters("find", "CM16-0000002", "letters")
    assert (result.exit_code, result.stdout.count("current")) == (1, 2)
    message = "not a record; expected also these keys: stem, case_digest, printed_by"
    assert result.stderr == f"letters/kept/manifest.jsonl:1: error: {message}\n"


def test_the_folder_of_superseded_letters_is_recognised_from_inside(
    letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(letters / "11/superseded")
    assert [each["state"] for each in found("CM16-0000003", ".")] == ["superseded", "superseded"]
