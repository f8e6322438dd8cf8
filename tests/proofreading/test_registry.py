"""The registry: every rule is complete, and finds something in its own example."""

import gc
import re
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType
from weakref import ref

import pytest

from imrletters import load_case, read_case
from imrletters.case.example import HEADER
from imrletters.case.model import Case
from imrletters.errors import MAX_PROBLEMS
from imrletters.proofreading import dated_events
from imrletters.proofreading.registry import all_rules, findings, rules_in
from imrletters.proofreading.rule import Finding, Rule, rule
from tests.proofreading.support import RULES
from tests.support import SAMPLES, case, example

each_rule = pytest.mark.parametrize("one", all_rules(), ids=lambda one: one.code)


def nothing(_case: Case) -> Iterator[Finding]:
    yield from ()


def planted(code: str = "A01", name: str = "planted-rule") -> Rule:
    catches, leaves = {"/edition": "2014"}, {"/edition": "2016"}
    return rule(code, name, "warning", why="It is planted.", catches=catches, leaves=leaves)(nothing)


def module(**contents: object) -> ModuleType:
    made = ModuleType("made")
    vars(made).update(contents)
    return made


def missing_parts(one: Rule) -> list[str]:
    """The names of the parts of a rule that are missing or badly formed."""
    sentence = re.fullmatch(r"[A-Z][^\n]{15,}\.", one.why)
    several = re.search(r"[a-z)]{2}\. [A-Z]", one.why)
    return [
        part
        for part, valid in (
            ("code", re.fullmatch(r"[A-Z][0-9]{2}", one.code)),
            ("name", re.fullmatch(r"[a-z]+(-[a-z]+)*", one.name)),
            ("why", sentence and not several),
            ("examples", one.catches and one.leaves and one.catches != one.leaves),
            ("description", one.find.__doc__),
        )
        if not valid
    ]


def test_there_are_rules_of_every_theme_in_the_order_of_their_codes() -> None:
    codes = [one.code for one in all_rules()]
    assert codes == sorted(set(codes))
    assert len(codes) >= 35
    assert {code[0] for code in codes} >= set("CDEQRT")
    assert len({one.name for one in all_rules()}) == len(codes)


@each_rule
def test_a_rule_has_a_code_a_name_a_reason_in_one_sentence_and_a_description(one: Rule) -> None:
    assert missing_parts(one) == []


def test_an_incomplete_rule_is_found() -> None:
    incomplete = replace(planted(), code="x1", name="Dates", why="Because. It is so.", catches={}, leaves={})
    assert missing_parts(incomplete) == ["code", "name", "why", "examples", "description"]


@each_rule
def test_a_rule_finds_its_example(one: Rule) -> None:
    subject = read_case(example(one.catches))
    found = [finding for _, finding in findings(subject, {one.code}, "both")]
    assert found
    assert all(finding.message and not finding.message.endswith(".") for finding in found)


@each_rule
def test_a_rule_finds_nothing_in_its_other_example(one: Rule) -> None:
    assert [finding for _, finding in findings(read_case(example(one.leaves)), {one.code}, "both")] == []


def test_the_rules_of_all_modules_are_collected_in_the_order_of_their_codes() -> None:
    one, two, three = planted("Z01", "one"), planted("A02", "two"), planted("A01", "three")
    assert rules_in([module(first=one, second=two), module(other="no rule", third=three)]) == (three, two, one)


@pytest.mark.parametrize(("code", "name"), [("D01", "planted-rule"), ("Z99", "date-order")])
def test_two_rules_with_the_same_code_or_name_are_refused(code: str, name: str) -> None:
    with pytest.raises(ValueError, match=f"two rules have the code {code} or the name {name}"):
        rules_in([module(date_order=RULES["D01"]), module(planted=planted(code, name))])


def test_a_module_without_a_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="made declares no rule"):
        rules_in([module(planted=planted()), module(reader=nothing)])


def test_only_the_selected_rules_are_applied() -> None:
    subject = read_case(example({"/clinical_case_summary": "She hurt the the knee.She rests at home now."}))
    assert {one.code for one, _ in findings(subject)} >= {"T03", "T04"}
    assert {one.code for one, _ in findings(subject, {"T03"})} == {"T03"}
    assert list(findings(subject, set())) == []


def test_no_rule_finds_anything_in_the_samples() -> None:
    assert len(SAMPLES) >= 14
    assert {path.stem: found for path in SAMPLES if (found := list(findings(load_case(path))))} == {}


def flooded(**texts: str) -> dict[str, list[str]]:
    """The messages of the findings in a case with these texts, by rule."""
    subject = read_case(example({f"/{name}": text for name, text in texts.items()}))
    messages: dict[str, list[str]] = {}
    for one, finding in findings(subject):
        messages.setdefault(one.code, []).append(finding.message)
    return messages


def test_at_most_1000_findings_are_listed_and_the_others_are_counted() -> None:
    messages = flooded(clinical_case_summary="She hurt the the knee. " * 3_000)
    listed = messages["T03"]
    assert 900 < len(listed) <= MAX_PROBLEMS
    assert listed[-1] == f"and {3_000 - len(listed) + 1} more findings of this rule"
    assert set(listed[:-1]) == {"a word is repeated"}


def test_a_flood_of_findings_of_one_rule_hides_no_finding_of_another() -> None:
    messages = flooded(clinical_case_summary="She hurt the the knee. " * 3_000 + "Call (213) 555-0142. A XXX. " * 1_500)
    assert sum(map(len, messages.values())) <= MAX_PROBLEMS
    assert {code: len(found) > 300 for code, found in messages.items()} == {"T03": True, "T05": True, "T07": True}


def test_no_text_of_a_case_stays_in_memory() -> None:
    class Text(str):
        """A text that a weak reference can follow."""

    text = Text(f"The injured worker, Ms. {'Fabricius ' * 3}had an MRI of the left knee on 10-6-16. ")
    kept = ref(text)
    subject = case(**HEADER).model_copy(update={"clinical_case_summary": text})
    assert list(findings(subject))
    del text, subject
    gc.collect()
    assert kept() is None


def test_each_text_is_read_once_in_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def events(text: str) -> Iterator[dated_events.DatedEvent]:
        read.append(text)
        yield from ()

    monkeypatch.setattr(dated_events, "_events", events)
    list(findings(load_case(SAMPLES[0])))
    assert read
    assert len(read) == len(set(read))
