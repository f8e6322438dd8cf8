"""The files, the settings and the watched case that the service sends to the page."""

import os
from http import HTTPStatus
from pathlib import Path

import httpx

from tests.service.running_service import RunningService


def test_the_page_gets_the_name_and_content_of_the_watched_file(preview: RunningService, watched_folder: Path) -> None:
    settings = httpx.get(f"{preview.url}page/settings.json").json()
    assert settings == {"storage": True, "follows": "own-edition.json", "preview_engine": "weasyprint"}
    followed = httpx.get(f"{preview.url}page/followed")
    assert followed.content == (watched_folder / "own-edition.json").read_bytes()
    assert followed.headers["content-type"] == "application/json"


def test_a_watched_file_that_cannot_be_read_is_not_found(preview: RunningService, watched_folder: Path) -> None:
    case = watched_folder / "own-edition.json"
    original = case.read_bytes()
    case.unlink()
    assert httpx.get(f"{preview.url}page/followed").status_code == HTTPStatus.NOT_FOUND
    os.mkfifo(case)
    assert httpx.get(f"{preview.url}page/followed").status_code == HTTPStatus.NOT_FOUND
    case.unlink()
    case.write_bytes(b" " * 5_000_001)
    assert httpx.get(f"{preview.url}page/followed").status_code == HTTPStatus.NOT_FOUND
    case.write_bytes(original)
    assert httpx.get(f"{preview.url}page/followed").content == original
