"""The closed grammar of lists, headings and guideline lines."""

import pytest

from imrletters import Citation, Guideline
from imrletters.rendering.templates import editions
from imrletters.wording.grammar import read_guideline, read_heading, read_names
from imrletters.wording.known import wording_of

OUTSIDE = "The Claims Administrator based their decision on recommendation(s) outside of the MTUS Guidelines. "
OTHER = "Decision based on Non-MTUS Citation "


def read(text: str, edition: str = "2016", side: int = 0) -> Guideline:
    return read_guideline(text, wording_of(edition).guidelines[side])


def cited(title: str, *sections: str, pages: str | None = None) -> Citation:
    return Citation(title=title, sections=sections, pages=pages)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("California", ("California",)),
        ("California, New York", ("California", "New York")),
        ("California,New York", ("California", "New York")),
        ("California, Atlantis", ("California, Atlantis",)),
    ],
)
def test_a_list_of_states_is_split_where_every_piece_is_known(text: str, names: tuple[str, ...]) -> None:
    assert read_names(text, "states") == names


def test_a_known_name_with_a_comma_stays_whole() -> None:
    assert read_names("Opioids, dosing", "sections") == ("Opioids, dosing",)


@pytest.mark.parametrize("edition", editions())
def test_a_plain_heading_is_read(edition: str) -> None:
    heading = read_heading("Aquatic therapy: 6 visits:  Upheld", wording_of(edition))
    assert heading == {"service": "Aquatic therapy: 6 visits", "decision": "Upheld"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            (
                "Gel #3 was the original request. Gel #2 was authorized by the Claims Administrator. "
                "The remaining IMR eligible portion of the original request, Gel #1 is: Overturned"
            ),
            "quantity",
        ),
        (
            (
                "Gel #3 was the original request. The Claims Administrator authorized Gel #2, "
                "leaving the original request IMR eligible. The original request, Gel #1 is: Overturned"
            ),
            "substitution",
        ),
    ],
)
def test_a_partly_approved_request_is_split(text: str, kind: str) -> None:
    partial = {"kind": kind, "original_request": "Gel #3", "authorized": "Gel #2"}
    assert read_heading(text, wording_of("2016")) == {
        "service": "Gel #1",
        "partial_approval": partial,
        "decision": "Overturned",
    }


def test_a_heading_that_almost_fits_stays_whole() -> None:
    request = "Gel #3 was the original request. Gel #2 was granted. The remaining portion, Gel #1 is"
    assert read_heading(f"{request}: Upheld", wording_of("2016")) == {"service": request, "decision": "Upheld"}


@pytest.mark.parametrize("text", ["Gel #3", "Gel #3: Denied", "Gel #3: Upheld.", ": ", ""])
def test_a_line_without_a_decision_at_its_end_is_not_a_heading(text: str) -> None:
    assert read_heading(text, wording_of("2016")) is None


@pytest.mark.parametrize(
    ("text", "guideline"),
    [
        ("The Claims Administrator did not cite any medical evidence for its decision.", Guideline()),
        (f"{OUTSIDE}{OTHER}ODG, Knee.", Guideline(non_mtus=("ODG, Knee",))),
        (
            f"{OUTSIDE}{OTHER}ODG, Knee and Other Medical Treatment Guidelines A journal.",
            Guideline(non_mtus=("ODG, Knee", "A journal")),
        ),
        ("Decision based on MTUS Knee Complaints 2004.", Guideline(mtus=(cited("Knee Complaints 2004"),))),
        (
            "Decision based on MTUS Knee Complaints 2004, Section(s): Special Studies, Summary.",
            Guideline(mtus=(cited("Knee Complaints 2004", "Special Studies", "Summary"),)),
        ),
        (
            "Decision based on MTUS Forearm, Wrist, and Hand Complaints 2004, and Knee Complaints 2004, Section(s): A.",
            Guideline(mtus=(cited("Forearm, Wrist, and Hand Complaints 2004"), cited("Knee Complaints 2004", "A"))),
        ),
        (
            f"Decision based on MTUS Knee Complaints 2004. {OTHER}ODG, Knee.",
            Guideline(mtus=(cited("Knee Complaints 2004"),), non_mtus=("ODG, Knee",)),
        ),
    ],
)
def test_a_line_of_2016_is_split(text: str, guideline: Guideline) -> None:
    assert read(text) == guideline


@pytest.mark.parametrize(
    ("text", "guideline"),
    [
        ("Decision based on MTUS Chronic Pain.", Guideline(mtus=(cited("Chronic Pain"),))),
        (
            "Decision based on MTUS Pain, NSAIDs Page(s): 67-68, 70.",
            Guideline(mtus=(cited("Pain, NSAIDs", pages="67-68, 70"),)),
        ),
        (
            "Decision based on MTUS Pain Page(s): 67, 2nd Edition Page(s): 3.",
            Guideline(mtus=(cited("Pain", pages="67"), cited("2nd Edition", pages="3"))),
        ),
        (
            "The Claims Administrator did not base their decision on the MTUS. " + OTHER + "ODG.",
            Guideline(non_mtus=("ODG",)),
        ),
    ],
)
def test_a_line_of_the_older_editions_is_split(text: str, guideline: Guideline) -> None:
    assert read(text, "2014") == guideline
    assert read(text, "2015") == guideline


@pytest.mark.parametrize(
    "text",
    [
        "Decision based on a hunch.",
        "Decision based on MTUS .",
        "Decision based on MTUS Knee Complaints 2004",
        "Decision based on MTUS Knee Complaints 2004, Section(s): .",
        "Decision based on MTUS Pain Page(s): Table 12-5.",
        "The Expert Reviewer did not cite any medical evidence for its decision.",
    ],
)
@pytest.mark.parametrize("edition", editions())
def test_what_the_grammar_cannot_express_stays_text(text: str, edition: str) -> None:
    assert read(text, edition) == Guideline(text=text)


def test_the_reviewers_line_is_read_in_its_own_words() -> None:
    text = OUTSIDE.replace("Claims Administrator", "Expert Reviewer") + OTHER + "A."
    assert read(text, side=1) == Guideline(non_mtus=("A",))
    assert read(text, side=0) == Guideline(text=text)
