"""A case file is rewritten in the current version, and nothing is lost."""

import json

import pytest

from imrletters import CaseError, migrate_case, read_case
from imrletters.validation import versions
from tests.support import example
from tests.validation.planted_versions import STEPS_FROM_OLDER

CURRENT = example({})
OLD = {"schema_version": 0} | {"letter" if k == "edition" else k: v for k, v in json.loads(CURRENT).items()}


def test_a_file_that_states_the_current_version_keeps_its_text() -> None:
    text = '\ufeff{ "schema_version" : 1,' + CURRENT.removeprefix("{") + " \n\n"
    assert migrate_case(text) == text
    assert migrate_case(text.encode()) == text


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_missing_version_is_added_and_everything_else_stays(indent: int | str | None, mark: str) -> None:
    text = json.dumps(json.loads(CURRENT), indent=indent, ensure_ascii=True) + "\r\n"
    migrated = migrate_case(mark + text)
    [key] = [each for each in json.loads(migrated.removeprefix("\ufeff")) if each not in json.loads(text)]
    assert key == "schema_version"
    added = '"schema_version": 1,' + ("\n" + ("  " if indent == 2 else "\t") if indent else " ")
    assert migrated.replace(added, "", 1) == mark + text
    assert migrate_case(migrated) == migrated


def test_an_older_version_is_rewritten_and_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "STEPS", STEPS_FROM_OLDER)
    for text in (json.dumps(OLD), json.dumps(OLD, indent=4) + "\n"):
        migrated = migrate_case(text)
        assert json.loads(migrated) == json.loads(CURRENT) | {"schema_version": 1}
        assert (migrated.count("\n") > 1) == (text.count("\n") > 1)
        assert read_case(text) == read_case(migrated) == read_case(CURRENT)


def test_the_steps_are_what_makes_an_older_version_readable() -> None:
    with pytest.raises(CaseError, match=r"/schema_version: got 0; expected 1$"):
        migrate_case(json.dumps(OLD))


def test_an_older_file_that_repeats_a_key_is_refused_because_one_value_would_be_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(versions, "STEPS", STEPS_FROM_OLDER)
    text = '{"letter": "2015",\n' + json.dumps(OLD).removeprefix("{")
    with pytest.raises(CaseError, match=r"2:22: error: a key is repeated in an object"):
        migrate_case(text)


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("2", "got 2; expected 1, the newest version that this imrletters reads"),
        ('"Quagga"', 'got "Quagga"; expected 1'),
        ("true", "got true; expected 1"),
        ("0", "got 0; expected 1"),
    ],
)
def test_an_unknown_version_is_one_error_with_its_place(version: str, message: str) -> None:
    with pytest.raises(CaseError) as refused:
        migrate_case(f'{{"edition": "none",\n "schema_version": {version}}}')
    [problem] = refused.value.problems
    assert (problem.message, problem.pointer, problem.line, problem.column) == (message, "/schema_version", 2, 20)
    assert "Quagga" not in problem.without_values().message


def test_an_invalid_case_is_refused_with_its_places(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CaseError) as refused:
        migrate_case(CURRENT.replace('"Upheld"', '"Denied"'))
    assert refused.value.problems[0].line
    monkeypatch.setattr(versions, "STEPS", STEPS_FROM_OLDER)
    with pytest.raises(CaseError) as refused:
        migrate_case(json.dumps(OLD | {"letter": "1066"}))
    [problem] = refused.value.problems
    assert (problem.pointer, problem.line) == ("/edition", None)


@pytest.mark.parametrize("text", ["[]", "1", "{", "null"])
def test_what_is_no_case_is_refused(text: str) -> None:
    with pytest.raises(CaseError):
        migrate_case(text)
