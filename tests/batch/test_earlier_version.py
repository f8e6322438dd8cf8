"""A batch that version 0.1.0 left unfinished is resumed by this version."""

import json
import sqlite3
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from imrletters.batch.render import render_document
from imrletters.documents import Document
from tests.batch.support import TEXT_ONLY, case_text, manifest, tree
from tests.cli.command import imrletters

OPTIONS = ("-o", "out", "--format", "text", "--jobs", "1")
DATABASE = """
PRAGMA journal_mode = WAL;
CREATE TABLE made (stem BLOB PRIMARY KEY, record TEXT_ONLY NOT NULL);
CREATE TABLE wanted (place INTEGER PRIMARY KEY, stem BLOB UNIQUE, source BLOB, number BLOB, digest TEXT_ONLY);
CREATE TABLE names (name BLOB PRIMARY KEY, source BLOB) WITHOUT ROWID;
CREATE INDEX numbers ON wanted (number, digest);
"""


def record(number: int, files: dict[str, bytes], problems: list[str]) -> dict[str, Any]:
    """A record of case ``number`` with the keys of version 0.1.0, in its order.

    The toolchain is that of this version: after an upgrade that changes letters, they are rendered again.
    """
    toolchain = TEXT_ONLY.toolchain("2016")
    return {
        "stem": f"cases-{number:07}",
        "case_number": f"CM16-{number:07}",
        "source": f"in/cases-{number:07}.json",
        "case_digest": case_digest(number),
        "files": {name: sha256(data).hexdigest() for name, data in files.items()},
        "pages": {},
        "problems": problems,
        "printed_by": {
            "version": version("imrletters"),
            "templates": toolchain["templates"],
            "own_templates": "none",
            "fonts": toolchain["fonts"],
            "letterhead": "none",
            "width": "80",
            "attached": "True",
        },
    }


def case_digest(number: int) -> str:
    return sha256(json.dumps(json.loads(case_line(number)), sort_keys=True).encode()).hexdigest()


def case_line(number: int) -> str:
    return case_text(number, **({"edition": "1066"} if number == 2 else {}))


@pytest.fixture
def unfinished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The output folder of a batch of four cases. Version 0.1.0 was killed while it wrote the files of the third.

    The first case has a letter, the second has a problem.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for number in range(1, 5):
        (tmp_path / f"in/cases-{number:07}.json").write_text(case_line(number))
    out = tmp_path / "out"
    out.mkdir()
    files = render_document(Document("in/cases-0000001.json", "cases-0000001", case_line(1).encode()), TEXT_ONLY).files
    for name, data in files.items():
        (out / name).write_bytes(data)
    (out / f".{sha256(b'cases-0000003.txt').hexdigest()}.imrletters-part").write_bytes(b"half of a let")
    problem = 'in/cases-0000002.json:2:13: error: /edition: got "1066"; expected an edition: 2014, 2015, 2016'
    records = [record(1, files, []), record(2, {}, [problem])]
    database = sqlite3.connect(out / ".imrletters-account")
    database.executescript(DATABASE)
    for number in range(1, 5):
        stem, source = f"cases-{number:07}".encode(), f"in/cases-{number:07}.json".encode()
        row = (number, stem, source, f"CM16-{number:07}".encode(), case_digest(number))
        database.execute("INSERT INTO wanted VALUES (?, ?, ?, ?, ?)", row)
        database.execute("INSERT INTO names VALUES (?, ?)", (stem + b".txt", source))
    for each in records:
        database.execute("INSERT INTO made VALUES (?, ?)", (each["stem"].encode(), json.dumps(each)))
    database.commit()
    database.close()
    return out


def test_its_letters_are_kept_and_the_missing_ones_rendered(unfinished: Path) -> None:
    letter = (unfinished / "cases-0000001.txt").stat()
    result = imrletters("render", "in", *OPTIONS)
    assert "4 cases: 2 rendered, 1 kept, 1 with problems" in result.stderr
    assert (unfinished / "cases-0000001.txt").stat().st_ino == letter.st_ino
    assert imrletters("render", "in", "-o", "expected", *OPTIONS[2:]).exit_code == 1
    assert tree(unfinished) == tree(unfinished.parent / "expected")
    assert sorted(tree(unfinished)) == [*(f"cases-{number:07}.txt" for number in (1, 3, 4)), "manifest.jsonl"]


def test_its_records_are_written_to_the_manifest_unchanged(unfinished: Path) -> None:
    letter = (unfinished / "cases-0000001.txt").read_bytes()
    imrletters("render", "in", *OPTIONS)
    first = (unfinished / "manifest.jsonl").read_text().splitlines()[0]
    assert first == json.dumps(record(1, {"cases-0000001.txt": letter}, []))
    assert [line["stem"] for line in manifest(unfinished)] == [f"cases-{number:07}" for number in range(1, 5)]


def test_the_finished_manifest_is_resumed_too(unfinished: Path) -> None:
    (unfinished / ".imrletters-account").unlink()
    letter = (unfinished / "cases-0000001.txt").read_bytes()
    records = [record(1, {"cases-0000001.txt": letter}, [])]
    (unfinished / "manifest.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in records))
    assert "2 rendered, 1 kept" in imrletters("render", "in", *OPTIONS).stderr
