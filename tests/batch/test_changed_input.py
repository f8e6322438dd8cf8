"""An input that changes while the batch runs: what it lost or gained is reported, and the next call completes it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imrletters.batch import OutputFolder
from tests.batch.support import case_text, manifest, tree, write_lines
from tests.cli.command import OUT, imrletters


@pytest.fixture
def after_planning(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """A function that changes the input when a call has read all cases, and before it renders them."""

    def change_then(change: Callable[[], object]) -> None:
        planned = OutputFolder.planned
        changes = [change]

        def changed(folder: OutputFolder) -> int:
            if changes:
                changes.pop()()
            return planned(folder)

        monkeypatch.setattr(OutputFolder, "planned", changed)

    return change_then


@pytest.mark.usefixtures("folder")
def test_cases_that_are_no_longer_in_the_input_are_counted_and_the_batch_is_not_finished(
    after_planning: Callable[[Callable[[], object]], None],
) -> None:
    path = write_lines(Path("cases.jsonl"), 1, 2, 3)
    after_planning(lambda: write_lines(path, 1))
    result = imrletters("render", "cases.jsonl", *OUT)
    assert result.exit_code == 1
    message = "2 cases were no longer in the input; run the same command again"
    assert result.stderr.splitlines()[-1] == message
    assert sorted(tree(Path("out"))) == [".imrletters-account", "CM16-0000001.txt"]
    write_lines(path, 1, 2, 3)
    assert "2 rendered, 1 kept" in imrletters("render", "cases.jsonl", *OUT).stderr
    assert len(manifest(Path("out"))) == 3


@pytest.mark.usefixtures("folder")
def test_a_letter_of_a_case_that_changed_and_then_left_the_input_is_not_recorded_as_current(
    after_planning: Callable[[Callable[[], object]], None],
) -> None:
    path = write_lines(Path("cases.jsonl"), 1, 2)
    imrletters("render", "cases.jsonl", *OUT)
    before = tree(Path("out"))
    path.write_text(f"{case_text(1)}\n{case_text(2, clinical_case_summary='Another whale.')}\n")
    after_planning(lambda: write_lines(path, 1))
    result = imrletters("render", "cases.jsonl", *OUT, "--report", "report.csv")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        1,
        "1 case was no longer in the input; run the same command again",
    )
    assert tree(Path("out")) == before
    assert not Path("report.csv").exists()


@pytest.mark.usefixtures("folder")
def test_cases_that_were_added_to_the_input_are_left_to_the_next_call(
    after_planning: Callable[[Callable[[], object]], None],
) -> None:
    path = write_lines(Path("cases.jsonl"), 1, 2)
    after_planning(lambda: write_lines(path, 1, 2, 3))
    result = imrletters("render", "cases.jsonl", *OUT)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        1,
        "1 case was added to the input; run the same command again",
    )
    assert sorted(tree(Path("out"))) == ["CM16-0000001.txt", "CM16-0000002.txt", "manifest.jsonl"]
    assert "1 rendered, 2 kept" in imrletters("render", "cases.jsonl", *OUT).stderr
