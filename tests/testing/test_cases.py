"""Example cases and strategies, as another project uses them."""

import pytest
from hypothesis import given, settings

from imrletters import Case, check, parse, render
from imrletters.case.example import example_case, example_item
from imrletters.testing.strategies import cases, cases_for_parties
from tests.testing.conftest import Project

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
    with pytest.raises(ValueError, match="telephone"):
        example_case(telephone="555-0100")


@settings(max_examples=20)
@given(cases)
def test_every_case_of_the_strategy_has_a_letter_that_can_be_read_back(case: Case) -> None:
    assert parse(render(case).text()).edition


@settings(max_examples=20)
@given(cases_for_parties)
def test_every_case_for_parties_has_a_letter_for_them(case: Case) -> None:
    assert render(case, "parties").text()


def test_the_strategies_work_as_documented(project: Project) -> None:
    project.tests("""
from hypothesis import HealthCheck, given, settings
from imrletters import render
from imrletters.testing.strategies import cases, cases_for_parties

letters = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])

@letters
@given(cases)
def test_public(case):
    assert render(case).text()

@letters
@given(cases_for_parties)
def test_parties(case):
    assert render(case, "parties").text()
""")
    result = project.pytester.runpytest_subprocess("-p", "no:cacheprovider", "--hypothesis-seed=1")
    result.assert_outcomes(passed=2)
