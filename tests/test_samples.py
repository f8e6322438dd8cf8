"""Snapshots of the text, HTML, layout and tags of each sample letter; each letter parses back to its case."""

from functools import cache
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from imrletters import Letter, LetterError, canonical, load_case, load_letterhead, parse, render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.rendering.templates import editions
from imrletters.testing.page_snapshots import PageSnapshots
from tests.support import OWN, SAMPLES, layout_of, print_page, public_part, sample_letter, sample_pdf

each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
MIXED = next(path for path in SAMPLES if path.stem == "mixed-decisions")
FOR_PARTIES = [path for path in SAMPLES if load_case(path).parties]
each_for_parties = pytest.mark.parametrize("path", FOR_PARTIES, ids=lambda path: path.stem)
each_audience = pytest.mark.parametrize("audience", AUDIENCES)


class HtmlFile(SingleFileSnapshotExtension):
    """A snapshot that a browser can open."""

    file_extension = "html"
    _write_mode = WriteMode.TEXT


def test_every_edition_has_samples() -> None:
    assert len(SAMPLES) >= 10
    assert {sample_letter(path).case.edition for path in SAMPLES} == set(editions())


@each_sample
def test_text(path: Path, letter_text: SnapshotAssertion) -> None:
    assert load_case(path) == letter_text


@each_sample
def test_html(path: Path, snapshot: SnapshotAssertion) -> None:
    assert sample_letter(path).html() == snapshot(extension_class=HtmlFile)


@each_sample
def test_print(path: Path, letter_layout: SnapshotAssertion) -> None:
    assert sample_pdf(path) == letter_layout


@each_sample
def test_tags(path: Path, letter_tags: SnapshotAssertion) -> None:
    assert sample_pdf(path) == letter_tags


def test_pages(letter_pages: PageSnapshots) -> None:
    assert sample_pdf(MIXED) == letter_pages


@cache
def own_letter(audience: Audience) -> Letter:
    """The letter of the organization with its own templates and letterhead."""
    case = load_case(OWN / "own-edition.json", OWN / "templates")
    head = load_letterhead(OWN / "letterhead.toml")
    return render(case, audience, templates=OWN / "templates", letterhead=head)


@cache
def own_pdf(audience: Audience) -> bytes:
    """The PDF of ``own_letter``, printed once per process."""
    return own_letter(audience).pdf()


@each_for_parties
def test_text_for_the_parties(path: Path, letter_text: SnapshotAssertion) -> None:
    assert sample_letter(path, "parties") == letter_text


@each_for_parties
def test_print_for_the_parties(path: Path, letter_layout: SnapshotAssertion) -> None:
    assert sample_pdf(path, "parties") == letter_layout


@each_for_parties
def test_tags_for_the_parties(path: Path, letter_tags: SnapshotAssertion) -> None:
    assert sample_pdf(path, "parties") == letter_tags


@each_audience
def test_text_in_a_house_style(audience: Audience, letter_text: SnapshotAssertion) -> None:
    assert own_letter(audience) == letter_text


@each_audience
def test_print_in_a_house_style(audience: Audience, letter_layout: SnapshotAssertion) -> None:
    assert own_pdf(audience) == letter_layout


@each_audience
def test_tags_in_a_house_style(audience: Audience, letter_tags: SnapshotAssertion) -> None:
    assert own_pdf(audience) == letter_tags


def test_pages_in_a_house_style(letter_pages: PageSnapshots) -> None:
    assert own_pdf("public") == letter_pages


def test_forty_documents_fit_on_two_pages() -> None:
    path = next(path for path in FOR_PARTIES if path.stem == "parties-copy-forty-documents")
    lines = layout_of(sample_pdf(path, "parties")).lines
    pages = [line.page for number in range(1, 41) for line in lines if line.words[0] == f"{number}."]
    assert len(pages) == 40
    assert pages == sorted(pages)
    assert len(set(pages)) == 2


@each_for_parties
@pytest.mark.parametrize("width", [80, 40, 0])
def test_the_text_of_a_parties_copy_is_parsed(path: Path, width: int) -> None:
    letter = sample_letter(path, "parties")
    assert parse(letter.text(width)) == public_part(letter.case)


@each_for_parties
def test_the_pdf_of_a_parties_copy_is_parsed(path: Path) -> None:
    assert parse(sample_pdf(path, "parties")) == public_part(load_case(path))


@each_audience
def test_an_edition_of_its_own_is_read_back_where_its_folder_is_named(audience: Audience) -> None:
    letter = own_letter(audience)
    stated = canonical(letter.case.for_audience("public"), OWN / "templates")
    assert stated.edition == "lighthouse"
    for document in (letter.text(), own_pdf(audience)):
        assert parse(document, OWN / "templates") == stated
        with pytest.raises(LetterError, match="the wording of this section fits no known edition"):
            parse(document)


def test_another_layout_is_detected() -> None:
    changed = sample_letter(MIXED).html().replace("</h1>", "</h1><div class='blank'></div>", 1)

    assert layout_of(print_page(changed)) != layout_of(sample_pdf(MIXED))


@each_sample
@pytest.mark.parametrize("width", [80, 40, 0])
def test_a_text_letter_is_parsed_and_rendered_again_byte_for_byte(path: Path, width: int) -> None:
    letter = sample_letter(path)
    parsed = parse(letter.text(width))
    assert parsed == public_part(letter.case)
    assert render(parsed).text(width) == letter.text(width)


@each_sample
def test_a_pdf_letter_is_parsed_and_printed_again_byte_for_byte(path: Path) -> None:
    letter = sample_letter(path)
    parsed = parse(sample_pdf(path))
    assert parsed == public_part(letter.case)
    assert render(parsed).text(0) == letter.text(0)
    assert render(parsed).pdf() == sample_pdf(path)
