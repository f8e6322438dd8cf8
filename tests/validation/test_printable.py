"""The values that a letter cannot print, or that could not be read back from it."""

from typing import Any

import pytest

from imrletters import Case, parse, render
from imrletters.case.example import HEADER, example_data, example_item
from imrletters.rendering.templates import editions
from imrletters.validation.printable import faults
from imrletters.wording import ANY_MARK
from imrletters.wording.known import wording_of

EDITIONS = editions()


def found(**changes: Any) -> list[tuple[str, str]]:
    """The faults of a case: the last step of the path, and the message."""
    return [(str(fault.path[-1]) if fault.path else "", fault.message) for fault in faults(example_data(**changes))]


def own_openings(edition: str) -> list[str]:
    """How the paragraphs of a letter of MAXIMUS begin."""
    wording = wording_of(edition)
    names = {"\ue000": "MAXIMUS Federal Services", "\ue001": "MAXIMUS"}
    return ["".join(names.get(part, part) for part in ANY_MARK.split(opening)) for opening in wording.openings]


def test_a_valid_case_has_no_fault() -> None:
    assert found() == []
    assert found(**HEADER) == []


@pytest.mark.parametrize(
    ("character", "message"),
    [
        ("\t", "U+0009 is a tab"),
        ("\r", "U+000D is a carriage return"),
        ("\u0000", "U+0000 is a control character"),
        ("\u007f", "U+007F is a control character"),
        ("\u00ad", "U+00AD is a soft hyphen"),
        ("\u2011", "U+2011 is a non-breaking hyphen"),
        ("\u200b", "U+200B (zero width space)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
        ("\ue000", "U+E000 (a character without a name)"),
        ("\ud800", "U+D800 is half of a character"),
        ("\U0001f600", 'U+1F600 "😀" (grinning face)'),
        ("安", 'U+5B89 "安"'),
        ("ا", "U+0627"),
        ("\u0301", 'U+0301 is a mark that combines with the letter before it; write "é" as one character'),
    ],
)
def test_a_character_that_cannot_be_printed_is_named(character: str, message: str) -> None:
    for changes in (
        {"clinical_case_summary": f"Cafe{character}."},
        {"disputed_items": [example_item(service=f"Cafe{character}.")]},
    ):
        [(_, reported)] = found(**changes)
        assert reported.startswith(message)


@pytest.mark.parametrize(
    "text", ["“Quotes” ‘and’ 'more'", "½ ¼ ¾ ⅓", "± ≤ ≥ × ÷ § ° µ €", "a\u00a0b", "– — …", "é ü ñ ç ø", "<&>"]
)
def test_quotes_fractions_and_symbols_can_be_printed(text: str) -> None:
    assert found(clinical_case_summary=text) == []


def test_a_character_is_reported_once_with_its_count() -> None:
    [fault] = [fault for fault in faults(example_data(clinical_case_summary="a\tb\tc\td")) if "tab" in fault.message]
    assert fault.character == 1
    assert fault.message.endswith("(3 times in this text)")


@pytest.mark.parametrize("text", ["One,\nstill one.", "One. \n Two.", "One.\n\nTwo,\ntwo."])
def test_a_lone_line_break_inside_a_paragraph_is_a_fault(text: str) -> None:
    [(_, message)] = found(clinical_case_summary=text)
    assert "a line break inside a paragraph" in message


@pytest.mark.parametrize("text", ["\nOne.\n", "One.\n\nTwo.", "One. \n \n Two.", "One.\n\n\n\nTwo."])
def test_line_breaks_around_paragraphs_are_not_faults(text: str) -> None:
    assert found(clinical_case_summary=text) == []


def test_a_line_break_in_a_text_of_one_line_is_a_fault() -> None:
    assert found(disputed_items=[example_item(service="One\ntwo")]) == [
        ("service", "U+000A is a line break; this text must be one line")
    ]


def test_a_case_number_has_to_fit_its_cell() -> None:
    assert found(**HEADER | {"case_number": "CM16-" + "0" * 15}) == []
    [(name, message)] = found(**HEADER | {"case_number": "CM16-" + "0" * 40})
    assert name == "case_number"
    assert "has room for 139 pt" in message


@pytest.mark.parametrize(
    ("edition", "citation", "expected"),
    [
        ("2014", {"title": "A", "sections": ["B"]}, "prints pages, not sections"),
        ("2015", {"title": "A", "sections": ["B"]}, "prints pages, not sections"),
        ("2016", {"title": "A", "pages": "3"}, "prints sections, not pages"),
    ],
)
def test_a_citation_that_the_edition_cannot_print_is_a_fault(
    edition: str, citation: dict[str, Any], expected: str
) -> None:
    [(_, message)] = found(edition=edition, disputed_items=[example_item(maximus_guideline={"mtus": [citation]})])
    assert message.endswith(expected)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_evidence_is_printed_only_where_its_wording_is_known(edition: str) -> None:
    faults_found = found(edition=edition, disputed_items=[example_item(maximus_guideline={})])
    assert [name for name, _ in faults_found] == (
        [] if wording_of(edition).guidelines[1].no_evidence else ["maximus_guideline"]
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_paragraph_begins_like_a_part_of_the_letter(edition: str) -> None:
    openings = own_openings(edition)
    assert len(openings) >= 9
    assert wording_of(edition).titles[1] in openings
    for opening in openings:
        for imitation in (opening, opening.upper(), opening.replace(" ", "  ") + " more", f" {opening}"):
            text = f"A first paragraph.\n\n{imitation}"
            assert [name for name, _ in found(edition=edition, clinical_case_summary=text)] == [
                "clinical_case_summary"
            ], imitation
            item = example_item(decision_rationale=text)
            assert [name for name, _ in found(edition=edition, disputed_items=[item])] == ["decision_rationale"], (
                imitation
            )


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_request_begins_like_a_part_of_the_letter(edition: str) -> None:
    for opening in own_openings(edition):
        partial = {"kind": "quantity", "original_request": opening, "authorized": "One"}
        assert found(edition=edition, disputed_items=[example_item(service=opening)]), opening
        assert found(edition=edition, disputed_items=[example_item(partial_approval=partial)]), opening


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_words_of_the_letter_are_allowed_inside_a_paragraph(edition: str) -> None:
    text = " ".join(["He quotes:", *own_openings(edition), "and so on."])
    assert found(edition=edition, clinical_case_summary=text) == []


@pytest.mark.parametrize("ending", [": Upheld", ":Overturned", ":  Upheld", "Knee: Upheld\n\nMore."])
def test_no_paragraph_ends_like_an_item_heading(ending: str) -> None:
    [(_, message)] = found(clinical_case_summary=f"A knee{ending}")
    assert message.startswith("ends like an item heading")


@pytest.mark.parametrize("ending", [": Upheld.", " was Upheld", ": upheld", ": Upheldness"])
def test_a_paragraph_may_mention_a_decision(ending: str) -> None:
    assert found(clinical_case_summary=f"A knee{ending}") == []


def test_no_paragraph_begins_like_a_label_of_another_organization() -> None:
    organization = {"name": "Example Review Services", "label": "EXAMPLE"}
    text = "EXAMPLE guideline: none."
    assert found(clinical_case_summary=text) == []
    assert [name for name, _ in found(clinical_case_summary=text, organization=organization)] == [
        "clinical_case_summary"
    ]


@pytest.mark.parametrize(
    "guideline",
    [
        {"non_mtus": ["ODG", "Knee and Other Medical Treatment Guidelines  is"]},
        {"mtus": [{"title": "Knee Complaints 2004. Decision based on Non-MTUS Citation  is"}]},
        {"non_mtus": ["ODG. Decision based on  Non-MTUS Citation x"], "mtus": [{"title": "Knee Complaints 2004"}]},
    ],
)
def test_a_citation_with_words_of_the_letter_keeps_its_spaces_or_is_refused(guideline: dict[str, Any]) -> None:
    """A letter that is parsed and rendered again must not lose a space."""
    data = example_data(disputed_items=[example_item(maximus_guideline=guideline)])
    found = [fault for fault in faults(data) if "spaces" in fault.message]
    if not found:
        letter = render(Case.model_validate(data)).text(0)
        assert render(parse(letter)).text(0) == letter
    else:
        assert [fault.path for fault in found] == [("disputed_items", 0, "maximus_guideline")]


def test_two_spaces_in_a_citation_are_allowed() -> None:
    guideline = {
        "mtus": [{"title": "Knee  Complaints 2004", "sections": ["Special  Studies"]}],
        "non_mtus": ["ODG  Knee"],
    }
    assert not list(faults(example_data(disputed_items=[example_item(maximus_guideline=guideline)])))
