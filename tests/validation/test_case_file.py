"""Validation of a case file: it returns a case, or every problem with its place."""

import json
from pathlib import Path
from typing import Any

import pytest

from imrletters import Case, CaseError, ExpertReviewer, load_case, read_case, render
from imrletters.case.example import HEADER, example_data, example_item
from imrletters.case.shape import excerpt
from imrletters.errors import MAX_PROBLEMS
from tests.support import INVALID, SAMPLES, case, problems_beside


def problems(data: bytes | str) -> str:
    """The problems of a case file as they are shown, one to a line."""
    with pytest.raises(CaseError) as caught:
        read_case(data)
    return "".join(f"{problem}\n" for problem in caught.value.problems)


def problems_of(**changes: Any) -> str:
    return problems(json.dumps(example_data(**changes)))


def test_there_are_invalid_samples() -> None:
    assert len(INVALID) >= 25
    assert sorted(path.with_suffix(".problems") for path in INVALID) == sorted(INVALID[0].parent.glob("*.problems"))


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_sample_has_exactly_the_problems_beside_it(path: Path) -> None:
    assert problems(path.read_bytes()) == problems_beside(path) != ""


def test_a_valid_sample_that_is_made_invalid_is_refused() -> None:
    sound = SAMPLES[0].read_bytes()
    assert read_case(sound)
    assert "/edition" in problems(sound.replace(b'"edition": "20', b'"edition": "30', 1))


def test_problems_name_the_file_as_the_caller_did() -> None:
    path = INVALID[0]
    with pytest.raises(CaseError) as caught:
        load_case(path)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{path}:{line}" for line in problems_beside(path).splitlines()
    ]


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"absent\.json: error: no such file"):
        load_case(tmp_path / "absent.json")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "1:1: error: invalid JSON"),
        (" \n", "2:1: error: invalid JSON"),
        ("{", "1:2: error: invalid JSON"),
        ('{"edition": "2016",\r\n}', "2:1: error: invalid JSON"),
        ("{'edition': 1}", "1:2: error: invalid JSON"),
        ('{"edition": "20\n16"}', "1:16: error: invalid JSON"),
        ('{} {"edition"}', "1:4: error: invalid JSON"),
        ("null", "1:1: error: got null; expected an object"),
        ("NaN", "1:1: error: got NaN; expected an object"),
        ('"2016"', '1:1: error: got "2016"; expected an object'),
    ],
)
def test_a_document_that_is_not_a_case_is_refused_with_its_place(text: str, place: str) -> None:
    assert problems(text).startswith(place)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "9" * 10_000])
def test_json_that_is_nested_too_deeply_or_has_a_huge_number_is_refused(text: str) -> None:
    assert "error: " in problems(text)


def test_bytes_and_text_are_read_alike_and_a_byte_order_mark_is_ignored() -> None:
    text = json.dumps(example_data(clinical_case_summary="Accents: é, ½, –."), ensure_ascii=False)
    assert (
        read_case(text)
        == read_case(text.encode())
        == read_case("\ufeff" + text)
        == read_case(b"\xef\xbb\xbf" + text.encode())
    )


@pytest.mark.parametrize("before", ["\t\t", "  ", "\ufeff", "\r\n\r\n"])
def test_white_space_before_a_fault_is_counted_in_its_place(before: str) -> None:
    text = f"{before}[]"
    line = 1 + before.count("\n")
    column = 1 + len(before.removeprefix("\ufeff").split("\n")[-1])
    assert problems(text).startswith(f"{line}:{column}: error: ")


def test_all_problems_are_reported_in_the_order_of_the_file() -> None:
    found = problems_of(
        edition="2099",
        expert_reviewer={"licensure_states": [7], "specialties": []},
        disputed_items=[example_item(service="A\tknee")],
    ).splitlines()
    pointers = [line.split(": ")[2] for line in found]
    assert pointers == [
        "/edition",
        "/expert_reviewer/licensure_states/0",
        "/expert_reviewer/specialties",
        "/disputed_items/0/service",
    ]


def test_a_repeated_key_is_reported_at_any_depth() -> None:
    text = json.dumps(example_data()).replace('"decision": "Upheld"', '"decision": "Upheld", "decision": "Upheld"')
    assert "/disputed_items/0/decision: the key is repeated" in problems(text)


def test_an_unknown_key_is_reported_with_the_most_similar_known_key() -> None:
    assert 'unknown key; did you mean "clinical_case_summary"?' in problems_of(clinical_case_sumary="x")


def test_an_unknown_key_without_a_similar_one_is_reported_with_all_known_keys() -> None:
    found = problems_of(disputed_items=[example_item(maximus_guideline={"xyz": 1})])
    assert "/disputed_items/0/maximus_guideline/xyz: unknown key; known keys: mtus, non_mtus, text" in found


@pytest.mark.parametrize("wrong", [None, 1, 1.5, True, [], {}, "x"])
@pytest.mark.parametrize("field", [name for name in example_data() if name != "edition"])
def test_any_value_of_a_wrong_type_is_a_problem_at_its_field(field: str, wrong: object) -> None:
    if field == "clinical_case_summary" and wrong == "x":
        assert read_case(json.dumps(example_data(clinical_case_summary="x")))
        return
    assert f"error: /{field}" in problems_of(**{field: wrong})


@pytest.mark.parametrize("name", [*HEADER])
def test_a_header_block_without_one_of_its_fields_is_refused(name: str) -> None:
    part = {key: value for key, value in HEADER.items() if key != name}
    assert f"the header block has no {name};" in problems_of(**part)


def test_a_long_value_is_quoted_shortened() -> None:
    assert excerpt("a" * 500) == '"' + "a" * 56 + "..."
    assert excerpt({"é": [1]}) == '{"é": [1]}'


def test_a_case_built_in_python_is_checked_too() -> None:
    reviewer = ExpertReviewer(licensure_states=("Cali\tfornia",), specialties=("Pain Medicine",))
    faulty = case().model_copy(update={"expert_reviewer": reviewer})
    with pytest.raises(CaseError, match=r"error: /expert_reviewer/licensure_states/0: U\+0009 is a tab"):
        render(faulty)
    assert isinstance(render(case()).case, Case)


@pytest.mark.parametrize("change", [{"date_of_injury": "2099-01-01"}, {"decision_date": "1900-01-01"}])
def test_an_unlikely_date_is_valid(change: dict[str, str]) -> None:
    assert read_case(json.dumps(example_data(**HEADER | change)))


def refused(text: str) -> CaseError:
    with pytest.raises(CaseError) as refusal:
        read_case(text)
    return refusal.value


def test_at_most_1000_problems_are_listed_and_the_others_are_counted() -> None:
    problems = refused(json.dumps(example_data(clinical_case_summary="a\n" * 2_500 + "b"))).problems
    assert len(problems) == MAX_PROBLEMS + 1
    first, second, third = (problem.column or 0 for problem in problems[:3])
    assert third - second == second - first == len(r"a\n")
    assert problems[-1].message == "and 1500 more problems"


@pytest.mark.parametrize(
    "change",
    [
        {"clinical_case_summary": "".join(chr(0x4E00 + n) for n in range(1_001))},
        {"disputed_items": [1] * 1_001},
        {f"key{n}": n for n in range(1_001)},
    ],
    ids=["characters", "entries", "unknown keys"],
)
def test_of_1001_problems_one_is_counted(change: dict[str, Any]) -> None:
    assert [str(each) for each in refused(json.dumps(example_data(**change))).problems[1000:]] == [
        "error: and 1 more problem"
    ]


def test_repeated_keys_are_counted_too() -> None:
    text = json.dumps(example_data()).removesuffix("}") + ', "edition": "2016"' * 1_500 + "}"
    problems = refused(text).problems
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].message == "and 500 more problems"


def test_of_an_unknown_key_only_the_key_itself_is_a_problem() -> None:
    key = "k" * 10_000
    inner = '{"a": 1, "a": "\u4e00", "a": [[["\u4e00"]]]}'
    text = json.dumps(example_data()).removesuffix("}") + f', "{key}": {inner}' + "}"
    assert [problem.pointer for problem in refused(text).problems] == [f"/{key}"]


def test_a_text_in_lists_that_no_case_has_is_not_examined() -> None:
    nested = "[" * 500 + '"\u4e00"' + "]" * 500
    text = json.dumps(example_data(clinical_case_summary=1)).replace(
        '"clinical_case_summary": 1', f'"clinical_case_summary": {nested}'
    )
    assert [problem.pointer for problem in refused(text).problems] == ["/clinical_case_summary"]
