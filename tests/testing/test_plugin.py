"""Snapshots change only on request, and missing, unused and different ones are reported."""

import io

import pytest
from PIL import Image

from imrletters.testing.pictures import page_pictures
from tests.testing.changed_letters import letter, style
from tests.testing.conftest import Project

pytest_plugins = ["pytester"]
ACCEPT = "then accept it with: pytest --snapshot-update"
RED = style("h1 { color: #800000 }")
LONGER = style("@page { margin-bottom: 200pt }")


def test_a_missing_snapshot_fails_with_instructions_and_writes_nothing(project: Project) -> None:
    result = project.run(letter({}))
    result.assert_outcomes(failed=4)
    output = result.stdout.str()
    assert output.count(f"test received, {ACCEPT}") >= 3 + 2
    assert "Snapshot 'test_layout' does not exist!" in output
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
    project.accept(letter({}))
    assert sorted(project.accepted()) == ["test_it.tags.txt"]


def test_pictures_of_a_changed_page_are_kept_until_it_matches_again(project: Project) -> None:
    project.accept(letter({}))
    result = project.run(letter(RED))
    assert project.received() == ["test_pages[page-1].difference.png", "test_pages[page-1].received.png"]
    assert "unused" not in result.stdout.str()
    received, difference = (next(project.folder.rglob(f"*.{kind}.png")) for kind in ("received", "difference"))
    assert f"see {difference}" in result.stdout.str()
    assert received.read_bytes() == page_pictures(letter(RED))[0]
    colors = Image.open(io.BytesIO(difference.read_bytes())).getcolors()
    assert any(color == (220, 0, 0) and count > 500 for count, color in colors or ())
    project.run(letter({})).assert_outcomes(passed=4)
    assert project.received() == []


def test_new_and_missing_pages_are_reported(project: Project) -> None:
    project.test("assert LETTER == letter_pages", "letter_pages")
    project.accept(letter({}))
    assert "page 3 is new: there is no snapshot of it" in project.run(letter(LONGER)).stdout.str()
    project.accept(letter(LONGER))
    assert len(project.accepted()) == 3
    assert "page 3 is missing" in project.run(letter({})).stdout.str()
    project.accept(letter({}))
    assert len(project.accepted()) == 2
    assert project.received() == []


def test_only_the_area_of_a_mask_may_change(project: Project) -> None:
    changed_letter = letter(style(".letterhead img { margin-left: 2pt }"))
    project.test("assert LETTER == letter_pages(masks={1: [Box(72, 16, 38, 36)]})", "letter_pages")
    project.accept(letter({}))
    assert project.run(changed_letter).ret == 0
    project.test("assert LETTER == letter_pages(masks={1: [Box(72, 16, 37, 36)]})", "letter_pages")
    assert "page 1 changed in the area 1 x " in project.run(changed_letter).stdout.str()
    project.test("assert LETTER == letter_pages(masks={2: [Box(0, 0, 612, 792)]})", "letter_pages")
    assert project.run(changed_letter).ret == 1


def test_colours_may_differ_by_the_tolerance(project: Project) -> None:
    changed_letter = letter(style("h1 { color: #200000 }"))
    project.test("assert LETTER == letter_pages", "letter_pages")
    project.accept(letter({}))
    assert project.run(changed_letter).ret == 1
    project.test("assert LETTER == letter_pages(tolerance=32)", "letter_pages")
    assert project.run(changed_letter).ret == 0


def test_another_resolution_needs_other_snapshots(project: Project) -> None:
    project.test("assert LETTER == letter_pages(dpi=36)", "letter_pages")
    project.accept(letter({}))
    file, _ = project.accepted()["test_it[page-1].page.png"]
    assert Image.open(io.BytesIO(file)).size == (306, 396)
    project.test("assert LETTER == letter_pages", "letter_pages")
    assert "page 1 changed in the area 612 x 792 pt at 0, 0" in project.run(letter({})).stdout.str()


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
    assert "5 snapshots unused" in project.run(letter({}), "-n", "2").stdout.str()


@pytest.mark.parametrize("fixture", ["letter_text", "letter_layout", "letter_tags", "letter_pages"])
def test_a_case_a_letter_and_a_pdf_match_the_same_snapshot(fixture: str, project: Project) -> None:
    project.tests(f"""
from imrletters import render
from imrletters.testing import example_case

def test_it({fixture}):
    letter = render(example_case())
    assert example_case() == {fixture}(name="it")
    assert letter == {fixture}(name="it")
    {"assert letter.text()" if fixture == "letter_text" else "assert letter.pdf()"} == {fixture}(name="it")
""")
    project.accept(b"")
    assert project.run(b"").ret == 0


@pytest.mark.parametrize("fixture", ["letter_text", "letter_layout", "letter_tags", "letter_pages"])
def test_a_wrong_type_is_refused_with_a_message(fixture: str, project: Project) -> None:
    project.test(f"assert 12 == {fixture}", fixture)
    output = project.run(b"", "--snapshot-update").stdout.str()
    assert "expected a case, a letter or the bytes of a PDF, not int" in output
    assert project.accepted() == {}
