"""Cases from data of Python, and cases that ``model_copy`` has changed."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from imrletters import Case, CaseError, DisputedItem, RenderOptions, canonical, check, render, render_many
from imrletters.case.example import HEADER, example_data, example_item
from tests.support import INVALID, OWN, SAMPLES, case

WHOLE = case(**HEADER)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_case_is_the_same_from_data_from_text_and_from_bytes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert Case.from_data(json.loads(text)) == Case.from_data(text) == Case.from_data(path.read_bytes())


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_data_has_the_problems_of_its_file_without_lines(path: Path) -> None:
    try:
        data = json.loads(path.read_bytes())
    except ValueError:
        pytest.skip("not JSON")
    with pytest.raises(CaseError) as of_text:
        Case.from_data(path.read_bytes())
    repeated = [problem for problem in of_text.value.problems if "repeated" in problem.message]
    if repeated:
        pytest.skip("only a file has a key twice")
    with pytest.raises(CaseError) as of_data:
        Case.from_data(data)
    assert [(each.pointer, each.message) for each in of_data.value.problems] == [
        (each.pointer, each.message) for each in of_text.value.problems
    ]
    assert {(each.line, each.column) for each in of_data.value.problems} == {(None, None)}
    assert all(each.line for each in of_text.value.problems)


def test_a_text_is_never_a_path(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(WHOLE.to_json(), encoding="utf-8")
    with pytest.raises(CaseError, match=r"^1:1: error: invalid JSON: expected value$"):
        Case.from_data(str(tmp_path / "case.json"))


def test_data_may_have_dates_parts_and_any_mapping_and_sequence() -> None:
    item = DisputedItem(**example_item())
    data: Mapping[str, Any] = MappingProxyType(example_data(**HEADER) | {"disputed_items": (item,)})
    dated = dict(data) | {"decision_date": date(2016, 12, 6)}
    assert Case.from_data(data) == Case.from_data(dated) == WHOLE


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"edition": {1, 2}}, "/edition: got a value of the type set; expected a text"),
        ({"edition": b"2016"}, "/edition: got a value of the type bytes"),
        (
            {"decision_date": datetime(2016, 12, 6, tzinfo=UTC)},
            "/decision_date: got a value of the type datetime",
        ),
        ({7: "x"}, "got a key of the type int; expected keys that are texts"),
        ({"clinical_case_summary": "a\tb"}, "/clinical_case_summary: U\\+0009 is a tab"),
        ({"edition": "1066"}, '/edition: got "1066"; expected an edition: '),
    ],
)
def test_a_value_that_is_not_json_or_cannot_be_printed_has_one_problem(change: dict[Any, Any], problem: str) -> None:
    with pytest.raises(CaseError, match=f"^error: {problem}[^\n]*$"):
        Case.from_data(example_data(**HEADER) | change)


def test_data_that_contains_itself_is_refused() -> None:
    data: dict[str, Any] = {}
    data["organization"] = data
    with pytest.raises(CaseError, match="nested too deeply"):
        Case.from_data(data)


def test_an_own_edition_is_known_with_its_folder() -> None:
    data = json.loads((OWN / "own-edition.json").read_bytes())
    assert Case.from_data(data, OWN / "templates") == Case.from_data(data, str(OWN / "templates"))
    with pytest.raises(CaseError, match="/edition"):
        Case.from_data(data)


WRONG_VALUES: list[tuple[dict[str, Any], str]] = [
    ({"decision_date": "soon"}, '/decision_date: got "soon"; expected a date as YYYY-MM-DD'),
    ({"edition": 2016}, "/edition: got 2016; expected a text in quotes"),
    ({"disputed_items": None}, "/disputed_items: got null; expected a list"),
    ({"disputed_items": [example_item(decision="Denied")]}, '/disputed_items/0/decision: got "Denied"'),
    ({"expert_reviewer": object()}, "/expert_reviewer: got a value of the type object"),
    ({"nosuchfield": 1}, "/nosuchfield: unknown key"),
    ({"expert_reviewer": {1: "x"}}, "/expert_reviewer: got a key of the type int; expected keys that are texts"),
]


@pytest.mark.parametrize(("change", "problem"), WRONG_VALUES)
def test_a_copy_with_a_wrong_value_is_a_case_error_wherever_it_is_used(change: dict[str, Any], problem: str) -> None:
    wrong = WHOLE.model_copy(update=change)
    for use in (render, check, canonical):
        with pytest.raises(CaseError, match=f"^error: {problem}"):
            use(wrong)


def test_a_batch_reports_a_copy_with_a_wrong_value_and_continues() -> None:

    wrong = [
        WHOLE.model_copy(update=change | {"case_number": f"CM{number}"})
        for number, (change, _) in enumerate(WRONG_VALUES)
    ]
    with ThreadPoolExecutor(1) as threads:
        outcomes = list(render_many([*wrong, WHOLE], RenderOptions(formats=["text"]), executor=threads, jobs=1))
    assert [bool(outcome.problems) for outcome in outcomes] == [True] * len(wrong) + [False]


def test_a_copy_with_a_value_of_another_type_that_json_cannot_distinguish_is_rendered() -> None:
    changed = WHOLE.model_copy(update={"decision_date": "2016-12-07", "disputed_items": [example_item()]})
    rendered = render(changed)
    assert rendered.case.decision_date == date(2016, 12, 7)
    assert rendered.case.disputed_items == WHOLE.disputed_items
    assert "12/07/2016" in rendered.text() or "12/7/2016" in rendered.text()
    assert canonical(changed) == canonical(rendered.case)


def test_a_right_case_stays_the_same_object() -> None:
    assert render(WHOLE).case is WHOLE
