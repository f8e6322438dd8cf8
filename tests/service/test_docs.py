"""docs/service.md: its examples work, and it names every error, option and path."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from imrletters import load_case
from imrletters.cli import main
from imrletters.service.openapi import ERRORS
from tests.service.running_service import JSON, RunningService
from tests.support import ROOT

PAGE = (ROOT / "docs" / "service.md").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("curl") is None, reason="the examples need curl, which is not installed")
def test_the_example_requests_succeed(running: RunningService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [script] = [code for code in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE) if "curl" in code]
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.setenv("SERVICE", running.url.rstrip("/"))
    done = subprocess.run(["sh", "-e"], input=script, cwd=tmp_path, capture_output=True, text=True, check=True)
    result, error = done.stdout[: done.stdout.index("}") + 1], done.stdout[done.stdout.index("}") + 1 :]
    assert json.loads(result)["answer"] == "same"
    assert json.loads(error)["status"] == 422
    assert load_case(tmp_path / "case.json").case_number == "CM16-0000002"


def test_the_example_error_is_the_actual_one(client: httpx.Client) -> None:
    [shown] = map(json.loads, re.findall(r"^```json\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))
    sample = ROOT / "samples" / "invalid" / "unknown-decision.json"
    actual = client.post("v1/letters", content=sample.read_bytes(), headers=JSON).json()
    assert actual | {"request_id": ""} == shown | {"request_id": ""}


def test_every_error_option_and_path_is_documented(client: httpx.Client) -> None:
    for status in ERRORS:
        assert re.search(rf"^\| .*\b{status}\b.* \|", PAGE, re.MULTILINE), status
    for option in re.findall(r"^  (--[\w-]+)", CliRunner().invoke(main, ["serve", "--help"]).output, re.MULTILINE):
        assert f"`{option}" in PAGE, option
    for path in client.get("openapi.json").json()["paths"]:
        assert path in PAGE, path
