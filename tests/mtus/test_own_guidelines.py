"""An organization's additions to the catalogue."""

import pickle
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from imrletters import DataError, OwnGuidelines, check, load_guidelines
from imrletters.case.example import HEADER, example_item
from imrletters.mtus import (
    current_catalogue,
    find_edition,
    guideline_editions,
    known_names,
    nearest_title,
    section_numbers,
    using_guidelines,
)
from tests.mtus.support import ORDER, OWN, changed
from tests.support import case


def file(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_additions_are_loaded(tmp_path: Path) -> None:
    own = load_guidelines(file(tmp_path, ORDER))
    assert own == OWN
    assert pickle.loads(pickle.dumps(own)) == OWN  # noqa: S301 - written above


def test_every_problem_of_the_file_is_listed_with_its_path_and_place(tmp_path: Path) -> None:
    path = file(tmp_path, changed('source = "order"', 'source = "x"').replace('["burns"]', '["knee"]'))
    with pytest.raises(DataError) as refused:
        load_guidelines(path)
    assert str(refused.value).splitlines() == [
        f"{path}: error: /section/1/words: 'knee' names two sections",
        f"{path}: error: /section/0/editions/0/source: 'x' is not in [sources]; there: order",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[[section", "not TOML: Expected ']]' at the end of an array declaration (at end of document)"),
        (b"year = " + b"[" * 20000, "lists are nested too deeply"),
        (b"# \xe9", "not TOML: 'utf-8' codec can't decode byte 0xe9 in position 2"),
        (b"[section]\nnumber = '9792.23.5'", "/section: expected a list"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(content)
    with pytest.raises(DataError) as refused:
        load_guidelines(path)
    assert str(refused.value).startswith(f"{path}: error: {message}")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file or directory"):
        load_guidelines(tmp_path / "absent.toml")


def test_additions_count_only_while_they_are_used() -> None:
    ours = current_catalogue()
    with using_guidelines(OWN):
        added = find_edition("Low Back Disorders 2027")
        assert added
        assert added.own == "own.toml"
        assert "9792.24.9" in section_numbers()
        assert nearest_title("Burn 2028") == "Burns 2028"
        ended = find_edition("Low Back Disorders 2020")
        assert ended
        assert ended.effective_until == date(2028, 1, 31)
        seen: list[object] = []
        thread = Thread(target=lambda: seen.append(find_edition("Low Back Disorders 2027")))
        thread.start()
        thread.join()
        assert seen == [None]  # another thread has its own catalogue
    assert current_catalogue() is ours
    assert find_edition("Low Back Disorders 2027") is None


def test_additions_remove_none_of_our_editions() -> None:
    ours = [(each.section, each.title) for each in guideline_editions()]
    with using_guidelines(OWN):
        assert [(each.section, each.title) for each in guideline_editions() if not each.own] == ours


def test_letters_are_read_by_our_titles_only() -> None:
    ours = known_names("titles")
    with using_guidelines(OWN):
        assert known_names("titles") == ours


def test_check_uses_the_additions() -> None:
    item = example_item(
        service="MRI of the low back", maximus_guideline={"mtus": [{"title": "Low Back Disorders 2027"}]}
    )
    subject = case(**HEADER | {"ur_denial_date": "2028-05-02"}, disputed_items=[item])
    codes = {"C03", "C04"}
    assert [problem.code for problem in check(subject, codes)] == ["C03"]
    assert check(subject, codes, guidelines=OWN) == []
    old = OwnGuidelines("own.toml", changed("2028-02-01", "2029-02-01"))
    (problem,) = check(subject, codes, guidelines=old)
    assert "an invented edition, 8 CCR 9792.23.5, 2029-02-01 to today" in problem.message
