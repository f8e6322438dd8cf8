"""``imrletters merge``: one PDF to print and mail."""

from pathlib import Path

import pytest

from tests.batch.support import case_text, write_cases
from tests.cli.command import SAMPLE, imrletters
from tests.mailing.support import MIXED, lines, some_letters
from tests.signing.support import signed


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number, letter in enumerate(some_letters()):
        (tmp_path / f"{number}.pdf").write_bytes(letter)
    return tmp_path


def test_letters_are_merged_in_the_order_given(folder: Path) -> None:
    done = imrletters("merge", "2.pdf", "0.pdf", "-o", "mail.pdf")
    pages = [*lines(some_letters()[2]), *lines(some_letters()[0])]
    assert (done.exit_code, done.stdout) == (0, "mail.pdf\n")
    assert done.stderr == f"2 letters, {len(pages)} pages\n"
    assert lines((folder / "mail.pdf").read_bytes()) == pages


def test_a_batch_is_merged_in_the_order_of_its_manifest_and_verify_names_the_print_file(folder: Path) -> None:
    imrletters("render", SAMPLE, MIXED, "-o", "out", "--copy", "both", "--engine", "typst", "--quiet")
    done = imrletters("merge", "out", "-o", "mail.pdf", "--copy", "parties", "--duplex")
    assert done.exit_code == 0
    assert "2 letters, " in done.stderr
    assert "blank page" in done.stderr
    expected = [
        line for path in (SAMPLE, MIXED) for line in lines((folder / f"out/{path.stem}.parties.pdf").read_bytes())
    ]
    assert [page for page in lines((folder / "mail.pdf").read_bytes()) if page] == expected
    verified = imrletters("verify", "mail.pdf")
    message = "this is a print file of 2 letters and carries no case; verify the letters themselves"
    assert (verified.exit_code, verified.stderr) == (1, f"mail.pdf: error: {message}\n")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["0.pdf"], 2, "Missing option '-o'"),
        (["0.pdf", "-o", "0.pdf"], 2, "0.pdf is an input; choose another name"),
        (["none.pdf", "-o", "mail.pdf"], 1, "none.pdf: error: no such file or directory"),
        (["0.pdf", "text.pdf", "-o", "mail.pdf"], 1, "text.pdf: error: the PDF is damaged or cut off"),
        ([".", "-o", "mail.pdf"], 1, "the folder has no manifest.jsonl"),
    ],
)
def test_an_error_leaves_no_print_file(arguments: list[str], code: int, message: str, folder: Path) -> None:
    (folder / "text.pdf").write_text("text")
    done = imrletters("merge", *arguments)
    assert (done.exit_code, message in done.stderr) == (code, True), done.stderr
    assert not (folder / "mail.pdf").exists()
    assert (folder / "0.pdf").read_bytes() == some_letters()[0]


def test_no_letter_of_a_batch_is_overwritten(folder: Path) -> None:
    imrletters("render", SAMPLE, MIXED, "-o", "out", "--engine", "typst", "--quiet")
    letter = folder / "out" / f"{SAMPLE.stem}.pdf"
    before = letter.read_bytes()
    done = imrletters("merge", "out", "-o", f"out/{SAMPLE.stem}.pdf")
    assert (done.exit_code, "belongs to the batch in that folder" in done.stderr) == (2, True), done.stderr
    assert letter.read_bytes() == before
    assert imrletters("table", "out", "-o", "out/manifest.jsonl").exit_code == 2


def test_the_cases_of_a_batch_without_a_letter_are_counted_and_named(folder: Path) -> None:
    (folder / "in").mkdir()
    for number, changes in ((1, {}), (2, {"edition": "1066"}), (3, {})):
        (folder / f"in/{number}.json").write_text(case_text(number, **changes))
    imrletters("render", "in", "-o", "out", "--engine", "typst", "--quiet")
    done = imrletters("merge", "out", "0.pdf", "-o", "mail.pdf")
    assert done.exit_code == 0
    first, *others = done.stderr.splitlines()
    assert first.startswith("3 letters, ")
    assert others == ["1 case without a letter to mail:", "  out: CM16-0000002: refused"]
    assert imrletters("merge", "0.pdf", "-o", "one.pdf").stderr.count("\n") == 1


def test_no_more_than_twenty_cases_without_a_letter_are_named(folder: Path) -> None:
    (folder / "in").mkdir()
    for number in range(1, 23):
        (folder / f"in/{number}.json").write_text(case_text(number, edition="1066"))
    imrletters("render", "in", "-o", "out", "--engine", "typst", "--quiet")
    lines_of = imrletters("merge", "0.pdf", "out", "-o", "mail.pdf").stderr.splitlines()
    assert lines_of[1] == "22 cases without a letter to mail:"
    assert (len(lines_of), lines_of[-1]) == (23, "  and 2 more")


@pytest.mark.parametrize("again", ["0.pdf", "./0.pdf", "copy.pdf"])
def test_a_letter_that_is_named_twice_is_refused(again: str, folder: Path) -> None:
    (folder / "copy.pdf").write_bytes(some_letters()[0])
    done = imrletters("merge", "0.pdf", "1.pdf", again, "-o", "mail.pdf")
    message = f"{Path(again)}: error: the same letter as 0.pdf; expected each letter once\n"
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", message)
    assert not (folder / "mail.pdf").exists()


def test_a_letter_and_its_signed_copy_are_not_both_merged(folder: Path) -> None:
    (folder / "signed.pdf").write_bytes(signed())
    done = imrletters("merge", "0.pdf", "signed.pdf", "-o", "mail.pdf")
    message = "signed.pdf: error: the same letter as 0.pdf; expected each letter once\n"
    assert (done.exit_code, done.stderr) == (1, message)
    assert not (folder / "mail.pdf").exists()


def test_a_case_that_was_corrected_in_a_later_batch_is_not_mailed_twice(folder: Path) -> None:
    write_cases(folder / "old.jsonl", 2)
    corrected = case_text(2, clinical_case_summary="Another whale.")
    (folder / "new.jsonl").write_text(f"{corrected}\n{case_text(3)}\n")
    for name in ("old", "new"):
        imrletters("render", f"{name}.jsonl", "-o", name, "--format", "pdf", "--engine", "typst", "--jobs", "1")
    done = imrletters("merge", "old", "new", "-o", "mail.pdf")
    assert done.exit_code == 1
    assert done.stderr.startswith("new/CM16-0000002.pdf: error: old/CM16-0000002.pdf is a letter of the same case")
    assert not (folder / "mail.pdf").exists()


@pytest.mark.parametrize(("first", "then"), [(("--copy", "both"), ()), (("--format", "pdf"), ("--format", "text"))])
def test_a_case_whose_letter_an_earlier_call_made_has_a_letter(
    first: tuple[str, ...], then: tuple[str, ...], folder: Path
) -> None:
    write_cases(folder / "a.jsonl", 2)
    for options in (first, then):
        imrletters("render", "a.jsonl", "-o", "out", "--engine", "typst", "--jobs", "1", *options)
    done = imrletters("merge", "out", "-o", "mail.pdf", "--copy", "public")
    assert (done.exit_code, done.stderr) == (0, "2 letters, 2 pages\n")


@pytest.mark.parametrize("names", [["out", "out/superseded"], ["out/superseded"], ["out/superseded/1.pdf"]])
def test_superseded_letters_are_not_mailed(names: list[str], folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in/2.json").write_text(case_text(2))
    for text in (case_text(1), case_text(1, clinical_case_summary="Another whale.")):
        (folder / "in/1.json").write_text(text)
        imrletters("render", "in", "-o", "out", "--format", "pdf", "--engine", "typst", "--jobs", "1")
    done = imrletters("merge", *names, "-o", "mail.pdf")
    message = f"{names[-1]}: error: superseded, and not to be mailed; expected letters that are current\n"
    assert (done.exit_code, done.stderr) == (1, message)
    assert not (folder / "mail.pdf").exists()


def test_a_lock_file_is_passed_over(folder: Path) -> None:
    (folder / "~$0.pdf").write_text("lock")
    done = imrletters("merge", "0.pdf", "~$0.pdf", "-o", "mail.pdf")
    assert (done.exit_code, done.stderr.startswith("1 letter, ")) == (0, True), done.stderr
    done = imrletters("merge", "~$0.pdf", "-o", "none.pdf")
    assert (done.exit_code, done.stderr) == (1, "error: there is no letter to merge\n")
