"""The types that the models of a case share."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from imrletters import Case, CaseError
from imrletters.case.example import HEADER, example_data, example_item
from imrletters.validation import read_case
from tests.support import FOR_PARTIES, case


@pytest.mark.parametrize(
    "day", [20160302, 0, "20160302", "2016-3-2", "2016-03-02T00:00:00", "03/02/2016", "2016-02-30", True, ""]
)
def test_a_date_in_another_form_is_refused(day: object) -> None:
    with pytest.raises(CaseError, match="YYYY-MM-DD"):
        case(**HEADER | {"date_of_injury": day})


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value in JSON data that is no object and no list, with its path."""
    for step, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            yield from leaves(value, (*path, step))
        else:
            yield (*path, step), value


def test_no_value_is_converted_from_another_type() -> None:
    item = example_item(
        partial_approval={"kind": "quantity", "original_request": "A #3", "authorized": "A #2"},
        claims_administrator_guideline={"text": "B"},
        maximus_guideline={"mtus": [{"title": "C", "pages": "1"}], "non_mtus": ["D"]},
    )
    whole = example_data(**HEADER, **FOR_PARTIES, schema_version=1, disputed_items=[item]) | {"$schema": "E"}
    assert Case.model_validate(whole)
    others: list[Any] = [True, False, 1, 1.0, "1", b"1", b"2016-01-01", [], {}, datetime(2016, 1, 1), Decimal(1)]
    for path, value in leaves(whole):
        for other in others:
            if type(other) is not type(value):
                changed: Any = deepcopy(whole)
                inner = changed
                for step in path[:-1]:
                    inner = inner[step]
                inner[path[-1]] = other
                with pytest.raises(CaseError):
                    Case.model_validate(changed)


@pytest.mark.parametrize(("version", "shown"), [(True, "true"), (1.0, "1.0"), ("1", '"1"'), (2, "2"), (None, "null")])
def test_the_version_of_the_format_is_the_integer_1(version: object, shown: str) -> None:
    with pytest.raises(CaseError, match=rf"/schema_version: got {re.escape(shown)}; expected 1$"):
        read_case(json.dumps(example_data(schema_version=version)))
