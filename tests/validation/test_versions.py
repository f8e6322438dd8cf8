"""Data of an older version is brought to the current one, step by step."""

from typing import Any

import pytest

from imrletters.case import SCHEMA_VERSION
from imrletters.validation import versions
from imrletters.validation.versions import FIRST_VERSION, STEPS, current_data, is_readable
from tests.validation.planted_versions import STEPS_FROM_OLDER


def test_there_is_a_step_from_every_version_to_the_next() -> None:
    assert set(STEPS) == set(range(FIRST_VERSION, SCHEMA_VERSION))


def test_data_of_the_current_version_stays_the_same_object() -> None:
    data = {"schema_version": SCHEMA_VERSION, "edition": "2016"}
    assert current_data(data) is data


def test_older_data_takes_every_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "STEPS", STEPS_FROM_OLDER)
    old = {"schema_version": -1, "letter_edition": "2016", "notes": ["kept"]}
    assert current_data(old) == {"schema_version": 1, "edition": "2016", "notes": ["kept"]}
    assert current_data({"schema_version": 0, "letter": "2016"}) == {"schema_version": 1, "edition": "2016"}


@pytest.mark.parametrize("raw", [[], "text", None, {"schema_version": True}, {"schema_version": 7}, {}])
def test_everything_else_stays_for_validation(raw: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "STEPS", STEPS_FROM_OLDER)
    assert current_data(raw) is raw


@pytest.mark.parametrize("version", [True, 1.0, "1", None, 0, 2, [1]])
def test_only_a_known_version_is_readable(version: Any) -> None:
    assert not is_readable(version)
    assert is_readable(SCHEMA_VERSION)
