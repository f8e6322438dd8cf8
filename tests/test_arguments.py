"""Every public function refuses an argument of a wrong type by name, with an error of imrletters."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import imrletters
from imrletters import (
    ArgumentError,
    CaseError,
    HouseStyle,
    ImrlettersError,
    RenderOptions,
    check,
    check_document,
    clean,
    load_case,
    parse,
    render,
    render_many,
    verify,
)
from imrletters.arguments import TEXT, each_of, require, require_one_of
from imrletters.mailing import cases_without_letter, letters_to_mail, merge
from imrletters.manifest import Record, read_manifest
from imrletters.signing import configured_signer, pkcs12_signer, sign, signatures, timestamper
from imrletters.tables import write_table
from imrletters.testing import assert_pages, assert_reproducible, example_case
from imrletters.workers import use_limits

CASE = example_case()
VALID: dict[str, Any] = {
    "case": CASE,
    "letter": render(CASE).text(),
    "pdf": render(CASE, engine="typst").pdf(),
    "data": CASE.to_json().encode(),
    "case_file": CASE.to_json(),
    "text": "words",
    "cases": [CASE],
    "path": "samples/mixed-decisions.json",
}
"""A valid value of each argument that has no default."""
TRUTH_VALUES = {"bounded", "narrative", "case_file", "attach"}
"""Arguments that are true or false, of which Python accepts any object."""
FUNCTIONS = {
    name: function
    for name in imrletters.__all__
    if inspect.isfunction(function := getattr(imrletters, name)) and name != "case_schema"
}
ARGUMENTS = [
    (name, argument)
    for name, function in FUNCTIONS.items()
    for argument, parameter in inspect.signature(function).parameters.items()
    if argument not in TRUTH_VALUES or parameter.default is inspect.Parameter.empty
]
SIGNER: Any = None
PATH: Any = Path("case.json")
WRONG = [5, 1.5, object(), [object()], {1: 2}, Path]


def test_there_are_functions_to_test() -> None:
    assert {"render", "parse", "check", "verify", "load_case", "render_many", "clean_text"} < FUNCTIONS.keys()
    assert len(ARGUMENTS) > 30


@pytest.mark.parametrize("wrong", WRONG, ids=[type(each).__name__ for each in WRONG])
@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_a_wrong_type_is_refused_with_the_name_of_the_argument(name: str, argument: str, wrong: object) -> None:
    if (argument, wrong) == ("jobs", 5):
        return
    required = {
        each: VALID[each]
        for each, parameter in inspect.signature(FUNCTIONS[name]).parameters.items()
        if parameter.default is inspect.Parameter.empty
    }
    expected = f"^{argument}(, entry 1)?: got a value of the type [A-Za-z]+; expected "
    with pytest.raises(ArgumentError, match=expected):
        list(FUNCTIONS[name](**(required | {argument: wrong})))  # a batch examines its cases when it reads them


LETTER: Any = render(CASE)
MISTAKES: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any], str]] = [
    (parse, (Path("a.pdf"),), {}, "letter: got a value of the type PosixPath; expected the text (str) or the content"),
    (verify, ("a.pdf",), {}, "pdf: got a value of the type str; expected the content of a PDF (bytes), such as Path"),
    (check, ("a.json",), {}, "case: got a value of the type str; expected a Case, such as load_case(path) or Case.fr"),
    (check_document, ("{}",), {}, "data: got a value of the type str; expected the content of a case file or a let"),
    (clean, (Path("a.json"),), {}, "case_file: got a value of the type PosixPath; expected the text (str) or the co"),
    (load_case, (b"a.json",), {}, "path: got a value of the type bytes; expected the name of a file (str or Path)"),
    (check, (CASE,), {"audience": "all"}, "audience: got another text; expected one of: public, parties, both"),
    (CASE.for_audience, ("both",), {}, "audience: got another text; expected one of: public, parties"),
    (render, (CASE, "both"), {}, "audience: got another text; expected one of: public, parties"),
    (check, (CASE, ["D01", "Z98"]), {}, "codes: got Z98; expected codes of rules, such as D01"),
    (check, (CASE, ["Z98", "Jane Doe 1970"]), {}, "codes: got Z98, another text; expected codes of rules, such as"),
    (check, (CASE, ["date-order"]), {}, "codes: got another text; expected codes of rules, such as D01"),
    (render, (CASE, "John Smith"), {}, "audience: got another text; expected one of: public, parties"),
    (render, (CASE,), {"engine": "troff"}, "engine: got another text; expected one of: weasyprint, typst"),
    (LETTER.text, (-3,), {}, "width: got -3; expected 0, which means no line breaks, or more"),
    (RenderOptions, (), {"width": -5}, "width: got -5; expected 0, which means no line breaks, or more"),
    (RenderOptions, (), {"engine": "troff"}, "engine: got another text; expected one of: weasyprint, typst"),
    (RenderOptions, (), {"formats": ()}, "formats: got none; expected at least one of: text, html, pdf"),
    (RenderOptions, (), {"audiences": []}, "audiences: got none; expected at least one of: public, parties"),
    (
        merge,
        ((("a.pdf", VALID["pdf"]), 5), "mail.pdf"),
        {},
        "letters, entry 2: got a value of the type int; expected a pair",
    ),
    (merge, ([("a.pdf",)], "mail.pdf"), {}, "letters, entry 1: got a value of the type tuple; expected a pair"),
    (merge, ([(b"", "a.pdf")], "mail.pdf"), {}, "letters, entry 1: got a value of the type tuple; expected a pair"),
    (merge, ("ab", "mail.pdf"), {}, "letters, entry 1: got a value of the type str; expected a pair of the name"),
    (letters_to_mail, ("folder",), {}, "paths: got a value of the type str; expected several, such as a list"),
    (cases_without_letter, ("folder",), {}, "paths: got a value of the type str; expected several, such as a list"),
    (letters_to_mail, ([],), {"audiences": "public"}, "audiences: got a value of the type str; expected several"),
    (cases_without_letter, ([],), {"audiences": "public"}, "audiences: got a value of the type str; expected se"),
    (letters_to_mail, ([],), {"audiences": ["all"]}, "audiences: got another text; expected one of: public, par"),
    (cases_without_letter, ([],), {"audiences": ["all"]}, "audiences: got another text; expected one of: public"),
    (check, (CASE, "D01"), {}, "codes: got a value of the type str; expected several, such as a list; each is a tex"),
    (LETTER.text, ("wide",), {}, "width: got a value of the type str; expected a number of columns (int)"),
    (render_many, (CASE,), {}, "cases: got a value of the type Case; expected several, such as a list; each is a Ca"),
    (render_many, (["x"],), {}, "cases, entry 1: got a value of the type str; expected a Case, such as load_case(pa"),
    (verify, (VALID["pdf"],), {"record": [{}]}, "record, entry 1: got a value of the type dict; expected a Record"),
    (HouseStyle, (), {"letterhead": "a.toml"}, "letterhead: got a value of the type str; expected a Letterhead, suc"),
    (RenderOptions, (), {"house_style": Path()}, "house_style: got a value of the type PosixPath; expected a HouseS"),
    (RenderOptions, (), {"width": "80"}, "width: got a value of the type str; expected a number of columns (int)"),
    (RenderOptions, (), {"formats": "pdf"}, "formats: got a value of the type str; expected several, such as a list"),
]


@pytest.mark.parametrize(("function", "arguments", "named", "message"), MISTAKES)
def test_the_message_names_what_is_accepted(
    function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any], message: str
) -> None:
    with pytest.raises(ArgumentError) as refused:
        list(function(*arguments, **named))
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    ("argument", "call"),
    [
        ("path", lambda wrong: list(read_manifest(wrong, Record))),
        ("paths", lambda wrong: list(letters_to_mail(wrong))),
        ("paths", lambda wrong: list(cases_without_letter(wrong))),
        ("letters", lambda wrong: merge(wrong, "mail.pdf")),
        ("path", lambda wrong: merge([], wrong)),
        ("path", lambda wrong: write_table(wrong, [], [])),
        ("limits", use_limits),
        ("pdf", lambda wrong: sign(wrong, SIGNER)),
        ("signer", lambda wrong: sign(b"", wrong)),
        ("pdf", signatures),
        ("data", lambda wrong: pkcs12_signer(wrong, input)),
        ("configuration", lambda wrong: configured_signer(wrong, "setup", input).__enter__()),
        ("url", timestamper),
        ("subject", lambda wrong: assert_pages(wrong, 1)),
        ("subject", assert_reproducible),
    ],
)
@pytest.mark.parametrize("wrong", [5, None, object()], ids=["int", "None", "object"])
def test_the_functions_of_subpackages_do_the_same(argument: str, call: Callable[[Any], Any], wrong: object) -> None:
    with pytest.raises(ArgumentError, match=f"^{argument}: got a value of the type [A-Za-z]+; expected "):
        call(wrong)


def test_no_value_is_in_a_message() -> None:
    with pytest.raises(ArgumentError) as refused:
        HouseStyle(letterhead=VALID["case"])
    assert str(refused.value).startswith("letterhead: got a value of the type Case; ")


def test_data_that_is_not_json_is_a_problem_of_the_case() -> None:
    with pytest.raises(CaseError, match="got a value of the type PosixPath; expected a mapping, or JSON as a text"):
        imrletters.Case.from_data(PATH)


def test_the_error_is_one_of_imrletters_and_of_python() -> None:
    for kind in (ImrlettersError, TypeError, ValueError):
        with pytest.raises(kind):
            require("name", 5, TEXT)


def test_correct_values_are_returned_unchanged() -> None:
    require("name", "text", TEXT)
    require_one_of("name", "b", ("a", "b"))
    assert list(each_of("names", iter(("a", "b")), TEXT)) == ["a", "b"]
