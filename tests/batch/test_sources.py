"""The sources that a call names."""

from pathlib import Path

import pytest

from imrletters.batch.sources import doubt, file_of
from imrletters.manifest import BatchRecord


@pytest.mark.parametrize("name", ["cases.jsonl", "cases.JSONL"])
def test_capitals_in_the_ending_of_a_name_make_no_difference(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.touch()
    last = BatchRecord(stem="a", source=f"{file}:3", case_digest="", files={}, printed_by={})
    assert file_of(last) == str(file)
    assert "may be cut off" in doubt([last], [str(tmp_path)], lambda _: True)
