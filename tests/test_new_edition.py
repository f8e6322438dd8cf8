"""A new edition needs its template and a sample, and no change of the code: shown in a copy of the project."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

TEMPLATE = """{#- An edition made up for a test. -#}
{% extends "editions/2016.j2" %}
{% block first_year %}2018{% endblock %}
{% block last_year %}2020{% endblock %}
{% block precedence %}{{ 40 if header else 50 }}{% endblock %}
{% block summary_title %}SUMMARY OF THE CASE{% endblock %}
{% block disputed_noun %}treatments{% endblock %}
{% block outside_mtus %}relied on sources outside of the MTUS{% endblock %}
{% block no_evidence %}The {{ side }} named no source.{% endblock %}
"""
CHECKS = """
from imrletters import Case, check, load_case, parse, render
from imrletters.rendering import editions
from imrletters.testing import strategies
from imrletters.testing.strategies import case_data, valid
from hypothesis import Phase, find, settings

case = load_case("samples/edition-2018.json")
assert "2018" in editions() and parse(render(case).text()).edition == "2018"

def codes(**changes):
    found = check(case.model_copy(update=changes))
    return [problem.code for problem in found if problem.code.startswith("E")]

assert codes() == []
assert codes(decision_date=case.decision_date.replace(year=2017)) == ["E04"]
assert "E02" in codes(edition="2016", disputed_items=tuple(
    item.model_copy(update={"maximus_guideline": item.maximus_guideline.model_copy(
        update={"mtus": (), "text": "The Expert Reviewer named no source."})}) for item in case.disputed_items))
quickly = settings(phases=[Phase.generate], derandomize=True, database=None)
found = find(case_data(), lambda data: data["edition"] == "2018" and valid(data), settings=quickly)
assert parse(render(Case.model_validate(found)).text()).edition
print("done")
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with one more edition and its sample."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("src", "templates", "schemas", "samples", "tests"):
        ignored = shutil.ignore_patterns("__pycache__", "page", "vendor")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", copy)
    (copy / "templates" / "editions" / "2018.j2").write_text(TEMPLATE, encoding="utf-8")
    text = (ROOT / "samples" / "one-item-upheld.json").read_text(encoding="utf-8")
    for old, new in (("2016-", "2018-"), ("-16", "-18"), ("2017-", "2019-"), ("Complaints 2004", "Disorders 2015")):
        text = text.replace(old, new)
    sample = json.loads(text) | {"edition": "2018"}
    (copy / "samples" / "edition-2018.json").write_text(json.dumps(sample), encoding="utf-8")
    return copy


def run(project: Path, *arguments: str) -> str:
    """The output of Python for these arguments in the project."""
    environment = os.environ | {"PYTHONPATH": f"{project / 'src'}{os.pathsep}{project}"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_check_and_strategies_work_for_a_new_edition(project: Path) -> None:
    assert run(project, "-c", CHECKS) == "done\n"


def test_the_tests_work_for_a_new_edition_once_its_snapshots_are_made(project: Path) -> None:
    places = ["tests/test_samples.py", "tests/wording", "tests/validation"]
    chosen = "2018 and not print and not tags and not printed or of_every_edition"
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--snapshot-update"]
    assert " passed" in run(project, "-m", "pytest", *options, *places, "-k", chosen)
