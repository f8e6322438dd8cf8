"""The last case of a .jsonl file: without it the file may be cut off, however often the call is repeated."""

from pathlib import Path

import pytest
from click.testing import Result

from imrletters.files import write_atomically
from tests.batch.support import manifest, write_lines
from tests.cli.command import OUT, imrletters

CUT_OFF = "cases.jsonl ends before the last case of the earlier call, and may be cut off"


def render(*numbers: int, options: tuple[str, ...] = ()) -> Result:
    """The result of a call with a .jsonl file of these cases."""
    write_lines(Path("cases.jsonl"), *numbers)
    return imrletters("render", "cases.jsonl", *OUT, *options)


def letters(folder: str = "out") -> list[int]:
    """The numbers of the cases that have a letter in a folder."""
    return sorted(int(path.stem.removeprefix("CM16-")) for path in Path(folder).glob("*.txt"))


class Killed(BaseException):
    """The end of the process."""


def killed_after(files: int, monkeypatch: pytest.MonkeyPatch, *numbers: int) -> None:
    """A call that is killed when it has written so many files."""
    left = iter(range(files))

    def write(path: Path, data: bytes) -> None:
        if next(left, None) is None:
            raise Killed
        write_atomically(path, data)

    with monkeypatch.context() as killing:
        killing.setattr("imrletters.batch.folder.write_atomically", write)
        with pytest.raises(Killed):
            render(*numbers)
    assert Path("out/.imrletters-account").exists()


CUT = [(5, 1, 2), (5, 6, 7, 8, 1, 2), (1, 2, 6), (5, 6, 7), (5, 6, 7, 8, 9), (2, 1, 5), (1, 2, 3)]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("cut", CUT)
def test_a_repeated_call_with_a_file_that_is_cut_off_moves_nothing_either(cut: tuple[int, ...]) -> None:
    render(1, 2, 3, 4)
    for _ in range(3):
        result = render(*cut)
        assert (result.exit_code, f"nothing was moved: {CUT_OFF}" in result.stderr) == (0, True), result.stderr
        assert letters() == sorted({1, 2, 3, 4, *cut})
    assert not Path("out/superseded").exists()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("files", [1, 2])
@pytest.mark.parametrize("cut", [(5, 6, 1, 2), (5, 6, 7, 8, 1, 2)])
def test_a_call_that_was_killed_moves_nothing_when_it_is_repeated(
    cut: tuple[int, ...], files: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    render(1, 2, 3, 4)
    killed_after(files, monkeypatch, *cut)
    killed_after(0, monkeypatch, *cut)
    for _ in range(2):
        assert CUT_OFF in render(*cut).stderr
    assert letters() == sorted({1, 2, 3, 4, *cut})


@pytest.mark.usefixtures("folder")
def test_a_first_call_that_was_killed_knows_the_order_of_its_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    killed_after(3, monkeypatch, 1, 2, 3, 4)
    killed_after(1, monkeypatch, 5, 6, 7, 8, 1, 2)
    for _ in range(2):
        assert CUT_OFF in render(5, 6, 7, 8, 1, 2).stderr
    assert letters() == [1, 2, 3, 5, 6, 7, 8]


@pytest.mark.usefixtures("folder")
def test_a_case_that_a_killed_call_added_at_the_end_is_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    render(1, 2, 3, 4)
    killed_after(1, monkeypatch, 1, 2, 4, 9, 10)
    for _ in range(2):
        assert CUT_OFF in render(1, 2, 4).stderr
    assert letters() == [1, 2, 3, 4, 9]


@pytest.mark.usefixtures("folder")
def test_the_last_case_ends_the_doubt_when_it_is_there_again() -> None:
    render(1, 2, 3, 4)
    render(5, 6, 7, 8, 1, 2)
    result = render(5, 6, 7, 8, 1, 2, 4)
    assert "moved to out/superseded: 1 letter (case removed: 1)" in result.stderr
    assert letters("out/superseded") == [3]


@pytest.mark.usefixtures("folder")
def test_after_sync_the_file_ends_with_its_present_last_case() -> None:
    render(1, 2, 3, 4)
    render(5, 1, 2)
    render(5, 1, 2, options=("--sync",))
    assert (letters(), letters("out/superseded")) == ([1, 2, 5], [3, 4])
    assert CUT_OFF in render(5, 1).stderr
    assert "moved to out/superseded: 1 letter" in render(1, 2).stderr
    assert letters() == [1, 2]


@pytest.mark.usefixtures("folder")
def test_a_file_is_whole_if_it_ends_with_the_last_case_of_a_call_with_some_of_the_sources() -> None:
    write_lines(Path("other.jsonl"), 7)
    write_lines(Path("cases.jsonl"), 1, 2, 3, 4)
    imrletters("render", "cases.jsonl", "other.jsonl", *OUT)
    assert "this call does not name other.jsonl" in render(1, 4).stderr
    assert [record["source"] for record in manifest(Path("out")) if "last" in record] == [
        "cases.jsonl:2",
        "other.jsonl:1",
    ]
    both = imrletters("render", "cases.jsonl", "other.jsonl", *OUT)
    assert "moved to out/superseded: 2 letters (case removed: 2)" in both.stderr
    assert letters() == [1, 4, 7]
    assert not [record for record in manifest(Path("out")) if "last" in record]


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_cut_off_in_a_call_with_some_of_the_sources_is_still_noticed() -> None:
    write_lines(Path("other.jsonl"), 70)
    write_lines(Path("cases.jsonl"), 1, 2, 3, 4)
    imrletters("render", "cases.jsonl", "other.jsonl", *OUT)
    assert "this call does not name other.jsonl" in render(5, 6, 7, 8, 9, 1, 2).stderr
    for _ in range(2):
        assert CUT_OFF in imrletters("render", "cases.jsonl", "other.jsonl", *OUT).stderr
    assert letters() == [1, 2, 3, 4, 5, 6, 7, 8, 9, 70]


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_not_in_its_folder_any_more_moves_nothing_and_is_named() -> None:
    Path("in").mkdir()
    write_lines(Path("in/a.jsonl"), 1, 2)
    write_lines(Path("in/b.jsonl"), 3, 4)
    imrletters("render", "in", *OUT)
    Path("in/a.jsonl").unlink()
    for _ in range(2):
        result = imrletters("render", "in", *OUT)
        assert "nothing was moved: in/a.jsonl is not in its folder any more; if these are all cases" in result.stderr
    assert letters() == [1, 2, 3, 4]
