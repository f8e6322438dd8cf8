"""Letters read back, and documents refused."""

import re
from io import BytesIO

import pikepdf
import pytest

from imrletters import Case, LetterError, canonical, parse, render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER, example_data, example_item
from imrletters.parsing import audience_of
from imrletters.parsing.editions import NEEDS_FOLDER
from imrletters.rendering.templates import editions
from imrletters.wording.known import wording_of
from tests.support import FOR_PARTIES, SAMPLES, case, print_page, sample_letter, sample_pdf

TITLES = ("HOW THE IMR FINAL DETERMINATION WAS MADE", "CLINICAL CASE SUMMARY", "IMR ISSUES, DECISIONS AND RATIONALES")
NO_LETTER = f'{{}}: error: this is not a determination letter: it has no section "{TITLES[0]}"{NEEDS_FOLDER}'
LETTER = render(case(**HEADER)).text()


def refusal(letter: str | bytes) -> str:
    with pytest.raises(LetterError) as caught:
        parse(letter)
    [problem] = caught.value.problems
    return str(problem)


@pytest.mark.parametrize("header", [{}, HEADER])
@pytest.mark.parametrize("edition", editions())
def test_every_edition_is_recognized(edition: str, header: dict[str, str]) -> None:
    pages = {"mtus": [{"title": "Knee Complaints 2004", "pages": "3"}]}
    sections = {"mtus": [{"title": "Knee Complaints 2004", "sections": ["Special Studies"]}]}
    item = example_item(maximus_guideline=sections if wording_of(edition).guidelines[1].cites == "sections" else pages)
    sound = case(edition=edition, disputed_items=[item], **header)
    assert parse(render(sound).text()) == sound
    assert parse(render(sound).pdf()) == sound


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("edition", editions())
def test_the_audience_of_a_letter_is_read(edition: str, audience: Audience) -> None:
    letter = render(case(edition=edition, **HEADER, **FOR_PARTIES), audience)
    assert audience_of(letter.text().encode(), edition) == audience
    assert audience_of(b"\xef\xbb\xbf\r\n" + letter.text().encode(), edition) == audience
    assert audience_of(render(letter.case, audience, engine="typst").pdf(attach=False), edition) == audience


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n\n", "\n\f\n"),
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n\n", "\n \n\n"),
        lambda text: text.rstrip("\n"),
        lambda text: "\n\n" + text + "\n\n",
    ],
)
def test_line_breaks_and_byte_order_marks_make_no_difference(change: object) -> None:
    assert callable(change)
    assert change(LETTER) != LETTER
    assert parse(change(LETTER)) == parse(LETTER)


def test_a_letter_whose_every_line_is_followed_by_an_empty_one_is_read() -> None:
    title_or_paragraph = LETTER[LETTER.index(TITLES[0]) :].strip("\n").split("\n\n")
    spaced = "\n\n \n\n".join(paragraph.replace("\n", "\n\n") for paragraph in title_or_paragraph) + "\n"
    assert parse(spaced).disputed_items == parse(LETTER).disputed_items
    assert parse(spaced).clinical_case_summary == parse(LETTER).clinical_case_summary


def test_another_organization_is_read_from_both_places() -> None:
    organization = {"name": "Example Review Services", "label": "EXAMPLE"}
    assert parse(render(case(organization=organization)).text()).to_data()["organization"] == organization


def test_the_canonical_form_joins_names_that_are_not_all_known() -> None:
    stated = canonical(
        case(expert_reviewer={"licensure_states": ["Ohio", "Atlantis"], "specialties": [" Pain Medicine "]})
    )
    assert stated.expert_reviewer.licensure_states == ("Ohio, Atlantis",)
    assert stated.expert_reviewer.specialties == ("Pain Medicine",)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_its_own_canonical_form_up_to_lists_of_names(path: object) -> None:
    sound = next(sample_letter(sample).case for sample in SAMPLES if sample == path)
    stated = canonical(sound)
    assert canonical(stated) == stated
    assert stated.clinical_case_summary == sound.clinical_case_summary
    assert stated.to_data().keys() == sound.to_data().keys()


@pytest.mark.parametrize("text", ["", " \n\t\n", b"", "\ufeff"])
def test_an_empty_file_is_refused(text: str | bytes) -> None:
    assert refusal(text) == "error: the file is empty"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\xff", b"one\ntwo \xe9", LETTER.encode("utf-16")])
def test_a_file_that_is_neither_text_nor_pdf_is_refused(data: bytes) -> None:
    assert "this is neither a PDF nor text in UTF-8" in refusal(data)


def test_another_text_is_refused() -> None:
    assert refusal("Dear sir,\n\nthe invoice is attached.\n") == NO_LETTER.format("1")


@pytest.mark.parametrize(
    ("cut", "reason"),
    [
        ("CLINICAL CASE SUMMARY", 'the letter is not complete: it ends without the section "CLINICAL CASE SUMMARY"'),
        ("IMR ISSUES", 'the letter is not complete: it ends without the section "IMR ISSUES'),
        ("The Final Determination was", "the letter is not complete: "),
        ("MRI of the right knee", "the letter is not complete: "),
        ("Claims Administrator guideline:", "the letter is not complete: it ends before the first guideline line"),
        (
            "MAXIMUS guideline:",
            "the letter is not complete: this item has no second guideline line or no rationale",
        ),
        (
            "Decision rationale:",
            "the letter is not complete: this item has no second guideline line or no rationale",
        ),
    ],
)
def test_an_incomplete_letter_is_refused_with_its_last_line(cut: str, reason: str) -> None:
    half = LETTER[: LETTER.index(cut)]
    problem = refusal(half)
    assert reason in problem
    place = re.match(r"(\d+): error: ", problem)
    assert place
    assert half.split("\n")[int(place[1]) - 1].strip()


def test_a_letter_that_ends_after_a_label_is_refused() -> None:
    assert "the rationale is empty" in refusal(LETTER[: LETTER.index("Decision rationale:")] + "Decision rationale:\n")


def test_sections_out_of_order_are_refused() -> None:
    first, second, third = (LETTER.index(title) for title in TITLES)
    moved = LETTER[:first] + LETTER[second:third] + LETTER[first:second] + LETTER[third:]
    assert "; expected it after that section" in refusal(moved)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "more than five years",
            "more than six years",
            f"the wording of this section fits no known edition ({', '.join(editions())}); a letter of your own",
        ),
        ("contrast: Upheld", "contrast: Denied", "expected an item heading"),
        ("Decision rationale:", "Rationale:", 'expected "Decision rationale:"'),
        ("MAXIMUS guideline:", "Their words:", "expected the "),
        ("The Final Determination was", "It was", 'expected "The Final Determination'),
        ("03/02/2016", "02/30/2016", "Date of Injury: 02/30/2016 is a day that does not exist"),
        ("Priority:", "Urgency:", "expected nothing above the first section but the header block: Case Number:, "),
    ],
)
def test_changed_fixed_wording_is_refused_with_its_place(old: str, new: str, reason: str) -> None:
    assert LETTER.replace("\n", " ").count(old) == 1
    problem = refusal(re.sub(r"\s".join(map(re.escape, old.split(" "))), new, LETTER))
    assert reason in problem
    assert re.match(r"\d+: error: ", problem)


def pdf_with(content: bytes = b"", pages: int = 1) -> bytes:
    """A PDF whose pages have ``content`` and a small picture."""
    pdf = pikepdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page()
        picture = pdf.make_stream(b"\xff", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        picture.Width = picture.Height = 1
        picture.BitsPerComponent = 8
        picture.ColorSpace = pikepdf.Name.DeviceGray
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
        page.Contents = pdf.make_stream(content)
    return saved(pdf)


def saved(pdf: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    target = BytesIO()
    pdf.save(target, encryption=encryption)
    pdf.close()
    return target.getvalue()


def test_a_scan_is_refused() -> None:
    problem = refusal(pdf_with(b"q 600 0 0 700 0 0 cm /Im0 Do Q"))
    assert problem.startswith("page 1: error: the PDF contains no text; a scan ")


def test_an_empty_pdf_is_refused() -> None:
    assert "the PDF has no pages" in refusal(pdf_with(pages=0))
    assert "the PDF contains no text" in refusal(pdf_with())


def test_an_invoice_is_refused() -> None:

    assert refusal(print_page("<h1>Invoice</h1><p>One carousel horse: $ 5.00</p>")) == NO_LETTER.format("page 1 line 1")


def test_a_pdf_that_needs_a_password_is_refused() -> None:
    pdf = pikepdf.open(BytesIO(sample_pdf(SAMPLES[0])))
    assert "needs a password" in refusal(saved(pdf, pikepdf.Encryption(user="secret", owner="more")))


@pytest.mark.parametrize("revision", [4, 6])
def test_a_pdf_that_only_forbids_copying_is_read(revision: int) -> None:
    pdf = pikepdf.open(BytesIO(sample_pdf(SAMPLES[0])))
    forbidding = pikepdf.Permissions(extract=False, modify_other=False)
    encryption = pikepdf.Encryption(user="", owner="secret", R=revision, allow=forbidding)  # type: ignore[arg-type] # any int
    assert parse(saved(pdf, encryption)) == parse(sample_pdf(SAMPLES[0]))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_pdf_that_is_cut_off_is_refused(share: float) -> None:
    pdf = sample_pdf(SAMPLES[0])
    assert "error: " in refusal(pdf[: int(len(pdf) * share)])


def test_a_letter_without_its_last_page_is_refused_with_page_and_line() -> None:
    path = next(path for path in SAMPLES if path.stem == "one-item-upheld")
    pdf = pikepdf.open(BytesIO(sample_pdf(path)))
    assert len(pdf.pages) == 2
    del pdf.pages[-1]
    problem = refusal(saved(pdf))
    assert re.match(r"page 1 line \d+: error: the letter is not complete", problem)


def test_parse_returns_a_case() -> None:
    stated = parse(LETTER)
    assert isinstance(stated, Case)
    assert stated.to_data() == example_data(**HEADER)


def test_the_address_of_the_schema_is_not_part_of_the_canonical_case() -> None:
    one = case(**HEADER, **{"$schema": "../schemas/case.schema.json"})
    assert one.schema_uri
    assert canonical(one) == canonical(case(**HEADER))
    assert parse(render(one).pdf()) == canonical(one)
