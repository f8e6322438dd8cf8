"""The letters of a batch in the order of its manifest."""

import json
from itertools import permutations
from pathlib import Path
from typing import Literal

import pytest

from imrletters.errors import DataError, LetterError
from imrletters.mailing.batch_order import cases_without_letter, letters_to_mail
from imrletters.manifest_names import JOURNAL
from tests.cli.command import SAMPLE, imrletters
from tests.mailing.support import MIXED, batch_folder, record


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both copies of two letters, of which the second one is first in the order of names."""
    folder = tmp_path_factory.mktemp("batch")
    done = imrletters("render", SAMPLE, MIXED, "-o", folder, "--copy", "both", "--engine", "typst", "--quiet")
    assert done.exit_code == 0, done.stderr
    return folder


def test_the_letters_of_a_folder_are_in_the_order_of_its_manifest(batch: Path) -> None:
    names = [f"{path.stem}{ending}" for path in (SAMPLE, MIXED) for ending in (".pdf", ".parties.pdf")]
    assert names != sorted(names)
    assert [*letters_to_mail([batch])] == [(str(batch / name), (batch / name).read_bytes()) for name in names]


def test_the_copies_of_a_folder_can_be_chosen(batch: Path) -> None:
    parties = [name for name, _ in letters_to_mail([batch], ["parties"])]
    public = [name for name, _ in letters_to_mail([batch], ["public"])]
    assert [Path(name).name for name in parties] == [f"{path.stem}.parties.pdf" for path in (SAMPLE, MIXED)]
    assert [Path(name).name for name in public] == [f"{path.stem}.pdf" for path in (SAMPLE, MIXED)]


def test_files_are_in_the_order_given(batch: Path) -> None:
    paths = [batch / f"{MIXED.stem}.pdf", batch / f"{SAMPLE.stem}.parties.pdf"]
    assert [name for name, _ in letters_to_mail(paths)] == [*map(str, paths)]


def test_a_letter_that_is_not_the_recorded_one_is_refused(batch: Path) -> None:
    letter = batch / f"{MIXED.stem}.pdf"
    before = letter.read_bytes()
    letter.write_bytes(before + b"\n")
    try:
        with pytest.raises(LetterError, match=r"not the file that manifest.jsonl records; run the batch again"):
            [*letters_to_mail([batch])]
    finally:
        letter.write_bytes(before)


def test_a_folder_without_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"the folder has no manifest.jsonl, which states the order"):
        [*letters_to_mail([tmp_path])]


def test_an_outdated_letter_that_is_still_in_the_folder_is_passed_over(batch: Path) -> None:
    manifest = batch / "manifest.jsonl"
    before = manifest.read_text()
    first, second = map(json.loads, before.splitlines())
    manifest.write_text(f"{json.dumps(first | {'outdated': 'case refused'})}\n{json.dumps(second)}\n")
    try:
        assert [Path(name).name for name, _ in letters_to_mail([batch], ["public"])] == [f"{MIXED.stem}.pdf"]
    finally:
        manifest.write_text(before)


def test_the_folder_of_an_unfinished_batch_is_refused(batch: Path) -> None:
    journal = batch / JOURNAL
    journal.touch()
    try:
        with pytest.raises(DataError, match="the batch in this folder is not finished"):
            [*letters_to_mail([batch])]
    finally:
        journal.unlink()


def names_to_mail(*paths: Path) -> list[str]:
    return [Path(name).name for name, _ in letters_to_mail(paths)]


def without(*paths: Path, copies: tuple[Literal["public", "parties"], ...] = ("public", "parties")) -> list[str]:
    return [each.stem for _, each in cases_without_letter(paths, copies)]


def test_a_letter_and_its_signed_copies_are_the_same_letter(tmp_path: Path) -> None:
    contents = ["print %%EOF\n", "print %%EOF\nsigned %%EOF\n", "print %%EOF\nsigned %%EOF\nagain %%EOF\n"]
    paths = [tmp_path / f"a{ending}.pdf" for ending in ("", ".signed", ".signed.signed")]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content)
    for one, other in permutations(paths, 2):
        with pytest.raises(LetterError, match=r"the same letter as .*; expected each letter once") as caught:
            names_to_mail(one, other)
        assert caught.value.problems[0].source == str(other)
    assert names_to_mail(paths[2]) == ["a.signed.signed.pdf"]


def test_two_letters_of_one_case_in_a_folder_are_refused_with_what_to_do(tmp_path: Path) -> None:
    folder = batch_folder(tmp_path / "out", record("3", 3, "3.pdf"), record("corrected", 3, "corrected.pdf", version=2))
    with pytest.raises(LetterError) as caught:
        names_to_mail(folder)
    [problem] = caught.value.problems
    assert problem.source == str(folder / "corrected.pdf")
    assert f"{folder / '3.pdf'} is a letter of the same case, CM16-0000003" in problem.message
    assert "name the letters to mail themselves, or remove the old case and render all cases" in problem.message
    assert names_to_mail(folder / "corrected.pdf") == ["corrected.pdf"]


def test_two_letters_of_one_case_in_two_folders_are_refused(tmp_path: Path) -> None:
    one = batch_folder(tmp_path / "one", record("3", 3, "3.pdf"))
    two = batch_folder(tmp_path / "two", record("3", 3, "3.pdf", version=2))
    with pytest.raises(LetterError, match="is a letter of the same case, CM16-0000003"):
        names_to_mail(one, two)


def test_both_copies_of_a_case_outdated_letters_and_cases_without_number_are_not_refused(tmp_path: Path) -> None:
    folder = batch_folder(
        tmp_path / "out",
        record("3", 3, "3.pdf", "3.parties.pdf"),
        record("old", 3, "old.pdf", version=2, outdated="renamed"),
        record("a", 0, "a.pdf", case_number=None),
        record("b", 0, "b.pdf", case_number=None),
    )
    assert names_to_mail(folder) == ["3.pdf", "3.parties.pdf", "a.pdf", "b.pdf"]


def test_a_case_with_a_letter_in_any_of_its_records_is_not_without_letter(tmp_path: Path) -> None:
    folder = batch_folder(
        tmp_path / "out",
        record("1", 1, "1.txt"),
        record("2", 2, "2.pdf"),
        record("renamed", 2, "renamed.pdf", outdated="renamed"),
        record("1", 1, "1.pdf"),
        record("2", 2, "2.parties.pdf", outdated="case changed"),
    )
    assert names_to_mail(folder) == ["2.pdf", "1.pdf"]
    assert without(folder) == []
    assert without(folder, copies=("parties",)) == ["1", "2", "renamed"]


def test_a_case_without_letter_is_returned_once_with_the_reason_of_the_case(tmp_path: Path) -> None:
    refused = record("1", 1, problems=["a.json: error: wrong"])
    outdated = [record("1", 1, name, outdated="case refused") for name in ("1.pdf", "1.parties.pdf")]
    corrected = record("corrected", 2, problems=["b.json: error: wrong"])
    folder = batch_folder(tmp_path / "out", refused, record("2", 2, "2.pdf"), corrected, *outdated)
    found = [*cases_without_letter([folder])]
    assert [(each.stem, each.state) for _, each in found] == [("1", "refused"), ("corrected", "refused")]


@pytest.mark.parametrize("name", [".", "4.pdf"])
def test_superseded_letters_are_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    superseded = batch_folder(tmp_path / "out/superseded", record("4", 4, "4.pdf", outdated="case changed"))
    for folder in (superseded, Path()):
        monkeypatch.chdir(superseded)
        for function in (letters_to_mail, cases_without_letter):
            with pytest.raises(LetterError, match="superseded, and not to be mailed") as caught:
                [*function([folder / name])]
            assert caught.value.problems[0].source == str(folder / name)


def test_lock_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("a.pdf", "~$a.pdf", ".~lock.a.pdf#"):
        (tmp_path / name).write_text(name)
    assert names_to_mail(*sorted(tmp_path.iterdir())) == ["a.pdf"]
    assert without(*sorted(tmp_path.iterdir())) == []
