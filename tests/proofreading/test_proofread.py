"""Proofreading documents: every finding has its place, in case files and in letters."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from imrletters import Case, CaseError, Problem, check, load_case, parse, read_case, render
from imrletters.case.example import example_data, example_item
from imrletters.proofreading.proofread import check_document
from imrletters.proofreading.registry import all_rules
from tests.support import (
    INVALID,
    OWN,
    ROOT,
    SAMPLES,
    case,
    example,
    printed_pages,
    problems_beside,
    sample_letter,
    sample_pdf,
)

ERROR = "fusion.Treatment"
"""A missing space (T04), in a word that no line break can divide."""
LAYOUTS = {
    "indented by spaces": lambda text: text,
    "indented by tabs": lambda text: text.replace("  ", "\t"),
    "on one line": lambda text: text.replace("\n", " "),
    "with CR LF": lambda text: text.replace("\n", "\r\n"),
    "with a byte order mark": lambda text: "\ufeff" + text,
    "with all three": lambda text: "\ufeff" + text.replace("  ", "\t").replace("\n", "\r\n"),
}
each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


def places(problems: list[Problem]) -> list[tuple[int | None, int | None, int | None]]:
    return [(problem.page, problem.line, problem.column) for problem in problems]


def place_in(text: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset if lines end in a line feed; a byte order mark does not count as a character."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + (not text.startswith("\ufeff") or start > 0)


def planted(path: Path, words_before: int, field: str = "clinical_case_summary") -> Case:
    """The case of a sample with an error after some words of its summary or of its last rationale."""
    data = sample_letter(path).case.to_data()
    target = data if field in data else data["disputed_items"][-1]
    words = target[field].split(" ")
    target[field] = " ".join([*words[:words_before], ERROR, *words[words_before:]])
    return read_case(json.dumps(data))


def lines_with_error(text: str) -> list[int]:
    return [number for number, line in enumerate(text.split("\n"), start=1) if ERROR in line]


@cache
def pdf_of(subject: Case) -> bytes:
    return render(subject).pdf()


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("before", ["She rests. ", 'A “whale”, "mâché", \\ and\n\nthen ', ""])
def test_a_finding_has_the_line_and_column_of_its_character(layout: Any, before: str, *, ascii_only: bool) -> None:
    data = json.loads(example({"/clinical_case_summary": f"{before}The the knee aches."}))
    text = layout(json.dumps(data, indent=2, ensure_ascii=ascii_only))
    found = check_document(text.encode(), {"T03"})
    line, column = place_in(text, text.index("The the"))
    assert places(found) == [(None, line, column)]
    assert found[0].pointer == "/clinical_case_summary"


def test_findings_are_in_the_order_of_the_file() -> None:
    item = example_item(service="MRI of the the knee", decision_rationale=f"A {ERROR}. It is not medically necessary.")
    text = json.dumps(example_data(clinical_case_summary=f"TBD. A {ERROR}.", disputed_items=[item]), indent=1)
    found = check_document(text.encode())
    assert [problem.code for problem in found] == ["T05", "T04", "T03", "T04"]
    assert places(found) == sorted(places(found), key=lambda place: place[1:])


def test_a_finding_about_a_whole_value_has_the_place_of_the_value() -> None:
    text = example({"/decision_date": "2016-11-01"})
    [found] = check_document(text.encode(), {"D01"})
    line, column = place_in(text, text.index('"2016-11-01"', text.index('"decision_date"')))
    assert (found.line, found.column, found.severity, found.code) == (line, column, "error", "D01")


def test_problems_of_validation_and_findings_have_the_same_fields() -> None:
    refused = check_document(example({"/edition": "1999", "/clinical_case_summary": "The the knee."}).encode())
    found = check_document(example({"/clinical_case_summary": "The the knee."}).encode())
    assert [(one.code, one.severity, one.pointer) for one in refused] == [("", "error", "/edition")]
    assert [(one.code, one.severity, one.pointer) for one in found] == [("T03", "warning", "/clinical_case_summary")]
    assert all(one.line and one.column and one.message for one in (*refused, *found))


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_case_has_its_problems_and_no_findings(path: Path) -> None:
    reported = "".join(f"{problem}\n" for problem in check_document(path.read_bytes()))
    assert reported.splitlines() == problems_beside(path).splitlines()


def test_a_case_built_in_python_is_checked() -> None:
    subject = case(clinical_case_summary="The the knee.")
    [found] = check(subject)
    assert (found.code, found.pointer, found.message) == (
        "T03",
        "/clinical_case_summary",
        "a word is repeated: The the",
    )
    assert found.without_values().message == "a word is repeated"
    assert check(subject, {"T04"}) == []


@each_sample
def test_nothing_is_found_in_a_sample_as_case_file_text_or_pdf(path: Path) -> None:
    assert check_document(path.read_bytes()) == []
    assert check_document(sample_letter(path).text().encode()) == []
    assert check_document(sample_pdf(path)) == []


@each_sample
@pytest.mark.parametrize("field", ["clinical_case_summary", "decision_rationale"])
@pytest.mark.parametrize("width", [80, 40, 0])
def test_a_finding_in_a_text_letter_has_its_line(path: Path, field: str, width: int) -> None:
    for words_before in (1, 9, 25):
        text = render(planted(path, words_before, field)).text(width)
        [line] = lines_with_error(text)
        assert places(check_document(text.encode(), {"T04"})) == [(None, line, None)]


def test_line_breaks_and_a_byte_order_mark_do_not_change_the_line() -> None:
    text = render(planted(next(path for path in SAMPLES if path.stem == "several-pages"), 25)).text()
    [line] = lines_with_error(text)
    assert places(check_document(("\ufeff" + text.replace("\n", "\r\n")).encode(), {"T04"})) == [(None, line, None)]


PRINTED = [(path, 12, "clinical_case_summary") for path in SAMPLES if path.stem.startswith("edition")] + [
    (path, words_before, field)
    for path in SAMPLES
    if path.stem == "several-pages"
    for words_before, field in ((1, "clinical_case_summary"), (60, "clinical_case_summary"), (40, "decision_rationale"))
]


@pytest.mark.parametrize(("path", "words_before", "field"), PRINTED)
def test_a_finding_in_a_pdf_has_its_page_and_line(path: Path, words_before: int, field: str) -> None:
    pdf = pdf_of(planted(path, words_before, field))
    [printed] = [line for page in printed_pages(pdf) for line in page if ERROR in line.text]
    [found] = check_document(pdf, {"T04"})
    assert (found.page, found.line, found.column) == (printed.page, printed.line, None)


def test_later_pages_are_checked_too() -> None:
    path, words_before, field = PRINTED[-1]
    assert {problem.page for problem in check_document(pdf_of(planted(path, words_before, field)))} - {1}


def test_a_finding_in_a_heading_has_its_line() -> None:
    text = render(read_case(example({"/disputed_items/0/service": f"MRI of the right knee and a {ERROR}"}))).text(40)
    [found] = check_document(text.encode(), {"T04"})
    assert found.line is not None
    assert ERROR in text.split("\n")[found.line - 1]


def test_a_finding_in_the_header_has_its_line() -> None:
    text = render(read_case(example({"/decision_date": "3016-12-06"}))).text()
    [line] = [number for number, one in enumerate(text.split("\n"), start=1) if "12/06/3016" in one]
    assert [problem.line for problem in check_document(text.encode(), {"D02"})] == [line]


def test_a_letter_has_the_findings_of_its_case() -> None:
    subject = read_case(example({"/clinical_case_summary": "TBD. The the knee. A fusion.Treatment was asked for."}))
    letter = render(subject).text()
    reported = [(one.code, one.pointer, one.message) for one in check_document(letter.encode())]
    assert {code for code, _, _ in reported} == {"T03", "T04", "T05"}
    assert reported == [(one.code, one.pointer, one.message) for one in check(parse(letter))]


@pytest.mark.parametrize("data", [b"no letter at all", b"\xff\xfe", b"%PDF-1.7\nno pdf"])
def test_a_document_that_is_neither_case_nor_letter_has_one_problem(data: bytes) -> None:
    [found] = check_document(data)
    assert (found.severity, found.code) == ("error", "")


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xef\xbb\xbf", b"{", b"[]"])
def test_empty_data_and_json_are_read_as_a_case_file(data: bytes) -> None:
    assert [(found.severity, found.code) for found in check_document(data)] == [("error", "")]


@pytest.mark.parametrize("code", [rule.code for rule in all_rules()])
def test_every_rule_places_the_finding_of_its_example(code: str) -> None:
    [catches] = [rule.catches for rule in all_rules() if rule.code == code]
    text = example(catches)
    problems = check_document(text.encode(), {code}, "both")
    assert problems
    for found in problems:
        assert found.code == code
        assert found.line
        assert found.column
        assert found.line <= text.count("\n") + 1


def test_the_samples_used_here_exist() -> None:
    assert (ROOT / "samples" / "one-item-upheld.json") in SAMPLES
    assert len(PRINTED) >= 5


def test_a_case_of_an_own_edition_is_refused_without_the_folder_of_its_templates() -> None:
    own = load_case(OWN / "own-edition.json", OWN / "templates")
    assert check(own, templates=OWN / "templates") == []
    with pytest.raises(CaseError) as refused:
        check(own)
    [problem] = refused.value.problems
    assert problem.pointer == "/edition"
    assert problem.message.endswith("; an edition of your own needs its folder of templates")
