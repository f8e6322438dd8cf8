"""The wording of each edition, learned once for each process and each templates folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from imrletters.rendering.templates import editions
from imrletters.wording.known import wording_of, wordings
from tests.planted import COPY, plant

CODE = """
import sys
from pathlib import Path
from imrletters import cache
from imrletters.wording import wordings
cache.use_folder(Path({folder!r}))
sys.stdout.write(str([vars(wording) for wording in wordings({templates})]))
sys.stderr.write(str("imrletters.wording.learned" in sys.modules))
"""


def learned(folder: Path, templates: Path | None = None) -> tuple[str, bool]:
    """All wordings in a new process, and whether it had to learn."""
    code = CODE.format(folder=str(folder), templates=templates and f"Path({str(templates)!r})")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout, done.stderr == "True"


def test_there_is_a_wording_for_each_edition() -> None:
    assert [wording.edition for wording in wordings()] == editions()
    assert wording_of("2016") is wording_of("2016")


def test_a_second_process_learns_nothing(tmp_path: Path) -> None:
    first, has_learned = learned(tmp_path)
    assert has_learned
    assert learned(tmp_path) == (first, False)


def test_the_editions_of_an_organization_are_learned_by_each_process(tmp_path: Path) -> None:
    templates = plant(tmp_path / "templates", mine=COPY)
    first = learned(tmp_path / "cache", templates)
    assert first == learned(tmp_path / "cache", templates)
    assert first[1]


@pytest.mark.parametrize("edition", editions())
def test_an_edition_of_ours_is_not_an_organizations_own(edition: str) -> None:
    assert not wording_of(edition).own
