"""The strategies for cases, as another project uses them."""

import pytest
from hypothesis import given, settings

from imrletters import Case, parse, render
from imrletters.testing.strategies import cases, cases_for_parties
from tests.testing.conftest import Project

pytestmark = pytest.mark.long
pytest_plugins = ["pytester"]


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
