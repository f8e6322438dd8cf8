"""The letters of a batch in the order of its manifest."""

import json
from pathlib import Path

import pytest

from imrletters.errors import DataError, LetterError
from imrletters.mailing.batch_order import letters_to_mail
from imrletters.manifest import JOURNAL
from tests.cli.command import SAMPLE, imrletters
from tests.mailing.support import MIXED


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
