"""Snapshots of pages: tolerance, masks and resolution, and the pictures of changed pages."""

import io

import pytest
from PIL import Image

from imrletters.pictures import page_pictures
from tests.testing.changed_letters import RED, letter, style
from tests.testing.conftest import Project

pytest_plugins = ["pytester"]
LONGER = style("@page { margin-bottom: 200pt }")


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


@pytest.mark.parametrize("options", [(), ("--snapshot-update",)])
def test_the_received_pictures_of_a_deleted_test_are_removed(options: tuple[str, ...], project: Project) -> None:
    project.accept(letter({}))
    project.run(letter(RED))
    own = project.folder / "__received__" / "notes.txt"
    own.touch()
    assert len(project.received()) == 3
    project.test("assert LETTER == letter_text", "letter_text")
    project.run(letter(RED), *options)
    assert project.received() == ["notes.txt"]
    own.unlink()
    project.run(letter(RED), *options)
    assert not own.parent.exists()


def test_the_received_pictures_of_a_test_that_did_not_run_stay(project: Project) -> None:
    project.accept(letter({}))
    project.run(letter(RED))
    project.run(letter(RED), "-k", "text")
    assert len(project.received()) == 2


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
