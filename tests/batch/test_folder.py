"""The output folder: full, read-only, locked by another batch, or changed between two runs."""

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from imrletters.batch.changes import NEW
from imrletters.batch.folder import OutputFolder
from imrletters.batch.render import render_document
from imrletters.cli import main
from imrletters.manifest_names import JOURNAL
from imrletters.printing import ENGINES
from imrletters.printing.provenance import _digest_of_own
from tests.batch.support import TEXT, TEXT_ONLY, Program, case_text, document, manifest, run, tree, until, write_cases
from tests.cli.command import imrletters

LETTERHEAD = 'name = "Lighthouse Example Reviews"\n'
CONTINUE = "when this is solved, run the same command again to continue"
OWN_EDITION = '{% extends "imrletters/editions/2016.j2" %}\n'


@pytest.fixture
def small_disk(short_path: Path) -> Iterator[Path]:
    """A file system with 400 kB."""
    disk = short_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"this machine does not permit mounting a file system: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


def test_a_full_disk_is_reported_and_resumed(small_disk: Path, tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 200)
    for _ in range(2):
        code, output = run("render", "cases.jsonl", "-o", small_disk, *TEXT, folder=tmp_path)
        assert code == 1
        last = output.splitlines()[-1]
        assert last.startswith(str(small_disk))  # the folder, or the file in it that could not be written
        assert ": error: " in last
        assert "full" in last or "no space left on device" in last
        assert last.endswith("; when this is solved, run the same command again to continue")
        assert "Traceback" not in output
        assert not [name for name in tree(small_disk) if name.endswith("part")]
    written = len(tree(small_disk))
    assert 10 < written < 200
    remount(small_disk, "size=20m")
    code, output = run("render", "cases.jsonl", "-o", small_disk, *TEXT, folder=tmp_path)
    assert (code, "200 rendered" in output, "0 with problems" in output) == (0, False, True)
    run("render", "cases.jsonl", "-o", "expected", *TEXT, folder=tmp_path)
    assert tree(small_disk) == tree(tmp_path / "expected")


@pytest.mark.long
def test_a_full_disk_of_temporary_files_is_not_a_problem_of_the_cases(small_disk: Path, tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 5)
    code, output = run("render", "cases.jsonl", "-o", "out", folder=tmp_path, TMPDIR=str(small_disk))
    assert code == 1
    assert re.fullmatch(
        rf"{small_disk}/\S+: error: no space left on device; when this is solved, run the same command again to "
        "continue",
        output.strip().splitlines()[-1],
    )
    assert not (tmp_path / "out" / "manifest.jsonl").exists()
    assert tree(small_disk) == {}
    code, output = run("render", "cases.jsonl", "-o", "out", folder=tmp_path)
    assert (code, "0 with problems" in output) == (0, True)
    assert len(manifest(tmp_path / "out")) == 5


def test_a_full_disk_of_temporary_files_is_not_a_problem_of_one_case(small_disk: Path, tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(case_text(1))
    found = run("render", "case.json", "-o", "out", "--format", "pdf", folder=tmp_path, TMPDIR=str(small_disk))
    assert found == (1, f"{small_disk}: error: no space left on device\n")
    assert tree(small_disk) == {}


def test_a_temporary_folder_with_a_long_path_is_one_error(tmp_path: Path) -> None:
    long = tmp_path / ("d" * 120)
    long.mkdir()
    write_cases(tmp_path / "cases.jsonl", 5)
    code, output = run("render", "cases.jsonl", "-o", "out", folder=tmp_path, TMPDIR=str(long))
    assert code == 1
    assert output == (
        f"{long}: error: the path of the temporary folder is too long for the name of a socket; choose a folder with a "
        "shorter path; when this is solved, run the same command again to continue\n"
    )


@pytest.mark.long
def test_a_command_leaves_no_temporary_file(tmp_path: Path, short_path: Path) -> None:
    (tmp_path / "case.json").write_text(case_text(1))
    for command in (("render", "case.json", "-o", "out"), ("verify", "out/case.pdf"), ("check", "out/case.pdf")):
        assert run(*command, folder=tmp_path, TMPDIR=str(short_path))[0] == 0
        assert tree(short_path) == {}


def test_a_read_only_folder_is_reported_and_resumed(small_disk: Path, tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 5)
    remount(small_disk, "ro")
    code, output = run("render", "cases.jsonl", "-o", small_disk, *TEXT, folder=tmp_path)
    assert (code, output) == (
        1,
        f"{small_disk}/{JOURNAL}: error: read-only file system; {CONTINUE}\n",
    )
    assert run("render", "cases.jsonl", "-o", small_disk / "new", *TEXT, folder=tmp_path)[0] == 2
    remount(small_disk, "rw")
    assert run("render", "cases.jsonl", "-o", small_disk, *TEXT, folder=tmp_path)[0] == 0
    assert len(tree(small_disk)) == 6


def test_a_second_batch_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 300)
    first = Program("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)
    journal = tmp_path / "out" / JOURNAL
    assert until(lambda: journal.exists() and journal.stat().st_size)  # locked: on Windows the first write locks it
    os.kill(first.process.pid, signal.SIGSTOP)
    code, output = run("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)
    os.kill(first.process.pid, signal.SIGCONT)
    assert code == 1
    assert output == (
        "out: error: another batch is writing to this folder; "
        "when this is solved, run the same command again to continue\n"
    )
    assert first.end()[0] == 0
    assert len(manifest(tmp_path / "out")) == 300


def render_five_cases(folder: Path) -> None:
    (folder / "in").mkdir()
    for number in range(1, 6):
        (folder / f"in/{number}.json").write_text(case_text(number))
    assert render(folder) == (5, 0)


def render(folder: Path, *options: str) -> tuple[int, int]:
    """Renders a folder as a new process would; the numbers of cases rendered and kept."""
    _digest_of_own.cache_clear()
    with chdir(folder):
        call = ["render", "in", "-o", "out", "--jobs", "1", *(options or ("--format", "text"))]
        result = CliRunner().invoke(main, call)
    assert result.exit_code == 0, result.stderr
    words = result.stderr.split()
    return int(words[words.index("rendered,") - 1]), int(words[words.index("kept,") - 1])


def test_only_missing_and_changed_letters_are_rendered_again(tmp_path: Path) -> None:
    render_five_cases(tmp_path)
    before = tree(tmp_path / "out")
    assert render(tmp_path) == (0, 5)
    changes: list[tuple[Callable[[], object], int]] = [
        ((tmp_path / "out/2.txt").unlink, 1),
        (lambda: (tmp_path / "out/3.txt").write_text("altered"), 1),
        (lambda: (tmp_path / "in/4.json").write_text(f"  {case_text(4)}\n"), 0),  # the same case
    ]
    for change, again in changes:
        change()
        assert render(tmp_path) == (again, 5 - again)
        letters = tree(tmp_path / "out").items()
        assert {name: data for name, data in letters if not name.startswith("superseded")} == before
    assert (tmp_path / "out/superseded/3.txt").read_text() == "altered"
    before = tree(tmp_path / "out")
    (tmp_path / "in/5.json").write_text(case_text(5, clinical_case_summary="Another whale."))
    assert render(tmp_path) == (1, 4)
    after = tree(tmp_path / "out")
    assert {name for name in after if name not in before or after[name] != before[name]} == {
        "5.txt",
        "manifest.jsonl",
        "superseded/5.txt",
        "superseded/manifest.jsonl",
    }
    assert after["superseded/5.txt"] == before["5.txt"]


def test_other_options_templates_and_letterheads_render_all_letters_again(tmp_path: Path) -> None:
    render_five_cases(tmp_path)
    assert render(tmp_path, "--format", "text", "--width", "60") == (5, 0)
    assert render(tmp_path, "--format", "text", "--format", "html") == (5, 0)
    (tmp_path / "own/editions").mkdir(parents=True)
    own = tmp_path / "own/editions/2016.j2"
    own.write_text(OWN_EDITION)
    templates = ("--format", "text", "--templates", "own")
    assert render(tmp_path, *templates) == (5, 0)
    assert render(tmp_path, *templates) == (0, 5)
    own.write_text(OWN_EDITION + "{# changed #}\n")
    assert render(tmp_path, *templates) == (5, 0)
    (tmp_path / "head.toml").write_text(LETTERHEAD)
    letterhead = ("--format", "html", "--letterhead", "head.toml")
    assert render(tmp_path, *letterhead) == (5, 0)
    assert render(tmp_path, *letterhead) == (0, 5)
    (tmp_path / "head.toml").write_text(LETTERHEAD.replace("Lighthouse", "Harbour"))
    assert render(tmp_path, *letterhead) == (5, 0)
    assert render(tmp_path, "--format", "html", "--copy", "both") == (5, 0)


def test_the_output_folder_may_be_the_folder_of_the_cases(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        (tmp_path / f"{number}.json").write_text(case_text(number))
    for kept in (0, 3):
        code, output = run("render", ".", *TEXT, folder=tmp_path)
        assert (code, f"{kept} kept" in output) == (0, True)
    assert sorted(tree(tmp_path)) == ["1.json", "1.txt", "2.json", "2.txt", "3.json", "3.txt", "manifest.jsonl"]


def test_a_manifest_of_another_program_is_not_overwritten(tmp_path: Path) -> None:
    render_five_cases(tmp_path)
    (tmp_path / "out/manifest.jsonl").write_text(f"{case_text(9)}\n")
    code, output = run("render", "in", "-o", "out", "--format", "text", folder=tmp_path)
    assert code == 2
    assert "out/manifest.jsonl is not the manifest of a batch" in output
    assert (tmp_path / "out/manifest.jsonl").read_text() == f"{case_text(9)}\n"
    assert ".imrletters-account" not in tree(tmp_path / "out")


def test_a_file_name_that_cannot_be_written_is_a_problem_of_its_case(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    names = ["a", "b", "x" * 250, os.fsdecode(b"caf\xe9")]
    for number, name in enumerate(names):
        (tmp_path / f"in/{name}.json").write_text(case_text(number))
    (tmp_path / "out/b.txt").mkdir(parents=True)
    code, output = run("render", "in", "-o", "out", "--format", "text", "--copy", "both", folder=tmp_path)
    assert code == 1
    assert "cannot write b.txt: is a directory" in output
    assert ".txt: file name too long" in output
    assert "4 cases: 2 rendered, 0 kept, 2 with problems" in output
    assert len(manifest(tmp_path / "out")) == 4
    assert "2 kept" in run("render", "in", "-o", "out", "--format", "text", "--copy", "both", folder=tmp_path)[1]


def test_a_case_number_with_a_lone_surrogate_is_a_problem_of_its_case(tmp_path: Path) -> None:
    lines = [case_text(1), case_text(2, case_number="\ud800"), '{"case_number": "A", "case_number": "B"}', "\u00e9"]
    (tmp_path / "cases.jsonl").write_text("\n".join(lines))
    code, output = run("render", "cases.jsonl", "-o", "out", *TEXT, folder=tmp_path)
    assert (code, "4 cases: 1 rendered, 0 kept, 3 with problems" in output) == (1, True), output


def test_a_letter_rendered_by_another_version_is_refused(tmp_path: Path) -> None:
    outcome = render_document(document(1), TEXT_ONLY)
    with OutputFolder(tmp_path, TEXT_ONLY) as folder:
        assert folder.write(document(1), outcome, NEW) == outcome
        other = replace(render_document(document(2), TEXT_ONLY), toolchain={"version": "0.0.1"})
        refused = folder.write(document(2), other, NEW)
    assert [str(problem) for problem in refused.problems] == [
        "2.json: error: rendered with other versions, templates or fonts than this machine has"
    ]
    assert {path.name for path in tmp_path.glob("*.txt")} == {"1.txt"}


def test_the_letters_of_a_moved_case_are_kept_and_its_record_names_the_new_place(folder: Path) -> None:
    (folder / "in").mkdir()
    for number in (1, 2):
        (folder / f"in/{number}.json").write_text(case_text(number))
    imrletters("render", "in", "-o", "out", "--format", "text", "--jobs", "1")
    (folder / "in").rename("moved")
    assert "2 kept" in imrletters("render", "moved", "-o", "out", "--format", "text", "--jobs", "1").stderr
    assert [line["source"] for line in manifest(folder / "out")] == ["moved/1.json", "moved/2.json"]


def test_another_engine_prints_every_letter_again(tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 2)
    with chdir(tmp_path):
        for engine in (*ENGINES, *ENGINES):
            command = ("render", "cases.jsonl", "-o", "out", "--format", "pdf", "--jobs", "1", "--engine", engine)
            first, second = imrletters(*command), imrletters(*command)
            assert ("2 rendered, 0 kept" in first.stderr, "0 rendered, 2 kept" in second.stderr) == (True, True)
            for record in manifest(tmp_path / "out"):
                assert record["printed_by"]["engine"].startswith(f"{engine} ")  # type: ignore[index] # a dictionary
