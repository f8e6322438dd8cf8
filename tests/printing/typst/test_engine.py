"""The PDF engine Typst as a whole: pages, words, metadata, and the same bytes each time."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from imrletters import Letter, PrintError, load_letterhead, parse, render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER
from imrletters.letter import CASE_FILE
from imrletters.printing import PrintedDocument, RenderedDocument, letter_provenance, provenance_in
from imrletters.printing.typst import ENGINE
from imrletters.rendering import PART_MARK, render_medium
from tests.support import OWN, SAMPLES, case, every, printed_text, public_part, sample_letter, squeezed

MARKUP = [
    '#read("/etc/passwd")',
    "$ x^2 $",
    "\\ \\u{41} \\n",
    '"quoted" `raw`',
    "#set page(width: 1pt)",
    "@ref <label> // no",
]


def printed(letter: Letter) -> PrintedDocument:
    """The print of a letter with its case attached."""
    source = render_medium(letter.case, ENGINE.medium, letter.audience, letter.house_style)
    provenance = letter_provenance(letter.audience, letter.house_style)
    return ENGINE.print(RenderedDocument(source, provenance, {CASE_FILE: letter.carried_case().to_json()}))


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("path", every(3, SAMPLES), ids=lambda path: path.stem)
def test_the_pdf_is_parsed_to_the_case(path: Path, audience: Audience) -> None:
    letter = sample_letter(path, audience)
    assert parse(printed(letter).pdf) == public_part(letter.case)


def test_every_page_is_us_letter_and_counted() -> None:
    print_ = printed(sample_letter(SAMPLES[0]))
    with pikepdf.open(BytesIO(print_.pdf)) as document:
        assert [tuple(map(float, page.mediabox)) for page in document.pages] == [(0, 0, 612, 792)] * print_.pages


def test_text_that_looks_like_code_is_printed_unchanged() -> None:
    text = printed_text(printed(render(case(clinical_case_summary="\n\n".join(MARKUP)))).pdf)
    assert squeezed("".join(MARKUP)) in text


def test_the_same_letter_gives_the_same_bytes_in_every_thread() -> None:
    letters = [sample_letter(path) for path in SAMPLES[:4]] * 4
    expected = [printed(letter).pdf for letter in letters]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda letter: printed(letter).pdf, letters)) == expected


def test_a_printed_document_names_the_engine_and_its_versions() -> None:
    print_ = printed(sample_letter(SAMPLES[0]))
    assert (print_.engine, print_.toolchain) == ("typst", ENGINE.toolchain())
    with pikepdf.open(BytesIO(print_.pdf)) as document:
        provenance = provenance_in(document.Root.Metadata.read_bytes())
    assert provenance["engine"] == ENGINE.toolchain()
    assert [each.split()[0] for each in ENGINE.toolchain().split(", ")] == ["typst", "zlib"]


def test_warming_up_changes_no_later_print() -> None:
    before = printed(sample_letter(SAMPLES[0]))
    ENGINE.warm_up()
    assert printed(sample_letter(SAMPLES[0])) == before


def test_the_attached_case_is_the_carried_one() -> None:
    letter = render(case(**HEADER))
    with pikepdf.open(BytesIO(printed(letter).pdf)) as document:
        assert document.attachments[CASE_FILE].get_file().read_bytes().decode() == letter.carried_case().to_json()


def test_a_logo_is_printed_with_its_description() -> None:
    letter = render(case(), letterhead=load_letterhead(OWN / "letterhead.toml"))
    with pikepdf.open(BytesIO(printed(letter).pdf)) as document:
        assert list(document.pages[0].get_images())


def test_a_logo_that_is_no_image_is_an_error() -> None:
    letterhead = load_letterhead(OWN / "letterhead.toml")
    broken = letterhead.model_copy(update={"image": letterhead.image[:24] + b"\0" * 40 + letterhead.image[-12:]})
    with pytest.raises(PrintError, match="Typst: "):
        printed(render(case(), letterhead=broken))


def test_a_character_that_no_font_has_is_an_error() -> None:
    source = f'{PART_MARK}["paragraph", [["", "\\u4e00"]]]'
    with pytest.raises(PrintError, match="Typst: "):
        ENGINE.print(RenderedDocument(source, {}, {}))
