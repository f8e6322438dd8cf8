"""Proving a letter: what is given back, what is called the same, and that whatever is altered is told."""

# mypy: disable-error-code="no-untyped-call"

import io
import random
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from imrletters import (
    CaseError,
    LetterError,
    VerificationResult,
    canonical,
    extract,
    load_case,
    load_letterhead,
    render,
    verify,
)
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER
from imrletters.letter import Letter
from imrletters.pdf.text_lines import PrintedPage, read_pages
from imrletters.printing.provenance import digest
from imrletters.signing.signing import sign
from tests.signing.test_signing import NAME, opened, saved, signed, signer
from tests.support import FOR_PARTIES, OWN, ROOT, SAMPLES, case, printed_text, sample_letter, sample_pdf

LETTER = next(path for path in SAMPLES if path.stem == "mixed-decisions")
PUBLIC_FIELDS = {"parties", "documents_reviewed", "mailing", "attestations", "request_date", "replaces"}
TEMPLATES = OWN / "templates"
Change = Callable[[Any], None]
trueprint = Letter.pdf


prints: dict[tuple[str, ...], bytes] = {}
read: dict[bytes, list[PrintedPage]] = {}


def printed_once(letter: Letter) -> bytes:
    key = (letter.case.to_json(), letter.audience, repr(letter.house_style))
    if key not in prints:
        prints[key] = trueprint(letter)
    return prints[key]


def read_once(pdf: bytes) -> list[PrintedPage]:
    if pdf not in prints.values():
        return read_pages(pdf)
    if pdf not in read:
        read[pdf] = read_pages(pdf)
    return read[pdf]


@pytest.fixture(autouse=True)
def _every_case_is_printed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each verification prints again and reads the print; for these tests the same case need not be printed twice."""
    monkeypatch.setattr(Letter, "pdf", printed_once)
    monkeypatch.setattr("imrletters.pdf.text_lines.read_pages", read_once)


def attached(pdf: bytes) -> bytes:
    """The attached case, read by another reader than ours."""
    document = opened(pdf)
    return bytes(carried(document).read_bytes())


def carried(document: Any) -> Any:
    """The stream of the attached case."""
    [file] = document.Root.AF
    return file.EF.F


def changed(change: Change, pdf: bytes | None = None) -> bytes:
    """A letter after ``change``, as a viewer saves it: all written anew."""
    document = opened(pdf or sample_pdf(LETTER))
    change(document)
    return saved(document, fix_metadata_version=False)


class Appending(IncrementalPdfFileWriter):
    """Appends what it is told and nothing more: the metadata stay as they are."""

    def _update_meta(self) -> None:
        pass


def updated(change: Callable[[IncrementalPdfFileWriter], None], pdf: bytes) -> bytes:
    """A letter after ``change``, as a viewer appends it: every byte before it stays."""
    writer = Appending(io.BytesIO(pdf))
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    assert file.getvalue().startswith(pdf)
    return file.getvalue()


def answer(pdf: bytes) -> tuple[str, str | None]:
    result = verify(pdf)
    return result.answer, result.where


def refusal(pdf: bytes) -> str:
    with pytest.raises(LetterError) as caught:
        verify(pdf)
    return str(caught.value)


# what is given back


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_canonical_case_of_the_copy_printed_comes_back(path: Any, audience: Audience) -> None:
    expected = canonical(load_case(path).for_audience(audience))
    pdf = sample_pdf(path, audience)
    assert extract(pdf) == expected
    assert attached(pdf) == expected.to_json().encode()


def test_the_public_letter_carries_nothing_of_the_parties() -> None:
    whole = case(**HEADER, **FOR_PARTIES)
    public, parties = (render(whole, audience).pdf() for audience in AUDIENCES)
    told = [FOR_PARTIES["parties"][0]["name"], "Testville", "An imaging center", "wrong knee"]
    assert not any(words.encode() in attached(public) for words in told)
    assert not PUBLIC_FIELDS & extract(public).model_dump(exclude_defaults=True).keys()
    assert all(words.encode() in attached(parties) for words in told)


def test_a_letter_without_attachment_gives_nothing_back() -> None:
    pdf = trueprint(sample_letter(LETTER), attach=False)
    assert "no case is attached" in refusal(pdf)
    with pytest.raises(LetterError, match=r"holds no case\.json"):
        extract(pdf)


def attach(*files: tuple[str, bytes]) -> Change:
    """Puts files in the place of the attached case."""

    def change(document: Any) -> None:
        kind: Any = pikepdf.AttachedFileSpec
        specs = [kind(document, data, filename=name).obj for name, data in files]
        names = pikepdf.Array([each for (name, _), spec in zip(files, specs, strict=True) for each in (name, spec)])
        document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=names))
        document.Root.AF = pikepdf.Array(specs)

    return change


@pytest.mark.parametrize("data", [b"{}", b'{"edition": "1066"}'])
def test_a_foreign_attachment_is_refused(data: bytes) -> None:
    pdf = changed(attach(("case.json", data)))
    assert "the case inside cannot be printed: case.json, line " in refusal(pdf)
    with pytest.raises(CaseError):
        extract(pdf)


@pytest.mark.parametrize(
    "data", [b"", b"no JSON", b"\xff\xfe", b"[]", b'"{}"', b'{"a": ' + b"[" * 100_000], ids=lambda data: str(data[:9])
)
def test_an_attachment_that_is_no_object_is_no_case(data: bytes) -> None:
    pdf = changed(attach(("case.json", data)))
    assert "the case inside cannot be printed: case.json, " in refusal(pdf)
    with pytest.raises(LetterError, match="is no case: it holds no JSON object"):
        extract(pdf)


def test_an_attachment_of_another_name_is_no_case() -> None:
    assert "no case.json" in refusal(changed(attach(("note.json", attached(sample_pdf(LETTER))))))


def test_two_cases_are_refused() -> None:
    both = ("case.json", attached(sample_pdf(LETTER))), ("case.json", attached(sample_pdf(SAMPLES[0])))
    assert "more than one case.json" in refusal(changed(attach(*both)))


def test_a_letter_of_an_own_edition_gives_its_case_back_with_its_templates() -> None:
    pdf = own()
    assert extract(pdf, TEMPLATES) == load_case(OWN / "own-edition.json", TEMPLATES).for_audience("public")
    with pytest.raises(CaseError, match="/edition"):
        extract(pdf)


# what is the same


@cache
def own(audience: Audience = "public") -> bytes:
    head = load_letterhead(OWN / "letterhead.toml")
    letter = render(load_case(OWN / "own-edition.json", TEMPLATES), audience, templates=TEMPLATES, letterhead=head)
    return trueprint(letter)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_is_the_same(path: Any, audience: Audience) -> None:
    pdf = sample_pdf(path, audience)
    number = load_case(path).case_number
    assert verify(pdf) == VerificationResult("same", None, "", ("not signed",), number, frozenset({digest(pdf)}))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_letter_of_an_organizations_own_is_the_same_with_what_it_was_printed_with(audience: Audience) -> None:
    head = load_letterhead(OWN / "letterhead.toml")
    assert verify(own(audience), templates=TEMPLATES, letterhead=head).answer == "same"


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("named", [(), ("templates",), ("letterhead",)], ids="+".join)
def test_a_letter_printed_with_what_the_call_does_not_name_is_refused(
    named: tuple[str, ...], audience: Audience
) -> None:
    house_style: dict[str, Any] = {"templates": TEMPLATES, "letterhead": load_letterhead(OWN / "letterhead.toml")}
    missing = [f"--{name}" for name in house_style if name not in named]
    with pytest.raises(LetterError) as caught:
        verify(own(audience), **{name: house_style[name] for name in named})
    needed = f"printed in an organization's own way; name it with {' and '.join(missing)}"
    assert str(caught.value) == f"error: {needed}"


def test_an_own_way_of_a_known_edition_is_not_called_altered_where_it_is_not_named(tmp_path: Path) -> None:
    (tmp_path / "html.j2").write_bytes((ROOT / "templates" / "html.j2").read_bytes())
    pdf = trueprint(render(load_case(LETTER), templates=tmp_path))
    assert "name it with --templates" in refusal(pdf)
    assert verify(pdf, templates=tmp_path).answer == "same"


def test_another_letterhead_than_that_of_the_print_is_told() -> None:
    head = load_letterhead(OWN / "letterhead.toml").model_copy(update={"name": "Another"})
    result = verify(own(), templates=TEMPLATES, letterhead=head)
    assert (result.answer, result.where) == ("altered", "words")
    assert re.search(r"letterhead: printed with [0-9a-f]{64}, here is [0-9a-f]{64}", result.what)


def test_without_its_templates_an_own_edition_that_does_not_say_so_cannot_be_printed() -> None:
    assert "needs its templates" in refusal(changed(tell_nothing, own()))


def test_templates_that_change_nothing_of_a_letter_leave_it_reprinted() -> None:
    result = verify(sample_pdf(LETTER), templates=TEMPLATES)
    assert (result.answer, result.where, result.sound) == ("reprinted", None, True)
    assert re.fullmatch(r"own_templates: printed with none, here is [0-9a-f]{64}", result.what)
    assert result.digests == {digest(sample_pdf(LETTER))}


# what is altered by a byte


@cache
def extents(pdf: bytes) -> tuple[range, ...]:
    """Where the compressed bytes of the content streams and of the attachment stand."""
    document = opened(pdf)
    streams = [*(page.Contents for page in document.pages), carried(document)]
    found = []
    for stream in streams:
        raw = stream.read_raw_bytes()
        assert pdf.count(raw) == 1
        found.append(range(pdf.index(raw), pdf.index(raw) + len(raw)))
    return tuple(found)


def test_of_200_letters_with_one_altered_byte_none_is_the_same() -> None:
    letters = [sample_pdf(path) for path in SAMPLES if path.stem in {"edition-2014", "expedited", "one-item-upheld"}]
    chance, outcomes = random.Random(5), set()  # noqa: S311 - the same bytes on every run
    for number in range(200):
        pdf = letters[number % len(letters)]
        place = chance.choice(chance.choice(extents(pdf)))
        bad = pdf[:place] + bytes([pdf[place] ^ chance.randrange(1, 256)]) + pdf[place + 1 :]
        try:
            result = verify(bad)
        except LetterError:
            outcomes.add("refused")
        else:
            assert (result.answer, result.sound) == ("altered", False), place
            outcomes.add(str(result.where))
    assert len(letters) == 3
    assert {"refused", "words"} <= outcomes


# what is altered in a viewer


def draw(content: str) -> Change:
    def change(document: Any) -> None:
        document.pages[0].contents_add(content.encode())

    return change


FREE_TEXT: dict[str, Any] = {
    "Type": pikepdf.Name.Annot,
    "Subtype": pikepdf.Name.FreeText,
    "Rect": [90, 600, 400, 700],
    "Contents": "Overturned",
}


def annotate(document: Any, **more: Any) -> None:
    note = document.make_indirect(pikepdf.Dictionary(**FREE_TEXT, **more))
    document.pages[0].Annots = pikepdf.Array([note])


def disguised_annotation(document: Any) -> None:
    annotate(document, S=pikepdf.Name.Form, FT=pikepdf.Name.Sig)


def fonts(document: Any) -> Any:
    return document.pages[0].Resources.Font


def swap_fonts(document: Any) -> None:
    first, second, *_ = fonts(document)
    fonts(document)[first], fonts(document)[second] = fonts(document)[second], fonts(document)[first]


def lie_about_glyphs(document: Any) -> None:
    """Swaps the shapes of all fonts, and leaves what they are said to mean."""
    first, second, *_ = fonts(document).values()
    files = [font.DescendantFonts[0].FontDescriptor for font in (first, second)]
    files[0].FontFile2, files[1].FontFile2 = files[1].FontFile2, files[0].FontFile2


def turn_decision(document: Any) -> None:
    data = carried(document).read_bytes()
    assert b'"Upheld"' in data
    carried(document).write(data.replace(b'"Upheld"', b'"Overturned"', 1))


def swap_letters(document: Any) -> None:
    """The first two letters of a word on the page change places."""
    stream = document.pages[0].Contents
    data, count = re.subn(rb"<(\w{4})>0<(?!\1)(\w{4})>", rb"<\2>0<\1>", stream.read_bytes(), count=1)
    assert count
    stream.write(data)


def retitle(document: Any) -> None:
    document.docinfo["/Title"] = "Another letter"


def retell(document: Any) -> None:
    document.Root.Metadata.write(document.Root.Metadata.read_bytes().replace(b"<dc:title>", b"<dc:title >"))


def drop_tags(document: Any) -> None:
    del document.Root.StructTreeRoot


def speak(document: Any) -> None:
    document.Root.StructTreeRoot.K[0].K[0].Alt = "Overturned"


def rename_bookmark(document: Any) -> None:
    document.Root.Outlines.First.Title = "Overturned"


def run(document: Any) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('Overturned')")
    document.Root.OpenAction = script


def run_by_name(document: Any) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('Overturned')")
    document.Root.Names.JavaScript = pikepdf.Dictionary(Names=pikepdf.Array(["a", script]))


def layer(document: Any) -> None:
    group = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Layer"))
    order = pikepdf.Dictionary(OFF=[group])
    document.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=order)
    resources = document.pages[0].Resources
    resources.Properties = pikepdf.Dictionary(L=group)
    document.pages[0].contents_add(b"/OC /L BDC", prepend=True)
    document.pages[0].contents_add(b"EMC")


def overlay(document: Any) -> None:
    picture = pikepdf.Stream(document, b"\xff" * 3)
    for key, value in {"Type": "XObject", "Subtype": "Image", "ColorSpace": "DeviceRGB"}.items():
        picture[f"/{key}"] = pikepdf.Name(f"/{value}")
    picture.Width = picture.Height = 1
    picture.BitsPerComponent = 8
    document.pages[0].Resources.XObject = pikepdf.Dictionary(Over=picture)
    document.pages[0].contents_add(b"q 300 0 0 300 90 400 cm /Over Do Q")


def form(document: Any) -> None:
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA="<xdp/>")


def remove_page(document: Any) -> None:
    del document.pages[-1]


def repeat_page(document: Any) -> None:
    document.pages.append(document.pages[0])


def reverse_pages(document: Any) -> None:
    document.pages.reverse()


def add_page(document: Any) -> None:
    document.add_blank_page(page_size=(612, 792))


def rotate(document: Any) -> None:
    document.pages[0].Rotate = 180


def crop(document: Any) -> None:
    document.pages[0].CropBox = [0, 0, 612, 400]


def shrink_paper(document: Any) -> None:
    document.pages[1].MediaBox = [0, 100, 612, 792]


def nothing(_: Any) -> None:
    pass


WHITE = "q 1 1 1 rg 90 400 300 200 re f Q"
INVISIBLE = "BT 3 Tr ET"


@pytest.mark.parametrize(
    ("change", "where", "said"),
    [
        (nothing, "envelope", "written anew"),
        (retitle, "envelope", "the metadata"),
        (draw(WHITE), "layout", "page 1"),
        (draw(INVISIBLE), "layout", "page 1"),
        (annotate, "layout", "laid over"),
        (disguised_annotation, "layout", "laid over"),
        (swap_fonts, "words", "page 1"),
        (lie_about_glyphs, "layout", "page 1"),
        (turn_decision, "words", ""),
        (swap_letters, "words", "page 1, line"),
        (drop_tags, "envelope", "the tags"),
        (speak, "envelope", "the tags"),
        (rename_bookmark, "envelope", "the bookmarks"),
        (run, "envelope", "added: a program"),
        (run_by_name, "envelope", "added: a program"),
        (layer, "envelope", "layers"),
        (overlay, "layout", "laid over"),
        (form, "envelope", "added: a form"),
        (remove_page, "words", "is gone"),
        (repeat_page, "words", "is new"),
        (reverse_pages, "words", "page 1, line 1"),
        (add_page, "layout", "page 3 is new"),
        (rotate, "words", "page 1"),
        (crop, "layout", ""),
        (shrink_paper, "layout", ""),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_a_viewer_changes_is_told(change: Change, where: str, said: str) -> None:
    result = verify(changed(change))
    assert (result.answer, result.where, result.sound) == ("altered", where, False)
    assert said in result.what


def test_a_word_drawn_on_a_page_is_told() -> None:
    def change(document: Any) -> None:
        name = next(iter(fonts(document)))
        draw(f"BT {name} 12 Tf 1 0 0 1 100 50 Tm <00240025> Tj ET")(document)

    assert answer(changed(change)) == ("altered", "words")


def test_a_case_of_the_parties_in_a_public_letter_is_told() -> None:
    whole = case(**HEADER, **FOR_PARTIES)
    public, parties = (trueprint(render(whole, audience)) for audience in AUDIENCES)

    def change(document: Any) -> None:
        carried(document).write(attached(parties))

    result = verify(changed(change, public))
    assert (result.answer, result.where) == ("altered", "envelope")
    assert "the attachments" in result.what


# what is cut off, added, locked or no letter at all


@pytest.mark.parametrize("end", [1, 5, 100, 5000, -3000, -500, -20, -6])
def test_a_letter_cut_off_is_never_the_same(end: int) -> None:
    try:
        assert answer(sample_pdf(LETTER)[:end]) == ("altered", "envelope")
    except LetterError as error:
        assert ("this is no PDF" if end == 1 else "damaged") in str(error)


@pytest.mark.parametrize(("lost", "said"), [(1, "1 byte is missing"), (2, "2 bytes are missing")])
def test_a_letter_that_lacks_its_last_bytes_is_told_so(lost: int, said: str) -> None:
    result = verify(sample_pdf(LETTER)[:-lost])
    assert (result.answer, result.where) == ("altered", "envelope")
    assert result.what == f"cut off: {said} at its end"


@pytest.mark.parametrize("data", [b"", b"no PDF", b"\x00" * 2000])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert "this is no PDF" in refusal(data)


def test_a_pdf_without_content_is_refused() -> None:
    assert "damaged or cut off" in refusal(b"%PDF-1.7\n%%EOF\n")


def test_a_password_is_asked_for() -> None:
    locked = saved(opened(sample_pdf(LETTER)), encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "password" in refusal(locked)


def test_a_letter_locked_against_changes_alone_is_read_and_told() -> None:
    locked = saved(opened(sample_pdf(LETTER)), encryption=pikepdf.Encryption(owner="a", user=""))
    assert answer(locked) == ("altered", "envelope")


@pytest.mark.parametrize("added", [b"\n", b"%%EOF\n", b"% a remark\n", b" " * 3000])
def test_bytes_at_the_end_are_told(added: bytes) -> None:
    try:
        result = verify(sample_pdf(LETTER) + added)
    except LetterError:
        return
    assert (result.answer, result.where, result.what) == ("altered", "envelope", "something was added at its end")


def untouched(writer: IncrementalPdfFileWriter) -> None:
    writer.update_root()


def replace_words(writer: IncrementalPdfFileWriter) -> None:
    """The page's own content stream, other words in it."""
    stream = writer.root["/Pages"]["/Kids"][0]["/Contents"]
    data, count = re.subn(rb"<(\w{4})>0<(?!\1)(\w{4})>", rb"<\2>0<\1>", stream.data, count=1)
    assert count
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=data))
    writer.update_container(page)


def paint_over(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    white = writer.add_object(generic.StreamObject(stream_data=WHITE.encode()))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), white])
    writer.update_container(page)


def annotate_after(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    name = generic.pdf_name
    rectangle = generic.ArrayObject(map(generic.NumberObject, (90, 600, 400, 700)))
    note = {name("/Type"): name("/Annot"), name("/Subtype"): name("/FreeText"), name("/Rect"): rectangle}
    page["/Annots"] = generic.ArrayObject([writer.add_object(generic.DictionaryObject(note))])
    writer.update_container(page)


def disguise_font(writer: IncrementalPdfFileWriter) -> None:
    """The shapes of another font, in a dictionary that calls itself the tag of a signature."""
    first, second, *_ = writer.root["/Pages"]["/Kids"][0]["/Resources"]["/Font"].values()
    name = generic.pdf_name
    descendant, other = (font.get_object()["/DescendantFonts"][0].get_object() for font in (first, second))
    descendant["/FontDescriptor"] = other.raw_get("/FontDescriptor")
    descendant[name("/S")], descendant[name("/FT")] = name("/Form"), name("/Sig")
    descendant[name("/Rect")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 0, 0)))
    writer.update_container(descendant)


def speak_after(writer: IncrementalPdfFileWriter) -> None:
    top = writer.root["/StructTreeRoot"]["/K"][0]["/K"][0]
    top["/Alt"] = generic.pdf_string("Overturned")
    writer.update_container(top)


def speak_in_a_form_tag(writer: IncrementalPdfFileWriter) -> None:
    """A tag like that of a signature, which a screen reader reads aloud."""
    name = generic.pdf_name
    element = {name("/S"): name("/Form"), name("/Alt"): generic.pdf_string("Overturned")}
    tops = writer.root["/StructTreeRoot"]["/K"][0]["/K"]
    tops.append(writer.add_object(generic.DictionaryObject(element)))
    writer.update_container(tops)


def lead_elsewhere(writer: IncrementalPdfFileWriter) -> None:
    """The tag tree finds other tags for the marks on the pages."""
    index = writer.root["/StructTreeRoot"]["/ParentTree"]
    index["/Nums"][1], index["/Nums"][3] = index["/Nums"][3], index["/Nums"][1]
    writer.update_container(index)


def run_after(writer: IncrementalPdfFileWriter) -> None:
    name = generic.pdf_name
    script = {name("/S"): name("/JavaScript"), name("/JS"): generic.pdf_string("app.alert(1)")}
    writer.root["/OpenAction"] = generic.DictionaryObject(script)
    writer.update_root()


def retitle_after(writer: IncrementalPdfFileWriter) -> None:
    writer.set_info(generic.DictionaryObject({generic.pdf_name("/Title"): generic.pdf_string("Another")}))


def renew_metadata(writer: IncrementalPdfFileWriter) -> None:
    """As pyHanko does unless told otherwise: who made the letter is no longer told."""
    super(Appending, writer)._update_meta()  # type: ignore[misc]


def name_another_version(writer: IncrementalPdfFileWriter) -> None:
    """Other metadata, so that fewer things would be compared."""
    metadata = writer.root["/Metadata"]
    data, count = re.subn(rb"(:version>)[^<]*", rb"\g<1>0.0.7", metadata.data)
    assert count
    writer.root["/Metadata"] = writer.add_object(generic.StreamObject(stream_data=data))
    writer.update_root()
    paint_over(writer)


APPENDED = [
    renew_metadata,
    name_another_version,
    untouched,
    replace_words,
    paint_over,
    annotate_after,
    disguise_font,
    speak_after,
    speak_in_a_form_tag,
    lead_elsewhere,
    run_after,
    retitle_after,
]


@pytest.mark.parametrize("change", APPENDED, ids=lambda change: change.__name__)
def test_what_is_appended_is_told(change: Any) -> None:
    result = verify(updated(change, sample_pdf(LETTER)))
    assert (result.answer, result.sound) == ("altered", False)


# versions


def version(document: Any, named: bytes = b"0.0.7") -> None:
    """Says in the letter's metadata that another version printed it."""
    data, count = re.subn(rb"(:version>)[^<]*", rb"\g<1>" + named, document.Root.Metadata.read_bytes())
    assert count
    document.Root.Metadata.write(data)


def test_a_letter_of_another_version_with_the_same_words_and_lines_is_reprinted() -> None:
    result = verify(changed(version))
    assert (result.answer, result.where, result.sound) == ("reprinted", None, True)
    assert re.fullmatch(r"version: printed with 0\.0\.7, here is \S+", result.what)


def tell_nothing(document: Any) -> None:
    del document.Root.Metadata


def tell_in_other_words(document: Any) -> None:
    """Metadata without a word of ours."""
    data, count = re.subn(rb"urn:imrletters:provenance:1/", b"urn:other/", document.Root.Metadata.read_bytes())
    assert count
    document.Root.Metadata.write(data)


def tell_what_cannot_be_read(document: Any) -> None:
    document.Root.Metadata.write(document.Root.Metadata.read_bytes()[:-200])


@pytest.mark.parametrize(
    "change", [tell_nothing, tell_in_other_words, tell_what_cannot_be_read], ids=lambda change: change.__name__
)
def test_a_letter_that_does_not_say_what_printed_it_is_altered(change: Change) -> None:
    result = verify(changed(change))
    assert (result.answer, result.where, result.sound) == ("altered", "envelope", False)
    assert result.what.startswith("it does not say what printed it; ")
    assert "version: printed with something untold" in result.what


def test_a_letter_that_says_a_part_of_what_printed_it_is_reprinted_at_best() -> None:
    def change(document: Any) -> None:
        data, count = re.subn(
            rb"<imrletters:version>[^<]*</imrletters:version>", b"", document.Root.Metadata.read_bytes()
        )
        assert count == 1
        document.Root.Metadata.write(data)

    result = verify(changed(change))
    assert (result.answer, result.where) == ("reprinted", None)
    assert re.fullmatch(r"version: printed with something untold, here is \S+", result.what)


@pytest.mark.parametrize("lost", range(2, 7))
def test_a_letter_of_another_version_without_its_end_is_altered(lost: int) -> None:
    whole = changed(version)
    assert whole.endswith(b"%%EOF\n")
    result = verify(whole[:-lost])
    assert (result.answer, result.where, result.sound) == ("altered", "envelope", False)
    assert result.what.startswith("cut off: the end of the file is missing; version: printed with 0.0.7")


@pytest.mark.parametrize("lost", [6, 7, 10, 30, 200, 2000])
@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_letter_of_another_version_cut_off_is_never_sound(times: int, lost: int) -> None:
    whole = changed(version)
    for _ in range(times):
        whole = sign(whole, signer())
    assert verify(whole).sound
    try:
        result = verify(whole[:-lost])
    except LetterError as error:
        assert "damaged or cut off" in str(error)
    else:
        assert (result.answer, result.where, result.sound) == ("altered", "envelope", False)


@pytest.mark.parametrize(
    "change",
    [
        swap_letters,
        turn_decision,
        remove_page,
        add_page,
        repeat_page,
        rotate,
        annotate,
        disguised_annotation,
        overlay,
        layer,
        run,
        run_by_name,
        form,
    ],
    ids=lambda change: change.__name__,
)
def test_another_version_excuses_no_other_words_and_nothing_laid_over_them(change: Change) -> None:
    def both(document: Any) -> None:
        version(document)
        change(document)

    result = verify(changed(both))
    assert result.answer == "altered"
    assert "version: printed with 0.0.7" in result.what


@pytest.mark.parametrize("change", [draw(WHITE), lie_about_glyphs], ids=["painted over", "glyphs that lie"])
def test_what_a_forged_version_still_hides_is_never_called_the_same(change: Change) -> None:
    """The looks of another version's pages cannot be known; the answer says that they were not compared."""

    def both(document: Any) -> None:
        version(document)
        change(document)

    forged = changed(both)
    assert printed_text(forged) == printed_text(sample_pdf(LETTER))
    result = verify(forged)
    assert result.answer == "reprinted"
    assert digest(sample_pdf(LETTER)) not in result.digests


# signatures


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_signed_letter_is_the_same_and_known_by_what_was_signed(times: int) -> None:
    result = verify(signed(times))
    assert (result.answer, result.what, result.sound) == ("same", "", True)
    earlier = f"signed by {NAME}; since then it was signed again, and nothing else was changed"
    assert result.signatures == (*[earlier] * (times - 1), f"signed by {NAME}; nothing was changed since")
    assert result.digests == {digest(signed(times)), digest(sample_pdf(LETTER))}


def test_a_signed_letter_of_another_version_is_reprinted() -> None:
    result = verify(sign(changed(version), signer()))
    assert (result.answer, result.signatures) == ("reprinted", (f"signed by {NAME}; nothing was changed since",))


def test_a_signed_letter_of_another_version_is_known_by_what_was_signed() -> None:
    print_of_then = changed(version)
    once = sign(print_of_then, signer())
    assert verify(once).digests == {digest(once), digest(print_of_then)}
    twice = sign(once, signer())
    assert verify(twice).digests == {digest(twice), digest(print_of_then)}
    more = updated(annotate_after, once)
    assert verify(more).digests == {digest(more)}


def test_a_signed_letter_is_told_without_reading_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imrletters.pdf.text_lines.read_pages", None)
    assert verify(signed()).answer == "same"


@pytest.mark.parametrize("change", APPENDED, ids=lambda change: change.__name__)
def test_a_change_after_signing_is_told(change: Any) -> None:
    result = verify(updated(change, signed()))
    assert (result.answer, result.sound) == ("altered", False)
    assert result.signatures == (f"signed by {NAME}; something was added since",)


@pytest.mark.parametrize(
    "change", [each for each in APPENDED if each is not untouched], ids=lambda change: change.__name__
)
def test_a_change_before_signing_is_told_although_the_signature_is_sound(change: Any) -> None:
    result = verify(sign(updated(change, sample_pdf(LETTER)), signer()))
    assert (result.answer, result.sound) == ("altered", False)
    assert result.signatures == (f"signed by {NAME}; nothing was changed since",)


@pytest.mark.parametrize("change", [paint_over, disguise_font, annotate_after], ids=lambda change: change.__name__)
def test_a_change_in_the_same_revision_as_the_signature_is_told(change: Any) -> None:
    writer = Appending(io.BytesIO(sample_pdf(LETTER)))
    change(writer)
    pdf = PdfSigner(PdfSignatureMetadata(field_name="Signature1"), signer()).sign_pdf(writer).getvalue()
    result = verify(pdf)
    assert (result.answer, result.sound) == ("altered", False)
    assert result.signatures == (f"signed by {NAME}; nothing was changed since",)


def test_a_signature_that_is_drawn_on_a_page_is_told() -> None:
    writer = Appending(io.BytesIO(sample_pdf(LETTER)))
    field = SigFieldSpec("Signature1", box=(90, 400, 400, 700))
    pdf = PdfSigner(PdfSignatureMetadata(field_name="Signature1"), signer(), new_field_spec=field).sign_pdf(writer)
    result = verify(pdf.getvalue())
    assert (result.answer, result.where) == ("altered", "layout")


@pytest.mark.parametrize("added", [b"\n", b"% a remark\n"])
def test_bytes_after_a_signature_are_told(added: bytes) -> None:
    result = verify(signed() + added)
    assert (result.answer, result.where, result.what) == ("altered", "envelope", "changed after it was signed")
    assert result.signatures == (f"signed by {NAME}; something was added since",)


def test_a_byte_altered_in_a_signature_is_told() -> None:
    start = signed().rindex(b"/Contents <") + 200
    other = b"0" if signed()[start : start + 1] != b"0" else b"1"
    try:
        result = verify(signed()[:start] + other + signed()[start + 1 :])
    except LetterError:
        return
    assert (result.answer, result.sound) == ("altered", False)


def test_a_byte_altered_in_what_was_signed_is_never_the_same() -> None:
    chance, pdf = random.Random(7), signed()  # noqa: S311 - the same bytes on every run
    outcomes = set()
    for _ in range(40):
        place = chance.randrange(len(pdf))
        try:
            result = verify(pdf[:place] + bytes([pdf[place] ^ chance.randrange(1, 256)]) + pdf[place + 1 :])
        except LetterError:
            outcomes.add("refused")
        else:
            assert not result.sound, place
            outcomes.add(result.answer)
    assert "altered" in outcomes


def test_without_the_extra_a_signed_letter_is_proved_and_the_signature_left_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pdf, over = signed(), updated(paint_over, signed())
    monkeypatch.delitem(sys.modules, "imrletters.signing")
    monkeypatch.setitem(sys.modules, "pyhanko.sign.signers.pdf_cms", None)
    result = verify(pdf)
    [said] = result.signatures
    assert result.answer == "same"
    assert said.startswith("signed; whether anything changed since cannot be told here")
    assert "pip install 'imrletters[sign]'" in said
    assert answer(over) == ("altered", "layout")
    assert verify(sample_pdf(LETTER)).signatures == ("not signed",)
