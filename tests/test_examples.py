"""The project under examples, with the built wheel, as its owner runs it."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from tests.clean import build_wheel, make_environment, run
from tests.support import ROOT

EXAMPLE = ROOT / "examples" / "letter-tests"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_environment(build_wheel(tmp_path_factory.mktemp("wheel")), tmp_path_factory.mktemp("clean"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project, somewhere else."""
    return shutil.copytree(EXAMPLE, tmp_path / "project", ignore=shutil.ignore_patterns("__pycache__", ".*"))


def test_its_ten_tests_pass_and_a_planted_change_is_caught_and_named(clean: Path, project: Path) -> None:
    done = run(clean / "python", "-m", "pytest", "-q", folder=project)
    assert re.search(r"^10 passed in ", done.stdout, re.MULTILINE), done.stdout + done.stderr
    edition = project / "templates" / "editions" / "harbor.j2"
    edition.write_text(edition.read_text().replace("named no evidence", "gave no evidence"))
    told = run(clean / "python", "-m", "pytest", "-q", folder=project)
    assert told.returncode == 1
    assert re.search(r"^4 failed, 6 passed in ", told.stdout, re.MULTILINE), told.stdout
    assert "page 1, line 28: 'gave' in place of 'named'" in told.stdout
    assert (project / "tests" / "__received__" / "test_letter" / "test_the_pages[page-1].difference.png").exists()


def test_it_asks_for_the_extra_that_it_uses_and_nothing_else() -> None:
    wanted = tomllib.loads((EXAMPLE / "pyproject.toml").read_text())
    assert wanted["project"]["dependencies"] == ["imrletters"]
    assert wanted["dependency-groups"]["test"] == ["imrletters[testing]"]
