"""The documents that a command line names."""

from io import BytesIO
from pathlib import Path

import pytest

from imrletters import CaseError
from imrletters.documents import Document, cases_or_letters, documents
from imrletters.manifest_names import JOURNAL, MANIFEST
from tests.support import case


def documents_of(*names: object, standard_input: bytes = b"") -> list[Document]:
    return list(documents(tuple(map(str, names)), BytesIO(standard_input)))


def one_line() -> str:
    return case().model_dump_json(exclude_defaults=True)


def test_the_output_of_a_file_is_named_after_it(tmp_path: Path) -> None:
    path = tmp_path / "a.b.json"
    path.write_text(case().to_json())
    [found] = documents_of(path)
    assert (found.source, found.stem, found.case()) == (str(path), "a.b", case())


def test_standard_input_is_one_case() -> None:
    [found] = documents_of("-", standard_input=case().to_json().encode())
    assert (found.source, found.stem, found.case()) == ("<stdin>", "letter", case())


def test_the_json_files_of_a_folder_are_read_in_order(tmp_path: Path) -> None:
    for name in ("b.json", "a.json", "c.jsonl", "notes.txt", "A.json.bak"):
        (tmp_path / name).write_text(one_line())
    assert [found.stem for found in documents_of(tmp_path)] == ["a", "b", "c-0000001"]


def test_each_line_of_a_jsonl_file_is_a_case_named_after_its_number(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(f"{one_line()}\n\n \n{one_line()}\n{{}}")
    found = documents_of(path)
    assert [(entry.stem, entry.line) for entry in found] == [
        ("many-0000001", 1),
        ("many-0000004", 4),
        ("many-0000005", 5),
    ]
    assert found[1].case() == case()
    with pytest.raises(CaseError) as caught:
        found[2].case()
    assert {(problem.source, problem.line, problem.column) for problem in caught.value.problems} == {(str(path), 5, 1)}


@pytest.mark.parametrize("name", ["absent.json", "absent.jsonl", "absent"])
def test_a_missing_file_is_a_problem_when_it_is_read(tmp_path: Path, name: str) -> None:
    [found] = documents_of(tmp_path / name)
    with pytest.raises(CaseError, match="error: no such file or directory"):
        found.case()


def test_a_folder_without_cases_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    [found] = documents_of(tmp_path)
    with pytest.raises(CaseError, match="the folder contains no"):
        found.case()


def test_a_jsonl_file_without_cases_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    path.write_text("\n\n")
    found = documents_of(path)
    assert found
    with pytest.raises(CaseError):
        found[0].case()


def test_capitals_in_the_ending_of_a_name_make_no_difference(tmp_path: Path) -> None:
    for name in ("a.JSON", "b.Jsonl", "c.json", "Manifest.JSONL"):
        (tmp_path / name).write_text(f"{one_line()}\n{one_line()}\n" if name == "b.Jsonl" else one_line())
    found = documents_of(tmp_path)
    assert [(each.stem, each.line) for each in found] == [
        ("a", None),
        ("b-0000001", 1),
        ("b-0000002", 2),
        ("c", None),
    ]
    assert {each.case_file for each in found} == {True}
    assert [Document(name, "a", b"").case_file for name in ("a.PDF", "a.Txt", "a.doc")] == [False, False, None]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["IMR.pdf", "IMR.2.pdf", "IMR.3.PDF"], ["IMR.2.pdf", "IMR.3.PDF", "IMR.pdf"]),
        (["a.pdf", "a.parties.pdf", "a.parties.signed.pdf", "a.signed.signed.pdf"], ["a.pdf"]),
        (["a.PDF", "a.signed.pdf", "a.parties.PDF"], ["a.PDF"]),
        (["a.PDF", "a.pdf"], ["a.PDF", "a.pdf"]),
        (["a.parties.pdf", "a.parties.signed.pdf"], ["a.parties.pdf"]),
        (["a.signed.pdf", "a.parties.pdf"], ["a.signed.pdf"]),
        (["a.b.pdf", "a.b.signed.pdf", "a.signed.b.pdf"], ["a.b.pdf", "a.signed.b.pdf"]),
        (["a.TXT", "a.parties.txt", "b.txt"], ["a.TXT", "b.txt"]),
        (["a.PDF", "a.txt", "b.txt"], ["a.PDF"]),
        ([".signed.pdf", "a.pdf"], [".signed.pdf", "a.pdf"]),
    ],
)
def test_a_folder_contributes_each_letter_once(names: list[str], expected: list[str], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).touch()
    assert [path.name for path in cases_or_letters(tmp_path)] == expected


def test_the_folder_of_superseded_letters_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    superseded = tmp_path / "superseded"
    superseded.mkdir()
    (superseded / "a.json").write_text(one_line())
    assert [found.stem for found in documents_of(superseded)] == ["a"]
    (superseded / MANIFEST).touch()
    assert documents_of(superseded) == []
    monkeypatch.chdir(superseded)
    assert documents_of(".") == []
    (superseded / MANIFEST).unlink()
    (tmp_path / JOURNAL).touch()  # the batch is not finished, and writes the manifest of the folder at its end
    assert documents_of(superseded) == []
