"""Fixtures: the folder of templates and the letter under test."""

from pathlib import Path

import pytest

from imrletters import Letter, load_case, render

pytest_plugins = ["imrletters.testing.plugin"]
HERE = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def templates() -> Path:
    """The folder with the organization's own edition."""
    return HERE / "templates"


@pytest.fixture(scope="session")
def letter(templates: Path) -> Letter:
    """The letter of case.json in the organization's own edition."""
    return render(load_case(HERE / "case.json", templates), templates=templates)
