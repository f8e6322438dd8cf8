"""The example projects pass their own tests with the built wheel, and the tests catch planted faults."""

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


def copied(project: Path, folder: Path) -> Path:
    """A copy of the project in ``folder``."""
    return shutil.copytree(project, folder / "project", ignore=shutil.ignore_patterns("__pycache__", ".*", "*.db"))


def test_the_ten_letter_tests_pass_and_report_a_planted_change(clean: Path, tmp_path: Path) -> None:
    project = copied(LETTER_TESTS, tmp_path)
    done = run(clean / "python", "-m", "pytest", "-q", folder=project)
    assert re.search(r"^10 passed in ", done.stdout, re.MULTILINE), done.stdout + done.stderr
    edition = project / "templates" / "editions" / "harbor.j2"
    edition.write_text(edition.read_text().replace("named no evidence", "gave no evidence"))
    failed = run(clean / "python", "-m", "pytest", "-q", folder=project)
    assert failed.returncode == 1
    assert re.search(r"^4 failed, 6 passed in ", failed.stdout, re.MULTILINE), failed.stdout
    assert "page 1, line 28: 'gave' instead of 'named'" in failed.stdout
    assert (project / "tests" / "__received__" / "test_letter" / "test_the_pages[page-1].difference.png").exists()


def test_the_workflow_tests_pass_and_fail_without_the_triggers(clean: Path, tmp_path: Path) -> None:
    project = copied(WORKFLOW, tmp_path)
    done = run(clean / "python", "-m", "pytest", "-q", folder=project)
    assert re.search(r"^\d\d passed in ", done.stdout, re.MULTILINE), done.stdout + done.stderr
    schema = project / "determinations" / "schema.sql"
    schema.write_text(schema.read_text().replace("OLD.status = 'issued'", "OLD.status = 'sent'"))
    failed = run(clean / "python", "-m", "pytest", "-q", "tests/test_schema.py", folder=project)
    assert re.search(r"^4 failed, \d+ passed in ", failed.stdout, re.MULTILINE), failed.stdout


def test_the_workflow_and_the_python_page_pass_mypy_strict(clean: Path, tmp_path: Path) -> None:
    project = copied(WORKFLOW, tmp_path)
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (project / "tests" / "page.py").write_text("\n".join(blocks), encoding="utf-8")
    done = run(clean / "python", "-m", "mypy", folder=project)
    assert re.fullmatch(r"Success: no issues found in \d\d source files\n", done.stdout), done.stdout + done.stderr
    module = project / "determinations" / "workflow.py"
    module.write_text(module.read_text().replace("verify(pdf)", 'verify("letter.pdf")'))
    failed = run(clean / "python", "-m", "mypy", folder=project)
    assert (failed.returncode, failed.stdout.count("error: ")) == (1, 1)
    assert 'Argument 1 to "verify" has incompatible type "str"; expected "bytes"' in failed.stdout


@pytest.mark.parametrize(
    ("project", "for_tests"), [(LETTER_TESTS, ["imrletters[testing]"]), (WORKFLOW, ["mypy", "pytest"])]
)
def test_a_project_declares_only_the_dependencies_it_uses(project: Path, for_tests: list[str]) -> None:
    wanted = tomllib.loads((project / "pyproject.toml").read_text())
    assert wanted["project"]["dependencies"] == ["imrletters"]
    assert wanted["dependency-groups"]["test"] == for_tests
