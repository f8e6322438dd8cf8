"""Cases from data of Python, and cases that ``model_copy`` has changed."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from enum import Enum, IntEnum, StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imrletters import Case, CaseError, DisputedItem, RenderOptions, canonical, check, render, render_many
from imrletters.case.example import HEADER, example_data, example_item
from tests.support import INVALID, OWN, SAMPLES, case
from tests.wrong_data import VALUES, put_wrong_value

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
            "/decision_date: got a value of the type datetime; expected a text, a number, a date without a time, ",
        ),
        ({"schema_version": 10**5000}, "/schema_version: got a number with more than 600 digits; expected a shorter"),
        ({"clinical_case_summary": "\ud800"}, "/clinical_case_summary: U\\+D800 is half of a character; write the"),
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
    ({"edition": 10**5000}, "/edition: got a number with more than 600 digits; expected a shorter one"),
    ({"clinical_case_summary": "a \ud800"}, "/clinical_case_summary: U\\+D800 is half of a character; write the"),
    ({"decision_date": datetime(2016, 12, 6, tzinfo=UTC)}, "/decision_date: got a value of the type datetime"),
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


class Priority(str, Enum):  # noqa: UP042 - a member of a StrEnum is printed as its value
    """A text whose name in Python is another one."""

    FAST = "Expedited"


class Word(StrEnum):
    """Texts of Python."""

    OVERTURNED = "Overturned"
    EDITION = "2016"


class Title(str):
    """A text that Python prints as another one."""

    __slots__ = ()

    def __str__(self) -> str:
        return "Quagga"

    def __format__(self, _: str) -> str:
        return "Quagga"


class Pages(IntEnum):
    """A number whose name in Python is another one."""

    FOUR = 4


def with_subclasses() -> Case:
    """A copy of a case with values that equal those of the types of the fields, and that Python prints as others."""
    item = WHOLE.disputed_items[0].model_copy(update={"decision": Word.OVERTURNED, "service": Title("MRI of a knee")})
    strange = {"kind": Title("Medical report"), "title": Title("Progress report"), "pages": Pages.FOUR}
    document = plain().documents_reviewed[0].model_copy(update=strange)
    values = {"edition": Word.EDITION, "priority": Priority.FAST, "case_number": Title("CM16-0000010")}
    texts = {"clinical_case_summary": Title("Her knee hurts.")}
    return WHOLE.model_copy(update=values | texts | {"disputed_items": (item,), "documents_reviewed": (document,)})


def plain() -> Case:
    """The same case with values of the types of its fields."""
    item = example_item(decision="Overturned", service="MRI of a knee")
    document = {"kind": "Medical report", "title": "Progress report", "pages": 4}
    return case(
        **HEADER
        | {"priority": "Expedited", "case_number": "CM16-0000010", "clinical_case_summary": "Her knee hurts."}
        | {"disputed_items": [item], "documents_reviewed": [document]}
    )


@pytest.mark.parametrize("audience", ["public", "parties"])
def test_values_that_python_prints_by_other_names_are_printed_as_they_are(audience: Any) -> None:
    assert with_subclasses() == plain()
    strange, right = render(with_subclasses(), audience), render(plain(), audience)
    assert "Priority: Expedited" in " ".join(strange.text().split())
    assert strange.text() == right.text()
    assert strange.html() == right.html()
    if audience == "public":
        assert render(with_subclasses(), engine="typst").pdf() == render(plain(), engine="typst").pdf()


def test_what_is_read_from_such_values_is_plain() -> None:
    assert type(render(with_subclasses()).case.priority) is str
    found = canonical(with_subclasses())
    assert (found, type(found.priority), type(found.disputed_items[0].decision)) == (canonical(plain()), str, str)
    assert check(with_subclasses(), audience="both") == check(plain(), audience="both")
    made = Case.from_data(example_data(**HEADER) | {"priority": Priority.FAST, "case_number": Title("CM16-0000010")})
    assert [(type(each), each) for each in (made.priority, made.case_number)] == [
        (str, "Expedited"),
        (str, "CM16-0000010"),
    ]


def test_a_batch_prints_such_values_as_they_are_and_names_its_files_after_them() -> None:
    options = RenderOptions(formats=["text"])
    with ThreadPoolExecutor(1) as threads:
        [strange] = render_many([with_subclasses()], options, executor=threads, jobs=1)
        [right] = render_many([plain()], options, executor=threads, jobs=1)
    assert strange.files == right.files
    assert list(strange.files) == ["CM16-0000010.txt"]


def test_a_batch_reports_a_case_number_that_cannot_be_a_text() -> None:
    wrong = WHOLE.model_copy(update={"case_number": 10**5000})
    with ThreadPoolExecutor(1) as threads:
        [outcome] = render_many([wrong], RenderOptions(formats=["text"]), executor=threads, jobs=1)
    assert [problem.pointer for problem in outcome.problems] == ["/case_number"]


def assert_has_problems(error: CaseError) -> None:
    assert error.problems
    assert all(problem.message and problem.without_values().message for problem in error.problems)


@given(st.data(), st.sampled_from([render, check, canonical]))
def test_a_copy_with_a_value_of_any_kind_is_used_or_is_a_case_error_with_problems(
    data: st.DataObject, use: Any
) -> None:
    name = data.draw(st.sampled_from(list(Case.model_fields)))
    wrong = WHOLE.model_copy(update={name: data.draw(VALUES)})
    try:
        use(wrong)
    except CaseError as error:
        assert_has_problems(error)


@given(st.data())
def test_data_with_a_value_of_any_kind_is_a_case_or_a_case_error_with_problems(data: st.DataObject) -> None:
    raw = put_wrong_value(data)
    try:
        text = json.dumps(raw)
    except (TypeError, ValueError):
        text = "{}"
    for data_or_text in (raw, text):
        try:
            Case.from_data(data_or_text)
        except CaseError as error:
            assert_has_problems(error)
