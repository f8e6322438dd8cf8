"""The settings file: its tables, their defaults, and the errors of an invalid file."""

from pathlib import Path

import pytest

from imrletters.printing import ENGINES
from imrletters.settings import CheckTable, RenderTable, Settings, SettingsError, default_settings, load_settings

KNOWN = "known: check.select, check.ignore, check.strict, render.engine, render.check"


def file(folder: Path, text: str) -> Path:
    path = folder / "imrletters.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_tables_are_read(tmp_path: Path) -> None:
    path = file(tmp_path, '[check]\nselect = ["D"]\nignore = ["D01"]\nstrict = true\n[render]\nengine = "typst"\n')
    check = CheckTable(select=["D"], ignore=["D01"], strict=True)
    assert load_settings(path) == Settings(check=check, render=RenderTable(engine="typst"))


@pytest.mark.parametrize("text", ["", "[check]", "[render]", "# nothing\n"])
def test_an_empty_file_changes_nothing(tmp_path: Path, text: str) -> None:
    assert load_settings(file(tmp_path, text)) == Settings()


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_can_be_chosen(tmp_path: Path, engine: str) -> None:
    assert load_settings(file(tmp_path, f"[render]\nengine = '{engine}'")).render.engine == engine


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[check", "not TOML"),
        ("[check]\nselct = []", "check.selct: unknown name"),
        ("[chek]\n", "chek: unknown name"),
        ('[check]\nselect = "D01"', "check.select: expected a list"),
        ("[check]\nselect = [1]", "check.select.0: expected a text in quotes"),
        ('[check]\nstrict = "yes"', "check.strict: expected true or false"),
        ("check = 3", "check: expected a table"),
        ("[render]\nengine = 'troff'", "render.engine: expected 'weasyprint' or 'typst'; known: "),
        ("[render]\nengine = 1", "render.engine: expected 'weasyprint' or 'typst'; known: "),
        ("[render]\nengin = 'typst'", "render.engin: unknown name"),
    ],
)
def test_an_invalid_file_is_refused_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(file(tmp_path, text))
    assert reason in str(refused.value)


def test_the_error_of_an_invalid_file_has_its_path_and_the_known_keys(tmp_path: Path) -> None:
    path = file(tmp_path, "[check]\nselct = []")
    with pytest.raises(SettingsError) as refused:
        load_settings(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert str(refused.value).endswith(KNOWN)


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file or directory"):
        load_settings(tmp_path / "absent.toml")
    (tmp_path / "latin.toml").write_bytes(b"# \xe9")
    with pytest.raises(SettingsError, match="not TOML"):
        load_settings(tmp_path / "latin.toml")


def test_the_settings_without_a_file_are_those_of_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "imrletters.toml").touch()
    assert default_settings() == load_settings(tmp_path / "imrletters.toml") == Settings()
