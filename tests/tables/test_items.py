"""The rows of disputed items."""

from datetime import date

import pytest

from imrletters.case.example import HEADER, example_item
from imrletters.case.items import Guideline
from imrletters.errors import Problem
from imrletters.tables.items import ITEM_COLUMNS, basis, item_rows
from tests.support import case

MTUS = {
    "mtus": [
        {"title": "Knee Complaints 2004", "sections": ["Special Studies", "Summary"]},
        {"title": "Elbow Complaints 2007"},
    ]
}
PARTIAL = {"kind": "quantity", "original_request": "Norco 10mg #30", "authorized": "Norco 10mg #20"}


def test_a_case_has_a_row_for_each_item_with_every_column() -> None:
    rows = item_rows(
        case(disputed_items=[example_item(), example_item(decision="Overturned")], **HEADER), (), "a.json", 7
    )
    assert [[*row] for row in rows] == [[column.name for column in ITEM_COLUMNS]] * 2
    assert [(row["source"], row["line"], row["item"], row["items"]) for row in rows] == [
        ("a.json", 7, 1, 2),
        ("a.json", 7, 2, 2),
    ]
    assert [row["decision"] for row in rows] == ["Upheld", "Overturned"]
    assert {row["case_number"] for row in rows} == {"CM16-0000009"}


def test_the_names_of_the_columns_are_unique_and_each_value_is_of_the_kind_of_its_column() -> None:
    kinds = {"text": str, "number": int, "date": date, "list": tuple}
    names = [column.name for column in ITEM_COLUMNS]
    assert len(set(names)) == len(names)
    items = [example_item(partial_approval=PARTIAL, maximus_guideline=MTUS), example_item()]
    for row in item_rows(case(disputed_items=items, **HEADER), [Problem("found", code="T03")], "a.json", 1):
        for column in ITEM_COLUMNS:
            assert isinstance(row[column.name], kinds[column.kind] | None), column.name


def test_the_days_from_the_denial_to_the_decision_are_counted() -> None:
    [row] = item_rows(case(**HEADER | {"ur_denial_date": "2016-10-20", "decision_date": "2016-12-06"}))
    assert (row["ur_denial_date"], row["days_to_decision"]) == (date(2016, 10, 20), 47)
    [row] = item_rows(case())
    assert (row["ur_denial_date"], row["days_to_decision"]) == (None, None)


def test_the_citations_of_both_sides_are_titles_sections_pages_and_other_sources() -> None:
    theirs = {"mtus": [{"title": "Knee Complaints", "pages": "341-342"}], "non_mtus": ["ODG, Knee"]}
    [row] = item_rows(
        case(disputed_items=[example_item(claims_administrator_guideline=theirs, maximus_guideline=MTUS)])
    )
    assert row["claims_administrator_basis"] == "mtus and other"
    assert row["claims_administrator_titles"] == ("Knee Complaints",)
    assert row["claims_administrator_sections"] == ()
    assert row["claims_administrator_pages"] == ("Knee Complaints: 341-342",)
    assert row["claims_administrator_other_sources"] == ("ODG, Knee",)
    assert row["reviewer_basis"] == "mtus"
    assert row["reviewer_titles"] == ("Knee Complaints 2004", "Elbow Complaints 2007")
    assert row["reviewer_sections"] == ("Knee Complaints 2004: Special Studies", "Knee Complaints 2004: Summary")


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ({}, "none"),
        (MTUS, "mtus"),
        ({"non_mtus": ["ODG"]}, "other"),
        (MTUS | {"non_mtus": ["ODG"]}, "mtus and other"),
        ({"text": "Decision based on MTUS, Table 12-5."}, "text"),
    ],
)
def test_the_basis_is_what_was_cited(cited: dict[str, object], expected: str) -> None:
    assert basis(Guideline.model_validate(cited)) == expected


def test_a_line_that_is_no_citation_is_kept_as_text() -> None:
    line = "Decision based on MTUS, Table 12-5."
    [row] = item_rows(case(disputed_items=[example_item(maximus_guideline={"text": line})]))
    assert (row["reviewer_text"], row["reviewer_titles"]) == (line, ())


def test_a_partial_approval_has_three_columns() -> None:
    [row] = item_rows(case(disputed_items=[example_item(partial_approval=PARTIAL)]))
    assert (row["partial_approval"], row["original_request"], row["authorized"]) == tuple(PARTIAL.values())


def test_the_treatments_of_a_service_are_named_once() -> None:
    service = "Magnetic resonance imaging (MRI) of the knee, and twelve sessions of physiotherapy"
    [row] = item_rows(case(disputed_items=[example_item(service=service)]))
    assert row["treatments"] == ("MRI", "physical therapy")


def test_findings_are_counted_at_their_item_or_at_the_letter() -> None:
    places = ["/disputed_items/0/service", "/disputed_items/10", "/disputed_items/1/service", "/decision_date", ""]
    findings = [Problem("found", place, code=f"T0{number}") for number, place in enumerate(places)]
    findings.append(Problem("found", "/disputed_items/1/decision", code="D01"))
    rows = item_rows(case(disputed_items=[example_item()] * 11), findings)
    assert [row["item_findings"] for row in rows] == [("T00",), ("D01", "T02"), *[()] * 8, ("T01",)]
    assert {row["letter_findings"] for row in rows} == {("T03", "T04")}
