"""The record kept elsewhere: which letters it holds, why not, and where it is broken."""

from pathlib import Path

import pytest

from imrletters.errors import DataError
from imrletters.verification.manifest import Record, missing_from, read_manifest

ONE = Record(case_number="CM16-1", files={"one.pdf": "ab" * 32, "one.parties.pdf": "CD" * 32})
TWO = Record(case_number="CM16-2", files={"two.pdf": "ef" * 32})
NAMELESS = Record(files={"nameless.pdf": "12" * 32})
RECORDS = [ONE, TWO, NAMELESS]


@pytest.mark.parametrize(
    ("case_number", "digests"),
    [
        ("CM16-1", ["ab" * 32]),
        ("CM16-1", ["cd" * 32]),
        ("CM16-1", ["00" * 32, "ab" * 32]),
        ("CM16-2", ["ef" * 32]),
        (None, ["12" * 32]),
    ],
)
def test_a_file_is_found_by_its_case_and_any_of_its_digests(case_number: str | None, digests: list[str]) -> None:
    assert missing_from(RECORDS, case_number, digests) == ""


@pytest.mark.parametrize(
    ("case_number", "digests", "reason"),
    [
        ("CM16-1", ["00" * 32], "the record of case CM16-1 holds other files than this one"),
        ("CM16-9", ["00" * 32], "the record does not hold case CM16-9"),
        ("CM16-1", ["ef" * 32], "the record holds this file, but as one of case CM16-2"),
        ("CM16-2", ["ab" * 32], "the record holds this file, but as one of case CM16-1"),
        ("CM16-1", ["12" * 32], "the record holds this file, but as one of a case without a number"),
        (None, ["ab" * 32], "the record holds this file, but as one of case CM16-1"),
        (None, ["00" * 32], "the record of a case without a number holds other files than this one"),
        ("CM16-1", [], "the record of case CM16-1 holds other files than this one"),
    ],
)
def test_what_is_not_found_has_a_reason(case_number: str | None, digests: list[str], reason: str) -> None:
    assert missing_from(RECORDS, case_number, digests) == reason
    assert missing_from(reversed(RECORDS), case_number, digests) == reason


def test_an_empty_record_holds_nothing() -> None:
    assert missing_from([], "CM16-1", ["ab" * 32]) == "the record does not hold case CM16-1"
    assert missing_from([], None, ["ab" * 32]) == "the record does not hold a case without a number"


def test_a_case_may_have_several_lines() -> None:
    later = Record(case_number="CM16-1", files={"one.signed.pdf": "77" * 32})
    assert missing_from([*RECORDS, later], "CM16-1", ["77" * 32]) == ""
    assert missing_from([later, *RECORDS], "CM16-1", ["ab" * 32]) == ""


def test_records_are_read_line_by_line_and_may_hold_more(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.jsonl"
    more = '{"case_number": "CM16-3", "files": {}, "printed": "2016-12-06"}'
    manifest.write_text("\n\n".join([*(record.model_dump_json() for record in RECORDS), more]) + "\n")
    assert list(read_manifest(manifest)) == [*RECORDS, Record(case_number="CM16-3", files={})]


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b"null",
        b"no JSON",
        b"\xff\xfe",
        b'{"case_number": "CM16-1"}',
        b'{"files": ["one.pdf"]}',
        b'{"files": {"one.pdf": 7}}',
        b'{"case_number": 7, "files": {}}',
    ],
)
def test_a_line_that_is_no_record_is_one_problem_with_its_place(tmp_path: Path, line: bytes) -> None:
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_bytes(ONE.model_dump_json().encode() + b"\n" + line + b"\n")
    with pytest.raises(DataError) as caught:
        list(read_manifest(manifest))
    [problem] = caught.value.problems
    assert (problem.source, problem.line) == (str(manifest), 2)
    assert "no record; expected" in problem.message
    assert "\n" not in str(problem)
