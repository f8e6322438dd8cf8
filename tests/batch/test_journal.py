"""The journal: the cases to render, their file names and numbers, and their records."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from imrletters.batch.journal import Journal
from imrletters.manifest import BatchRecord
from imrletters.manifest_names import JOURNAL
from tests.batch.support import case_text, tree
from tests.cli.command import imrletters


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (case_text(1, clinical_case_summary="Another."), "a.json and b.json are both case CM16-0000001"),
        (case_text(1), ""),
        (case_text(2), ""),
    ],
)
def test_two_different_cases_with_the_same_number_are_refused(folder: Path, second: str, message: str) -> None:
    (folder / "a.json").write_text(case_text(1))
    (folder / "b.json").write_text(second)
    result = imrletters("render", "a.json", "b.json", "-o", "out", "--format", "text", "--jobs", "1")
    assert result.exit_code == (2 if message else 0)
    assert message in result.stderr
    assert bool(tree(folder / "out")) == (not message)


@pytest.fixture
def journal(folder: Path) -> Iterator[Journal]:
    with closing(Journal(folder / JOURNAL)) as opened:
        opened.start_plan()
        yield opened


def record(stem: str, source: str = "before.json") -> BatchRecord:
    return BatchRecord(
        stem=stem, case_number=None, source=source, case_digest="12", files={}, pages={}, problems=(), printed_by={}
    )


def test_a_file_name_is_reserved_by_the_first_source(journal: Journal) -> None:
    assert journal.reserve("a.txt", "a.json") is None
    assert journal.reserve("a.txt", "b.json") == "a.json"
    assert journal.reserve("b\udce9.txt", "b.json") is None


def test_a_number_is_ambiguous_if_the_content_differs(journal: Journal) -> None:
    for stem, number, digest in (("a", "1", "x"), ("b", "1", "x"), ("c", "2", "x"), ("d", "2", "y"), ("e", None, "z")):
        journal.plan(stem, f"{stem}.json", number, digest)
    assert list(journal.ambiguous_numbers()) == [("2", "c.json", "d.json")]
    assert journal.planned() == 5


def test_a_case_is_missing_until_it_has_a_record(journal: Journal) -> None:
    assert not journal.has_records()
    journal.plan("a", "a.json", None, "12")
    journal.add(record("other"))
    assert (journal.missing(), journal.record("a")) == (1, None)
    journal.add(record("a"))
    assert (journal.missing(), journal.record("a")) == (0, record("a"))


def test_the_manifest_has_the_planned_cases_in_order_with_their_present_source(journal: Journal) -> None:
    for stem in ("b", "a"):
        journal.plan(stem, f"{stem}.json", None, "12")
    for stem in ("a", "b", "other"):
        journal.add(record(stem))
    assert list(journal.manifest()) == [record(stem, f"{stem}.json") for stem in ("b", "a")]
    assert list(journal.gone()) == [record("other")]
    assert list(journal.with_earlier()) == [*(record(stem, f"{stem}.json") for stem in ("a", "b")), record("other")]


def test_committed_records_are_kept_and_the_plan_is_not(folder: Path) -> None:
    with closing(Journal(folder / JOURNAL)) as first:
        first.start_plan()
        first.plan("a", "a.json", None, "12")
        first.add(record("a"))
        first.commit()
        first.add(record("b"))
    with closing(Journal(folder / JOURNAL)) as second:
        second.start_plan()
        assert (second.planned(), second.record("a"), second.record("b")) == (0, record("a"), None)
