"""The projects under examples, with the built wheel, as their owners run them."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from tests.clean import build_wheel, make_environment, run
from tests.support import ROOT

pytestmark = pytest.mark.long
EXAMPLES = ROOT / "examples"
LETTER_TESTS, WORKFLOW = EXAMPLES / "letter-tests", EXAMPLES / "workflow"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_environment(build_wheel(tmp_path_factory.mktemp("wheel")), tmp_path_factory.mktemp("clean"))


def elsewhere(project: Path, folder: Path) -> Path:
    """The project, somewhere else."""
    return shutil.copytree(project, folder / "project", ignore=shutil.ignore_patterns("__pycache__", ".*", "*.db"))


def test_its_ten_tests_pass_and_a_planted_change_is_caught_and_named(clean: Path, tmp_path: Path) -> None:
    project = elsewhere(LETTER_TESTS, tmp_path)
    done = run(clean / "python", "-m", "pytest", "-q", folder=project)
    assert re.search(r"^10 passed in ", done.stdout, re.MULTILINE), done.stdout + done.stderr
    edition = project / "templates" / "editions" / "harbor.j2"
    edition.write_text(edition.read_text().replace("named no evidence", "gave no evidence"))
    told = run(clean / "python", "-m", "pytest", "-q", folder=project)
    assert told.returncode == 1
    assert re.search(r"^4 failed, 6 passed in ", told.stdout, re.MULTILINE), told.stdout
    assert "page 1, line 28: 'gave' in place of 'named'" in told.stdout
    assert (project / "tests" / "__received__" / "test_letter" / "test_the_pages[page-1].difference.png").exists()


def test_the_tests_of_the_workflow_pass_and_an_unguarded_database_fails_them(clean: Path, tmp_path: Path) -> None:
    project = elsewhere(WORKFLOW, tmp_path)
    done = run(clean / "python", "-m", "pytest", "-q", folder=project)
    assert re.search(r"^\d\d passed in ", done.stdout, re.MULTILINE), done.stdout + done.stderr
    schema = project / "determinations" / "schema.sql"
    schema.write_text(schema.read_text().replace("OLD.status = 'issued'", "OLD.status = 'sent'"))
    told = run(clean / "python", "-m", "pytest", "-q", "tests/test_schema.py", folder=project)
    assert re.search(r"^4 failed, \d+ passed in ", told.stdout, re.MULTILINE), told.stdout


def test_the_workflow_and_the_page_about_python_pass_strict_types(clean: Path, tmp_path: Path) -> None:
    project = elsewhere(WORKFLOW, tmp_path)
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (project / "tests" / "page.py").write_text("\n".join(blocks), encoding="utf-8")
    done = run(clean / "python", "-m", "mypy", folder=project)
    assert re.fullmatch(r"Success: no issues found in \d\d source files\n", done.stdout), done.stdout + done.stderr
    module = project / "determinations" / "workflow.py"
    module.write_text(module.read_text().replace("verify(pdf)", 'verify("letter.pdf")'))
    told = run(clean / "python", "-m", "mypy", folder=project)
    assert (told.returncode, told.stdout.count("error: ")) == (1, 1)
    assert 'Argument 1 to "verify" has incompatible type "str"; expected "bytes"' in told.stdout


@pytest.mark.parametrize(
    ("project", "for_tests"), [(LETTER_TESTS, ["imrletters[testing]"]), (WORKFLOW, ["mypy", "pytest"])]
)
def test_a_project_asks_for_what_it_uses_and_nothing_else(project: Path, for_tests: list[str]) -> None:
    wanted = tomllib.loads((project / "pyproject.toml").read_text())
    assert wanted["project"]["dependencies"] == ["imrletters"]
    assert wanted["dependency-groups"]["test"] == for_tests
