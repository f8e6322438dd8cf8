"""The preview of a case that is not complete is a draft that nobody and nothing takes for a letter."""

import io
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from imrletters import LetterError, parse, render, verify
from imrletters.case import AUDIENCES, Audience, example_case, example_data, example_item
from imrletters.drafts import preview, preview_words
from imrletters.errors import CaseError
from imrletters.pdf import open_pdf, read_pages
from imrletters.printing import ENGINES, EngineName, provenance_in
from imrletters.rendering import HouseStyle

WITH_GAPS = example_data(case_number="CM16-0000009", mailing={}, disputed_items=[{"service": "MRI"}])
ONLY_A_TEXT_IS_MISSING = example_data(clinical_case_summary="")


def text_of(pdf: bytes) -> list[str]:
    return ["\n".join(line.text for line in page) for page in read_pages(open_pdf(pdf))]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_margin_of_every_page_of_a_draft_is_marked(engine: EngineName) -> None:
    shown = preview(json.dumps(WITH_GAPS).encode(), "parties", engine=engine)
    assert shown.is_draft
    pages = read_pages(open_pdf(shown.pdf))
    assert len(pages) == 2
    for page in pages:
        marks = [line for line in page if "DRAFT" in line.text]
        assert sum(line.text.count("DRAFT") for line in marks) == 4
        assert (marks[0].baseline < 72, marks[-1].baseline > page.height - 72) == (True, True)
        starts = [char.x0 for line in marks for char in line.chars if char.text == "D"]
        assert min(starts) < 72
        assert max(starts) > page.width - 72
    assert "[date of injury]" in text_of(shown.pdf)[1]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("data", [WITH_GAPS, ONLY_A_TEXT_IS_MISSING])
def test_a_draft_is_not_a_letter(data: dict[str, object], engine: EngineName) -> None:
    pdf = preview(json.dumps(data).encode(), engine=engine).pdf
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert not file.attachments
        assert str(file.docinfo["/Title"]).startswith("DRAFT: ")
        assert provenance_in(file.Root.Metadata.read_bytes()) == {}
    with pytest.raises(LetterError, match="this is a draft"):
        parse(pdf)
    with pytest.raises(LetterError, match="no case is attached"):
        verify(pdf)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_preview_of_a_valid_case_is_its_letter(engine: EngineName) -> None:
    case = example_case()
    shown = preview(case.to_json().encode(), engine=engine)
    assert (shown.is_draft, shown.gaps) == (False, ())
    assert shown.pdf == render(case, engine=engine).pdf(attach=False)


def test_a_draft_does_not_state_an_outcome_that_depends_on_a_gap() -> None:
    items = [example_item(), example_item(decision="")]
    words = preview_words(json.dumps(example_data(disputed_items=items)).encode(), "parties")
    assert "FinalDetermination:[DECISION].Thedecisiononeachofthem" in words.text


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("data", [WITH_GAPS, ONLY_A_TEXT_IS_MISSING, example_data()])
def test_the_words_of_a_preview_are_those_on_its_pages(data: dict[str, object], audience: Audience) -> None:
    file = json.dumps(data).encode()
    shown = preview(file, audience, engine="typst")
    words = preview_words(file, audience)
    pages = text_of(shown.pdf)
    printed = Counter("".join("".join(pages).split()))
    assert printed - Counter(words.text) == (Counter("DRAFT" * 4 * len(pages)) if shown.gaps else Counter())
    places = {place.path: words.text[place.start : place.end] for place in words.places}
    assert places["expert_reviewer", "licensure_states", 0] == "California"
    assert {places[path][0] for path in shown.gaps if path in places} == ({"["} if shown.gaps else set())


@pytest.mark.parametrize("shown", [preview, preview_words])
@pytest.mark.parametrize("file", [b"[]", b"{", b"\xff"])
def test_what_is_not_an_object_in_json_is_refused(shown: Callable[[bytes], object], file: bytes) -> None:
    with pytest.raises(CaseError):
        shown(file)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_draft_with_narrow_margins_is_marked_above_and_below_and_has_no_footer(
    engine: EngineName, tmp_path: Path
) -> None:
    (tmp_path / "look.toml").write_text(
        '[page]\nmargin = 40\n[letterhead]\nheight = 40\n[footer]\ntext = "Page {page}"\n'
    )
    pdf = preview(json.dumps(WITH_GAPS).encode(), house_style=HouseStyle(tmp_path), engine=engine).pdf
    [page] = text_of(pdf)
    assert page.count("DRAFT") == 2
    assert "Page 1" not in page
    with pytest.raises(LetterError, match="this is a draft"):
        parse(pdf, tmp_path)
