"""The samples: what each looks like as text, as HTML and in print, and that each is read back."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from imrletters import canonical, parse, render
from tests.support import SAMPLES, layout, sample_letter, sample_pdf

each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


class TextFile(SingleFileSnapshotExtension):
    """A snapshot is a text file of its own."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


class HtmlFile(TextFile):
    """A snapshot is a page that a browser shows."""

    file_extension = "html"


def test_there_are_samples_of_every_edition() -> None:
    assert len(SAMPLES) >= 10
    assert {sample_letter(path).case.edition for path in SAMPLES} == {"2014", "2015", "2016"}


@each_sample
def test_text(path: Path, snapshot: SnapshotAssertion) -> None:
    assert sample_letter(path).text() == snapshot(extension_class=TextFile)


@each_sample
def test_html(path: Path, snapshot: SnapshotAssertion) -> None:
    assert sample_letter(path).html() == snapshot(extension_class=HtmlFile)


@each_sample
def test_print(path: Path, snapshot: SnapshotAssertion) -> None:
    assert layout(sample_pdf(path)) == snapshot(extension_class=TextFile)


def test_another_layout_would_be_noticed() -> None:
    path = next(path for path in SAMPLES if path.stem == "mixed-decisions")
    changed = sample_letter(path).html().replace("</h1>", "</h1><div class='blank'></div>", 1)
    from imrletters.pdf import print_pdf

    assert layout(print_pdf(changed)) != layout(sample_pdf(path))


@each_sample
@pytest.mark.parametrize("width", [80, 40, 0])
def test_a_text_letter_is_read_back_and_written_again_byte_for_byte(path: Path, width: int) -> None:
    letter = sample_letter(path)
    told = parse(letter.text(width))
    assert told == canonical(letter.case)
    assert render(told).text(width) == letter.text(width)


@each_sample
def test_a_printed_letter_is_read_back_and_printed_again_byte_for_byte(path: Path) -> None:
    letter = sample_letter(path)
    told = parse(sample_pdf(path))
    assert told == canonical(letter.case)
    assert render(told).text(0) == letter.text(0)
    assert render(told).pdf() == sample_pdf(path)
