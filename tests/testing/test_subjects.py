"""What a test compares: a case, a letter or a PDF."""

import pytest

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
    assert "expected a case, a letter or the bytes of a PDF, not int" in output
    assert project.accepted() == {}
