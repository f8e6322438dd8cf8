"""The rows of the report of a batch."""

from imrletters.case.example import example_item
from imrletters.errors import Problem
from imrletters.manifest import BatchRecord
from imrletters.tables.column import row_of
from imrletters.tables.letters import LETTER_COLUMNS, LetterFacts, LetterSubject
from tests.support import case

PARTIAL = {"kind": "quantity", "original_request": "Gel #3", "authorized": "Gel #2"}
MADE = BatchRecord(
    stem="a",
    case_number="CM16-0000009",
    source="a.json",
    case_digest="c" * 64,
    files={"a.txt": "1" * 64, "a.pdf": "2" * 64, "a.parties.pdf": "3" * 64},
    pages={"a.pdf": 2, "a.parties.pdf": 5},
    printed_by={},
)


def test_a_row_counts_pages_outcomes_and_findings() -> None:
    items = [example_item(), example_item(decision="Overturned"), example_item(partial_approval=PARTIAL)]
    findings = [Problem("found", code=code) for code in ("T03", "D01", "T03")]
    facts = LetterFacts.of(case(disputed_items=items), findings)
    row = row_of(LETTER_COLUMNS, LetterSubject(MADE, "made", facts))
    assert (row["pages"], row["items"], row["upheld"], row["overturned"], row["partly_approved"]) == (7, 3, 2, 1, 1)
    assert row["findings"] == ("D01: 1", "T03: 2")
    assert row["files"] == ("a.txt", "a.pdf", "a.parties.pdf")
    assert row["digests"] == ("1" * 64, "2" * 64, "3" * 64)
    assert (row["case_number"], row["state"], row["problems"]) == ("CM16-0000009", "made", ())


def test_a_case_without_letter_has_its_problems_and_no_counts() -> None:
    refused = MADE.model_copy(update={"files": {}, "pages": {}, "problems": ("a.json: error: wrong",)})
    row = row_of(LETTER_COLUMNS, LetterSubject(refused, "refused", None))
    assert [row[name] for name in ("pages", "items", "upheld", "overturned", "partly_approved")] == [None] * 5
    assert (row["state"], row["problems"], row["findings"]) == ("refused", ("a.json: error: wrong",), ())
