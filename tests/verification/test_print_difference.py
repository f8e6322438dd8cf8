"""Every change of a letter is found, and the first one is described."""

import random
from functools import cache
from typing import Any

import pikepdf
import pytest

from imrletters import LetterError, render, verify
from imrletters.case.base import AUDIENCES
from imrletters.case.example import HEADER
from imrletters.printing.provenance import digest
from tests.signing.support import opened, saved
from tests.support import FOR_PARTIES, SAMPLES, case, printed_text, sample_pdf
from tests.verification import rewriting
from tests.verification.letters import PRINT, answer, attached, attached_stream, print_letter, refusal
from tests.verification.rewriting import (
    INVISIBLE_TEXT,
    WHITE_RECTANGLE,
    Change,
    draw,
    fonts,
    name_another_version,
    rewritten,
)

pytestmark = pytest.mark.long
# changes saved by a viewer


@pytest.mark.parametrize(
    ("change", "where", "words"),
    [
        (rewriting.nothing, "envelope", "rewritten by other software"),
        (rewriting.change_title, "envelope", "the metadata"),
        (draw(WHITE_RECTANGLE), "layout", "page 1"),
        (draw(INVISIBLE_TEXT), "layout", "page 1"),
        (rewriting.annotate, "layout", "contains an annotation"),
        (rewriting.annotate_like_a_signature, "layout", "contains an annotation"),
        (rewriting.swap_fonts, "words", "page 1"),
        (rewriting.swap_glyphs, "layout", "page 1"),
        (rewriting.change_attached_decision, "words", ""),
        (rewriting.swap_two_letters, "words", "page 1, line"),
        (rewriting.remove_tags, "envelope", "the tags"),
        (rewriting.add_alternative_text, "envelope", "the tags"),
        (rewriting.rename_bookmark, "envelope", "the bookmarks"),
        (rewriting.add_open_action, "envelope", "added: a program"),
        (rewriting.add_named_script, "envelope", "added: a program"),
        (rewriting.hide_in_layer, "envelope", "layers"),
        (rewriting.cover_with_picture, "layout", "annotation or picture"),
        (rewriting.add_form, "envelope", "added: a form"),
        (rewriting.remove_page, "words", "is missing"),
        (rewriting.repeat_page, "words", "is new"),
        (rewriting.reverse_pages, "words", "page 1, line 1"),
        (rewriting.add_page, "layout", "page 3 is new"),
        (rewriting.rotate, "words", "page 1"),
        (rewriting.crop, "layout", ""),
        (rewriting.shrink_paper, "layout", ""),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_change_in_a_viewer_is_found_and_described(change: Change, where: str, words: str) -> None:
    result = verify(rewritten(change))
    assert (result.answer, result.where, result.sound) == ("altered", where, False)
    assert words in result.what


def test_a_word_drawn_on_a_page_is_found() -> None:
    def change(document: Any) -> None:
        name = next(iter(fonts(document)))
        draw(f"BT {name} 12 Tf 1 0 0 1 100 50 Tm <00240025> Tj ET")(document)

    assert answer(rewritten(change)) == ("altered", "words")


def test_the_case_of_the_parties_in_a_public_letter_is_found() -> None:
    whole = case(**HEADER, **FOR_PARTIES)
    public, parties = (print_letter(render(whole, audience)) for audience in AUDIENCES)

    def change(document: Any) -> None:
        attached_stream(document).write(attached(parties))

    result = verify(rewritten(change, public))
    assert (result.answer, result.where) == ("altered", "envelope")
    assert "the attachments" in result.what


# changed, missing and added bytes


@cache
def compressed_ranges(pdf: bytes) -> tuple[range, ...]:
    """The offsets of the compressed bytes of the content streams and of the attachment."""
    document = opened(pdf)
    streams = [*(page.Contents for page in document.pages), attached_stream(document)]
    found = []
    for stream in streams:
        raw = stream.read_raw_bytes()
        assert pdf.count(raw) == 1
        found.append(range(pdf.index(raw), pdf.index(raw) + len(raw)))
    return tuple(found)


def test_none_of_200_letters_with_a_changed_byte_is_the_same() -> None:
    letters = [sample_pdf(path) for path in SAMPLES if path.stem in {"edition-2014", "expedited", "one-item-upheld"}]
    chance, outcomes = random.Random(5), set()  # noqa: S311 - the same bytes on every run
    for number in range(200):
        pdf = letters[number % len(letters)]
        place = chance.choice(chance.choice(compressed_ranges(pdf)))
        changed = pdf[:place] + bytes([pdf[place] ^ chance.randrange(1, 256)]) + pdf[place + 1 :]
        try:
            result = verify(changed)
        except LetterError:
            outcomes.add("refused")
        else:
            assert (result.answer, result.sound) == ("altered", False), place
            outcomes.add(str(result.where))
    assert len(letters) == 3
    assert outcomes == {"refused"}  # each stream has a checksum


@pytest.mark.parametrize("end", [1, 5, 100, 5000, -3000, -500, -20, -6])
def test_a_letter_cut_off_is_never_the_same(end: int) -> None:
    try:
        assert answer(PRINT[:end]) == ("altered", "envelope")
    except LetterError as error:
        assert ("this is not a PDF" if end == 1 else "damaged") in str(error)


@pytest.mark.parametrize(("lost", "words"), [(1, "1 byte is missing"), (2, "2 bytes are missing")])
def test_missing_bytes_at_the_end_are_counted(lost: int, words: str) -> None:
    result = verify(PRINT[:-lost])
    assert (result.answer, result.where) == ("altered", "envelope")
    assert result.what == f"cut off: {words} at its end"


@pytest.mark.parametrize("added", [b"\n", b"%%EOF\n", b"% a remark\n", b" " * 3000])
def test_bytes_added_at_the_end_are_found(added: bytes) -> None:
    try:
        result = verify(PRINT + added)
    except LetterError:
        return
    assert (result.answer, result.where, result.what) == ("altered", "envelope", "something was added at its end")


# encrypted letters


def test_a_letter_that_needs_a_password_is_refused() -> None:
    encrypted = saved(opened(PRINT), encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "password" in refusal(encrypted)


def test_a_letter_encrypted_without_a_password_to_open_it_is_altered() -> None:
    encrypted = saved(opened(PRINT), encryption=pikepdf.Encryption(owner="a", user=""))
    assert answer(encrypted) == ("altered", "envelope")


# letters that name another version


@pytest.mark.parametrize(
    "change",
    [
        rewriting.swap_two_letters,
        rewriting.change_attached_decision,
        rewriting.remove_page,
        rewriting.add_page,
        rewriting.repeat_page,
        rewriting.rotate,
        rewriting.annotate,
        rewriting.annotate_like_a_signature,
        rewriting.cover_with_picture,
        rewriting.hide_in_layer,
        rewriting.add_open_action,
        rewriting.add_named_script,
        rewriting.add_form,
    ],
    ids=lambda change: change.__name__,
)
def test_other_words_and_covered_pages_are_found_whatever_version_is_named(change: Change) -> None:
    def both(document: Any) -> None:
        name_another_version(document)
        change(document)

    result = verify(rewritten(both))
    assert result.answer == "altered"
    assert "version: printed with 0.0.7" in result.what


def zero_glyphs(document: Any) -> None:
    """Makes every font of the first page show no character, although its text stays."""
    for font in fonts(document).values():
        font.DescendantFonts[0].CIDToGIDMap = pikepdf.Stream(document, bytes(1 << 16))


def add_script_to_bookmark(document: Any) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('Overturned')")
    document.Root.Outlines.First.A = script


def add_link(document: Any) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")
    rewriting.annotate(document, A=action)


def trim(document: Any) -> None:
    document.pages[0].TrimBox = [0, 0, 612, 400]


def enlarge(document: Any) -> None:
    document.pages[0].UserUnit = 2


def cover_field(document: Any) -> None:
    """Covers words with the field of a signature that nothing of ours appended."""
    rewriting.annotate(document, FT=pikepdf.Name.Sig)


HIDING: list[Change] = [draw(WHITE_RECTANGLE), rewriting.swap_glyphs, zero_glyphs]


@pytest.mark.parametrize("change", HIDING, ids=["white rectangle", "glyphs", "no glyphs"])
def test_a_hidden_change_is_found_if_only_another_version_is_named(change: Change) -> None:
    def both(document: Any) -> None:
        name_another_version(document)
        change(document)

    forged = rewritten(both)
    assert printed_text(forged) == printed_text(PRINT)
    result = verify(forged)
    assert (result.answer, result.where, result.sound) == ("altered", "layout", False)
    assert digest(PRINT) not in result.digests


@pytest.mark.parametrize("change", HIDING, ids=["white rectangle", "glyphs", "no glyphs"])
def test_a_hidden_change_is_described_but_not_sound_if_another_engine_is_named(change: Change) -> None:
    def both(document: Any) -> None:
        rewriting.change_metadata(rb"(:engine>)[^<]*", rb"\g<1>weasyprint 0.0.7")(document)
        change(document)

    result = verify(rewritten(both))
    assert (result.answer, result.sound) == ("reprinted", False)
    assert "page 1" in result.what


@pytest.mark.parametrize(
    "change",
    [rewriting.crop, trim, enlarge, add_script_to_bookmark, add_link, cover_field],
    ids=lambda change: change.__name__,
)
@pytest.mark.parametrize("name", ["version", "engine", "templates", "fonts"])
def test_what_no_letter_contains_is_refused_whatever_is_named(change: Change, name: str) -> None:
    other = b"weasyprint 0.0.7" if name == "engine" else b"0" * 64

    def both(document: Any) -> None:
        rewriting.change_metadata(b"(:" + name.encode() + rb">)[^<]*", rb"\g<1>" + other)(document)
        change(document)

    assert verify(rewritten(both)).answer == "altered"
