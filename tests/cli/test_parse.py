"""The command parse."""

from pathlib import Path

import pytest

from imrletters import read_case
from tests.cli.command import SAMPLE, imrletters, written
from tests.support import print_page, sample_letter


def test_parse_prints_the_case_of_one_letter() -> None:
    imrletters("render", SAMPLE)
    for letter in ("one-item-upheld.txt", "one-item-upheld.pdf"):
        result = imrletters("parse", letter)
        assert (result.exit_code, result.stderr) == (0, "")
        assert read_case(result.stdout_bytes) == sample_letter(SAMPLE).case


def test_parse_reads_standard_input() -> None:
    result = imrletters("parse", "-", standard_input=sample_letter(SAMPLE).pdf())
    assert read_case(result.stdout_bytes) == sample_letter(SAMPLE).case


def test_parse_writes_several_cases_to_the_current_folder(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(sample_letter(SAMPLE).text(), encoding="utf-8")
    assert imrletters("parse", "a.txt", "b.txt").exit_code == 0
    assert written(folder) == ["a.json", "a.txt", "b.json", "b.txt"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "letter: error: the file is empty"),
        (b"\xff\xfe", "letter:1: error: this is neither a PDF nor text in UTF-8"),
        (b"%PDF-1.7\n", "letter: error: "),
        (b"A parade of paper whales.\n", "letter:1: error: this is not a determination letter"),
        (print_page("<h1>Invoice</h1>"), "letter: page 1 line 1: error: this is not a determination letter"),
        (print_page(""), "letter: page 1: error: the PDF contains no text"),
        (sample_letter(SAMPLE).text().partition("IMR ISSUES")[0].encode(), "error: the letter is not complete"),
        (sample_letter(SAMPLE).text().partition("MAXIMUS guideline")[0].encode(), "error: the letter is not complete"),
    ],
    ids=["empty", "latin", "cut", "text", "invoice", "blank", "summary", "item"],
)
def test_a_file_that_is_not_a_letter_is_refused_with_the_reason(folder: Path, data: bytes, message: str) -> None:
    (folder / "letter").write_bytes(data)
    result = imrletters("parse", "letter")
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert result.stderr.startswith("letter")
    assert result.stderr.count("\n") == 1
