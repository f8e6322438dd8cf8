"""The manifest of a batch: its records, and what they depend on."""

import json
import os
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from imrletters.batch.folder import OutputFolder
from imrletters.rendering import editions
from tests.batch.support import TEXT_ONLY, case_text, document, manifest, tree, write_cases
from tests.cli.command import imrletters
from tests.support import printed_pages


def test_a_manifest_has_a_record_for_every_case_in_order(folder: Path) -> None:
    write_cases(folder / "cases.jsonl", 3, [2])
    (folder / "a.json").write_text(case_text(9))
    assert imrletters("render", "cases.jsonl", "a.json", "-o", "out", "--jobs", "2").exit_code == 1
    first, second, third, last = manifest(folder / "out")
    assert [line["stem"] for line in (first, second, third, last)] == [
        "CM16-0000001",
        "CM16-0000002",
        "CM16-0000003",
        "a",
    ]
    files = {f"CM16-0000001.{kind}": (folder / f"out/CM16-0000001.{kind}").read_bytes() for kind in ("txt", "pdf")}
    toolchain = first["printed_by"]
    assert isinstance(toolchain, dict)
    assert first == {
        "stem": "CM16-0000001",
        "case_number": "CM16-0000001",
        "source": "cases.jsonl:1",
        "case_digest": sha256(json.dumps(json.loads(case_text(1)), sort_keys=True).encode()).hexdigest(),
        "files": {name: sha256(data).hexdigest() for name, data in files.items()},
        "pages": {"CM16-0000001.pdf": len(list(printed_pages(files["CM16-0000001.pdf"])))},
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
    expected = f"{', '.join(editions())}; an edition of your own needs its folder of templates"
    assert second["problems"] == [f"cases.jsonl:2:13: error: /edition: expected an edition: {expected}"]
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
    held = imrletters("verify", "out/CM16-0000001.pdf", "out/CM16-0000002.pdf", *option)
    assert (held.exit_code, held.stdout.count("in the manifest")) == (0, 2)
    assert imrletters("verify", "other.pdf", *option).exit_code == 1


def test_a_manifest_with_a_file_name_that_is_not_utf_8_can_be_verified(folder: Path) -> None:
    write_cases(folder / os.fsdecode(b"caf\xe9.jsonl"), 2)
    assert imrletters("render", ".", "-o", "out", "--format", "pdf", "--jobs", "1").exit_code == 0
    next((folder / "out").glob("*.pdf")).rename(folder / "letter.pdf")
    assert imrletters("verify", "letter.pdf", "--manifest", "out/manifest.jsonl").exit_code == 0


PRIVATE = {"parties": [{"role": "Injured worker", "name": "Quagga-name"}], "request_date": "1971-02-03"}


def render(*arguments: str) -> tuple[str, list[dict[str, object]]]:
    """The text on standard error, and the records of the manifest."""
    result = imrletters("render", "cases.jsonl", "-o", "out", "--format", "text", "--jobs", "1", *arguments)
    return result.stderr, manifest(Path("out"))


def test_the_manifest_of_a_public_batch_depends_on_no_private_field(folder: Path) -> None:
    records = []
    for private in ({}, PRIVATE, {"attestations": [{"kind": "no affiliation", "date": "2016-11-09"}], **PRIVATE}):
        (folder / "cases.jsonl").write_text(f"{case_text(1, **private)}\n{case_text(2)}\n")
        records.append(render()[1])
    assert records[0] == records[1] == records[2]


def test_problems_in_the_manifest_quote_no_value(folder: Path) -> None:
    faulty: list[dict[str, object]] = [
        {"parties": [{"role": "Injured worker", "name": ["Quagga"]}]},
        {"parties": [{"role": "Injured worker", "name": "Quagga\u2603"}]},
        {"request_date": "Quagga"},
        {"Quagga": 1},
        {"parties": [{"role": "Injured worker", "name": "A", "Quagga": 1}]},
        {"schema_version": "Quagga"},
        {"replaces": {"case_number": "Quagga"}},
    ]
    lines = [case_text(number, **changes) for number, changes in enumerate(faulty, start=1)]
    (folder / "cases.jsonl").write_text(
        "\n".join([*lines, '{"parties": "Quagga", "parties": "Quagga"}', '"Quagga"', "Quagga"])
    )
    stderr, records = render("--copy", "both")
    assert stderr.count("Quagga") >= len(faulty) - 2
    assert [len(record["problems"]) > 0 for record in records] == [True] * 10  # type: ignore[arg-type] # a list
    assert "quagga" not in (folder / "out" / "manifest.jsonl").read_text().casefold()


def test_a_case_that_is_not_json_has_no_digest(folder: Path) -> None:
    (folder / "cases.jsonl").write_text(f"{case_text(1)}\nQuagga\n")
    assert render()[1][1]["case_digest"] == ""


def test_letters_are_rendered_again_when_a_field_of_their_copy_changes(folder: Path) -> None:
    def kept(copy: str, **changes: object) -> bool:
        (folder / "cases.jsonl").write_text(f"{case_text(1, **changes)}\n{case_text(2)}\n")
        return "2 kept" in render("--copy", copy)[0]

    assert not kept("public", **PRIVATE)
    assert kept("public", **PRIVATE)
    assert kept("public")
    assert not kept("public", clinical_case_summary="Other words.")
    assert not kept("parties", **PRIVATE)
    assert kept("parties", attestations=[{"kind": "no affiliation", "date": "2016-11-09"}], **PRIVATE)
    assert not kept("parties", **PRIVATE | {"request_date": "1971-02-04"})
    assert not kept("both", **PRIVATE)
    assert not kept("both")


def test_the_journal_of_an_unfinished_batch_confirms_no_guess(folder: Path) -> None:
    journals = []
    for out in ("one", "two"):
        (folder / out).mkdir()
        with OutputFolder(folder / out, TEXT_ONLY) as output:
            list(output.plan([document(1, **PRIVATE)]))
            journals.append(output.journal.database.execute("SELECT digest FROM wanted").fetchall())
    assert journals[0] != journals[1]
