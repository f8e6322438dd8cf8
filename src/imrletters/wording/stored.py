"""Keeps the wording of our editions in the cache, as JSON, so that the next process need not learn it."""

import json
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from typing import Any

from imrletters.cache import load, store
from imrletters.rendering import JINJA_VERSION
from imrletters.resources import PACKAGE, data_folder
from imrletters.wording.wording import GuidelineWording, Wording

PACKAGES = ("case", "rendering", "wording")
"""The packages by which an edition is rendered and learned."""


def load_wording(edition: str) -> Wording | None:
    """The wording of an edition of ours; None if it is not in the cache."""
    stored = load("wording", edition, sources())
    if stored is None:
        return None
    data = {name: _with_tuples(value) for name, value in json.loads(stored).items()}
    data["guidelines"] = tuple(GuidelineWording(*side) for side in data["guidelines"])
    return Wording(**data)


def _with_tuples(value: Any) -> Any:
    """A value of JSON with its lists as tuples."""
    return tuple(map(_with_tuples, value)) if isinstance(value, list) else value


def store_wording(wording: Wording) -> None:
    """Stores a wording."""
    store(json.dumps(asdict(wording)).encode(), "wording", wording.edition, sources())


@cache
def sources() -> str:
    """A digest of what a wording is learned from: the templates, and the code by size and time, as Python does."""
    digest = sha256(JINJA_VERSION.encode())
    folder = data_folder("templates")
    for path in sorted(folder.rglob("*.j2")):
        digest.update(f"{path.relative_to(folder)}\n{sha256(path.read_bytes()).hexdigest()}\n".encode())
    for name in PACKAGES:
        for path in sorted((PACKAGE / name).glob("*.py")):
            status = path.stat()
            digest.update(f"{path}\n{status.st_size}\n{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
