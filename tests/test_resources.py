"""The folders of the package."""

from pathlib import Path

import pytest

from imrletters import resources
from imrletters.errors import ResourceError
from imrletters.resources import data_folder, font_folder


def test_the_folders_of_the_package_have_their_files() -> None:
    assert (data_folder("templates") / "letter.j2").is_file()
    assert [*data_folder("schemas").glob("*.json")]
    assert [*font_folder().glob("*.ttf")]


def test_a_missing_folder_is_an_error() -> None:
    with pytest.raises(ResourceError, match="the folder recipes of imrletters is missing"):
        data_folder("recipes")


def test_the_folder_inside_the_package_takes_precedence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "src" / "imrletters"
    for folder in (tmp_path / "schemas", package / "_data" / "schemas"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "PACKAGE", package)
    assert data_folder.__wrapped__("schemas") == package / "_data" / "schemas"
    (package / "_data" / "schemas").rmdir()
    assert data_folder.__wrapped__("schemas") == tmp_path / "schemas"
