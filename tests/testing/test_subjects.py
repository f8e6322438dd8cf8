"""What a test compares: a case, a letter or a PDF."""

import pytest

from imrletters.printing import ENGINES
from imrletters.testing import subjects
from tests.testing.conftest import Project

pytest_plugins = ["pytester"]


@pytest.mark.parametrize("fixture", ["letter_text", "letter_layout", "letter_tags", "letter_pages"])
def test_a_case_a_letter_and_a_pdf_match_the_same_snapshot(fixture: str, project: Project) -> None:
    project.tests(f"""
from imrletters import render
from imrletters.testing import example_case

def test_it({fixture}):
    letter = render(example_case())
    assert example_case() == {fixture}(name="it")
    assert letter == {fixture}(name="it")
    {"assert letter.text()" if fixture == "letter_text" else "assert letter.pdf()"} == {fixture}(name="it")
""")
    project.accept(b"")
    assert project.run(b"").ret == 0


@pytest.mark.parametrize("fixture", ["letter_text", "letter_layout", "letter_tags", "letter_pages"])
def test_a_wrong_type_is_refused_with_a_message(fixture: str, project: Project) -> None:
    project.test(f"assert 12 == {fixture}", fixture)
    output = project.run(b"", "--snapshot-update").stdout.str()
    assert "subject: got a value of the type int; expected a case" in output
    assert project.accepted() == {}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_option_chooses_the_engine_that_prints_cases(engine: str, project: Project) -> None:
    project.tests(f"""
from imrletters import render
from imrletters.testing import example_case
from imrletters.testing.subjects import pdf_of

def test_it():
    case = example_case()
    assert pdf_of(case) == render(case, engine="{engine}").pdf()
    assert pdf_of(render(case)) == render(case, engine="weasyprint").pdf()
""")
    assert project.run(b"", "--imrletters-engine", engine).ret == 0
    assert subjects.case_engine == "weasyprint"


def test_an_unknown_engine_is_refused(project: Project) -> None:
    result = project.run(b"", "--imrletters-engine", "troff")
    assert (result.ret, "invalid choice: 'troff'" in result.stderr.str()) == (pytest.ExitCode.USAGE_ERROR, True)
