"""The page check refuses each kind of lost, moved or hidden word in a real PDF file of each engine."""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pytest

from imrletters import HouseStyle, Letterhead, PrintError, load_letterhead
from imrletters.case.example import HEADER, example_item
from imrletters.case.model import Case
from imrletters.printing import RenderedDocument, letter_provenance, load_engine
from imrletters.printing.engines import ENGINES
from imrletters.printing.page_check import EXCERPT, check_pages
from imrletters.rendering import render_medium
from imrletters.rendering.typefaces import advance_widths
from tests.support import FOR_PARTIES, OWN, SAMPLES, case, sample_letter

each_engine = pytest.mark.parametrize("engine", sorted(ENGINES))
SAMPLE = next(path for path in SAMPLES if path.stem == "mixed-decisions")
LETTERHEAD = load_letterhead(OWN / "letterhead.toml")
LINE = {
    # the matrix of the second line of text, and what follows it up to the end of the text
    "typst": rb"1 0 0 -1 (?P<x>[\d.]+) (?P<y>[\d.]+) cm",
    "weasyprint": rb"1 0 0 -1 (?P<x>[\d.]+) (?P<y>[\d.]+) Tm",
}
TEXT_OBJECT = re.compile(rb"BT\b.*?\bET\b", re.DOTALL)


class Printed(NamedTuple):
    """A PDF file, the text of its letter, and the text of its letterhead."""

    pdf: bytes
    text: str
    letterhead: str


def printed(engine: str, subject: Case, letterhead: Letterhead | None = None) -> Printed:
    """The letter of a case to its parties, and the arguments with which the engine checked its pages."""
    found: list[Printed] = []
    with pytest.MonkeyPatch.context() as patch:
        module = type(load_engine(engine)).__module__
        patch.setattr(f"{module}.check_pages", lambda *arguments: found.append(Printed(*arguments[:3])))
        style = HouseStyle(letterhead=letterhead)
        source = render_medium(subject, load_engine(engine).medium, "parties", style)
        load_engine(engine).print(RenderedDocument(source, letter_provenance("parties", style), {}))
    return found[0]


@cache
def sample(engine: str) -> Printed:
    return printed(engine, sample_letter(SAMPLE).case, LETTERHEAD)


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """A PDF file after a change of its objects."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        change(file)
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def with_content(pdf: bytes, change: Callable[[bytes], bytes], page: int = 1) -> bytes:
    """A PDF file with another content stream on one of its pages."""

    def write(file: pikepdf.Pdf) -> None:
        content = file.pages[page].Contents
        before = content.read_bytes()
        assert change(before) != before
        content.write(change(before))

    return changed(pdf, write)


def around_text(before: bytes, after: bytes = b"") -> Callable[[bytes], bytes]:
    """A change that writes operators before and after the last text object of a page."""

    def change(content: bytes) -> bytes:
        last = list(TEXT_OBJECT.finditer(content))[-1]
        return content[: last.start()] + before + b" " + last[0] + b" " + after + content[last.end() :]

    return change


def moved(engine: str, axis: str, to: bytes) -> Callable[[bytes], bytes]:
    """A change that moves the second line of a page."""

    def change(content: bytes) -> bytes:
        line = list(re.finditer(LINE[engine], content))[-2]
        return content[: line.start(axis)] + to + content[line.end(axis) :]

    return change


def refused(print_out: Printed, message: str) -> None:
    with pytest.raises(PrintError, match=message):
        check_pages(*print_out)


@each_engine
def test_a_letter_is_accepted_also_after_it_is_written_again(engine: str) -> None:
    letter = sample(engine)
    assert letter.letterhead
    check_pages(*letter)
    check_pages(changed(letter.pdf, lambda _: None), letter.text, letter.letterhead)


@each_engine
@pytest.mark.parametrize(("axis", "place"), [("x", b"30"), ("x", b"700"), ("y", b"10"), ("y", b"-50"), ("y", b"1500")])
def test_a_line_outside_the_margins_is_refused(engine: str, axis: str, place: bytes) -> None:
    letter = sample(engine)
    pdf = with_content(letter.pdf, moved(engine, axis, place))
    refused(letter._replace(pdf=pdf), r"page 2: '.*' is printed outside the margins")


@each_engine
def test_a_line_that_is_a_little_too_far_to_the_right_is_refused(engine: str) -> None:
    subject = case(disputed_items=[example_item(decision_rationale="i" * 400)])
    letter = printed(engine, subject)
    check_pages(*letter)
    right = {"typst": b"73.6", "weasyprint": b"98.2"}[engine]
    pdf = with_content(letter.pdf, lambda content: re.sub(rb"(?<=-1 )(?:72|96)(?= [\d.]+ (?:cm|Tm))", right, content))
    refused(letter._replace(pdf=pdf), r"'i+' is printed outside the margins")


@each_engine
def test_missing_words_are_refused(engine: str) -> None:
    letter = sample(engine)
    pdf = with_content(letter.pdf, lambda content: TEXT_OBJECT.sub(b"", content, count=1))
    refused(
        letter._replace(pdf=pdf), "do not contain exactly the words of the letter; first difference at 'aseNumber:CM16"
    )


@each_engine
def test_missing_words_at_the_end_are_refused(engine: str) -> None:
    letter = sample(engine)
    words = "".join(letter.text.split())
    refused(letter._replace(text=letter.text + " and more"), "first difference at 'andmore'")
    refused(letter._replace(text=words[:-9]), f"first difference at {words[-9:]!r}")


@each_engine
def test_words_in_another_order_are_refused(engine: str) -> None:
    letter = sample(engine)

    def swap(content: bytes) -> bytes:
        first, second = list(re.finditer(TEXT_OBJECT, content))[-2:]
        between = content[first.end() : second.start()]
        return content[: first.start()] + second[0] + between + first[0] + content[second.end() :]

    refused(letter._replace(pdf=with_content(letter.pdf, swap)), "do not contain exactly the words of the letter")


@each_engine
def test_a_page_that_is_missing_or_printed_twice_is_refused(engine: str) -> None:
    letter = sample(engine)
    without = changed(letter.pdf, lambda file: file.pages.__delitem__(1))
    refused(letter._replace(pdf=without), "do not contain exactly the words")
    twice = changed(letter.pdf, lambda file: file.pages.append(file.pages[-1]))
    refused(letter._replace(pdf=twice), "do not contain exactly the words")


@each_engine
def test_the_letterhead_may_be_in_the_margin_and_is_on_the_sheet(engine: str) -> None:
    letter = sample(engine)
    name = str(LETTERHEAD.name)
    # Typst draws the letterhead first, WeasyPrint last
    without = letter._replace(text=letter.letterhead + letter.text, letterhead="")
    refused(without, f"'{name}' is printed outside the margins|first difference at 'LighthouseExample")
    refused(letter._replace(letterhead=letter.letterhead + " more"), "first difference at 'more'")
    refused(letter._replace(letterhead=""), "first difference at")
    far = {"typst": rb"-1 -99 768.1 cm", "weasyprint": rb"-1 -99 31.9 Tm"}[engine]
    line = {"typst": rb"-1 [\d.]+ 7[67][\d.]+ cm", "weasyprint": rb"-1 [\d.]+ 3[\d]\.[\d]+ Tm"}[engine]
    pdf = with_content(letter.pdf, lambda content: re.sub(line, far, content, count=1), page=0)
    refused(letter._replace(pdf=pdf), f"'{name}' is printed outside the margins")


@each_engine
@pytest.mark.parametrize(
    "before",
    [
        b"q 3 Tr",
        b"q /hidden gs",
        b"q 0 0 1 1 re W n",
        b"q 0 0 400 30 re W* n",
        b"q 0.05 0 0 0.05 200 200 cm",
    ],
    ids=["mode 3", "transparent", "clipped", "partly clipped", "too small"],
)
def test_text_that_is_not_visible_counts_as_missing(engine: str, before: bytes) -> None:
    letter = sample(engine)

    def hide(content: bytes) -> bytes:
        hidden = around_text(before, b"Q")(content)
        # Typst sets the rendering mode of every text
        place = hidden.index(before)
        return hidden[:place] + hidden[place:].replace(b"BT 0 Tr", b"BT", 1) if b"Tr" in before else hidden

    def hide_page(file: pikepdf.Pdf) -> None:
        content = file.pages[-1].Contents
        content.write(hide(content.read_bytes()))
        resources = file.pages[-1].Resources
        states = resources.get("/ExtGState", pikepdf.Dictionary())
        states["/hidden"] = pikepdf.Dictionary(ca=0, CA=0)
        resources["/ExtGState"] = states

    pdf = changed(letter.pdf, hide_page)
    refused(letter._replace(pdf=pdf), "do not contain exactly the words of the letter; first difference at")


@each_engine
@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (b"q 1 w 0 0 m 9 9 l 9 0 l W n", b"Q", "clipped by another path"),
        (b"q 0 1 -1 0 0 0 cm", b"Q", "rotated or mirrored"),
        (b"q 1 0 0 -1 0 0 cm", b"Q", "rotated or mirrored"),
        (b"BX EX", b"", "unknown operator at b'BX"),
        (b"/OC /layer BDC", b"EMC", "unknown operator at b'/OC"),
        (b"q 5 Tc", b"Q", "unknown operator at b'5 Tc"),
        (b"BI /W 1 ID x EI", b"", "unknown operator at b'BI"),
        (b"/missing Do", b"", "cannot be checked: KeyError"),
        (b"q", b"", "graphics state is restored"),
        (b"Q Q Q Q Q Q Q Q", b"", "cannot be checked: IndexError"),
        (b"(words) Tj", b"", "text outside a text object"),
    ],
)
def test_what_is_not_understood_is_refused(engine: str, before: bytes, after: bytes, message: str) -> None:
    letter = sample(engine)
    pdf = with_content(letter.pdf, around_text(before, after))
    refused(letter._replace(pdf=pdf), f"the PDF file cannot be checked: .*{message}|{message}")


def fonts(file: pikepdf.Pdf) -> list[Any]:
    return [font for page in file.pages for font in page.Resources.Font.values()]


@each_engine
def test_a_wrong_width_in_the_file_is_refused(engine: str) -> None:
    letter = sample(engine)

    def widen(file: pikepdf.Pdf) -> None:
        widths = fonts(file)[0].DescendantFonts[0].W
        last = widths[len(widths) - 1]
        if isinstance(last, pikepdf.Array):
            last[0] = int(last[0]) + 2
        else:
            widths[len(widths) - 1] = float(last) + 2

    refused(
        letter._replace(pdf=changed(letter.pdf, widen)), r"the width of '.' in the PDF file is not that of the font"
    )


@each_engine
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda font: font.__delitem__("/ToUnicode"), "KeyError: 'ToUnicode'"),
        (lambda font: font.__setattr__("BaseFont", pikepdf.Name("/ABCDEF+Arial")), "the font ABCDEF.Arial is not one"),
        (lambda font: font.__setattr__("Encoding", pikepdf.Name("/Identity-V")), "has another encoding"),
        (lambda font: font.ToUnicode.write(b"1 beginbfrange\n<0003> <0004> <0020>\nendbfrange"), "ToUnicode table"),
        (lambda font: font.ToUnicode.write(font.ToUnicode.read_bytes()[:400] + b">"), "ToUnicode table"),
    ],
)
def test_a_font_that_is_not_understood_is_refused(engine: str, change: Callable[[Any], object], message: str) -> None:
    letter = sample(engine)
    pdf = changed(letter.pdf, lambda file: change(fonts(file)[0]))
    refused(letter._replace(pdf=pdf), f"the PDF file cannot be checked: .*{message}")


@each_engine
@pytest.mark.parametrize("name", ["/Rotate", "/CropBox", "/UserUnit", "/B"])
def test_a_page_with_an_unknown_entry_is_refused(engine: str, name: str) -> None:
    letter = sample(engine)
    pdf = changed(letter.pdf, lambda file: file.pages[1].obj.__setitem__(name, 90))
    refused(letter._replace(pdf=pdf), "cannot be checked: a page with the entr")


@each_engine
def test_every_printable_character_is_read_back(engine: str) -> None:
    characters = [each for each in advance_widths() if not each.isspace()]
    rationale = " ".join("".join(characters[place : place + 9]) for place in range(0, len(characters), 9))
    letter = printed(engine, case(disputed_items=[example_item(decision_rationale=rationale)]))
    assert not set(characters) - set(letter.text)
    check_pages(*letter)


@each_engine
def test_hostile_text_is_read_back(engine: str) -> None:
    hostile = [
        "(" * 60 + ")" * 60, ")" * 30 + "(" * 30, "\\" * 40, r"\( \) \n \000 \777 <> << >> [ ] TJ ET Q",
        "BT /F 1 Tf (a) Tj ET",
        "%PDF-1.7 endstream endobj startxref 0 %%EOF", "()" * 40 + "((a)(b))\\(", "fi fl ffi AV To", "a" * 300,
    ]  # fmt: skip
    items = [
        example_item(service=f"{number} {text[:60]}", decision_rationale=text) for number, text in enumerate(hostile)
    ]
    letter = printed(
        engine, case(disputed_items=items, clinical_case_summary="\n\n".join(hostile), **HEADER, **FOR_PARTIES)
    )
    check_pages(*letter)
    assert all("".join(text.split()) in "".join(letter.text.split()) for text in hostile)


def test_an_error_quotes_only_the_first_difference() -> None:
    letter = sample("weasyprint")
    with pytest.raises(PrintError) as raised:
        check_pages(letter.pdf, "x" + letter.text, letter.letterhead)
    assert len(str(raised.value)) < 100 + EXCERPT


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7", b"startxref\n0\n%%EOF", b"startxref\nx\n%%EOF"])
def test_a_file_that_is_no_pdf_is_refused(pdf: bytes) -> None:
    with pytest.raises(PrintError, match="the PDF file cannot be checked"):
        check_pages(pdf, "")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_letter_without_the_mark_of_a_draft_is_refused_as_a_draft(engine: str) -> None:
    letter = sample(engine)
    with pytest.raises(PrintError, match="first difference at 'DRAFT"):
        check_pages(*letter, mark="DRAFT")
