"""Processes of ours do not search for plugins of pydantic."""

import subprocess
import sys

import pytest

SCRIPT = """
import os, sys
{before}
from imrletters.pydantic_plugins import disable_plugins
disable_plugins()
from pydantic import BaseModel
class Model(BaseModel):
    number: int
print(os.environ["PYDANTIC_DISABLE_PLUGINS"], Model(number="4").number, "importlib.metadata" in sys.modules)
"""


def printed(before: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a new process prints of the variable, of a model, and of the search for plugins."""
    monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS", raising=False)
    script = SCRIPT.format(before=before)
    return subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def test_models_are_built_without_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed("", monkeypatch) == "__all__ 4 False"


@pytest.mark.parametrize("value", ["", "one-plugin"])
def test_plugins_stay_where_the_environment_allows_them(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = f"os.environ['PYDANTIC_DISABLE_PLUGINS'] = {value!r}"
    assert printed(before, monkeypatch) == f"{value} 4 True".strip()


def test_the_loader_of_a_program_that_has_models_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed("import pydantic.plugin._loader", monkeypatch) == "__all__ 4 True"
