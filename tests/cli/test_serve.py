"""The command serve: its options and its warning."""

import os
import re
import subprocess
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

from imrletters import render
from imrletters.case.example import HEADER, example_case, example_item
from tests.mtus.support import ORDER
from tests.service.running_service import EXAMPLE, EXAMPLE_CASE, JSON, PROGRAM, RunningService, running_service

pytestmark = pytest.mark.long
SETTINGS = {"storage": True, "follows": None, "preview_engine": "typst"}
PDF = {"Content-Type": "application/json", "Accept": "application/pdf"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A service with the default options, except for its processes."""
    with running_service(tmp_path_factory.mktemp("service"), "--workers", "1") as started:
        yield started


def test_an_organizations_guidelines_beside_the_settings_file_are_used(tmp_path: Path) -> None:
    (tmp_path / "imrletters.toml").touch()
    (tmp_path / "imrletters-guidelines.toml").write_text(ORDER, encoding="utf-8")
    cited = example_item(maximus_guideline={"mtus": [{"title": "Burns 2027"}]})
    data = example_case(**HEADER, disputed_items=[cited]).to_json()
    with running_service(tmp_path, "--workers", "1", "--config", str(tmp_path / "imrletters.toml")) as own:
        listed = httpx.get(f"{own.url}v1/guidelines").json()["guidelines"]
        offered = httpx.get(f"{own.url}v1/choices").json()["guidelines"]
        found = httpx.post(f"{own.url}v1/check", content=data, headers=JSON, timeout=60).json()["problems"]
    [burns] = [edition for edition in listed if edition["own"]][1:]
    assert (burns["title"], burns["status"], burns["effective_from"]) == ("Burns 2027", "proposed", None)
    codes = [problem["code"] for problem in found]
    assert "Burns 2027" in [title for guideline in offered for title in guideline["titles"]]
    assert "C03" not in codes
    assert "C04" in codes


def test_faulty_guidelines_of_an_organization_are_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "imrletters-guidelines.toml").write_text("more = 1", encoding="utf-8")
    ended = subprocess.run([PROGRAM, "serve", "--port", "0"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "Error: imrletters-guidelines.toml: /more: unknown key" in ended.stderr


def test_it_warns_only_if_other_machines_can_reach_it(tmp_path: Path, running: RunningService) -> None:
    with running_service(tmp_path, "--workers", "1", "--host", "0.0.0.0") as public:  # noqa: S104 - the case that it warns of
        assert "warning: other machines can reach http://localhost:" in public.output()
        answer = httpx.get(f"{public.url}healthz", headers={"Host": "letters.example"})
        assert answer.status_code == HTTPStatus.OK
    assert "warning" not in running.output()


def test_the_help_of_both_commands_names_the_extra() -> None:
    for command in ("serve", "preview"):
        done = subprocess.run([PROGRAM, command, "--help"], capture_output=True, text=True, check=True)
        assert "pip install 'imrletters[server]'" in " ".join(done.stdout.split())


def test_the_options_for_host_names_and_browser_storage(tmp_path: Path, running: RunningService) -> None:
    assert httpx.get(f"{running.url}page/settings.json").json() == SETTINGS
    assert httpx.get(f"{running.url}page/followed").status_code == HTTPStatus.NOT_FOUND
    options = ("--workers", "1", "--host", "::1", "--no-browser-storage", "--name", "Letters.example")
    with running_service(tmp_path, *options) as other:
        assert re.match(r"http://\[::1\]:\d+/$", other.url)
        assert httpx.get(f"{other.url}page/settings.json").json() == SETTINGS | {"storage": False}
        for name, status in (("letters.example", HTTPStatus.OK), ("others.example", HTTPStatus.MISDIRECTED_REQUEST)):
            assert httpx.get(f"{other.url}healthz", headers={"Host": name}).status_code == status


@pytest.mark.parametrize("by_file", [False, True], ids=["option", "settings file"])
def test_a_service_prints_with_typst_where_weasyprint_is_missing(tmp_path: Path, *, by_file: bool) -> None:
    (tmp_path / "imrletters.toml").write_text('[render]\nengine = "typst"\n' if by_file else "")
    options = () if by_file else ("--engine", "typst")
    with running_service(tmp_path, "--workers", "1", *options, missing="weasyprint") as running:
        assert httpx.get(f"{running.url}healthz").json()["engine"] == "typst"
        assert httpx.get(f"{running.url}page/settings.json").json() == SETTINGS
        response = httpx.post(f"{running.url}v1/letters", content=EXAMPLE, headers=PDF)
        assert response.content == render(EXAMPLE_CASE, engine="typst").pdf()
        assert response.headers["x-pdf-engine"] == "typst"


def test_an_engine_that_is_not_installed_is_a_problem_of_the_request(tmp_path: Path) -> None:
    with running_service(tmp_path, "--workers", "1", missing="typst") as running:
        assert httpx.get(f"{running.url}page/settings.json").json()["preview_engine"] == "weasyprint"
        response = httpx.post(f"{running.url}v1/letters?engine=typst", content=EXAMPLE, headers=PDF)
        assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "pip install 'imrletters[typst]'" in response.json()["problems"][0]["message"]
        assert httpx.post(f"{running.url}v1/letters", content=EXAMPLE, headers=PDF).status_code == HTTPStatus.OK


def test_without_its_engine_a_service_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['typst'] = None\n")
    done = subprocess.run(
        [PROGRAM, "serve", "--port", "0", "--workers", "1", "--engine", "typst"],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "pip install 'imrletters[typst]'" in done.stderr) == (1, True)
