"""Which copy of the letter each rule applies to."""

import pytest
from click.testing import CliRunner

from imrletters import Case, check
from imrletters.case.example import HEADER
from imrletters.cli import main
from imrletters.proofreading.proofread import check_document
from imrletters.proofreading.registry import CheckedAudience, all_rules, findings
from tests.proofreading.support import RULES
from tests.support import SAMPLES, case, sample_letter

CODES = ("P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09")
PRIVATE = {"T06", "T07", "T08", "T09", "T10", "T11"}
REVIEW = {"kind": "Utilization review decision", "title": "Utilization review decision", "date": "2016-10-20"}


def test_each_rule_applies_to_one_copy_or_to_both() -> None:
    assert [code for code in RULES if code.startswith("P")] == sorted(CODES)
    assert {code for code, one in RULES.items() if one.audiences == ("parties",)} == set(CODES)
    assert {code for code, one in RULES.items() if one.audiences == ("public",)} == PRIVATE
    assert {one.audiences for one in RULES.values()} == {("parties",), ("public",), ("public", "parties")}


def mixed() -> Case:
    """A case with findings by rules of the public copy, by rules of the parties' copy and by rules of both."""
    return case(
        **HEADER,
        clinical_case_summary="Dr. Fabricius saw the the knee.",
        documents_reviewed=[REVIEW | {"title": "Decision of the the carrier"}],
    )


@pytest.mark.parametrize(
    ("audience", "codes"),
    [
        ("public", ["T03", "T06"]),
        ("parties", ["P02", "P05", "P08", "P08", "P08", "T03", "T03"]),
        ("both", ["P02", "P05", "P08", "P08", "P08", "T03", "T03", "T06"]),
    ],
)
def test_the_rules_of_the_checked_copy_are_applied(audience: CheckedAudience, codes: list[str]) -> None:
    data = mixed().to_json().encode()
    assert [rule.code for rule, _ in findings(mixed(), audience=audience)] == codes
    assert [problem.code for problem in check(mixed(), audience=audience)] == codes
    assert sorted(problem.code for problem in check_document(data, audience=audience)) == codes
    assert [problem.code for problem in check(mixed(), {"T03"}, audience)] == [code for code in codes if code == "T03"]
    assert {rule.code for rule in all_rules(audience)} >= set(codes)


def test_the_public_copy_is_checked_by_default() -> None:
    assert check(mixed()) == check(mixed(), audience="public")
    assert list(findings(mixed())) == list(findings(mixed(), audience="public"))
    data = mixed().to_json().encode()
    assert check_document(data) == check_document(data, audience="public")


def test_a_missing_field_is_placed_at_the_start_of_the_case() -> None:
    data = case(**HEADER).to_json().encode()
    (problem,) = check_document(data, {"P01"}, "parties")
    assert (problem.pointer, problem.line, problem.severity) == ("/documents_reviewed", 1, "error")


@pytest.mark.parametrize("audience", ["public", "parties", "both"])
def test_rules_about_the_parties_copy_are_not_applied_to_letters(audience: CheckedAudience) -> None:
    letter = sample_letter(SAMPLES[0]).text()
    assert check_document(letter.encode(), audience=audience) == []


def run(*arguments: str) -> tuple[int, list[str]]:
    """The exit code of ``imrletters check`` for ``mixed``, and the lines of its output."""
    done = CliRunner().invoke(main, ["check", *arguments], input=mixed().to_json())
    return done.exit_code, done.output.splitlines()


@pytest.mark.parametrize(
    ("options", "code", "count"), [([], 0, 2), (["--copy", "parties"], 1, 7), (["--copy", "both"], 1, 8)]
)
def test_the_command_checks_the_copy_of_its_option(options: list[str], code: int, count: int) -> None:
    exit_code, lines = run(*options, "-")
    assert (exit_code, len(lines)) == (code, count)


@pytest.mark.parametrize(("audience", "rule"), [("public", "P"), ("parties", "T06")])
def test_selecting_only_rules_of_the_other_copy_is_a_usage_error(audience: str, rule: str) -> None:
    exit_code, lines = run("--copy", audience, "--select", rule, "-")
    assert exit_code == 2
    assert lines[-1].startswith("Error: ")
    assert f" the {audience} copy" in lines[-1]


@pytest.mark.parametrize(
    ("code", "audiences"),
    [("P01", "parties"), ("T06", "public"), ("T03", "public, parties"), ("D01", "public, parties")],
)
def test_an_explanation_names_the_copies(code: str, audiences: str) -> None:
    assert f"Copies: {audiences}" in run("--explain", code)[1]
