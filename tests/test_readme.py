"""The examples in README.md and docs/python.md run and do what the text states."""

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import imrletters
from imrletters import read_case, render
from imrletters.cli import COMMANDS, main
from imrletters.proofreading.settings import check_settings
from imrletters.settings import load_settings
from tests.support import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON_PAGE = ROOT / "docs" / "python.md"


def examples(language: str, page: str = README) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert found, f"no example in {language}"
    return found


PYTHON = examples("python")
TESTS = [code for code in PYTHON if "\ndef test_" in code]


@pytest.mark.parametrize("code", [code for code in PYTHON if code not in TESTS])
def test_the_python_examples_of_the_readme_run(
    code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - runs the example
    assert "HOW THE IMR FINAL DETERMINATION WAS MADE" in capsys.readouterr().out


def run_page(page: str) -> None:
    program = "\n".join(examples("python", page))
    exec(compile(program, "docs/python.md", "exec"), {"__name__": "__main__"})  # noqa: S102 - runs the examples


def test_the_examples_of_the_python_page_run_as_one_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    run_page(PYTHON_PAGE.read_text(encoding="utf-8"))


def test_a_wrong_example_on_the_python_page_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page, right = PYTHON_PAGE.read_text(encoding="utf-8"), '("error", "")'
    assert right in page
    with pytest.raises(AssertionError):
        run_page(page.replace(right, '("warning", "")'))


def test_the_python_page_names_every_public_name() -> None:
    page = PYTHON_PAGE.read_text(encoding="utf-8")
    assert [name for name in imrletters.__all__ if not re.search(rf"\b{name}\b", page)] == []


@pytest.mark.long
def test_the_tests_in_the_readme_pass(tmp_path: Path) -> None:
    [code] = TESTS
    (tmp_path / "test_letter.py").write_text(code)
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["imrletters.testing.plugin"]\n')
    pytest_command = [sys.executable, "-m", "pytest", "-q", "-n0", f"--rootdir={tmp_path}"]
    for options, outcome in (([], "1 failed, 1 passed"), (["--snapshot-update"], "2 passed"), ([], "2 passed")):
        done = subprocess.run([*pytest_command, *options], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert re.search(rf"^{outcome} in ", done.stdout, re.MULTILINE), done.stdout


@pytest.mark.parametrize("data", examples("json"))
def test_the_case_in_the_readme_is_valid(data: str) -> None:
    assert render(read_case(data)).text()
    broken = json.dumps(json.loads(data) | {"edition": "1066"})
    refused = CliRunner().invoke(main, ["render", "-", "-o", "-", "--format", "text"], broken)
    assert (refused.exit_code, "expected an edition" in refused.output) == (1, True)


@pytest.mark.parametrize("settings", examples("toml"))
def test_the_settings_in_the_readme_are_valid_and_name_existing_rules(settings: str, tmp_path: Path) -> None:
    (tmp_path / "imrletters.toml").write_text(settings)
    assert check_settings(load_settings(tmp_path / "imrletters.toml").check, [], [], strict=False)


def commands() -> dict[str, click.Command]:
    context = click.Context(main)
    return {name: command for name in COMMANDS if (command := main.get_command(context, name))}


def test_every_command_is_in_the_readme_and_has_help() -> None:
    assert len(commands()) > 5
    for name, command in commands().items():
        assert f"`imrletters {name}" in README
        assert command.help


def options_without_help() -> list[str]:
    return [
        f"{name} {parameter.opts[0]}"
        for name, command in commands().items()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]


def test_every_option_has_help() -> None:
    assert options_without_help() == []


def test_an_option_without_help_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands()["schema"], "params", [click.Option(["--indent"])])
    assert options_without_help() == ["schema --indent"]
