"""The folder superseded: which letters a batch moves there, and what it never touches."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from imrletters.batch.folder import OutputFolder
from imrletters.batch.superseded import Superseded
from imrletters.files import write_atomically
from tests.batch.support import TEXT_ONLY, case_text, document, manifest, tree, write_cases
from tests.cli.command import imrletters
from tests.support import every

FORMAT = ("-o", "out", "--format", "text", "--jobs", "1")
BROKEN: dict[str, object] = {"edition": "1066"}


@pytest.fixture
def cases(folder: Path) -> Path:
    """The folder of five cases whose letters are in the folder out."""
    (folder / "in").mkdir()
    for number in range(1, 6):
        change_case(number)
    assert render().exit_code == 0
    return folder / "in"


def change_case(number: int, **changes: object) -> None:
    Path(f"in/{number}.json").write_text(case_text(number, **changes))


def render(*names: str, options: tuple[str, ...] = FORMAT) -> Result:
    return imrletters("render", *(names or ("in",)), *options)


def folder_names(name: str = "out") -> list[str]:
    path = Path(name)
    return sorted(each.name for each in path.iterdir() if each.is_file()) if path.exists() else []


def letters(*numbers: int) -> list[str]:
    return [*(f"{number}.txt" for number in numbers), "manifest.jsonl"]


def test_letters_of_refused_changed_and_removed_cases_are_moved_and_listed(cases: Path) -> None:
    before = tree(Path("out"))
    change_case(1, **BROKEN)
    change_case(2, clinical_case_summary="Another whale.")
    (cases / "3.json").unlink()
    result = render()
    assert folder_names() == letters(2, 4, 5)
    assert folder_names("out/superseded") == letters(1, 2, 3)
    moved = {name: data for name, data in tree(Path("out/superseded")).items() if name != "manifest.jsonl"}
    assert moved == {name: before[name] for name in ("1.txt", "2.txt", "3.txt")}
    assert "moved to out/superseded: 3 letters (case changed: 1, case refused: 1, case removed: 1)" in result.stderr
    for line in ("1.txt: case refused", "2.txt: case changed", "3.txt: case removed"):
        assert f"  out/superseded/{line}" in result.stderr.splitlines()
    records = {record["stem"]: record for record in manifest(Path("out/superseded"))}
    assert {stem: record["outdated"] for stem, record in records.items()} == {
        "1": "case refused",
        "2": "case changed",
        "3": "case removed",
    }
    assert [record["stem"] for record in manifest(Path("out"))] == ["1", "2", "4", "5"]


def test_the_next_call_moves_nothing_more(cases: Path) -> None:
    (cases / "3.json").unlink()
    render()
    before = tree(Path("out"))
    assert "moved" not in render().stderr
    assert tree(Path("out")) == before


@pytest.mark.usefixtures("cases")
def test_a_name_that_exists_in_the_folder_gets_a_number() -> None:
    for words in ("One.", "Two.", "Three."):
        change_case(4, clinical_case_summary=words)
        render()
    assert folder_names("out/superseded") == ["4-2.txt", "4-3.txt", "4.txt", "manifest.jsonl"]
    found = [Path(f"out/superseded/{name}").read_text() for name in ("4-2.txt", "4-3.txt")]
    assert ["One." in found[0], "Two." in found[1]] == [True, True]
    assert [[*record["files"]] for record in manifest(Path("out/superseded"))] == [["4.txt"], ["4-2.txt"], ["4-3.txt"]]  # type: ignore[misc] # a dictionary


def test_a_file_of_somebody_else_in_the_folder_is_not_overwritten(cases: Path) -> None:
    Path("out/superseded").mkdir()
    Path("out/superseded/3.txt").write_text("notes of a clerk")
    (cases / "3.json").unlink()
    render()
    assert Path("out/superseded/3.txt").read_text() == "notes of a clerk"
    assert Path("out/superseded/3-2.txt").exists()


def test_files_that_no_call_made_or_that_were_changed_since_are_not_touched(cases: Path) -> None:
    Path("out/3.txt").write_text("changed by a clerk")
    Path("out/notes.txt").write_text("notes")
    Path("out/2.signed.pdf").write_text("no letter of ours")
    Path("out/4.txt").unlink()
    Path("out/4.txt").symlink_to("5.txt")
    for number in (2, 3, 4):
        (cases / f"{number}.json").unlink()
    render()
    assert folder_names("out/superseded") == letters(2)
    assert Path("out/3.txt").read_text() == "changed by a clerk"
    assert Path("out/4.txt").is_symlink()
    assert {"notes.txt", "2.signed.pdf"} < {*folder_names()}


def test_signed_copies_and_other_formats_are_moved_with_a_letter(cases: Path) -> None:
    options = ("-o", "out", "--format", "pdf", "--format", "html", "--jobs", "1", "--engine", "typst")
    assert render(options=options).exit_code == 0
    for number in (1, 2):
        path = Path(f"out/{number}.pdf")
        path.with_suffix(".signed.pdf").write_bytes(path.read_bytes() + b"a signature of ours")
    assert {"1.txt", "1.html", "1.pdf"} < {*folder_names()}
    (cases / "1.json").unlink()
    change_case(2, clinical_case_summary="Another whale.")
    assert render(options=options).exit_code == 0
    assert folder_names("out/superseded") == sorted(
        ["manifest.jsonl", *(f"{number}.{kind}" for number in (1, 2) for kind in ("txt", "html", "pdf", "signed.pdf"))]
    )
    assert {name for name in folder_names() if name.startswith("2")} == {"2.html", "2.pdf"}
    [signed] = [each for each in manifest(Path("out/superseded")) if "1.signed.pdf" in each["files"]]  # type: ignore[operator] # a dictionary
    assert (signed["pages"], signed["case_number"]) == ({"1.signed.pdf": 1}, "CM16-0000001")


@pytest.mark.usefixtures("cases")
def test_other_copies_of_unchanged_cases_stay_and_are_recorded() -> None:
    both = (*FORMAT, "--copy", "both")
    assert render(options=both).exit_code == 0
    result = render(options=(*FORMAT, "--copy", "public"))
    assert "superseded" not in result.stderr
    recorded = {name for record in manifest(Path("out")) for name in record["files"]}  # type: ignore[attr-defined] # a dictionary
    assert recorded == {name for name in folder_names() if name != "manifest.jsonl"}
    assert "1.parties.txt" in recorded
    render(options=(*FORMAT, "--copy", "public"))
    assert "1.parties.txt" in folder_names()
    change_case(1, clinical_case_summary="Another whale.")
    render(options=(*FORMAT, "--copy", "public"))
    assert {*folder_names("out/superseded")} == {"1.txt", "1.parties.txt", "manifest.jsonl"}


def nothing_moves(*names: str, reason: str) -> str:
    before = {name: data for name, data in tree(Path("out")).items() if name != "manifest.jsonl"}
    result = render(*names)
    after = tree(Path("out"))
    assert {name: after[name] for name in before} == before
    assert not Path("out/superseded").exists()
    assert reason in result.stderr
    return result.stderr


def test_a_call_with_two_of_five_cases_moves_nothing_and_forgets_nothing(cases: Path) -> None:
    records = manifest(Path("out"))
    stderr = nothing_moves("in/1.json", "in/2.json", reason="nothing was moved: this call does not name in/3.json and")
    assert "3 letters of earlier calls not in this call, and not moved:" in stderr
    assert "  out/3.txt" in stderr.splitlines()
    assert manifest(Path("out")) == records
    (cases / "5.json").unlink()
    assert "(case removed: 1)" in render().stderr


@pytest.mark.usefixtures("cases")
def test_a_letter_that_is_outdated_in_a_partial_call_is_moved_by_the_next_whole_one() -> None:
    change_case(1, **BROKEN)
    stderr = nothing_moves("in/1.json", "in/2.json", reason="if these are all cases, repeat the call with --sync")
    assert "outdated, but not moved: 1 letter (case refused: 1)\n  out/1.txt: case refused\n" in stderr
    [outdated] = [record for record in manifest(Path("out")) if "outdated" in record]
    assert (outdated["files"].keys(), outdated["outdated"]) == ({"1.txt"}, "case refused")  # type: ignore[attr-defined] # a dictionary
    assert "moved to out/superseded: 1 letter (case refused: 1)" in render().stderr
    assert folder_names() == letters(2, 3, 4, 5)


@pytest.mark.parametrize("cut", [lambda data: data[: len(data) // 2], lambda data: data.rpartition(b"\n")[0]])
def test_a_jsonl_file_that_is_cut_off_moves_nothing(folder: Path, cut: Callable[[bytes], bytes]) -> None:
    path = write_cases(folder / "cases.jsonl", 6)
    whole = path.read_bytes().rstrip()
    path.write_bytes(whole)
    render("cases.jsonl")
    path.write_bytes(cut(whole))
    nothing_moves("cases.jsonl", reason="cases.jsonl ends before the last case of the earlier call, and may be cut off")
    assert "moved to" in render("cases.jsonl", "--sync").stderr


def test_a_case_that_is_removed_inside_a_jsonl_file_is_gone(folder: Path) -> None:
    path = write_cases(folder / "cases.jsonl", 6)
    render("cases.jsonl")
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:2], *lines[3:]]))
    assert "case removed: 1" in render("cases.jsonl").stderr
    assert folder_names("out/superseded") == ["CM16-0000003.txt", "manifest.jsonl"]


def test_a_file_that_cannot_be_read_moves_nothing(cases: Path) -> None:
    (cases / "3.json").unlink()
    (cases / "3.json").symlink_to("absent.json")
    nothing_moves(reason="in/3.json could not be read")
    (cases / "3.json").unlink()
    for path in cases.iterdir():
        path.unlink()
    nothing_moves(reason="in could not be read")


@pytest.mark.usefixtures("cases")
def test_with_sync_other_sources_move_the_letters_of_all_other_cases() -> None:
    assert render("in/1.json", "in/2.json", "--sync").exit_code == 0
    assert folder_names() == letters(1, 2)
    assert folder_names("out/superseded") == letters(3, 4, 5)


def test_a_case_that_is_left_alone_in_its_folder_is_a_batch_too(cases: Path) -> None:
    for number in (2, 3, 4, 5):
        (cases / f"{number}.json").unlink()
    assert "moved to out/superseded: 4 letters" in render().stderr
    assert folder_names() == letters(1)


@pytest.mark.usefixtures("cases")
def test_a_case_that_is_corrected_back_has_its_letter_again() -> None:
    change_case(1, **BROKEN)
    render()
    change_case(1)
    assert "1 rendered" in render().stderr
    assert folder_names() == letters(1, 2, 3, 4, 5)
    assert folder_names("out/superseded") == letters(1)


@pytest.mark.usefixtures("cases")
def test_a_renamed_letter_leaves_its_old_name() -> None:
    render("in", "--name", "{case_number}")
    assert folder_names() == [*(f"CM16-{number:07}.txt" for number in range(1, 6)), "manifest.jsonl"]
    assert {record["outdated"] for record in manifest(Path("out/superseded"))} == {"renamed"}


@pytest.mark.parametrize("steps", every(3, range(1, 12)))
def test_a_crash_at_any_write_leaves_what_the_next_call_completes(
    cases: Path, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(Path("out"))
    change_case(1, **BROKEN)
    change_case(2, clinical_case_summary="Another whale.")
    (cases / "3.json").unlink()
    crashed = False
    with monkeypatch.context() as crashing:
        crash_after(steps, crashing)
        try:
            render()
        except Crash:
            crashed = True
    render()
    after = tree(Path("out"))
    assert crashed == (steps < 10), "the number of steps"
    for name in ("1.txt", "2.txt", "3.txt"):
        assert after[f"superseded/{name}"] == before[name]
    assert folder_names() == letters(2, 4, 5)
    assert folder_names("out/superseded") == letters(1, 2, 3)
    names = [name for record in manifest(Path("out/superseded")) for name in record["files"]]  # type: ignore[attr-defined] # a dictionary
    assert sorted(names) == ["1.txt", "2.txt", "3.txt"]


class Crash(BaseException):
    """The end of the process."""


def crash_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ends the program before the given step: an atomic write, a move, or the opening of a file for a name."""
    left = iter(range(steps))

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            if next(left, None) is None:
                raise Crash
            return function(*arguments, **named)

        return call

    monkeypatch.setattr("imrletters.batch.folder.write_atomically", counted(write_atomically))
    monkeypatch.setattr("imrletters.batch.superseded.write_atomically", counted(write_atomically))
    monkeypatch.setattr("imrletters.batch.superseded._flush", counted(lambda _: None))
    monkeypatch.setattr(Superseded, "move", counted(Superseded.move))


def test_a_link_in_place_of_the_folder_is_refused(cases: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    Path("out/superseded").symlink_to(tmp_path / "elsewhere")
    (cases / "3.json").unlink()
    result = render()
    assert (result.exit_code, "not a folder but a link" in result.stderr) == (1, True)
    assert not [*(tmp_path / "elsewhere").iterdir()]
    assert "3.txt" in folder_names()
    Path("out/superseded").unlink()
    render()


def test_every_command_passes_the_folder_over(cases: Path) -> None:
    (cases / "3.json").unlink()
    render()
    for name in ("out/superseded", "out/superseded/"):
        assert imrletters("check", name, "in/1.json").output == imrletters("check", "in/1.json").output
        for command in ("verify", "extract", "parse"):
            assert "superseded" not in imrletters(command, name, "out/1.txt", "-o", "x").output


def test_the_manifest_names_no_time(cases: Path) -> None:
    (cases / "3.json").unlink()
    render()
    records = [*manifest(Path("out")), *manifest(Path("out/superseded"))]
    assert {key for record in records for key in record} == {
        *("stem", "case_number", "source", "case_digest", "files", "pages", "problems", "printed_by", "outdated")
    }


def test_a_move_that_a_crash_interrupted_is_completed_with_its_own_placeholder(folder: Path) -> None:
    with OutputFolder(folder, TEXT_ONLY) as output:
        assert list(output.plan([document(1)])) == []
        assert [outcome.problems for outcome in output.render_missing([document(1)], jobs=1, on_kept=print)] == [()]
        record = output.journal.record("1")
        assert record
        values = (b"1.txt", b"1.txt", record.files["1.txt"], record.to_json())
        output.journal.database.execute("INSERT INTO moves (target, name, digest, record) VALUES (?, ?, ?, ?)", values)
        output.journal.commit()
        (folder / "superseded").mkdir()
        (folder / "superseded/1.txt").touch()
        letter = (folder / "1.txt").read_bytes()
        output.superseded.resume()
        assert (folder / "superseded/1.txt").read_bytes() == letter
        assert not (folder / "1.txt").exists()
        assert [json.loads(each.to_json())["files"].keys() for each in output.moved()] == [{"1.txt"}]


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize("sources", [("in",), ("in/6.json", "in/2.json")])
def test_a_file_of_the_user_with_the_name_of_a_new_letter_is_moved_and_not_overwritten(
    sources: tuple[str, ...],
) -> None:
    Path("out/6.txt").write_text("notes")
    Path("out/2.txt").write_text("a letter with notes")
    change_case(6)
    result = render(*sources)
    assert Path("out/superseded/6.txt").read_text() == "notes"
    assert Path("out/superseded/2.txt").read_text() == "a letter with notes"
    assert folder_names() == letters(1, 2, 3, 4, 5, 6)
    for line in ("  out/superseded/6.txt: not made by a batch", "  out/superseded/2.txt: file changed"):
        assert line in result.stderr.splitlines()


def test_a_damaged_call_in_between_does_not_keep_later_calls_from_moving_letters(folder: Path) -> None:
    lines = [case_text(number, case_number=f"CM16-{number}") for number in (1, 2, 3)]
    (folder / "c.jsonl").write_text("\n".join(lines))
    render("c.jsonl")
    (folder / "c.jsonl").write_text(f"{lines[0]}\n{lines[1]}\n{lines[2][:-9]}")
    assert "may be cut off; if these are all cases" in render("c.jsonl").stderr
    (folder / "c.jsonl").write_text("")
    stopped = render("c.jsonl").stderr
    assert stopped.endswith("nothing was moved: c.jsonl could not be read\n"), stopped
    (folder / "c.jsonl").write_text("\n".join([lines[0], lines[2]]))
    render("c.jsonl")
    assert folder_names() == ["CM16-1.txt", "CM16-3.txt", "manifest.jsonl"]
    assert [record["stem"] for record in manifest(Path("out"))] == ["CM16-1", "CM16-3"]


@pytest.mark.usefixtures("cases")
def test_a_dry_run_names_the_outdated_copy_that_the_call_moves() -> None:
    both, public = (*FORMAT, "--copy", "both"), FORMAT
    render(options=both)
    change_case(3, clinical_case_summary="Another whale.")
    planned = json.loads(render(options=(*public, "--dry-run", "--json")).stdout)["letters"]
    removed = [(letter["files"], letter["reason"]) for letter in planned if letter["state"] == "removed"]
    assert removed == [(["3.parties.txt"], "case changed")]
    assert "  out/superseded/3.parties.txt: case changed" in render(options=public).stderr.splitlines()
