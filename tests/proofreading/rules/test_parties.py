"""What only the parties' copy says: documents, days, service and attestations, and which copy a rule speaks of."""

from typing import Any, get_args

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from imrletters import Case, check, load_case, read_case
from imrletters.case.example import HEADER, example_item
from imrletters.case.parties import AttestationKind, ReviewedDocument
from imrletters.cli import main
from imrletters.proofreading.proofread import check_document
from imrletters.proofreading.registry import RULES, CheckedAudience, Finding, all_rules, findings
from tests.support import SAMPLES, case, example, sample_letter

CODES = ("P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09")
PRIVATE = {"T06", "T07", "T08", "T09", "T10", "T11"}
KINDS = get_args(AttestationKind)
REVIEW = {"kind": "Utilization review decision", "title": "Utilization review decision", "date": "2016-10-20"}
APPLICATION = {"kind": "Application for review", "title": "Application for Independent Medical Review"}
NOTE = {"kind": "Medical report", "title": "Progress note", "date": "2016-09-06", "pages": 4}
FILM = {"kind": "Diagnostic study", "title": "Plain films of the right knee", "date": "2016-03-09"}
NOTES = {"kind": "Medical report", "title": "Notes", "first_date": "2016-04-01", "last_date": "2016-09-30"}
OTHER = {"kind": "Other record", "title": "Job description of a sail folder", "author": "Example Sails"}


def found(code: str, **changes: Any) -> list[Finding]:
    return list(RULES[code].find(case(**HEADER | changes)))


def quoting(rationale: str, *documents: dict[str, Any]) -> list[Finding]:
    item = example_item(decision_rationale=rationale)
    return found("P03", disputed_items=[example_item(), item], documents_reviewed=list(documents or (NOTE, OTHER)))


def attested(*days: tuple[int, str]) -> list[dict[str, str]]:
    return [{"kind": KINDS[kind], "date": day} for kind, day in days]


def test_the_rules_are_these_and_speak_of_the_parties_copy_only() -> None:
    assert [code for code in RULES if code.startswith("P")] == sorted(CODES)
    assert {code for code, one in RULES.items() if one.audiences == ("parties",)} == set(CODES)
    assert {code for code, one in RULES.items() if one.audiences == ("public",)} == PRIVATE
    assert {one.audiences for one in RULES.values()} == {("parties",), ("public",), ("public", "parties")}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_left_alone_as_public_copies(sample: str) -> None:
    assert check(load_case(sample), audience="public") == []


@pytest.mark.parametrize("code", CODES)
def test_the_examples_are_caught_and_left_alone(code: str) -> None:
    rule = RULES[code]
    assert list(rule.find(read_case(example(rule.catches))))
    assert not list(rule.find(read_case(example(rule.leaves))))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"documents_reviewed": []},
        {"parties": [{"role": "Injured worker", "name": "A. Example"}]},
        {"mailing": {"date": "2016-12-07", "service_method": "mail"}},
        {"records_complete_date": "2016-11-22"},
        {"request_date": "2016-10-12"},
        {"priority": "Expedited"},
        {"attestations": [{"kind": "no affiliation", "date": "2016-11-09"}]},
        {"replaces": {"case_number": "CM16-0000001", "decision_date": "2016-11-02", "error": "The wrong knee."}},
        {"clinical_case_summary": "Documents reviewed: a progress note of 10-6-16."},
        {"edition": "2015"},
        {"edition": "2014"},
    ],
)
def test_a_missing_list_of_documents_is_found(changes: dict[str, Any]) -> None:
    (finding,) = found("P01", **changes)
    assert finding.path == ("documents_reviewed",)


@pytest.mark.parametrize("document", [REVIEW, APPLICATION, NOTE, FILM, NOTES, OTHER], ids=lambda one: one["title"])
def test_any_list_of_documents_is_left_alone(document: dict[str, Any]) -> None:
    assert not found("P01", documents_reviewed=[document])


@pytest.mark.parametrize(
    "documents",
    [
        [REVIEW],
        [APPLICATION],
        [REVIEW, APPLICATION],
        [APPLICATION, REVIEW],
        [REVIEW, REVIEW],
        [APPLICATION, APPLICATION],
        [REVIEW, APPLICATION, REVIEW],
        [REVIEW | {"title": "Progress report"}],
        [REVIEW | {"author": "Orthopedic clinic"}],
        [REVIEW | {"pages": 400}],
        [APPLICATION | {"date": "2016-11-01"}],
        [APPLICATION | {"first_date": "2016-03-02", "last_date": "2016-10-06"}],
        [REVIEW] * 40,
    ],
)
def test_a_list_of_review_papers_only_is_found(documents: list[dict[str, Any]]) -> None:
    (finding,) = found("P02", documents_reviewed=documents)
    assert finding.path == ("documents_reviewed",)


@pytest.mark.parametrize(
    "documents",
    [[], [NOTE], [REVIEW, NOTE], [APPLICATION, REVIEW, FILM], [REVIEW, OTHER], [NOTES, APPLICATION]],
)
def test_a_list_with_a_record_is_left_alone(documents: list[dict[str, Any]]) -> None:
    assert not found("P02", documents_reviewed=documents)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The progress report dated 10-6-16 shows no swelling.", ["10-6-16"]),
        ("The report of October 6, 2016 shows no swelling.", ["October 6, 2016"]),
        ("An MRI of the right knee dated 10/06/2016 is normal.", ["10/06/2016"]),
        ("The MRI dated Oct. 6, 2016, is normal.", ["Oct. 6, 2016"]),
        ("The MRI of 10-6-16 is normal.", ["10-6-16"]),
        ("Based on the 10/06/16 progress report by the clinic, she folds.", ["10/06/16"]),
        ("She folds sails, per 10/06/16 report.", ["10/06/16"]),
        ("A November 22, 2016 first report of illness names it.", ["November 22, 2016"]),
        ("The PR-2 from 10-6-16 asks for it.", ["10-6-16"]),
        ("The clinical note (10-6-16) asks for it.", ["10-6-16"]),
        ("Plain films dated 3-10-16 are normal.", ["3-10-16"]),
        ("The electrodiagnostic study from 10-6-16 is normal.", ["10-6-16"]),
        ("The notes of 9-1-16, 9-6-16 and 10-6-16 agree.", ["9-1-16", "10-6-16"]),
        ("An initial evaluation dated 10-6-16 says so.", ["10-6-16"]),
        ("According to a January 3, 2017 new patient consultation, she aches.", ["January 3, 2017"]),
        ("Eight sessions were given (per December 13, 2016 escalation notes).", ["December 13, 2016"]),
        ("The RFA dated 10-6-16 asks for six.", ["10-6-16"]),
        ("The report dated 2-30-16 asks for six.", ["2-30-16"]),
        ("The report dated 10-6-16 is cited; the note of 10-6-16 too.", ["10-6-16"]),
        ("The report dated\n10-6-16 asks for six.", ["10-6-16"]),
        ("The hand-written letter dated 10-06-2016 asks for six.", ["10-06-2016"]),
    ],
)
def test_a_document_quoted_but_not_listed_is_found(text: str, quoted: list[str]) -> None:
    findings = quoting(text)
    assert [finding.evidence for finding in findings] == quoted
    for finding in findings:
        assert finding.path == ("disputed_items", 1, "decision_rationale")
        assert finding.start is not None
        assert text[finding.start :].startswith(finding.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "The progress note dated 9-6-16 shows no swelling.",
        "The report of September 6, 2016 shows no swelling.",
        "She was seen on 10-6-16.",
        "She was hurt on 3-2-16; the report shows no swelling.",
        "No report dated 10-6-16 is in the file.",
        "The file holds therapy bills without a report dated 10-6-16.",
        "The report dated 10-6-16 was not provided.",
        "The MRI (10-6-16) is not in the file.",
        "The utilization review report dated 10-20-16 denied it.",
        "The UR letter dated 10-20-16 denied it.",
        "The denial letter of 10-20-16 names nothing.",
        "An FDA safety report of October 6, 2014 warns of it.",
        "The MTUS Chronic Pain Medical Treatment Guidelines (July 28, 2016) ask for function.",
        "On 10-6-16 she reports pain.",
        "At the 10-6-16 visit she did not report pain.",
        "The 10-6-16 request for an MRI is not sound.",
        "An MRI was asked for on 10-6-16.",
        "The report of October 2016 shows no swelling.",
    ],
)
def test_what_is_listed_or_no_quoted_document_is_left_alone(text: str) -> None:
    assert not quoting(text)


@pytest.mark.parametrize("day", ["4-1-16", "4-2-16", "9-30-16", "2016-06-01 or 6-1-16"])
def test_a_range_of_dates_holds_its_days(day: str) -> None:
    assert not quoting(f"The note dated {day} shows no swelling.", NOTES)


@pytest.mark.parametrize("day", ["3-31-16", "10-1-16", "6-1-15", "6-1-17"])
def test_a_range_of_dates_holds_no_other_day(day: str) -> None:
    assert quoting(f"The note dated {day} shows no swelling.", NOTES)


def test_a_date_in_a_title_counts() -> None:
    assert not quoting("The note dated 10-6-16 is short.", OTHER | {"title": "Note of October 6, 2016"})


def test_without_a_list_nothing_is_compared_and_the_summary_quotes_freely() -> None:
    text = "The note dated 10-6-16 is short."
    assert not found("P03", disputed_items=[example_item(decision_rationale=text)])
    assert not found("P03", clinical_case_summary=text, documents_reviewed=[NOTE])


@pytest.mark.parametrize(
    ("priority", "complete", "decided"),
    [
        ("Standard", "2016-11-05", "2016-12-06"),
        ("Standard", "2016-11-04", "2016-12-06"),
        ("Standard", "2016-01-01", "2016-12-06"),
        ("Standard", "2015-12-06", "2016-12-06"),
        ("Standard", "2016-01-31", "2016-03-02"),
        ("Standard", "2015-01-31", "2015-03-03"),
        ("Standard", "0001-01-01", "9998-12-31"),
        ("Expedited", "2016-12-02", "2016-12-06"),
        ("Expedited", "2016-12-01", "2016-12-06"),
        ("Expedited", "2016-11-06", "2016-12-06"),
        ("Expedited", "2016-12-29", "2017-01-02"),
        ("Expedited", "2016-02-26", "2016-03-01"),
    ],
)
def test_a_decision_late_after_the_records_is_found(priority: str, complete: str, decided: str) -> None:
    (finding,) = found("P04", priority=priority, records_complete_date=complete, decision_date=decided)
    assert finding.path == ("decision_date",)


@pytest.mark.parametrize(
    ("priority", "complete"),
    [
        ("Standard", "2016-11-06"),
        ("Standard", "2016-12-06"),
        ("Standard", "2016-12-07"),
        ("Standard", None),
        ("Expedited", "2016-12-03"),
        ("Expedited", "2016-12-06"),
        (None, "2016-01-01"),
    ],
)
def test_a_decision_in_time_after_the_records_is_left_alone(priority: str | None, complete: str | None) -> None:
    assert not found("P04", priority=priority, records_complete_date=complete)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"mailing": None},
        {"documents_reviewed": [NOTE]},
        {"parties": [{"role": "Injured worker", "name": "A. Example", "address": ["1 Sample Way"]}]},
        {"priority": "Expedited"},
        {"decision_date": "2017-01-06"},
        {"records_complete_date": "2016-11-22"},
        {"attestations": [{"kind": "no affiliation", "date": "2016-11-09"}]},
        {"clinical_case_summary": "It was mailed on 12-7-16."},
        {"edition": "2014"},
    ],
)
def test_a_missing_mailing_is_found(changes: dict[str, Any]) -> None:
    (finding,) = found("P05", **changes)
    assert finding.path == ("mailing",)


@pytest.mark.parametrize("method", ["mail", "electronic", "personal"])
def test_a_mailing_is_left_alone(method: str) -> None:
    assert not found("P05", mailing={"date": "2016-12-07", "service_method": method})


@pytest.mark.parametrize("method", ["mail", "electronic"])
@pytest.mark.parametrize("day", ["2016-12-05", "2016-12-01", "2016-11-08", "2015-12-07", "0001-01-01"])
def test_a_mailing_before_the_decision_is_found(day: str, method: str) -> None:
    (finding,) = found("P06", mailing={"date": day, "service_method": method})
    assert finding.path == ("mailing", "date")
    assert not found("P07", mailing={"date": day, "service_method": method})


@pytest.mark.parametrize("day", ["2016-12-06", "2016-12-07", "2017-12-06"])
def test_a_mailing_from_the_day_of_the_decision_on_is_left_alone(day: str) -> None:
    assert not found("P06", mailing={"date": day, "service_method": "mail"})


@pytest.mark.parametrize(
    ("priority", "day"),
    [
        *(("Standard", day) for day in ("2016-12-14", "2016-12-15", "2016-12-31", "2017-01-06", "2017-12-06")),
        *(("Standard", day) for day in ("3016-12-07", "9998-12-31")),
        *(("Expedited", day) for day in ("2016-12-10", "2016-12-11", "2016-12-13", "2016-12-14", "2017-12-06")),
    ],
)
def test_a_late_mailing_is_found(priority: str, day: str) -> None:
    (finding,) = found("P07", priority=priority, mailing={"date": day, "service_method": "mail"})
    assert finding.path == ("mailing", "date")


@pytest.mark.parametrize(
    ("priority", "day"),
    [
        ("Standard", "2016-12-06"),
        ("Standard", "2016-12-13"),
        ("Expedited", "2016-12-06"),
        ("Expedited", "2016-12-09"),
        (None, "2017-12-06"),
    ],
)
def test_a_prompt_mailing_is_left_alone(priority: str | None, day: str) -> None:
    assert not found("P07", priority=priority, mailing={"date": day, "service_method": "mail"})


@pytest.mark.parametrize("day", ["2016-11-09", "2016-12-24"])
@pytest.mark.parametrize("kinds", [(), (0,), (1,), (2,), (0, 0), (1, 1, 1), (0, 1), (1, 0), (0, 2), (1, 2), (2, 1, 2)])
def test_missing_attestations_are_found(kinds: tuple[int, ...], day: str) -> None:
    findings = found("P08", attestations=attested(*((kind, day) for kind in kinds)))
    assert [finding.message.split('"')[1] for finding in findings] == [
        kind for number, kind in enumerate(KINDS) if number not in kinds
    ]


@pytest.mark.parametrize("kinds", [(0, 1, 2), (2, 1, 0), (0, 1, 2, 0)])
def test_all_attestations_are_left_alone(kinds: tuple[int, ...]) -> None:
    assert not found("P08", attestations=attested(*((kind, "2016-11-09") for kind in kinds)))


@pytest.mark.parametrize("day", ["2016-12-07", "2016-12-08", "2017-01-01", "2017-12-05", "3016-11-09", "9998-12-31"])
@pytest.mark.parametrize("late", [0, 1, 2])
def test_an_attestation_after_the_decision_is_found(late: int, day: str) -> None:
    days = [(kind, day if kind == late else "2016-12-06") for kind in range(3)]
    assert [finding.path for finding in found("P09", attestations=attested(*days))] == [("attestations", late, "date")]


@pytest.mark.parametrize(
    "days",
    [[], [(0, "2016-12-06")], [(0, "2016-11-09"), (1, "2016-12-05")], [(0, "2016-12-07"), (0, "2016-11-09")]],
)
def test_an_attestation_by_the_decision_is_left_alone(days: list[tuple[int, str]]) -> None:
    assert not found("P09", attestations=attested(*days))


@pytest.mark.parametrize("code", ["P04", "P06", "P07", "P09"])
def test_without_a_header_there_is_no_decision_date_to_compare(code: str) -> None:
    late = {"mailing": {"date": "2000-01-01", "service_method": "mail"}, "attestations": attested((0, "2099-01-01"))}
    assert not list(RULES[code].find(case(records_complete_date="2000-01-01", **late)))


@pytest.mark.parametrize("code", CODES)
@settings(deadline=None)
@given(
    text=st.text(),
    pieces=st.lists(
        st.sampled_from(["report dated ", "10-6-16", " and ", "MRI of ", "the ", " note ", "2-30-16", "\0", "(", ", "])
    ),
)
def test_no_text_makes_a_rule_fail(code: str, text: str, pieces: list[str]) -> None:
    rationale = "".join(pieces) + text
    sound = case(**HEADER, documents_reviewed=[NOTE])
    item = sound.disputed_items[0].model_copy(update={"decision_rationale": rationale})
    titled: ReviewedDocument = sound.documents_reviewed[0].model_copy(update={"title": text, "author": text})
    broken: Case = sound.model_copy(
        update={"clinical_case_summary": text, "disputed_items": (item,), "documents_reviewed": (titled,)}
    )
    for finding in RULES[code].find(broken):
        assert finding.start is None or 0 <= finding.start < len(rationale)


def mixed() -> Case:
    """A case with one slip for the public copy, one for the parties' copy, and one in each copy."""
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
def test_the_rules_follow_the_copy(audience: CheckedAudience, codes: list[str]) -> None:
    data = mixed().to_json().encode()
    assert [rule.code for rule, _ in findings(mixed(), audience=audience)] == codes
    assert [problem.code for problem in check(mixed(), audience=audience)] == codes
    assert sorted(problem.code for problem in check_document(data, audience=audience)) == codes
    assert [problem.code for problem in check(mixed(), {"T03"}, audience)] == [code for code in codes if code == "T03"]
    assert {rule.code for rule in all_rules(audience)} >= set(codes)


def test_the_public_copy_is_the_one_checked_if_none_is_named() -> None:
    assert check(mixed()) == check(mixed(), audience="public")
    assert list(findings(mixed())) == list(findings(mixed(), audience="public"))
    data = mixed().to_json().encode()
    assert check_document(data) == check_document(data, audience="public")


def test_a_missing_part_is_placed_at_the_case() -> None:
    data = case(**HEADER).to_json().encode()
    (problem,) = check_document(data, {"P01"}, "parties")
    assert (problem.pointer, problem.line, problem.severity) == ("/documents_reviewed", 1, "error")


@pytest.mark.parametrize("audience", ["public", "parties", "both"])
def test_a_letter_does_not_say_what_the_parties_rules_ask_for(audience: CheckedAudience) -> None:
    letter = sample_letter(SAMPLES[0]).text()
    assert check_document(letter.encode(), audience=audience) == []


def run(*arguments: str) -> tuple[int, list[str]]:
    """The exit code of ``imrletters check`` about ``mixed``, and the lines that it printed."""
    done = CliRunner().invoke(main, ["check", *arguments], input=mixed().to_json())
    return done.exit_code, done.output.splitlines()


@pytest.mark.parametrize(
    ("options", "code", "count"), [([], 0, 2), (["--copy", "parties"], 1, 7), (["--copy", "both"], 1, 8)]
)
def test_the_command_follows_the_copy(options: list[str], code: int, count: int) -> None:
    exit_code, lines = run(*options, "-")
    assert (exit_code, len(lines)) == (code, count)


@pytest.mark.parametrize(("audience", "rule"), [("public", "P"), ("parties", "T06")])
def test_asking_for_rules_of_the_other_copy_only_is_a_wrong_call(audience: str, rule: str) -> None:
    exit_code, lines = run("--copy", audience, "--select", rule, "-")
    assert exit_code == 2
    assert lines[-1] == f"Error: none of these rules speaks of the {audience} copy"


@pytest.mark.parametrize(
    ("code", "audiences"),
    [("P01", "parties"), ("T06", "public"), ("T03", "public, parties"), ("D01", "public, parties")],
)
def test_an_explanation_names_the_copies(code: str, audiences: str) -> None:
    assert f"Copies: {audiences}" in run("--explain", code)[1]
