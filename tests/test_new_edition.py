"""A new edition needs its template and a sample, and no change of the code: shown in a copy of the project."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

TEMPLATES = {
    "2013": """{#- An edition made up for a test: it cites pages, and titles with their year. -#}
{% extends "editions/2015.j2" %}
{% block first_year %}2013{% endblock %}
{% block last_year %}2014{% endblock %}
{% block dated_titles %}dated{% endblock %}
{% block precedence %}{{ 60 if header else 70 }}{% endblock %}
{% block summary_title %}SUMMARY OF THE FILE{% endblock %}
""",
    "2018": """{#- An edition made up for a test. -#}
{% extends "editions/2016.j2" %}
{% block first_year %}2018{% endblock %}
{% block last_year %}2020{% endblock %}
{% block precedence %}{{ 40 if header else 50 }}{% endblock %}
{% block summary_title %}SUMMARY OF THE CASE{% endblock %}
{% block disputed_noun %}treatments{% endblock %}
{% block citation %}
{{ citation.title }}{% if citation.sections %}, Chapter(s): {{ citation.sections | join(", ") }}{% endif %}
{%- endblock %}
{% block outside_mtus %}relied on sources outside of the MTUS{% endblock %}
{% block no_evidence %}The {{ side }} named no source.{% endblock %}
""",
}
"""The templates of two new editions by name. By name, one comes before all of ours and one after them."""
YEARS = {"2013": (("2016-", "2013-"), ("-16", "-13"), ("2017-", "2014-")), "2018": (("2016-", "2018-"), ("-16", "-18"))}
"""The changes of years that turn a sample of 2016 into one of a new edition."""
CHECKS = """
from hypothesis import Phase, find, settings

from imrletters import Case, Guideline, check, load_case, parse, render
from imrletters.rendering import editions
from imrletters.testing.strategies import FRAGMENTS, case_data, valid

quickly = settings(phases=[Phase.generate], derandomize=True, database=None)


def codes(case, **changes):
    found = check(case.model_copy(update=changes))
    return [problem.code for problem in found if problem.code.startswith("E")]


def citing(case, **changes):
    items = case.disputed_items
    guidelines = [item.maximus_guideline.model_copy(update=changes) for item in items]
    changed = [item.model_copy(update={"maximus_guideline": one}) for item, one in zip(items, guidelines, strict=True)]
    return {"disputed_items": tuple(changed)}


new = ("2013", "2018")
assert set(new) < set(editions())
for edition in new:
    case = load_case(f"samples/edition-{edition}.json")
    assert parse(render(case).text()).edition == edition
    assert codes(case) == []
    assert codes(case, decision_date=case.decision_date.replace(year=2017)) == ["E04"]
    found = find(case_data(), lambda data: data["edition"] == edition and valid(data), settings=quickly)
    assert parse(render(Case.model_validate(found)).text()).edition == edition

old, later = (load_case(f"samples/edition-{edition}.json") for edition in new)
assert "E01" in codes(old, **citing(old, mtus=(), text="Decision based on MTUS Knee 2004, Section(s): Summary."))
cited = old.disputed_items[0].maximus_guideline.mtus[0]
assert cited.title == "Knee Complaints 2004"
undated = cited.model_copy(update={"title": "Chronic Pain Treatment Guidelines"})
assert "E03" in codes(old, **citing(old, mtus=(undated,)))
words = "The Expert Reviewer named no source."
assert codes(later, **citing(later, mtus=(), text=words)) == []
assert "E02" in codes(load_case("samples/one-item-upheld.json"), **citing(later, mtus=(), text=words))
assert any(words in fragment for fragment in FRAGMENTS)
both = Guideline(text="Decision based on MTUS Knee 2004 Chapter(s): Summary, Section(s): Special Studies.")
item = later.disputed_items[0].model_copy(update={"maximus_guideline": both})
for edition in ("2016", "2018"):
    read = parse(render(later.model_copy(update={"edition": edition, "disputed_items": (item,)})).text())
    assert read.disputed_items[0].maximus_guideline == both
print("done")
"""
TESTED = (
    *("tests/case", "tests/cli/test_render_copies.py", "tests/parsing", "tests/proofreading", "tests/rendering"),
    *("tests/validation", "tests/wording"),
)
"""Tests that pass whatever editions there are. Those of the samples are run by themselves."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the new editions and a sample of each."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("docs", "src", "templates", "schemas", "samples", "tests", "tools"):
        ignored = shutil.ignore_patterns("__pycache__", "node_modules", "page", "vendor")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", copy)
    for edition, template in TEMPLATES.items():
        (copy / "templates" / "editions" / f"{edition}.j2").write_text(template, encoding="utf-8")
        (copy / "samples" / f"edition-{edition}.json").write_text(sample(edition), encoding="utf-8")
    return copy


def sample(edition: str) -> str:
    """A sample of ours as a case of a new edition: the years are changed, and the places that the edition cites."""
    text = (ROOT / "samples" / "one-item-upheld.json").read_text(encoding="utf-8")
    for old, new in YEARS[edition]:
        text = text.replace(old, new)
    if edition == "2013":
        text = re.sub(r'"sections": \[[^]]*\]', '"pages": "341-343"', text)
    else:
        text = text.replace("Complaints 2004", "Disorders 2015")
    return json.dumps(json.loads(text) | {"edition": edition})


def run(project: Path, *arguments: str) -> str:
    """The output of Python for these arguments in the project."""
    environment = os.environ | {"PYTHONPATH": f"{project / 'src'}{os.pathsep}{project}"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-9999:] + done.stderr
    return done.stdout


def run_tests(project: Path, *arguments: str) -> None:
    """Runs tests of the copy, which have to pass."""
    assert " passed" in run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments)


@pytest.mark.long
def test_letters_and_cases_of_a_new_edition_are_read_checked_and_generated(project: Path) -> None:
    assert run(project, "-c", CHECKS) == "done\n"


@pytest.mark.long
def test_the_texts_of_all_samples_stay_the_same_when_snapshots_of_the_new_are_added(project: Path) -> None:
    samples = ("tests/test_samples.py", "-p", "no:xdist", "-k")
    new = " or ".join(f"edition-{edition}" for edition in TEMPLATES)
    run_tests(project, *samples, f"(test_text or test_html) and ({new})", "--snapshot-update")
    run_tests(project, *samples, "not print and not tags and not pages and not printed")


@pytest.mark.long
def test_the_tests_that_concern_editions_pass_with_the_new_editions(project: Path) -> None:
    run_tests(project, *TESTED, "-m", "not long", "-n", "2")
