"""Problems and the exceptions that list them."""

import pytest

from imrletters.errors import (
    CaseError,
    HouseStyleError,
    ImrlettersError,
    LetterError,
    PrintError,
    Problem,
    escaped,
    plain_or_quoted,
)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("no text"), "error: no text"),
        (Problem("no text", "/a/0", "case.json", line=12, column=17), "case.json:12:17: error: /a/0: no text"),
        (Problem("no text", source="a.pdf", page=2, line=3), "a.pdf: page 2 line 3: error: no text"),
        (Problem("no text", source="a.pdf", page=2), "a.pdf: page 2: error: no text"),
        (Problem("a word twice", severity="warning", code="T01"), "warning: a word twice [T01]"),
        (Problem("got 'a\nb'"), "error: got 'a\\u000ab'"),
    ],
)
def test_a_problem_is_one_line_in_the_form_of_a_compiler(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_a_problem_without_values_has_its_redacted_message_and_pointer() -> None:
    problem = Problem("got 'knee'", "/knee", redacted="got a text", redacted_pointer="")
    assert str(problem.without_values()) == "error: got a text"
    assert str(Problem("no text", "/a").without_values()) == "error: /a: no text"


def test_an_error_lists_its_problems_and_can_be_placed_in_a_file() -> None:
    error = CaseError([Problem("one", line=1), Problem("two", line=2)])
    assert str(error.at("a.json")) == "a.json:1: error: one\na.json:2: error: two"
    assert str(error.at("a.jsonl", 7)) == "a.jsonl:7: error: one\na.jsonl:7: error: two"
    assert isinstance(error.at("a.json"), CaseError)
    assert not isinstance(LetterError([]), CaseError)


def test_only_characters_that_are_not_printable_are_escaped() -> None:
    assert escaped("é ½ \u200b\x07") == "é ½ \\u200b\\u0007"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("letter.pdf", "letter.pdf"),
        ("in/an other, v1.2 (x)@y#z.pdf", "in/an other, v1.2 (x)@y#z.pdf"),
        ("é.pdf", "é.pdf"),
        ("a; in the manifest.pdf", r'"a\u003b in the manifest.pdf"'),
        ("a.pdf: the same", '"a.pdf: the same"'),
        ("a\nb", r'"a\u000ab"'),
        ("\u202efdp.a", r'"\u202efdp.a"'),
        ('"', r'"\u0022"'),
        ("\\", r'"\\"'),
        (" a", '" a"'),
        ("", '""'),
    ],
)
def test_a_name_cannot_be_taken_for_other_words_of_a_message(name: str, shown: str) -> None:
    assert plain_or_quoted(name) == shown


@pytest.mark.parametrize(
    ("error", "problem", "message"),
    [
        (HouseStyleError("look.toml:2: error: wrong"), "case.json: error: look.toml:2: wrong", "look.toml:2: wrong"),
        (HouseStyleError("letterhead: wrong"), "case.json: error: letterhead: wrong", "letterhead: wrong"),
        (PrintError("no engine"), "case.json: error: no engine", "no engine"),
        (
            CaseError([Problem("wrong", "/edition", line=3)]),
            "case.json:3: error: /edition: wrong",
            "3: /edition: wrong",
        ),
    ],
)
def test_each_line_of_an_error_has_the_word_error_once(error: ImrlettersError, problem: str, message: str) -> None:
    assert [str(each.at("case.json")) for each in error.as_problems()] == [problem]
    assert error.without_severity() == message


def test_each_line_of_a_message_is_a_problem() -> None:
    error = HouseStyleError("a.j2:1: error: wrong\nb.j2: error: wrong: error: here")
    assert [each.message for each in error.as_problems()] == ["a.j2:1: wrong", "b.j2: wrong: error: here"]
