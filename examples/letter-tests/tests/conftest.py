"""The letter under test."""

from pathlib import Path

import pytest

from imrletters import Letter, load_case, render

pytest_plugins = ["imrletters.testing.plugin"]
HERE = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def templates() -> Path:
    """The folder of our own edition."""
    return HERE / "templates"


@pytest.fixture(scope="session")
def letter(templates: Path) -> Letter:
    """The letter of the example, in our own edition."""
    return render(load_case(HERE / "case.json", templates), templates=templates)
