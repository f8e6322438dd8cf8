"""The manifest of a batch: its records, and what they depend on."""

import json
import os
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from tests.batch.support import case_text, manifest, tree, write_cases
from tests.cli.command import imrletters
from tests.support import printed_pages


def test_a_manifest_has_a_record_for_every_case_in_order(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 3, [2])
    (folder / "a.json").write_text(case_text(9))
    assert imrletters("render", "cases.jsonl", "a.json", "-o", "out", "--jobs", "2").exit_code == 1
    first, second, third, last = manifest(folder / "out")
    assert [line["stem"] for line in (first, second, third, last)] == [
        "cases-0000001",
        "cases-0000002",
        "cases-0000003",
        "a",
    ]
    files = {f"cases-0000001.{kind}": (folder / f"out/cases-0000001.{kind}").read_bytes() for kind in ("txt", "pdf")}
    toolchain = first["printed_by"]
    assert isinstance(toolchain, dict)
    assert first == {
        "stem": "cases-0000001",
        "case_number": "CM16-0000001",
        "source": "cases.jsonl:1",
        "case_digest": sha256(json.dumps(json.loads(case_text(1)), sort_keys=True).encode()).hexdigest(),
        "files": {name: sha256(data).hexdigest() for name, data in files.items()},
        "pages": {"cases-0000001.pdf": len(list(printed_pages(files["cases-0000001.pdf"])))},
        "problems": [],
        "printed_by": toolchain,
    }
    assert toolchain.keys() == {
        "version",
        "templates",
        "own_templates",
        "fonts",
        "letterhead",
        "width",
        "attached",
        "engine",
    }
    assert toolchain["version"] == version("imrletters")
    assert f"weasyprint {version('weasyprint')}" in toolchain["engine"]
    assert (second["files"], second["case_number"], last["source"]) == ({}, "CM16-0000002", "a.json")
    assert second["problems"] == [
        'cases.jsonl:2:13: error: /edition: got "1066"; expected an edition: 2014, 2015 or 2016'
    ] or "1066" in str(second["problems"])
    assert third["printed_by"] == toolchain


def test_the_manifest_does_not_depend_on_the_run(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 12, [2])
    for out, jobs in (("one", "1"), ("two", "2")):
        imrletters("render", "cases.jsonl", "-o", out, "--format", "text", "--jobs", jobs)
    assert tree(folder / "one") == tree(folder / "two")


def test_verify_finds_only_the_letters_of_the_batch_in_its_manifest(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 2)
    assert imrletters("render", "cases.jsonl", "-o", "out", "--format", "pdf", "--jobs", "1").exit_code == 0
    (folder / "other.json").write_text(case_text(3))
    imrletters("render", "other.json", "--format", "pdf")
    option = ("--manifest", "out/manifest.jsonl")
    held = imrletters("verify", "out/cases-0000001.pdf", "out/cases-0000002.pdf", *option)
    assert (held.exit_code, held.stdout.count("in the manifest")) == (0, 2)
    assert imrletters("verify", "other.pdf", *option).exit_code == 1


def test_a_manifest_with_a_file_name_that_is_not_utf_8_can_be_verified(folder: Path) -> None:
    write_cases(folder / os.fsdecode(b"caf\xe9.jsonl"), 2)
    assert imrletters("render", ".", "-o", "out", "--format", "pdf", "--jobs", "1").exit_code == 0
    next((folder / "out").glob("*.pdf")).rename(folder / "letter.pdf")
    assert imrletters("verify", "letter.pdf", "--manifest", "out/manifest.jsonl").exit_code == 0
