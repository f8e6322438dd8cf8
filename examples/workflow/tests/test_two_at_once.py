"""Two who do the same at once: one does it, the other is told."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest
from imrletters import VerificationResult, verify

from determinations import workflow
from determinations.store import RefusedError, Store
from tests.conftest import HERE, NUMBER


@pytest.fixture
def checked(store: Store, mended: bytes) -> Store:
    workflow.draft(store, NUMBER, mended)
    workflow.check(store, NUMBER)
    return store


def events(store: Store, event: str) -> int:
    [(count,)] = store.database.execute("SELECT count(*) FROM log WHERE event = ?", (event,))
    return int(count)


def test_of_two_processes_that_issue_one_determination_one_is_refused(checked: Store, path: Path) -> None:
    command = [sys.executable, "-m", "determinations", "--database", str(path), "issue", NUMBER]
    both = [subprocess.Popen(command, cwd=HERE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = sorted((process.communicate()[1], process.returncode) for process in both)
    assert [code for _, code in said] == [0, 1]
    assert "meanwhile" in said[1][0] or "issued; expected checked" in said[1][0]
    assert events(checked, "issued") == 1


def test_who_has_printed_when_another_issues_is_refused(
    checked: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_printed = Barrier(2, timeout=60)

    def waiting(pdf: bytes) -> VerificationResult:
        both_have_printed.wait()
        return verify(pdf)

    def issue(_: int) -> str:
        with closing(Store(path)) as own:
            try:
                workflow.issue(own, NUMBER)
            except RefusedError as error:
                return str(error)
            return "issued"

    monkeypatch.setattr(workflow, "verify", waiting)
    with ThreadPoolExecutor(2) as threads:
        said = sorted(threads.map(issue, range(2)))
    assert said == [f"{NUMBER} was edited, checked or issued by another meanwhile", "issued"]
    assert events(checked, "issued") == 1


def test_what_is_edited_while_its_letters_are_printed_is_not_issued(
    checked: Store, mended: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edited(pdf: bytes) -> VerificationResult:
        monkeypatch.undo()
        workflow.edit(checked, NUMBER, mended.replace(b"lighthouse keeper", b"clock maker"))
        workflow.check(checked, NUMBER)
        return verify(pdf)

    monkeypatch.setattr(workflow, "verify", edited)
    with pytest.raises(RefusedError, match="meanwhile"):
        workflow.issue(checked, NUMBER)
    assert checked.versions(NUMBER)[0].status == "checked"
