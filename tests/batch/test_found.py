"""The signed copies of a letter: each is moved with it, also one with several signatures."""

from pathlib import Path

import pytest

from imrletters.batch.superseded import Superseded
from tests.batch.support import case_text, manifest, write_lines
from tests.cli.command import imrletters

PDF = ("-o", "out", "--format", "pdf", "--engine", "typst", "--jobs", "1")
LETTER = "CM16-0000002"
SIGNED = [f"{LETTER}{ending}" for ending in (".signed.pdf", ".signed.signed.pdf", ".signed.signed.signed.pdf")]


class Killed(BaseException):
    """The end of the process."""


@pytest.fixture
def cases(folder: Path) -> Path:
    """A .jsonl file with three cases; the letter of the second is signed three times, in three files."""
    path = write_lines(folder / "cases.jsonl", 1, 2, 3)
    assert render() == 0
    data = Path(f"out/{LETTER}.pdf").read_bytes()
    for name in SIGNED:
        data += b"a signature of ours\n%%EOF\n"
        Path(f"out/{name}").write_bytes(data)
    return path


def render() -> int:
    return imrletters("render", "cases.jsonl", *PDF).exit_code


def names(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).glob(f"{LETTER}*"))


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_every_signed_copy_of_a_letter_is_moved_also_after_a_crash(
    cases: Path, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_lines(cases, 1, 3)
    move = Superseded.move
    left = iter(range(steps))

    def counted(superseded: Superseded, *arguments: object) -> None:
        if next(left, None) is None:
            raise Killed
        move(superseded, *arguments)  # type: ignore[arg-type] # those of the method

    with monkeypatch.context() as killing:
        killing.setattr(Superseded, "move", counted)
        with pytest.raises(Killed):
            render()
    assert render() == 0
    assert names("out") == []
    assert names("out/superseded") == sorted([f"{LETTER}.pdf", *SIGNED])
    assert {record["outdated"] for record in manifest(Path("out/superseded"))} == {"case removed"}


def test_a_file_between_that_is_no_signed_copy_stays(cases: Path) -> None:
    Path(f"out/{SIGNED[0]}").write_text("notes")
    cases.write_text("\n".join([case_text(1), case_text(2, clinical_case_summary="Another whale."), case_text(3)]))
    assert render() == 0
    assert names("out") == sorted([f"{LETTER}.pdf", SIGNED[0]])
    assert names("out/superseded") == sorted([f"{LETTER}.pdf", *SIGNED[1:]])


@pytest.mark.usefixtures("cases")
def test_the_signed_copies_of_a_current_letter_stay() -> None:
    assert render() == 0
    assert names("out") == sorted([f"{LETTER}.pdf", *SIGNED])
