"""The examples in docs/guidelines.md do what the text states."""

import re
from pathlib import Path

import pytest

from imrletters import DataError, check, load_guidelines
from imrletters.case.example import HEADER, example_item
from imrletters.mtus.tables import EditionTable, GuidelinesTable, SectionTable
from tests.cli.command import imrletters
from tests.support import ROOT, case

PAGE = (ROOT / "docs" / "guidelines.md").read_text(encoding="utf-8")
OURS, TABLES, ADDED, MESSAGE = re.findall(r"^```(?:toml)?\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the example, in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("imrletters-guidelines.toml")
    path.write_text(TABLES, encoding="utf-8")
    return path


def test_the_command_lists_what_the_page_shows() -> None:
    command, lines = OURS.split("\n", maxsplit=1)
    assert lines in imrletters(*command.removeprefix("$ imrletters ").split()).stdout


@pytest.mark.usefixtures("own")
def test_the_additions_are_listed_as_the_page_shows() -> None:
    output = imrletters("guidelines", "--on", "2027-03-01").stdout
    assert ADDED in output
    assert "Low Back Disorders 2020" not in output


def test_check_accepts_the_added_edition(own: Path) -> None:
    item = example_item(maximus_guideline={"mtus": [{"title": "Low Back Disorders 2027"}]})
    subject = case(**HEADER | {"ur_denial_date": "2027-05-02"}, disputed_items=[item])
    assert [problem.code for problem in check(subject, {"C03", "C04"})] == ["C03"]
    assert check(subject, {"C03", "C04"}, guidelines=load_guidelines(own)) == []


def test_the_message_of_the_page_is_that_of_the_error(own: Path) -> None:
    own.write_text(TABLES.replace("Low Back Disorders 2020", "Low Back 2020"), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load_guidelines(own)
    assert str(refused.value).startswith(MESSAGE.removesuffix("...\n"))


def test_the_page_names_every_key() -> None:
    for table in (GuidelinesTable, SectionTable, EditionTable):
        for key in table.model_fields:
            assert re.search(rf"\b{key}\b", PAGE.split("## Your own additions")[1]), key
