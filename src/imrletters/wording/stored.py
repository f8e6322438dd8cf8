"""Keeps the wording of our editions in the cache, as JSON, so that the next process need not learn it."""

import json
from dataclasses import asdict
from functools import cache
from hashlib import sha256

from imrletters.cache import load, store
from imrletters.rendering import jinja_version
from imrletters.resources import PACKAGE, data_folder
from imrletters.wording.guideline_lines import GuidelineWording
from imrletters.wording.wording import Wording

PACKAGES = ("case", "rendering", "wording")
"""The packages by which an edition is rendered and learned."""


def load_wording(edition: str) -> Wording | None:
    """The wording of an edition of ours; None if it is not in the cache."""
    stored = load("wording", edition, _sources())
    if stored is None:
        return None
    data = {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(stored).items()}
    guidelines = (
        GuidelineWording(**side | {"foreign_places": tuple(side["foreign_places"])}) for side in data["guidelines"]
    )
    return Wording(**data | {"guidelines": tuple(guidelines)})


def store_wording(wording: Wording) -> Wording:
    """Stores a wording, and returns it."""
    store(json.dumps(asdict(wording)).encode(), "wording", wording.edition, _sources())
    return wording


@cache
def _sources() -> str:
    """A digest of what a wording is learned from: the templates, and the code by size and time, as Python does."""
    digest = sha256(jinja_version().encode())
    folder = data_folder("templates")
    for path in sorted(folder.rglob("*.j2")):
        digest.update(f"{path.relative_to(folder)}\n{sha256(path.read_bytes()).hexdigest()}\n".encode())
    for name in PACKAGES:
        for path in sorted((PACKAGE / name).glob("*.py")):
            status = path.stat()
            digest.update(f"{path}\n{status.st_size}\n{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
