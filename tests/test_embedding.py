"""The application in docs/embedding.md works: its files are written into an empty folder, checked and tested."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql import running_postgresql
from tests.support import ROOT

pytestmark = pytest.mark.long
PAGE = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")
FILES: dict[str, str] = dict(
    re.findall(
        r"^```(?:python|sql|toml|jinja)\n(?:#|--|\{#) (\S+)(?: #\})?\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE
    )
)
"""The files of the page by name."""


@pytest.fixture
def application(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run_tests(folder: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--rootdir={folder}", *arguments]
    return subprocess.run(command, cwd=folder, env=os.environ | variables, capture_output=True, text=True, check=False)


def test_every_code_block_is_a_file() -> None:
    assert len(FILES) == len(re.findall(r"^```(?:python|sql|toml|jinja)$", PAGE, re.MULTILINE))
    assert {"rows.py", "app.py", "database.py", "schema.sql", "others_templates.py"} < FILES.keys()
    assert {"house.py", "determinations.py", "templates/editions/lighthouse.j2", "templates/look.toml"} < FILES.keys()


def test_the_view_and_the_templates_of_others_pass_their_tests_and_fail_with_a_fault(application: Path) -> None:
    tests = ("test_app.py", "test_others_templates.py")
    done = run_tests(application, *tests)
    assert re.search(r"^4 passed\b.* in ", done.stdout, re.MULTILINE), done.stdout + done.stderr
    app = application / "app.py"
    app.write_text(app.read_text().replace("problem.without_values()", "problem"))
    failed = run_tests(application, *tests)
    assert re.search(r"^1 failed, 3 passed\b.* in ", failed.stdout, re.MULTILINE), failed.stdout


def test_cases_and_letters_are_stored_in_a_real_postgresql(application: Path) -> None:
    with running_postgresql() as address:
        done = run_tests(application, "test_database.py", DATABASE_URL=address)
        assert re.search(r"^9 passed\b.* in ", done.stdout, re.MULTILINE), done.stdout + done.stderr
        schema = application / "schema.sql"
        schema.write_text(schema.read_text().replace("UPDATE OR DELETE", "DELETE"))
        failed = run_tests(application, "test_database.py", DATABASE_URL=address)
        assert re.search(r"^1 failed, 8 passed\b.* in ", failed.stdout, re.MULTILINE), failed.stdout


def test_the_application_passes_mypy_strict(application: Path) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed: make setup installs it")
    command = [sys.executable, "-m", "mypy", "--strict", *(name for name in FILES if name.endswith(".py"))]
    done = subprocess.run(command, cwd=application, capture_output=True, text=True, check=False)
    assert re.fullmatch(r"Success: no issues found in \d+ source files\n", done.stdout), done.stdout + done.stderr
