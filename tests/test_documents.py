"""The documents that a command line names."""

from io import BytesIO
from pathlib import Path

import pytest

from imrletters import CaseError
from imrletters.documents import Document, documents
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
