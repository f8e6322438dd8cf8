"""Of two users who change one determination at the same time, one succeeds and the other is refused."""

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
def checked(store: Store, fixed: bytes) -> Store:
    workflow.draft(store, NUMBER, fixed)
    workflow.check(store, NUMBER)
    return store


def events(store: Store, event: str) -> int:
    [(count,)] = store.database.execute("SELECT count(*) FROM log WHERE event = ?", (event,))
    return int(count)


def test_only_one_of_two_processes_issues_a_determination(checked: Store, path: Path) -> None:
    command = [sys.executable, "-m", "determinations", "--database", str(path), "issue", NUMBER]
    both = [subprocess.Popen(command, cwd=HERE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    results = sorted((process.communicate()[1], process.returncode) for process in both)
    assert [code for _, code in results] == [0, 1]
    assert "in the meantime" in results[1][0] or "issued; expected checked" in results[1][0]
    assert events(checked, "issued") == 1


def test_issuing_is_refused_if_another_thread_issued_while_the_letters_were_printed(
    checked: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_printed = Barrier(2, timeout=60)

    def verify_after_both_printed(pdf: bytes) -> VerificationResult:
        both_have_printed.wait()
        return verify(pdf)

    def issue(_: int) -> str:
        with closing(Store(path)) as own:
            try:
                workflow.issue(own, NUMBER)
            except RefusedError as error:
                return str(error)
            return "issued"

    monkeypatch.setattr(workflow, "verify", verify_after_both_printed)
    with ThreadPoolExecutor(2) as threads:
        results = sorted(threads.map(issue, range(2)))
    assert results == [f"{NUMBER} was changed by somebody else in the meantime", "issued"]
    assert events(checked, "issued") == 1


def test_issuing_is_refused_if_the_case_was_edited_while_the_letters_were_printed(
    checked: Store, fixed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit_before_verifying(pdf: bytes) -> VerificationResult:
        monkeypatch.undo()
        workflow.edit(checked, NUMBER, fixed.replace(b"lighthouse keeper", b"clock maker"))
        workflow.check(checked, NUMBER)
        return verify(pdf)

    monkeypatch.setattr(workflow, "verify", edit_before_verifying)
    with pytest.raises(RefusedError, match="in the meantime"):
        workflow.issue(checked, NUMBER)
    assert checked.versions(NUMBER)[0].status == "checked"
