"""A dry run lists exactly the files that the call then moves, and the letters that it prints again."""

import json
from pathlib import Path

import pytest

from tests.batch.support import case_text, write_lines
from tests.cli.command import OUT, imrletters

PDF = ("-o", "out", "--format", "pdf", "--engine", "typst", "--jobs", "1")
BOTH = (*PDF, "--format", "text")


@pytest.fixture(autouse=True)
def cases(folder: Path) -> Path:
    """A .jsonl file with three cases."""
    return write_lines(folder / "cases.jsonl", 1, 2, 3)


def render(*options: str) -> None:
    assert imrletters("render", "cases.jsonl", *options).exit_code == 0


def states(*options: str) -> list[str]:
    """The state of each letter; afterwards the call itself, which moves the files that were predicted."""
    planned = json.loads(imrletters("render", "cases.jsonl", *options, "--dry-run", "--json").stdout)["letters"]
    before = superseded()
    result = imrletters("render", "cases.jsonl", *options)
    moved = [name for letter in planned for name in letter["moved"]]
    assert superseded() - before == {*moved}, result.stderr
    assert len(moved) == len({*moved})
    made = sum(letter["state"] in ("made", "outdated") for letter in planned)
    assert f"{made} rendered" in result.stderr
    return [letter["state"] for letter in planned]


def superseded() -> set[str]:
    return {path.name for path in Path("out/superseded").glob("CM16*")}


def test_letters_that_are_only_proofread_are_not_moved() -> None:
    render(*BOTH)
    assert states(*BOTH, "--check") == ["outdated"] * 3
    assert superseded() == set()


def test_a_call_with_fewer_copies_or_formats_keeps_the_letters() -> None:
    render(*BOTH, "--copy", "both")
    assert states(*BOTH, "--copy", "public") == ["kept"] * 3
    assert states(*PDF) == ["kept"] * 3
    assert states(*PDF) == ["kept"] * 3
    assert len([*Path("out").glob("CM16*")]) == 12


def test_a_call_with_more_copies_or_formats_moves_nothing() -> None:
    render(*PDF)
    assert states(*BOTH) == ["made"] * 3
    assert states(*BOTH, "--copy", "both") == ["made"] * 3
    assert superseded() == set()


def test_an_altered_file_is_moved_and_the_others_of_its_letter_are_not() -> None:
    render(*BOTH)
    Path("out/CM16-0000001.txt").write_text("altered")
    Path("out/CM16-0000002.txt").unlink()
    assert states(*BOTH) == ["made", "made", "kept"]
    assert superseded() == {"CM16-0000001.txt"}


def test_a_file_of_somebody_else_with_the_name_of_a_letter_is_moved() -> None:
    Path("out").mkdir()
    Path("out/CM16-0000002.pdf").write_text("notes")
    expected = "  out/CM16-0000002.pdf: not made by a batch"
    assert expected in imrletters("render", "cases.jsonl", *PDF, "--dry-run").stderr.splitlines()
    assert states(*PDF) == ["made"] * 3
    assert superseded() == {"CM16-0000002.pdf"}


def test_only_the_files_that_an_option_changes_are_moved() -> None:
    render(*BOTH)
    assert states(*BOTH, "--width", "60") == ["outdated"] * 3
    assert superseded() == {f"CM16-{number:07}.txt" for number in (1, 2, 3)}


def test_a_changed_letter_is_moved_with_its_signed_copies(cases: Path) -> None:
    render(*BOTH)
    letter = Path("out/CM16-0000002.pdf")
    for ending in (".signed.pdf", ".signed.signed.pdf"):
        letter.with_suffix(ending).write_bytes(letter.read_bytes() + b"a signature of ours")
    cases.write_text("\n".join([case_text(1), case_text(2, clinical_case_summary="Another whale."), case_text(3)]))
    assert states(*BOTH) == ["kept", "outdated", "kept"]
    assert len(superseded()) == 4


def test_an_outdated_letter_that_would_come_out_the_same_is_not_moved(cases: Path) -> None:
    write_lines(cases.parent / "more.jsonl", 4)
    assert imrletters("render", "cases.jsonl", "more.jsonl", *OUT).exit_code == 0
    cases.write_text("\n".join([case_text(1), case_text(2, edition="1066"), case_text(3)]))
    assert "outdated, but not moved: 1 letter" in imrletters("render", "cases.jsonl", *OUT).stderr
    write_lines(cases, 1, 2, 3, 4)
    assert states(*OUT) == ["kept", "made", "kept", "kept"]
    assert superseded() == set()


def test_a_file_of_somebody_else_is_moved_although_the_letters_are_not(cases: Path) -> None:
    render(*OUT)
    Path("out/CM16-0000004.txt").write_text("notes")
    write_lines(cases.parent / "more.jsonl", 4)
    result = imrletters("render", "more.jsonl", *OUT, "--dry-run")
    assert "would be moved to out/superseded: 1 file\n  out/CM16-0000004.txt: not made by a batch\n" in result.stderr
    assert "nothing else would be moved: this call does not name cases.jsonl\n" in result.stderr
    imrletters("render", "more.jsonl", *OUT)
    assert superseded() == {"CM16-0000004.txt"}


def test_an_outdated_letter_that_is_not_moved_is_called_so(cases: Path) -> None:
    write_lines(cases.parent / "more.jsonl", 4)
    assert imrletters("render", "cases.jsonl", "more.jsonl", *OUT).exit_code == 0
    cases.write_text("\n".join([case_text(1), case_text(2, edition="1066"), case_text(3)]))
    call = ("render", "cases.jsonl", *OUT)
    result = imrletters(*call, "--dry-run")
    assert "removed" not in result.stdout
    assert "outdated, not moved  CM16-0000002  cases.jsonl:2  case refused" in result.stdout.splitlines()
    assert result.stderr.startswith("0 made, 2 kept, 0 outdated, 0 removed, 1 refused; 1 outdated, not moved\n")
    assert "nothing would be moved: this call does not name more.jsonl" in result.stderr
    assert "outdated, but not moved: 1 letter (case refused: 1)" in imrletters(*call).stderr
