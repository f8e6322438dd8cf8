"""The registry: every rule tells of itself what a rule must tell, and its own examples prove it."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from imrletters import load_case, read_case
from imrletters.case.model import Case
from imrletters.proofreading.registry import RULES, Finding, Rule, all_rules, findings, rule
from tests.support import SAMPLES, example

each_rule = pytest.mark.parametrize("one", all_rules(), ids=lambda one: one.code)


@pytest.fixture(autouse=True)
def _registry_as_it_was() -> Iterator[None]:
    before = dict(RULES)
    yield
    RULES.clear()
    RULES.update(before)


def nothing(_case: Case) -> Iterator[Finding]:
    yield from ()


def plant(code: str, name: str) -> None:
    catches, leaves = {"/edition": "2014"}, {"/edition": "2016"}
    rule(code, name, "warning", why="It is planted.", catches=catches, leaves=leaves)(nothing)


def shortcomings(one: Rule) -> list[str]:
    """What a rule fails to tell of itself."""
    sentence = re.fullmatch(r"[A-Z][^\n]{15,}\.", one.why)
    several = re.search(r"[a-z)]{2}\. [A-Z]", one.why)
    return [
        what
        for what, sound in (
            ("code", re.fullmatch(r"[A-Z][0-9]{2}", one.code)),
            ("name", re.fullmatch(r"[a-z]+(-[a-z]+)*", one.name)),
            ("why", sentence and not several),
            ("examples", one.catches and one.leaves and one.catches != one.leaves),
            ("description", one.find.__doc__),
        )
        if not sound
    ]


def test_there_are_rules_of_every_theme_in_the_order_of_their_codes() -> None:
    codes = [one.code for one in all_rules()]
    assert codes == sorted(set(codes))
    assert len(codes) >= 35
    assert {code[0] for code in codes} >= set("CDEQRT")
    assert len({one.name for one in all_rules()}) == len(codes)


@each_rule
def test_a_rule_tells_its_code_its_name_and_why_in_a_sentence(one: Rule) -> None:
    assert shortcomings(one) == []


def test_a_rule_that_tells_nothing_would_be_noticed() -> None:
    dumb = replace(
        all_rules()[0], code="x1", name="Dates", why="Because. It is so.", catches={}, leaves={}, find=nothing
    )
    assert shortcomings(dumb) == ["code", "name", "why", "examples", "description"]


@each_rule
def test_a_rule_catches_its_example(one: Rule) -> None:
    subject = read_case(example(one.catches))
    found = [finding for _, finding in findings(subject, {one.code}, "both")]
    assert found
    assert all(finding.message and not finding.message.endswith(".") for finding in found)


@each_rule
def test_a_rule_leaves_its_other_example_alone(one: Rule) -> None:
    assert [finding for _, finding in findings(read_case(example(one.leaves)), {one.code}, "both")] == []


@pytest.mark.parametrize(("code", "name"), [("D01", "planted-rule"), ("Z99", "date-order")])
def test_a_second_rule_of_the_same_code_or_name_is_refused(code: str, name: str) -> None:
    before = dict(RULES)
    with pytest.raises(ValueError, match=f"two rules called {code} {name}"):
        plant(code, name)
    assert before == RULES


def test_a_rule_of_its_own_code_and_name_is_taken_and_applied() -> None:
    plant("A01", "planted-rule")
    assert all_rules()[0].code == "A01"
    assert RULES["A01"].find is nothing


def test_only_the_rules_asked_for_are_applied() -> None:
    subject = read_case(example({"/clinical_case_summary": "She hurt the the knee.She rests at home now."}))
    assert {one.code for one, _ in findings(subject)} >= {"T03", "T04"}
    assert {one.code for one, _ in findings(subject, {"T03"})} == {"T03"}
    assert list(findings(subject, set())) == []


def test_no_rule_finds_anything_in_the_samples() -> None:
    assert len(SAMPLES) >= 14
    assert {path.stem: found for path in SAMPLES if (found := list(findings(load_case(path))))} == {}
