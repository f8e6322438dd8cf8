"""A day of an operations clerk: at its end, the folder has the letters to be mailed, and the summary adds up."""

import json
import os
import re
import signal
from hashlib import sha256
from pathlib import Path

import pytest

from tests.batch.support import Program, case_text, letters, manifest, run, tree, until
from tests.cli.command import imrletters

OWN_EDITION = '{% extends "imrletters/editions/2016.j2" %}\n'
TITLE = "{% block items_title %}THE ITEMS IN DISPUTE{% endblock %}\n"
RENDER = ("render", "cases", "-o", "out", "--format", "text", "--templates", "own", "--check", "--jobs", "2")
REFUSED: dict[str, object] = {"edition": "1066"}
FINDING: dict[str, object] = {"decision_date": "2016-01-01"}
SUMMARY = r"(\d+) cases: (\d+) rendered, (\d+) kept, (\d+) with problems"


class Day:
    """The folder of the cases, and what is in each."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self.broken = {*range(3, count, 7)} | {*range(5, count, 25)}
        self.cases: dict[int, dict[str, object]] = {}
        (folder / "cases").mkdir()
        (folder / "own/editions").mkdir(parents=True)
        (folder / "own/editions/2016.j2").write_text(OWN_EDITION)
        for number in range(1, count + 1):
            self.write(number, **(REFUSED if number % 2 else FINDING) if number in self.broken else {})

    def write(self, number: int, **changes: object) -> None:
        self.cases[number] = changes
        (self.folder / f"cases/{number:04}.json").write_text(case_text(number, **changes))

    def remove(self, number: int) -> None:
        del self.cases[number]
        (self.folder / f"cases/{number:04}.json").unlink()

    @property
    def to_be_mailed(self) -> set[int]:
        return {number for number, changes in self.cases.items() if changes not in (REFUSED, FINDING)}

    def names(self) -> set[str]:
        return {f"{number:04}.txt" for number in self.to_be_mailed}

    def render(self) -> str:
        code, output = run(*RENDER, folder=self.folder)
        assert code == (1 if len(self.to_be_mailed) < len(self.cases) else 0), output[-2000:]
        self.check_counts(output)
        return output

    def check_counts(self, output: str) -> None:
        found = re.search(SUMMARY, output)
        assert found, output[-2000:]
        total, rendered, kept, failed = map(int, found.groups())
        assert (total, rendered + kept) == (len(self.cases), len(self.to_be_mailed))
        assert total == rendered + kept + failed


@pytest.mark.parametrize("count", [20, pytest.param(500, marks=pytest.mark.long)])
def test_the_folder_has_exactly_the_letters_to_be_mailed(count: int, folder: Path) -> None:
    day = Day(folder, count)
    out = folder / "out"
    day.render()
    mailed = {f"superseded/{name}": data for name, data in tree(out).items() if name != "manifest.jsonl"}
    assert {name.removeprefix("superseded/") for name in mailed} == day.names()
    # corrections, new mistakes, changes and removals
    corrected = {*sorted(day.broken)[::2]}
    for number in corrected:
        day.write(number)
    sound = sorted(day.to_be_mailed - corrected)
    newly_broken, changed, removed = sound[0:count:13], sound[1:count:13], sound[2:count:13]
    for number in newly_broken:
        day.write(number, **FINDING)
    for number in changed:
        day.write(number, clinical_case_summary="The whale was examined again.")
    for number in removed:
        day.remove(number)
    # a template changes too, and the next call is killed
    (folder / "own/editions/2016.j2").write_text(OWN_EDITION + TITLE)
    moved = out / "superseded"
    batch = Program(*RENDER, folder=folder)
    assert until(lambda: letters(moved) > count // 8 or batch.process.poll() is not None)
    os.killpg(batch.process.pid, signal.SIGKILL)
    batch.end()
    assert until(lambda: not batch.processes())
    assert (out / ".imrletters-account").exists()
    predicted = imrletters(*RENDER, "--dry-run").stderr
    output = day.render()
    assert f"case removed: {len(removed)}" in output
    assert f"case refused: {len(newly_broken)}" in output
    assert f"{len(newly_broken) + len(removed)} removed" in predicted
    # the end of the day
    after = tree(out)
    assert {name for name in after if "/" not in name} == day.names() | {"manifest.jsonl"}
    assert {name: after[name] for name in mailed} == mailed
    assert {name for name in after if name.startswith("superseded/")} == {*mailed, "superseded/manifest.jsonl"}
    for name in day.names():
        assert b"THE ITEMS IN DISPUTE" in after[name]
        assert (b"examined again" in after[name]) == (int(name.removesuffix(".txt")) in changed)
    records = manifest(out)
    assert [record["stem"] for record in records] == [f"{number:04}" for number in sorted(day.cases)]
    recorded = {name: digest for record in records for name, digest in record["files"].items()}  # type: ignore[attr-defined] # a dictionary
    assert recorded == {name: sha256(after[name]).hexdigest() for name in day.names()}
    reasons = [record["outdated"] for record in manifest(moved)]
    assert (reasons.count("case removed"), reasons.count("case refused")) == (len(removed), len(newly_broken))
    assert (reasons.count("case changed"), len(reasons)) == (len(changed), len(mailed))
    # nothing is left to be done
    before = tree(out)
    assert f"0 rendered, {len(day.to_be_mailed)} kept" in day.render()
    assert tree(out) == before
    found = json.loads(imrletters("find", f"CM16-{changed[0]:07}", "out", "--json").stdout)
    assert [each["state"] for each in found] == ["current", "superseded"]
