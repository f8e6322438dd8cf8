"""The problems of data of a wrong shape, from the constructors and from pydantic's own validation."""

import asyncio
import copy
import json
import pickle
from collections import UserList, deque
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import BaseModel, TypeAdapter, ValidationError

from imrletters import Case, CaseError, DisputedItem, ExpertReviewer
from imrletters.case.example import example_data, example_item

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


def test_text_that_is_not_json_is_a_case_error() -> None:
    with pytest.raises(CaseError, match="JSON"):
        Case.model_validate_json("{")


class Folder(BaseModel):
    """A model of a program that contains a case."""

    number: int
    case: Case


def test_another_model_has_all_problems_in_its_own_error_whose_text_has_no_value_of_the_case() -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Case).validate_python(WRONG)
    assert {error["loc"][0] for error in refused.value.errors()} == {"disputed_items", "doctor"}
    assert "Smith" not in str(refused.value)
    with pytest.raises(ValidationError) as refused:
        Folder.model_validate({"number": "one", "case": WRONG})
    assert {error["loc"][:2] for error in refused.value.errors()} >= {("number",), ("case", "doctor")}


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
