"""The journal: the cases to render, their file names and numbers, and their records."""

from pathlib import Path

import pytest

from tests.batch.support import case_text, tree
from tests.cli.command import imrletters


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (case_text(1, clinical_case_summary="Another."), "a.json and b.json are both case CM16-0000001"),
        (case_text(1), ""),
        (case_text(2), ""),
    ],
)
def test_two_different_cases_with_the_same_number_are_refused(folder: Path, second: str, message: str) -> None:
    (folder / "a.json").write_text(case_text(1))
    (folder / "b.json").write_text(second)
    result = imrletters("render", "a.json", "b.json", "-o", "out", "--format", "text", "--jobs", "1")
    assert result.exit_code == (2 if message else 0)
    assert message in result.stderr
    assert bool(tree(folder / "out")) == (not message)
