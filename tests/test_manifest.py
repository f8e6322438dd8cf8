"""Reading a manifest: the records of any manifest, and those that a batch writes."""

import json
from pathlib import Path
from typing import Any

import pytest

from imrletters.errors import DataError
from imrletters.manifest import BATCH_KEYS, BatchRecord, Record, as_printed, parse_record, read_manifest

ONE = Record(case_number="CM16-1", files={"one.pdf": "ab" * 32, "one.parties.pdf": "CD" * 32})
UNNUMBERED = Record(files={"unnumbered.pdf": "12" * 32})
BATCH: dict[str, Any] = {
    "stem": "one",
    "case_number": "CM16-1",
    "source": "cases.jsonl:1",
    "case_digest": "ef" * 32,
    "files": {"one.txt": "ab" * 32},
    "pages": {},
    "problems": ["cases.jsonl:1: error: /edition: missing"],
    "printed_by": {"version": "0.1.0"},
}


def test_records_are_read_line_by_line_and_may_have_further_keys(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.jsonl"
    further_keys = '{"case_number": "CM16-3", "files": {}, "pages": "of another program"}'
    manifest.write_text("\n\n".join([ONE.model_dump_json(), UNNUMBERED.model_dump_json(), further_keys]) + "\n")
    expected = [ONE, UNNUMBERED, Record(case_number="CM16-3", files={})]
    assert list(read_manifest(manifest, Record)) == expected


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b"null",
        b"no JSON",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"case_number": "CM16-1"}',
        b'{"files": ["one.pdf"]}',
        b'{"files": {"one.pdf": 7}}',
        b'{"case_number": 7, "files": {}}',
    ],
    ids=lambda line: line[:30].decode("latin-1"),
)
def test_a_line_that_is_not_a_record_is_one_problem_with_its_line_number(tmp_path: Path, line: bytes) -> None:
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_bytes(ONE.model_dump_json().encode() + b"\n" + line + b"\n")
    with pytest.raises(DataError) as caught:
        list(read_manifest(manifest, Record))
    [problem] = caught.value.problems
    assert (problem.source, problem.line) == (str(manifest), 2)
    assert "not a record; expected" in problem.message
    assert "\n" not in str(problem)


def test_file_names_that_are_not_utf_8_can_be_read(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text('{"stem": "caf\\udce9", "case_number": "\\ud800", "files": {"caf\\udce9.txt": "ab"}}\n')
    assert list(read_manifest(manifest, Record)) == [Record(case_number="\ud800", files={"caf\udce9.txt": "ab"})]


def test_a_batch_record_is_written_as_it_is_read_with_its_keys_in_order() -> None:
    line = json.dumps(BATCH)
    record = parse_record(line, BatchRecord)
    assert record is not None
    assert record.to_json() == line
    assert (*json.loads(line),) == BATCH_KEYS


@pytest.mark.parametrize("key", ["stem", "case_digest", "files", "printed_by"])
def test_a_record_of_another_program_is_not_a_batch_record(key: str) -> None:
    without = {name: value for name, value in BATCH.items() if name != key}
    assert parse_record(json.dumps(without), BatchRecord) is None


def test_the_keys_that_a_record_of_a_batch_lacks_are_named(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text(json.dumps({key: value for key, value in BATCH.items() if key not in ("stem", "files")}))
    with pytest.raises(DataError, match=r"not a record; expected also these keys: files, stem$"):
        list(read_manifest(manifest, BatchRecord))


@pytest.mark.parametrize(
    ("data", "printed"),
    [
        (b"a%%EOF\n", b"a%%EOF\n"),
        (b"a%%EOF\nb%%EOF\nc%%EOF\n", b"a%%EOF\n"),
        (b"a%%EOF", b"a%%EOF"),
        (b"", b""),
    ],
)
def test_a_signed_letter_begins_with_the_letter_as_it_was_printed(data: bytes, printed: bytes) -> None:
    assert as_printed(data) == printed
