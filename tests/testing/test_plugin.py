"""Snapshots change only on request, and missing, unused and different ones are reported."""

import pytest

from tests.testing.changed_letters import RED, letter
from tests.testing.conftest import Project

pytest_plugins = ["pytester"]
ACCEPT = "then accept it with: pytest --snapshot-update"


def test_a_missing_snapshot_fails_with_instructions_and_writes_nothing(project: Project) -> None:
    result = project.run(letter({}))
    result.assert_outcomes(failed=4)
    output = result.stdout.str()
    assert output.count(f"test received, {ACCEPT}") >= 3 + 2
    assert "Snapshot 'test_layout' does not exist!" in output
    assert "FAILED test_letter.py::test_layout - AssertionError: assert Snapshot 'test_layout' does" in output
    assert "page 2 is new: there is no snapshot of it" in output
    assert project.accepted() == {}
    assert project.received() == []


def test_no_snapshot_is_written_without_the_option(project: Project) -> None:
    project.accept(letter({}))
    before = project.accepted()
    assert sorted(before) == [
        "test_layout.layout.txt",
        "test_pages[page-1].page.png",
        "test_pages[page-2].page.png",
        "test_tags.tags.txt",
        "test_text.letter.txt",
    ]
    assert project.run(letter(RED)).ret == 1
    assert project.accepted() == before
    project.accept(letter({}, attach=False))
    assert project.accepted() == before
    project.accept(letter(RED))
    changed = {name for name, file in project.accepted().items() if file != before[name]}
    assert changed == {"test_layout.layout.txt", "test_pages[page-1].page.png"}


def test_an_unused_snapshot_is_reported_and_kept_until_the_next_update(project: Project) -> None:
    project.accept(letter({}))
    project.test("assert LETTER == letter_tags", "letter_tags")
    result = project.run(letter({}))
    assert result.ret == 1
    result.stdout.fnmatch_lines(["*5 snapshots unused.*", "*--snapshot-update to delete unused snapshots*"])
    assert len(project.accepted()) == 5
    last = result.outlines[-1]
    assert last.startswith(
        "unused snapshots: __snapshots__/test_letter/test_layout.layout.txt, __snapshots__/test_letter/"
    )
    assert last.count("__snapshots__") == 5
    assert last.endswith("; remove them with: pytest --snapshot-update")
    assert "unused" not in project.run(letter({}), "--snapshot-update").outlines[-1]
    assert "unused" not in project.run(letter({})).outlines[-1]
    assert sorted(project.accepted()) == ["test_it.tags.txt"]


def test_each_letter_of_a_test_has_its_own_snapshots(project: Project) -> None:
    project.test(
        "assert LETTER == letter_pages; assert LETTER == letter_pages; assert LETTER == letter_pages(name='x')",
        "letter_pages",
    )
    project.accept(letter({}))
    assert sorted(name for name in project.accepted() if "page-1]" in name) == [
        "test_it[2-page-1].page.png",
        "test_it[page-1].page.png",
        "test_it[x-page-1].page.png",
    ]
    assert project.run(letter({})).ret == 0


def test_invisible_characters_are_shown_as_codes(project: Project) -> None:
    project.test("assert 'one\\u200btwo\\n' == letter_text", "letter_text")
    project.accept(b"")
    project.test("assert 'one two \\n' == letter_text", "letter_text")
    assert r"line 1: 'one two ' instead of 'one\u200btwo'" in project.run(b"").stdout.str()


@pytest.mark.long
def test_parallel_runs_work_like_others(project: Project) -> None:
    project.accept(letter({}), "-n", "2")
    parallel = project.accepted()
    result = project.run(letter(RED), "-n", "2")
    result.assert_outcomes(failed=2, passed=2)
    assert "unused" not in result.stdout.str()
    assert "page 1 changed in the area 305 x 445 pt" in result.stdout.str()
    assert project.accepted() == parallel
    project.accept(letter({}))
    assert project.accepted() == parallel
    project.test("assert LETTER == letter_tags", "letter_tags")
    output = project.run(letter({}), "-n", "2").stdout.str()
    assert "5 snapshots unused" in output
    assert output.count("unused snapshots: ") == 1
    assert project.received() == []


def test_the_short_summary_carries_the_first_difference(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    project.accept(letter({}))
    [layout, pages] = [line for line in project.run(letter(RED)).outlines if line.startswith("FAILED ")]
    assert layout == (
        "FAILED test_letter.py::test_layout - AssertionError: assert page 1, line 9 set in IMR-Serif-Bold 12 "
        "bold #800000 instead of IMR-Serif-Bold 12 bold: 'HOW THE IMR FINAL DETERMINATION WAS MADE'"
    )
    assert "::test_pages - assert page 1 changed in the area 305 x 445 pt at 153, 175; see " in pages
