"""The example case."""

import pytest

from imrletters import CaseError, check, render
from imrletters.case.example import example_case, example_item

pytest_plugins = ["pytester"]


def test_the_example_case_is_valid_and_has_no_findings() -> None:
    assert render(example_case()).text().startswith("Case Number:    CM16-0000009")
    assert list(check(example_case())) == []


@pytest.mark.parametrize("edition", ["2014", "2015", "2016"])
def test_changes_are_fields_of_a_case(edition: str) -> None:
    items = [example_item(service=f"Item {number}") for number in range(3)]
    case = example_case(edition=edition, disputed_items=items, priority="Expedited")
    assert (case.edition, case.priority, [item.service for item in case.disputed_items]) == (
        edition,
        "Expedited",
        ["Item 0", "Item 1", "Item 2"],
    )
    assert render(case).text()


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(CaseError, match="telephone"):
        example_case(telephone="555-0100")
