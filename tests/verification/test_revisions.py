"""Only signatures may follow the print in a letter; any other appended change is found, even if it is disguised."""

# mypy: disable-error-code="no-untyped-call"

import io

import pytest
from imrletters.verification.revisions import differs_only_by_signatures
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from imrletters import verify
from imrletters.errors import LetterError
from imrletters.pdf.file import open_pdf
from imrletters.signing.signing import sign
from imrletters.verification.embedded import read_embedded
from tests.signing.support import NAME, opened, signed, signer
from tests.support import SAMPLES, sample_pdf
from tests.verification.appending import (
    ALL,
    EFFECTIVE,
    Append,
    Appending,
    append_annotation,
    append_white_rectangle,
    appended,
    replace_glyphs,
)
from tests.verification.letters import PRINT, answer


def is_only_signed(pdf: bytes, printed: bytes = PRINT) -> bool:
    return differs_only_by_signatures(open_pdf(pdf), open_pdf(printed))


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_letter_may_be_signed_several_times(times: int) -> None:
    assert is_only_signed(signed(times))
    assert not is_only_signed(signed(times), sample_pdf(SAMPLES[0]))


@pytest.mark.parametrize("change", ALL, ids=lambda change: change.__name__)
def test_an_appended_change_is_found(change: Append) -> None:
    result = verify(appended(change, PRINT))
    assert (result.answer, result.sound) == ("altered", False)


@pytest.mark.parametrize("change", ALL, ids=lambda change: change.__name__)
def test_a_change_after_signing_is_found(change: Append) -> None:
    result = verify(appended(change, signed()))
    assert (result.answer, result.sound) == ("altered", False)
    assert result.signatures == (f"signed by {NAME}; something was added since",)


@pytest.mark.parametrize("change", EFFECTIVE, ids=lambda change: change.__name__)
def test_a_change_before_signing_is_found_although_the_signature_is_valid(change: Append) -> None:
    result = verify(sign(appended(change, PRINT), signer()))
    assert (result.answer, result.sound) == ("altered", False)
    assert result.signatures == (f"signed by {NAME}; nothing was changed since",)


@pytest.mark.parametrize(
    "change", [append_white_rectangle, replace_glyphs, append_annotation], ids=lambda change: change.__name__
)
def test_a_change_in_the_same_revision_as_the_signature_is_found(change: Append) -> None:
    writer = Appending(io.BytesIO(PRINT))
    change(writer)
    pdf = PdfSigner(PdfSignatureMetadata(field_name="Signature1"), signer()).sign_pdf(writer).getvalue()
    result = verify(pdf)
    assert (result.answer, result.sound) == ("altered", False)
    assert result.signatures == (f"signed by {NAME}; nothing was changed since",)


def test_a_signature_that_is_visible_on_a_page_is_an_alteration() -> None:
    writer = Appending(io.BytesIO(PRINT))
    field = SigFieldSpec("Signature1", box=(90, 400, 400, 700))
    pdf = PdfSigner(PdfSignatureMetadata(field_name="Signature1"), signer(), new_field_spec=field).sign_pdf(writer)
    assert answer(pdf.getvalue()) == ("altered", "layout")


# cross-reference sections


def with_section(number: int, kind: int, place: int, generation: int = 0, *, then: bytes = b"") -> bytes:
    """The signed letter, then ``then``, then a cross-reference stream with an entry for one object."""
    pdf = signed()
    document = opened(pdf)
    root, info = document.Root.objgen[0], document.trailer.Info.objgen[0]
    last = pdf[pdf.rindex(b"startxref") :].split()[1].decode()
    size = int(document.trailer.Size)
    entry = bytes([kind]) + place.to_bytes(4, "big") + generation.to_bytes(2, "big")
    head = f"{size} 0 obj\n<</Type/XRef/W[1 4 2]/Index[{number} 1]/Size {size + 1}/Root {root} 0 R/Info {info} 0 R"
    start = len(pdf) + len(then)
    section = f"{head}/Prev {last}/Length {len(entry)}>>\nstream\n".encode() + entry + b"\nendstream\nendobj\n"
    return pdf + then + section + f"startxref\n{start}\n%%EOF\n".encode()


def content_number(page: int) -> int:
    """The number of the content stream of a page."""
    document = opened(PRINT)
    return int(document.pages[page].Contents.objgen[0])


def offset(number: int) -> int:
    """The offset of an object in the print."""
    return PRINT.index(f"\n{number} 0 obj".encode()) + 1


def test_a_section_with_the_same_entry_changes_nothing() -> None:
    number = content_number(1)
    assert is_only_signed(with_section(number, 1, offset(number)))


@pytest.mark.parametrize(
    ("kind", "place", "generation"),
    [(0, 0, 0), (0, 0, 1), (1, 0, 0), (1, None, 1), (1, -1, 0)],
    ids=["free", "free, next generation", "offset zero", "another generation", "another object"],
)
def test_a_section_that_hides_a_printed_object_is_found(kind: int, place: int | None, generation: int) -> None:
    number = content_number(1)
    found = {None: offset(number), -1: offset(content_number(0))}.get(place, place)
    assert found is not None
    try:
        assert not is_only_signed(with_section(number, kind, found, generation))
    except LetterError as error:
        assert "damaged" in str(error)


def test_an_object_that_is_written_again_with_other_content_is_found() -> None:
    text = "<</Length 1>>\nstream\nq\nendstream"
    assert not is_only_signed(with_object(content_number(1), text))


# the form, the tags and the widget of a signature


def with_object(number: int, text: str) -> bytes:
    """The signed letter with one of its objects written again."""
    then = f"\n{number} 0 obj\n{text}\nendobj\n".encode()
    return with_section(number, 1, len(signed()) + 1, then=then)


def numbers() -> list[int]:
    """The numbers of the catalog, the form, the signature's widget, its page and its tag."""
    document = opened(signed())
    root, form = document.Root, document.Root.AcroForm
    found = (root, form, form.Fields[0], form.Fields[0].P, root.StructTreeRoot.K[0].K[-1])
    return [int(each.objgen[0]) for each in found]


def catalog(more: str = "") -> str:
    """The catalog of the signed letter as the file contains it, with ``more`` added."""
    start = signed().rindex(f"\n{ROOT} 0 obj".encode())
    written = signed()[start : signed().index(b"endobj", start)].split(b"obj", 1)[1].decode("latin-1").strip()
    return f"{written.removesuffix('>>')}{more}>>"


ROOT, FORM, WIDGET, PAGE, TAG = numbers()
TAG_WRITTEN = f"/Type/StructElem/S/Form/Pg {PAGE} 0 R/K<</Type/OBJR/Obj {WIDGET} 0 R/Pg {PAGE} 0 R>>"
WIDGET_WRITTEN = f"/Type/Annot/Subtype/Widget/P {PAGE} 0 R/T(Signature1)"


@pytest.mark.parametrize(
    ("number", "text", "allowed"),
    [
        (FORM, f"<</Fields[{WIDGET} 0 R]/SigFlags 3>>", True),
        (FORM, f"<</Fields[{WIDGET} 0 R]/SigFlags 3/XFA(<xdp/>)>>", False),
        (FORM, f"<</Fields[{PAGE} 0 R]>>", False),
        (TAG, f"<<{TAG_WRITTEN}>>", True),
        (TAG, f"<<{TAG_WRITTEN}/Alt(Overturned)>>", False),
        (WIDGET, f"<<{WIDGET_WRITTEN}/FT/Sig/Rect[0 0 0 0]>>", True),
        (WIDGET, f"<<{WIDGET_WRITTEN}/FT/Sig/Rect[90 400 400 700]>>", False),
        (WIDGET, f"<<{WIDGET_WRITTEN}/FT/Sig>>", False),
        (WIDGET, f"<<{WIDGET_WRITTEN}/FT/Tx/Rect[0 0 0 0]>>", False),
        (WIDGET, f"<<{WIDGET_WRITTEN}/FT/Sig/Rect[0 0 0 0]/AP<<>>>>", False),
        (WIDGET, f"<<{WIDGET_WRITTEN}/FT/Sig/Rect[0 0 0 0]/AA<<>>>>", False),
    ],
)
def test_a_signature_may_show_nothing_and_run_nothing(number: int, text: str, *, allowed: bool) -> None:
    assert is_only_signed(with_object(number, text)) is allowed


@pytest.mark.parametrize(
    ("more", "allowed"), [("", True), ("/DSS<<>>", True), ("/OpenAction<<>>", False), ("/Pages 1 0 R/Lang(de)", False)]
)
def test_only_entries_of_signatures_may_be_added_to_the_catalog(more: str, *, allowed: bool) -> None:
    assert is_only_signed(with_object(ROOT, catalog(more))) is allowed


def test_an_object_that_is_only_a_reference_to_itself_is_refused() -> None:
    with pytest.raises(LetterError, match="is only a reference"):
        read_embedded(open_pdf(with_object(FORM, f"{FORM} 0 R")))
