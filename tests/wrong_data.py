"""Data of a case with one value of any kind in a wrong place, for tests with Hypothesis."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any

from hypothesis import strategies as st

from imrletters.case.example import HEADER, example_data, example_item


class Word(str, Enum):  # noqa: UP042 - a member of a StrEnum is printed as its value
    """A text that Python shows by another name."""

    UPHELD = "Upheld"


class Number(IntEnum):
    """A number that is not of the type int itself."""

    ONE = 1


def _circular() -> list[Any]:
    circular: list[Any] = []
    circular.append(circular)
    return circular


TEXTS = st.text(st.sampled_from("ab5- \n\t\u00e9\ud800\udc00"), max_size=4)
KEYS = TEXTS | st.sampled_from(["name", "edition", "mtus", "text", "$schema"])
SCALARS = (
    TEXTS
    | st.sampled_from([None, True, 0, 1, -1, 1.0, float("nan"), Word.UPHELD, Number.ONE, Decimal(1)])
    | st.sampled_from([b"x", date(2016, 1, 1), datetime(2016, 1, 1, tzinfo=UTC), date.max, "2016-02-30", object(), int])
    | st.builds(pow, st.just(10), st.just(5000))  # built only when it is used, because Python cannot print it
)
VALUES = st.recursive(
    SCALARS | st.builds(_circular),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=2).map(tuple)
        | st.lists(inner, max_size=2).map(iter)
        | st.dictionaries(KEYS | st.integers() | st.dates(), inner, max_size=3)
        | st.dictionaries(KEYS, st.just(1), max_size=2).map(lambda each: each.keys())
        | st.sets(st.integers() | TEXTS, max_size=2)
    ),
    max_leaves=4,
)


def put_wrong_value(data: st.DataObject) -> dict[Any, Any]:
    """The data of a case, with a value of any kind in place of one of its own or beside them."""
    organization = {"name": "Example Reviews", "label": "EXAMPLE"}
    documents = [{"kind": "Medical report", "title": "Report", "pages": 1}]
    guideline = {"mtus": [{"title": "Knee Complaints 2004", "pages": "98"}], "non_mtus": ["A study"]}
    raw: dict[Any, Any] = example_data(
        **HEADER,
        organization=organization,
        documents_reviewed=documents,
        disputed_items=[example_item(maximus_guideline=guideline)],
    )
    container, key = data.draw(st.sampled_from(list(_places(raw))))
    if isinstance(container, dict):
        key = data.draw(st.just(key) | KEYS | st.integers())
    container[key] = data.draw(VALUES)
    return raw


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every list and object of the data, with each of its keys or indices."""
    if isinstance(value, dict | list):
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield value, key
            yield from _places(member)
