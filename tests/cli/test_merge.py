"""``imrletters merge``: one PDF to print and mail."""

from pathlib import Path

import pytest

from tests.batch.support import case_text
from tests.cli.command import SAMPLE, imrletters
from tests.mailing.support import MIXED, lines, some_letters


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
