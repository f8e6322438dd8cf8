"""The problems of data of a wrong shape, from the constructors and from pydantic's own validation."""

import asyncio
import copy
import json
import pickle
from collections import UserList, deque
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum, IntEnum, StrEnum
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from imrletters import Case, CaseError, DisputedItem, ExpertReviewer, Organization, read_case
from imrletters.case.example import HEADER, example_data, example_item
from tests.wrong_data import put_wrong_value

WRONG = example_data(doctor="Smith", disputed_items=[example_item(decision="Smith"), "Smith"])
POINTERS = ["/disputed_items/0/decision", "/disputed_items/1", "/doctor"]
"""The places of the problems of WRONG, each of which has the word "Smith"."""


@pytest.mark.parametrize(
    "build",
    [
        lambda: Case(**WRONG),
        lambda: Case.model_validate(WRONG),
        lambda: Case.model_validate_json(json.dumps(WRONG)),
    ],
    ids=["keywords", "model_validate", "model_validate_json"],
)
def test_every_problem_of_the_shape_is_a_case_error_without_the_error_of_pydantic(build: Callable[[], Case]) -> None:
    with pytest.raises(CaseError) as refused:
        build()
    assert sorted(problem.pointer for problem in refused.value.problems) == POINTERS
    assert "Smith" in str(refused.value)
    assert not any("Smith" in str(problem.without_values()) for problem in refused.value.problems)
    assert (refused.value.__cause__, refused.value.__suppress_context__) == (None, True)


def test_a_part_names_the_place_inside_it() -> None:
    with pytest.raises(CaseError, match=r"^error: /decision: got \"Denied\"; expected \"Upheld\" or \"Overturned\"$"):
        DisputedItem(**example_item(decision="Denied"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "1:1: error: invalid JSON: the text ends inside an object"),
        (b"", "1:1: error: invalid JSON: the text ends inside a value"),
        ('{"a": Smith}', "1:7: error: invalid JSON: expected value"),
        ('{\n\n"\u00e9\u00e9": Smith}', "3:7: error: invalid JSON: expected value"),
        ('{"\u00e9": Smith}'.encode(), "1:7: error: invalid JSON: expected value"),
        (bytearray(b'{"a": Smith}'), "1:7: error: invalid JSON: expected value"),
        (b'"Smith \xff\xff"', "1:8: error: invalid JSON: invalid unicode code point"),
        ('["Smith",\n"\ud800"]', "2:2: error: invalid JSON: U+D800 is half of a character; write the character itself"),
        (5, "error: got 5; expected JSON as a text (str) or bytes"),
    ],
)
def test_text_that_is_not_json_is_a_case_error_with_its_place_that_does_not_quote_the_text(
    text: Any, problem: str
) -> None:
    with pytest.raises(CaseError) as refused:
        Case.model_validate_json(text)
    assert str(refused.value) == problem


class Folder(BaseModel):
    """A model of a program that contains a case."""

    number: int
    case: Case


class PrivateFolder(Folder):
    """The same with the setting that docs/python.md recommends."""

    model_config = ConfigDict(hide_input_in_errors=True)


def test_another_model_has_all_problems_in_its_own_error() -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Case).validate_python(WRONG)
    assert {error["loc"][0] for error in refused.value.errors()} == {"disputed_items", "doctor"}
    with pytest.raises(ValidationError) as refused:
        Folder.model_validate({"number": "one", "case": WRONG})
    assert {error["loc"][:2] for error in refused.value.errors()} >= {("number",), ("case", "doctor")}


def test_the_text_of_the_error_of_another_model_has_no_value_of_the_case_only_if_that_model_hides_them() -> None:
    folder = {"number": 1, "case": WRONG}
    hiding = ConfigDict(hide_input_in_errors=True)
    quotes: list[tuple[Callable[[], Any], bool]] = [
        (lambda: Folder.model_validate(folder), True),
        (lambda: TypeAdapter(list[Case]).validate_python([WRONG]), True),
        (lambda: PrivateFolder.model_validate(folder), False),
        (lambda: TypeAdapter(list[Case], config=hiding).validate_python([WRONG]), False),
        (lambda: TypeAdapter(Case).validate_python(WRONG), False),
    ]
    for build, quoted in quotes:
        with pytest.raises(ValidationError) as refused:
            build()
        assert ("Smith" in str(refused.value)) is quoted


def test_fastapi_answers_422_for_a_case_as_a_body_and_lists_every_problem() -> None:
    app = FastAPI()

    @app.post("/")
    def edition(case: Case) -> str:
        return case.edition

    async def posted(data: Any) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            return await client.post("/", json=data)

    assert asyncio.run(posted(example_data())).json() == "2016"
    refused = asyncio.run(posted(WRONG))
    assert refused.status_code == 422
    places = {tuple(error["loc"]) for error in refused.json()["detail"]}
    assert places >= {("body", "disputed_items", 0, "decision"), ("body", "disputed_items", 1), ("body", "doctor")}
    assert "Smith" in refused.text  # docs/python.md states this, and shows how to answer without values


def test_a_case_and_its_error_survive_pickling_and_copying() -> None:
    case = Case.model_validate(example_data())
    assert pickle.loads(pickle.dumps(case)) == copy.deepcopy(case) == case  # noqa: S301 - from this test
    with pytest.raises(CaseError) as refused:
        Case(**WRONG)
    for again in (pickle.loads(pickle.dumps(refused.value)), copy.copy(refused.value)):  # noqa: S301 - from this test
        assert type(again) is CaseError
        assert (again.problems, str(again)) == (refused.value.problems, str(refused.value))


@pytest.mark.parametrize("kind", [list, tuple, deque, UserList])
def test_any_sequence_is_kept_as_a_tuple(kind: Callable[[list[str]], Any]) -> None:
    reviewer = ExpertReviewer(licensure_states=kind(["California"]), specialties=("Pain Medicine",))
    assert reviewer.licensure_states == ("California",)
    assert hash(reviewer)


@pytest.mark.parametrize("value", [{"California"}, frozenset(["California"]), "California"])
def test_what_has_no_order_and_a_single_text_are_refused(value: Any) -> None:
    with pytest.raises(CaseError, match=r"/licensure_states: got .*; expected a list"):
        ExpertReviewer(licensure_states=value, specialties=["Pain Medicine"])


HALF = r"U\+D800 is half of a character; write the character itself"


@pytest.mark.parametrize(
    ("build", "problem"),
    [
        (lambda: Organization(name="a \ud800", label="x"), f"/name: {HALF}"),
        (lambda: ExpertReviewer(licensure_states=["\ud800"], specialties=["x"]), f"/licensure_states/0: {HALF}"),
        (
            lambda: ExpertReviewer(licensure_states=(each for each in ["\ud800"]), specialties=["x"]),
            f"/licensure_states/0: {HALF}",
        ),
        (
            lambda: ExpertReviewer(licensure_states={"\ud800": 1}.keys(), specialties=["x"]),
            f"/licensure_states/0: {HALF}",
        ),
        (lambda: Case.model_validate(example_data(edition="\ud800")), f"/edition: {HALF}"),
        (lambda: Organization.model_validate({"name": "x", "label": "x", "\ud800": 1}), "a key in it contains half of"),
    ],
)
def test_half_of_a_character_is_a_problem_of_the_shape(build: Callable[[], Any], problem: str) -> None:
    with pytest.raises(CaseError, match=rf"^error: {problem}[^\n]*$") as refused:
        build()
    assert [each.without_values().message for each in refused.value.problems]


def test_half_of_a_character_in_a_file_has_the_same_message() -> None:
    with pytest.raises(CaseError) as of_file:
        read_case(json.dumps(example_data(clinical_case_summary="a \ud800")))
    with pytest.raises(CaseError) as of_data:
        Case.model_validate(example_data(clinical_case_summary="a \ud800"))
    assert [problem.message for problem in of_file.value.problems] == [
        problem.message for problem in of_data.value.problems
    ]


@pytest.mark.parametrize("empty", [[], iter([]), deque(), {}.keys()], ids=["list", "iterator", "deque", "keys"])
def test_no_entries_where_one_is_required_are_a_problem(empty: Any) -> None:
    with pytest.raises(CaseError, match=r"^error: /licensure_states: got [^\n]*; expected at least one entry$"):
        ExpertReviewer(licensure_states=empty, specialties=["x"])


@pytest.mark.parametrize("kind", [list, iter])
def test_a_list_whose_only_entry_is_wrong_has_only_the_problem_of_the_entry(kind: Callable[[list[int]], Any]) -> None:
    with pytest.raises(CaseError, match=r"^error: /licensure_states/0: got 5; expected a text in quotes$"):
        ExpertReviewer(licensure_states=kind([5]), specialties=["x"])


CIRCULAR: list[Any] = []
CIRCULAR.append(CIRCULAR)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"edition": {date(2016, 1, 1): "x"}}, "/edition: got a value of the type dict; expected a text in quotes"),
        ({"edition": CIRCULAR}, "/edition: got a value of the type list; expected a text in quotes"),
        ({"edition": 10**5000}, "/edition: got a value of the type int; expected a text in quotes"),
        ({"edition": object()}, "/edition: got a value of the type object; expected a text in quotes"),
        ({"schema_version": 10**5000}, "/schema_version: got a value of the type int; expected 1"),
        (
            {"decision_date": datetime(2016, 1, 1, tzinfo=UTC)},
            "/decision_date: got a value of the type datetime; expected a date as YYYY-MM-DD",
        ),
    ],
)
def test_a_value_that_json_cannot_express_is_named_by_its_type(change: dict[str, Any], problem: str) -> None:
    for build in (lambda data: Case(**data), Case.model_validate):
        with pytest.raises(CaseError) as refused:
            build(example_data() | change)
        assert str(refused.value) == f"error: {problem}"


def test_a_key_that_is_not_a_text_is_a_problem_of_its_object() -> None:
    with pytest.raises(CaseError) as refused:
        Case.model_validate(example_data() | {5551234: "x"})
    assert str(refused.value) == "error: got a key of the type int; expected keys that are texts"


def test_the_values_of_subclasses_of_texts_and_numbers_are_kept_as_plain_ones() -> None:
    class Priority(str, Enum):  # noqa: UP042 - a member of a StrEnum is printed as its value
        FAST = "Expedited"

    class Edition(StrEnum):
        LATEST = "2016"

    class Number(IntEnum):
        ONE = 1

    document = {"kind": "Medical report", "title": "Report", "pages": Number.ONE}
    changes = {"edition": Edition.LATEST, "priority": Priority.FAST, "schema_version": Number.ONE}
    built = Case(**example_data(**HEADER) | changes | {"documents_reviewed": [document]})
    values: list[Any] = [built.edition, built.priority, built.schema_version, built.documents_reviewed[0].pages]
    assert [(type(value), value) for value in values] == [(str, "2016"), (str, "Expedited"), (int, 1), (int, 1)]


def json_text(raw: dict[Any, Any]) -> str:
    """The data as JSON, and half of it where JSON cannot express it."""
    try:
        return json.dumps(raw, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        return '{"edition": '


BUILDERS: list[Callable[[dict[Any, Any]], Any]] = [
    lambda raw: Case(**{str(key): value for key, value in raw.items()}),
    Case.model_validate,
    lambda raw: Case.model_validate_json(json_text(raw)),
    lambda raw: Organization.model_validate(raw.get("organization")),
    lambda raw: ExpertReviewer.model_validate(raw.get("expert_reviewer")),
]


@given(st.data(), st.sampled_from(BUILDERS))
def test_every_error_about_wrong_data_of_any_kind_has_problems_with_messages(
    data: st.DataObject, build: Callable[[dict[Any, Any]], Any]
) -> None:
    raw = put_wrong_value(data)
    try:
        build(raw)
    except CaseError as error:
        assert error.problems
        assert all(problem.message and problem.without_values().message for problem in error.problems)
