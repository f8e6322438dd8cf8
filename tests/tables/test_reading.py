"""Cases and letters read for a table, by several processes."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from imrletters import check
from imrletters.documents import Document
from imrletters.tables import Checks, LetterFacts, item_rows, read_facts, read_items
from imrletters.workers import TaskLimits, limits_in_use, use_limits
from tests.support import SAMPLES, sample_letter, sample_pdf

[MIXED] = [path for path in SAMPLES if path.stem == "mixed-decisions"]
LETTER = sample_letter(MIXED)


def document(name: str, data: bytes | None, error: str = "") -> Document:
    return Document(name, Path(name).stem, data, error)


def of_sample(ending: str) -> Document:
    data = {".json": LETTER.case.to_json().encode(), ".txt": LETTER.text().encode(), ".pdf": sample_pdf(MIXED)}
    return document(f"mixed{ending}", data[ending])


@pytest.fixture
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as executor:
        yield executor


@pytest.mark.parametrize("ending", [".json", ".txt", ".pdf"])
def test_a_case_and_its_letters_have_the_same_rows(ending: str, threads: Executor) -> None:
    expected = item_rows(LETTER.case, check(LETTER.case), f"mixed{ending}")
    [read] = read_items([of_sample(ending)], executor=threads)
    assert (read.content, read.problems) == (expected, ())
    assert len(expected) == 3


def test_documents_are_read_by_processes_in_their_order() -> None:
    documents = [of_sample(ending) for ending in (".pdf", ".json", ".txt", ".pdf")]
    read = [*read_items(documents, jobs=2)]
    assert [each.content[0]["source"] for each in read if each.content] == [each.source for each in documents]


def test_what_cannot_be_read_is_a_problem_with_its_place_and_stops_nothing(threads: Executor) -> None:
    bad = [
        document("a.json", b"{}"),
        document("b.txt", b"no letter"),
        document("c.pdf", b"%PDF-1.7 cut off"),
        document("d.pdf", None, "permission denied"),
    ]
    *refused, last = read_items([*bad, of_sample(".json")], executor=threads)
    assert [each.content for each in refused] == [None] * 4
    assert [each.problems[0].source for each in refused] == ["a.json", "b.txt", "c.pdf", "d.pdf"]
    assert refused[3].problems[0].message == "permission denied"
    assert last.content


def test_only_the_chosen_rules_are_applied(threads: Executor) -> None:
    data = LETTER.case.to_json().replace("the lumbar spine", "the the lumbar spine").encode()
    [every] = read_facts([document("a.json", data)], executor=threads)
    [none] = read_facts([document("a.json", data)], Checks(frozenset({"D01"})), executor=threads)
    assert every.content
    assert "T03" in every.content.findings
    assert none.content == LetterFacts(every.content.outcomes, 0, {})


def test_a_document_over_the_limits_is_a_problem_and_the_others_are_read() -> None:
    before = limits_in_use()
    use_limits(TaskLimits(memory_megabytes=512))
    try:
        first, slow, last = read_items(
            [of_sample(".txt"), document("long.txt", b"word\n\n" * 5_000_000), of_sample(".pdf")], jobs=2
        )
    finally:
        use_limits(before)
    assert slow.problems[0].message == "reading it needs more memory than allowed"
    assert first.content
    assert last.content
