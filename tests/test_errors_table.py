"""The table of exceptions in docs/python.md has every function, with the errors that its documentation states."""

import inspect
import re
from collections.abc import Mapping

import imrletters
from imrletters import Case, ImrlettersError, Letter, Letterhead, errors
from tests.support import ROOT

PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
FUNCTIONS: Mapping[str, object] = {
    **{name: value for name in imrletters.__all__ if inspect.isfunction(value := getattr(imrletters, name))},
    **{f"Letter.{name}": value for name, value in vars(Letter).items() if inspect.isfunction(value) and name[0] != "_"},
    "Case": Case.__init__,
    "Case.from_data": Case.from_data,
    "Letterhead": Letterhead.__init__,
}
"""The public functions, and the methods and constructors that read data or print."""
NOT_LISTED = {"Letter.carried_case"}
"""Does not read or print."""


def rows(page: str) -> dict[str, set[str]]:
    """The errors of each call in the table of the page."""
    table = re.findall(
        r"^\| (`.*?) \| (.*?) \|$", page.split("\n## Errors\n")[1].split("\n## ", maxsplit=1)[0], re.MULTILINE
    )
    return {call: named(raised) for calls, raised in table for call in re.findall(r"`([\w.]+)`", calls)}


def named(text: str) -> set[str]:
    return set(re.findall(r"\b[A-Z]\w+Error\b", text))


def stated() -> dict[str, set[str]]:
    """The errors that the documentation of each function states."""
    return {
        name: named(inspect.getdoc(function) or "") for name, function in FUNCTIONS.items() if name not in NOT_LISTED
    }


def test_the_table_has_every_function_with_the_errors_that_it_raises() -> None:
    assert rows(PAGE) == stated()


def test_a_function_or_an_error_that_is_missing_from_the_table_is_found() -> None:
    assert rows(PAGE.replace("| `clean` |", "| `cleanse` |")) != rows(PAGE)
    assert rows(PAGE.replace("| `clean` | `CaseError` |", "| `clean` | nothing |"))["clean"] == set()


def test_the_page_has_every_error_below_its_base() -> None:
    tree = PAGE.split("\n## Errors\n")[1].split("```")[1]
    depth = {name: line.index(name) // 4 for line in tree.splitlines() for name in named(line)}
    classes = [value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, Exception)]
    assert depth == {each.__name__: each.__mro__.index(ImrlettersError) for each in classes}


def test_the_module_shows_the_same_tree() -> None:
    names = re.findall(r"\b[A-Z]\w+Error\b", errors.__doc__ or "")
    tree = PAGE.split("\n## Errors\n")[1].split("```")[1]
    assert names == re.findall(r"\b[A-Z]\w+Error\b", tree)
