"""The wording of our editions in the cache: the same as learned, and learned again where anything has changed."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from imrletters import cache
from imrletters.rendering.templates import editions
from imrletters.wording import stored
from imrletters.wording.learned import learned_wording


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    cache.use_folder(tmp_path)
    yield tmp_path
    cache.use_folder(None)


@pytest.mark.parametrize("edition", editions())
def test_a_stored_wording_is_the_learned_one(edition: str) -> None:
    assert stored.load_wording(edition) is None
    learned = learned_wording(edition, None)
    stored.store_wording(learned)
    loaded = stored.load_wording(edition)
    assert loaded
    assert asdict(loaded) == asdict(learned)
    assert hash(loaded) != hash(learned)  # a wording is the key of caches by its identity


@pytest.mark.parametrize("changed", ["templates/letter.j2", "wording/learned.py"])
def test_a_change_of_the_templates_or_the_code_is_noticed(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("templates", *stored.PACKAGES):
        (tmp_path / name).mkdir()
    (tmp_path / changed).write_text("first")
    monkeypatch.setattr(stored, "PACKAGE", tmp_path)
    monkeypatch.setattr(stored, "data_folder", lambda name: tmp_path / name)
    digest = stored.sources.__wrapped__
    before = digest()
    assert digest() == before
    (tmp_path / changed).write_text("other text")
    assert digest() != before
