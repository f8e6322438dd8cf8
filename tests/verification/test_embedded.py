"""The envelope of a letter: what a PDF holds besides its lines, and whether only signatures were added to it."""

# mypy: disable-error-code="no-untyped-call"

from typing import Any

import pikepdf
import pytest

from imrletters.case.base import AUDIENCES, Audience
from imrletters.errors import LetterError
from imrletters.printing.provenance import letter_provenance
from imrletters.printing.weasyprint.versions import toolchain
from imrletters.rendering.house_style import HouseStyle
from imrletters.verification.embedded import attached_case, read_envelope
from imrletters.verification.fingerprint import read_content
from imrletters.verification.revisions import differs_only_by_signatures
from tests.signing.test_signing import opened, saved, signed
from tests.support import SAMPLES, sample_letter, sample_pdf
from tests.verification.test_reprint import LETTER, changed

PRINT = sample_pdf(LETTER)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_letter_says_what_printed_it_and_carries_its_case(audience: Audience) -> None:
    found = read_envelope(sample_pdf(LETTER, audience))
    assert found.provenance == {**letter_provenance(audience, HouseStyle()), "engine": toolchain()}
    assert found.case == sample_letter(LETTER, audience).carried_case().to_json().encode()
    assert found.signed is False
    assert read_envelope(signed()).signed


def test_what_only_says_case_json_is_no_case() -> None:
    def hollow(document: Any) -> None:
        document.Root.AF = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Filespec, UF="case.json")])

    with pytest.raises(LetterError):
        attached_case(changed(hollow))


def test_a_name_may_be_written_in_utf_16() -> None:
    def rename(document: Any) -> None:
        document.Root.AF[0].UF = pikepdf.Object.parse(b"<feff" + "case.json".encode("utf-16-be").hex().encode() + b">")

    assert attached_case(changed(rename)) == attached_case(PRINT)


@pytest.mark.parametrize("options", [{}, {"qdf": True}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}])
@pytest.mark.parametrize("path", SAMPLES[:3], ids=lambda path: path.stem)
def test_the_content_is_the_same_however_it_is_written(path: Any, options: dict[str, Any]) -> None:
    again = saved(opened(sample_pdf(path)), fix_metadata_version=False, **options)
    assert again != sample_pdf(path)
    assert read_content(again) == read_content(sample_pdf(path))


@pytest.mark.parametrize("times", [1, 2, 3])
def test_signatures_are_not_among_the_content(times: int) -> None:
    assert read_content(signed(times)) == read_content(PRINT)


def test_letters_differ_in_their_content() -> None:
    contents = [read_content(sample_pdf(path)) for path in SAMPLES[:4]]
    assert len({content.pages for content in contents}) == 4


# whether only signatures were added


@pytest.mark.parametrize("times", [1, 2, 3])
def test_signatures_are_all_that_was_added(times: int) -> None:
    assert differs_only_by_signatures(signed(times), PRINT)
    assert not differs_only_by_signatures(signed(times), sample_pdf(SAMPLES[0]))


def update(number: int, kind: int, place: int, generation: int = 0, *, then: bytes = b"") -> bytes:
    """The signed letter and after it a list of objects that says one thing of one object."""
    pdf = signed()
    document = opened(pdf)
    root, info = document.Root.objgen[0], document.trailer.Info.objgen[0]
    last = pdf[pdf.rindex(b"startxref") :].split()[1].decode()
    size = int(document.trailer.Size)
    entry = bytes([kind]) + place.to_bytes(4, "big") + generation.to_bytes(2, "big")
    head = f"{size} 0 obj\n<</Type/XRef/W[1 4 2]/Index[{number} 1]/Size {size + 1}/Root {root} 0 R/Info {info} 0 R"
    start = len(pdf) + len(then)
    xref = f"{head}/Prev {last}/Length {len(entry)}>>\nstream\n".encode() + entry + b"\nendstream\nendobj\n"
    return pdf + then + xref + f"startxref\n{start}\n%%EOF\n".encode()


def contents_of(page: int) -> int:
    document = opened(PRINT)
    return int(document.pages[page].Contents.objgen[0])


def where(number: int) -> int:
    return PRINT.index(f"\n{number} 0 obj".encode()) + 1


def test_a_list_that_changes_nothing_changes_nothing() -> None:
    number = contents_of(1)
    assert differs_only_by_signatures(update(number, 1, where(number)), PRINT)


@pytest.mark.parametrize(
    ("kind", "place", "generation"),
    [(0, 0, 0), (0, 0, 1), (1, 0, 0), (1, None, 1), (1, -1, 0)],
    ids=["given up", "given up for good", "nowhere", "of another generation", "another object"],
)
def test_a_list_that_hides_what_was_printed_is_not_a_signature(kind: int, place: int | None, generation: int) -> None:
    number = contents_of(1)
    found = {None: where(number), -1: where(contents_of(0))}.get(place, place)
    assert found is not None
    try:
        assert not differs_only_by_signatures(update(number, kind, found, generation), PRINT)
    except LetterError as error:
        assert "damaged" in str(error)


def test_an_object_written_again_with_other_content_is_not_a_signature() -> None:
    number = contents_of(1)
    then = f"\n{number} 0 obj\n<</Length 1>>\nstream\nq\nendstream\nendobj\n".encode()
    assert not differs_only_by_signatures(update(number, 1, len(signed()) + 1, then=then), PRINT)


def rewritten(number: int, text: str) -> bytes:
    """The signed letter, one of its objects written again."""
    then = f"\n{number} 0 obj\n{text}\nendobj\n".encode()
    return update(number, 1, len(signed()) + 1, then=then)


def numbers() -> list[int]:
    """The numbers of the catalog, the form, the signature's widget, its page and its tag."""
    document = opened(signed())
    root, form = document.Root, document.Root.AcroForm
    found = (root, form, form.Fields[0], form.Fields[0].P, root.StructTreeRoot.K[0].K[-1])
    return [int(each.objgen[0]) for each in found]


def catalog(more: str = "") -> str:
    """The catalog of the signed letter as it is written there, and ``more``."""
    start = signed().rindex(f"\n{ROOT} 0 obj".encode())
    written = signed()[start : signed().index(b"endobj", start)].split(b"obj", 1)[1].decode("latin-1").strip()
    return f"{written.removesuffix('>>')}{more}>>"


ROOT, FORM, WIDGET, PAGE, TAG = numbers()
TAG_WRITTEN = f"/Type/StructElem/S/Form/Pg {PAGE} 0 R/K<</Type/OBJR/Obj {WIDGET} 0 R/Pg {PAGE} 0 R>>"
WIDGET_WRITTEN = f"/Type/Annot/Subtype/Widget/P {PAGE} 0 R/T(Signature1)"


@pytest.mark.parametrize(
    ("number", "text", "fine"),
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
def test_a_signature_shows_runs_and_holds_nothing_else(number: int, text: str, *, fine: bool) -> None:
    assert differs_only_by_signatures(rewritten(number, text), PRINT) is fine


@pytest.mark.parametrize(
    ("more", "fine"), [("", True), ("/DSS<<>>", True), ("/OpenAction<<>>", False), ("/Pages 1 0 R/Lang(de)", False)]
)
def test_the_catalog_gets_nothing_but_what_signatures_bring(more: str, *, fine: bool) -> None:
    assert differs_only_by_signatures(rewritten(ROOT, catalog(more)), PRINT) is fine


def test_an_object_that_is_only_a_reference_to_itself_is_refused_and_not_followed_for_ever() -> None:
    with pytest.raises(LetterError, match="no more than a reference"):
        read_envelope(rewritten(FORM, f"{FORM} 0 R"))


def test_a_long_chain_of_bookmarks_has_a_fingerprint() -> None:
    def chain(document: Any) -> None:
        following = None
        for number in range(2000):
            mark = pikepdf.Dictionary(Title=str(number))
            if following is not None:
                mark.Next = following
            following = document.make_indirect(mark)
        document.Root.Outlines.First = following

    assert read_content(changed(chain)).parts["Outlines"] != read_content(PRINT).parts["Outlines"]
