"""Each edition is read by its own wording, and none changes how another one is read."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from imrletters import Case, LetterError, canonical, check_document, load_case, parse, render
from imrletters.case.base import AUDIENCES
from imrletters.case.example import HEADER, example_item
from imrletters.case.items import GUIDELINE_FIELDS
from imrletters.parsing.editions import read_letter
from imrletters.parsing.paragraphs import Paragraph, text_paragraphs
from imrletters.parsing.sections import MisfitError, Reading, read_edition
from imrletters.rendering.templates import editions, render_text
from imrletters.testing.strategies import cases
from imrletters.validation import faults
from imrletters.wording import Wording, wordings
from tests.planted import COPY, EDITIONS, MORE, plant
from tests.support import FOR_PARTIES, SAMPLES, case, sample_letter

EVIDENCE = {
    "more": {
        "mtus": [{"title": "Knee Complaints", "pages": "341-342"}],
        "non_mtus": ["ODG, Knee and Leg, MRI", "A journal, 2016"],
    }
}
SECTIONS = {"mtus": [{"title": "Knee Complaints 2004", "sections": ["Summary"]}, {"title": "Elbow Complaints 2007"}]}
PARTIAL = {"kind": "quantity", "original_request": "Gel #3", "authorized": "Gel #2"}
each_edition = pytest.mark.parametrize("edition", [name for name in EDITIONS if name != "draft"])


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant(tmp_path_factory.mktemp("templates"), **EDITIONS)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_other_editions_change_nothing_for_our_letters(path: Path, audience: str, planted: Path) -> None:
    letter = sample_letter(path, "parties" if audience == "parties" else "public")
    for width in (80, 0):
        assert parse(letter.text(width), planted) == parse(letter.text(width))


def test_other_editions_change_nothing_for_our_printed_letters(planted: Path) -> None:
    letter = render(case(**HEADER, **FOR_PARTIES), "parties").pdf()
    assert parse(letter, planted) == parse(letter)


@pytest.mark.long
def test_other_editions_change_nothing_for_published_letters(published: Path, planted: Path) -> None:
    letter = published.read_bytes()
    assert parse(letter, planted) == parse(letter)


@each_edition
@pytest.mark.parametrize("header", [HEADER, {}], ids=["header", "no header"])
def test_a_letter_of_an_added_edition_is_read_back(edition: str, header: dict[str, str], planted: Path) -> None:
    items = [
        example_item(maximus_guideline=EVIDENCE.get(edition, SECTIONS)),
        example_item(maximus_guideline={}, partial_approval=PARTIAL, decision="Overturned"),
    ]
    whole = case(edition=edition, disputed_items=items, **header, **FOR_PARTIES)
    stated = canonical(whole.for_audience("public"), planted)
    assert stated.to_data() == whole.for_audience("public").to_data()
    for audience in AUDIENCES:
        letter = render(whole, audience, templates=planted)
        assert parse(letter.text(), planted) == parse(letter.pdf(), planted) == stated


@each_edition
def test_a_letter_of_an_added_edition_is_proofread_where_its_folder_is_named(edition: str, planted: Path) -> None:
    items = [example_item(service="MRI of the right knee and elbow", maximus_guideline=EVIDENCE.get(edition, SECTIONS))]
    letter = render(case(edition=edition, disputed_items=items, **HEADER), templates=planted).text().encode()
    assert check_document(letter, templates=planted) == []
    assert [problem.code for problem in check_document(letter)] == [""]


def test_an_edition_that_prints_the_same_as_one_of_ours_is_chosen_for_none_of_its_letters(planted: Path) -> None:
    draft = case(edition="draft", **HEADER)
    assert canonical(draft, planted).edition == "2016"
    assert parse(render(draft, templates=planted).text(), planted).edition == "2016"


def test_a_lower_precedence_is_taken_first(tmp_path: Path) -> None:
    first = plant(tmp_path, draft=COPY + "{% block precedence %}{{ 1 if header else 99 }}{% endblock %}")
    letter = render(case(**HEADER)).text()
    assert parse(letter, first).edition == "draft"
    assert parse(letter).edition == "2016"
    without_header = render(case()).text()
    assert parse(without_header, first).edition == parse(without_header).edition


def test_more_citations_come_before_precedence(tmp_path: Path) -> None:
    preferred = MORE + "{% block precedence %}1{% endblock %}"
    templates = plant(tmp_path, more=preferred, sections=COPY + "{% block precedence %}1{% endblock %}")
    sections = render(case(disputed_items=[example_item(maximus_guideline=SECTIONS)])).text()
    assert parse(sections, templates).edition == "sections"
    pages = render(case(edition="2015", disputed_items=[example_item(maximus_guideline=EVIDENCE["more"])])).text()
    assert parse(pages, templates).edition == "2015"


def test_two_editions_of_the_same_precedence_that_fit_equally_are_refused(tmp_path: Path) -> None:
    first = COPY + "{% block precedence %}1{% endblock %}"
    templates = plant(tmp_path, one=first, two=first)
    with pytest.raises(LetterError, match=r"fits the editions one, two equally; state a precedence in one of them"):
        parse(render(case(**HEADER)).text(), templates)


def test_an_added_edition_does_not_hide_the_fault_of_a_letter_of_ours(planted: Path) -> None:
    letter = render(case(**HEADER)).text().replace("Decision rationale:", "Rationale:")
    messages = []
    for templates in (None, planted):
        with pytest.raises(LetterError) as caught:
            parse(letter, templates)
        messages.append(str(caught.value))
    assert messages[0] == messages[1]


def test_all_first_titles_are_named_where_a_letter_has_none(planted: Path) -> None:
    with pytest.raises(LetterError, match='no section "HOW THE IMR FINAL DETERMINATION WAS MADE" or "HOW WE DECIDED"'):
        parse("Dear sir,\n\nthe invoice is attached.\n", planted)


HINT = "; a letter of your own edition is read only with your templates folder"


@pytest.mark.parametrize(
    ("edition", "message"),
    [("titles", 'it has no section "HOW THE IMR FINAL DETERMINATION WAS MADE"'), ("fewer", "fits no known edition (")],
)
def test_without_their_folder_added_editions_are_not_read(edition: str, message: str, planted: Path) -> None:
    letter = render(case(edition=edition, **HEADER), templates=planted).text()
    with pytest.raises(LetterError, match=re.escape(message)) as caught:
        parse(letter)
    assert str(caught.value).endswith(HINT)


@pytest.mark.parametrize(("words", "message"), [("sent the complete", "fits no known edition"), ("HOW", "no section")])
def test_with_the_folder_the_folder_is_not_asked_for(words: str, message: str, planted: Path) -> None:
    letter = render(case(**HEADER)).text().replace(words, "withheld a")
    with pytest.raises(LetterError, match=message) as caught:
        parse(letter, planted)
    assert HINT not in str(caught.value)


@pytest.mark.parametrize(("header", "expected"), [(HEADER, "Why:"), ({}, "Decision rationale:")])
def test_of_two_editions_that_are_read_as_far_the_precedence_for_the_letter_decides(
    header: dict[str, str], expected: str, tmp_path: Path
) -> None:
    words = "{% block rationale_label %}Why:{% endblock %}{% block precedence %}{{ 1 if header else 99 }}{% endblock %}"
    templates = plant(tmp_path, why=COPY + words)
    letter = render(case(**header)).text().replace("Decision rationale:", "Rationale:")
    with pytest.raises(LetterError, match=f'expected "{expected}"'):
        parse(letter, templates)


def test_no_sample_file_needs_the_folder() -> None:
    assert all(load_case(path) for path in SAMPLES)


def read_by_all(letter: list[Paragraph], templates: Path | None = None) -> list[Reading]:
    """What every edition reads, the best first: most citations, then precedence, then ours."""
    readings = []
    for wording in wordings(templates):
        try:
            readings.append(read_edition(letter, wording))
        except MisfitError:
            continue

    def order(reading: Reading) -> tuple[int, int, bool]:
        items = reading.data["disputed_items"]
        split = sum(item[side].text is None for item in items for side in GUIDELINE_FIELDS)
        wording = reading.wording
        header = "case_number" in reading.data
        return -split, wording.precedence if header else wording.precedence_without_header, wording.own

    return sorted(readings, key=order)


def assert_the_best_is_chosen(whole: Case, templates: Path | None = None) -> int:
    """Asserts that the chosen edition is the best of all. Returns the number of editions that fit."""
    letter = text_paragraphs(render_text(whole, 0))
    best, *others = read_by_all(letter, templates)
    chosen, origins = read_letter(lambda _: letter, templates)
    assert chosen == Case.model_validate(best.data)
    assert origins == best.origins
    return 1 + len(others)


@pytest.mark.parametrize("edition", editions())
def test_reading_only_some_editions_chooses_the_same_for_every_sample(edition: str, planted: Path) -> None:
    fitting = []
    for path in SAMPLES:
        whole = load_case(path).model_copy(update={"edition": edition})
        if not list(faults(whole.to_data())):
            fitting.append(assert_the_best_is_chosen(whole))
            assert_the_best_is_chosen(whole, planted)
    assert len(fitting) >= 3


@given(cases)
@settings(max_examples=100)
def test_reading_only_some_editions_chooses_the_same_for_random_cases(case: Case) -> None:
    assert_the_best_is_chosen(case)


def test_an_edition_that_cannot_be_chosen_any_more_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def counted(found: list[Paragraph], wording: Wording) -> Reading:
        read.append(wording.edition)
        return read_edition(found, wording)

    monkeypatch.setattr("imrletters.parsing.editions.read_edition", counted)
    canonical(case(disputed_items=[example_item(maximus_guideline=SECTIONS)], **HEADER))
    assert read == ["2016"]
