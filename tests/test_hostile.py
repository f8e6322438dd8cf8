"""Input made to break imrletters: each is printed and read back correctly, or refused with a message."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from imrletters import Case, CaseError, HouseStyleError, LetterError, canonical, parse, read_case, render
from imrletters.case.example import example_data, example_item
from imrletters.cli import main
from tests.support import SAMPLES, case, example

SAMPLE = next(path for path in SAMPLES if path.stem == "one-item-upheld")


def run(*arguments: str | Path, stdin: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    return result.exit_code, result.output


def test_a_paragraph_that_ends_in_a_hyphen_at_the_end_of_a_page_is_not_joined() -> None:
    full = "The knee of the injured worker was seen again and again by the same clinic for pain and left-"
    for filler in range(28, 36):
        summary = "\n\n".join([*["x"] * filler, full, "Electromyographically confirmed.", "y"])
        assert parse(render(case(clinical_case_summary=summary)).pdf()).clinical_case_summary == summary


@pytest.mark.parametrize("summary", ["w" * 79 + " \u00a0 " + "v" * 79, "a \u00a0 b", "W" * 41 + " \u00a0 " + "W" * 41])
def test_a_single_no_break_space_stays_in_its_paragraph(summary: str) -> None:
    subject = case(clinical_case_summary=summary)
    assert canonical(subject).clinical_case_summary == summary
    for letter in (render(subject).text(), render(subject).text(1), render(subject).pdf()):
        assert parse(letter).clinical_case_summary == summary


@pytest.mark.parametrize("label", ["Claims Administrator", "Claims  Administrator", "A guideline: B"])
def test_a_label_like_that_of_the_claims_administrator_is_refused(label: str) -> None:
    with pytest.raises(CaseError, match="/organization/label"):
        render(case(organization={"name": "Example", "label": label}))


def test_a_forged_label_is_refused_with_any_spacing() -> None:
    with pytest.raises(CaseError, match="begins like a part of the letter"):
        render(
            Case.model_validate(
                example_data(
                    disputed_items=[
                        example_item(decision_rationale="a\n\nClaims" + " " * 120 + "Administrator guideline: x")
                    ]
                )
            )
        )


@pytest.mark.parametrize(
    ("edition", "field", "name"),
    [
        ("2015", "licensure_states", "Ohio Certification(s)/Specialty: Surgery"),
        ("2014", "specialties", "Surgery and is licensed to practice in Texas"),
    ],
)
def test_a_name_with_fixed_words_of_the_letter_is_refused(edition: str, field: str, name: str) -> None:
    reviewer = {"licensure_states": ["Ohio"], "specialties": ["Surgery"]} | {field: [name]}
    with pytest.raises(CaseError, match=f"/expert_reviewer/{field}/0: contains words of the letter"):
        render(Case.model_validate(example_data(edition=edition, expert_reviewer=reviewer)))


def test_a_guideline_without_a_title_is_kept_as_text() -> None:
    letter = render(case()).text(0).replace("Knee Complaints 2004", "\u00a0")
    with_text = parse(letter).disputed_items[0].maximus_guideline
    assert with_text.text == "Decision based on MTUS \u00a0."


def test_text_that_contains_a_pdf_header_is_read_as_text() -> None:
    letter = render(case(clinical_case_summary="The file began with %PDF-1.7.")).text()
    assert parse(letter.encode()) == parse(letter)


def test_a_full_standard_output_is_reported_without_the_text_of_the_case(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("imrletters")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [program, "render", SAMPLE, "--format", "text", "-o", tmp_path],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert b"papier" not in done.stderr
    assert done.stderr == b"Error: cannot write to standard output: no space left on device\n"


def test_no_letter_overwrites_another_letter_or_an_input_file(tmp_path: Path) -> None:
    for name in ("a.json", "a.parties.json", "case.txt"):
        (tmp_path / name).write_bytes(SAMPLE.read_bytes())
    both = run("render", "--copy", "both", tmp_path / "a.json", tmp_path / "a.parties.json", "-o", tmp_path / "out")
    assert both[0] == 2
    over = run("render", tmp_path / "case.txt", "--format", "text", "-o", tmp_path)
    assert over[0] == 2
    assert (tmp_path / "case.txt").read_bytes() == SAMPLE.read_bytes()
    (tmp_path / "letter.txt").write_text(render(case()).text(), encoding="utf-8")
    twice = run("parse", "-", tmp_path / "letter.txt", "-o", tmp_path / "out", stdin=render(case()).text())
    assert twice[0] == 2


def test_a_problem_is_one_line_for_any_text_in_the_case(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(example_data(edition="2016\n/etc/x:1:1: error: fake")), encoding="utf-8")
    code, output = run("render", path, "-o", tmp_path)
    assert code == 1
    assert all(line.startswith(f"{path}:1:") for line in output.strip().split("\n"))


@pytest.mark.parametrize(("place", "pointer"), [("", ""), ("/disputed_items/0", "/disputed_items/0")])
def test_a_lone_surrogate_in_a_key_is_reported(place: str, pointer: str) -> None:
    with pytest.raises(CaseError) as refused:
        read_case(example({f"{place}/\ud800x": 1}))
    [problem] = refused.value.problems
    assert (problem.pointer, problem.message.split(";")[0]) == (pointer, "a key in it contains half of a character")


def test_a_lone_surrogate_is_one_problem() -> None:
    with pytest.raises(CaseError) as error:
        read_case(json.dumps(example_data(clinical_case_summary="knee \ud800 pain")))
    assert len(error.value.problems) == 1
    assert str(error.value).isascii()


def test_a_case_file_that_is_not_an_object_is_reported(tmp_path: Path) -> None:
    (tmp_path / "n.json").write_text("null", encoding="utf-8")
    assert "expected an object" in run("check", tmp_path / "n.json")[1]


def test_a_selection_without_rules_is_a_usage_error() -> None:
    assert run("check", SAMPLE, "--select", "D", "--ignore", "D")[0] == 2


def test_an_empty_file_name_is_not_the_current_folder() -> None:
    code, output = run("render", "")
    assert code == 1
    assert "the file name is empty" in output


def test_templates_that_omit_words_are_refused(tmp_path: Path) -> None:
    own = tmp_path / "editions"
    own.mkdir()
    template = """{% extends "editions/2016.j2" %}
{% block citation %}
{{ citation.title | upper }}{% if citation.sections %} ({{ citation.sections | join(", ") }}){% endif %}
{%- endblock %}
"""
    (own / "own.j2").write_text(template, encoding="utf-8")
    item = example_item(maximus_guideline={"mtus": [{"title": "Knee Complaints 2004", "sections": ["Summary"]}]})
    with pytest.raises(HouseStyleError, match="leave out /disputed_items/0/maximus_guideline/mtus/0/title"):
        render(Case.model_validate(example_data(edition="own", disputed_items=[item])), templates=tmp_path).text()


def test_many_sections_and_long_headings_are_read() -> None:
    sections = ["Summary"] * 3000
    item = example_item(
        service="a" + " was the original request. b" * 500,
        maximus_guideline={"mtus": [{"title": "Knee Complaints 2004", "sections": sections}]},
    )
    subject = Case.model_validate(example_data(disputed_items=[item]))
    assert parse(render(subject).text()) == canonical(subject)


def test_two_letters_in_one_file_are_refused() -> None:
    letter = render(case()).text()
    with pytest.raises(LetterError):
        parse(letter + "\n" + letter)
