"""Which rules the options of a call or a settings file select."""

from pathlib import Path

import pytest

from imrletters.proofreading.registry import all_rules
from imrletters.proofreading.settings import CheckSettings, SettingsError, check_settings

ALL = frozenset(rule.code for rule in all_rules())
DATES = frozenset(code for code in ALL if code[0] == "D")


def settings(
    path: Path | None = None, select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), *, strict: bool = False
) -> CheckSettings:
    return check_settings(path, select, ignore, strict=strict)


def file(folder: Path, text: str) -> Path:
    path = folder / "imrletters.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_by_default_all_rules_are_applied_and_warnings_do_not_fail() -> None:
    assert settings() == CheckSettings(ALL, strict=False)


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (("D01",), {"D01"}),
        (("date-order",), {"D01"}),
        (("D",), DATES),
        (("D", "T03", "bare-odg"), DATES | {"T03", "C05"}),
    ],
)
def test_rules_are_named_by_code_name_or_theme_letter(names: tuple[str, ...], codes: set[str]) -> None:
    assert settings(select=names).codes == codes
    assert settings(ignore=names).codes == ALL - codes


def test_ignored_rules_are_removed_from_the_selected_rules() -> None:
    assert settings(select=("D",), ignore=("date-order",)).codes == DATES - {"D01"}
    assert settings(select=("D01",), ignore=("D",)).codes == frozenset()


@pytest.mark.parametrize("name", ["Z99", "d01", "", "date", "DT", " D01"])
def test_an_unknown_rule_is_refused_with_a_list_of_the_rules(name: str) -> None:
    for options in ({"select": (name,)}, {"ignore": (name,)}):
        with pytest.raises(SettingsError) as refused:
            settings(**options)  # type: ignore[arg-type] # one option or the other
        assert str(refused.value).startswith(f"there is no rule {name}; rules: ")
        assert all(f"{rule.code} {rule.name}" in str(refused.value) for rule in all_rules())


def test_a_file_has_the_same_settings_as_the_options(tmp_path: Path) -> None:
    path = file(tmp_path, '[check]\nselect = ["D", "T"]\nignore = ["T03"]\nstrict = true')
    assert settings(path) == settings(select=("D", "T"), ignore=("T03",), strict=True)


@pytest.mark.parametrize("text", ["", "[check]", "# nothing\n"])
def test_an_empty_file_changes_nothing(tmp_path: Path, text: str) -> None:
    assert settings(file(tmp_path, text)) == settings()


def test_an_option_overrides_the_same_setting_in_the_file(tmp_path: Path) -> None:
    path = file(tmp_path, '[check]\nselect = ["D"]\nignore = ["D01"]\n')
    assert settings(path, select=("T03", "D01")).codes == {"T03"}
    assert settings(path, ignore=("D02",)).codes == DATES - {"D02"}
    assert settings(path, strict=True).strict


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[check", "not TOML"),
        ("[check]\nselct = []", "check.selct: extra inputs are not permitted"),
        ("[chek]\n", "chek: extra inputs"),
        ('[check]\nselect = "D01"', "check.select: input should be a valid list"),
        ("[check]\nselect = [1]", "check.select.0: input should be a valid string"),
        ('[check]\nstrict = "yes"', "check.strict: input should be a valid boolean"),
        ("check = 3", "check: input should be"),
        ('[check]\nselect = ["Z99"]', "there is no rule Z99"),
        ('[check]\nignore = ["Z99"]', "there is no rule Z99"),
    ],
)
def test_an_invalid_file_is_refused_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(SettingsError) as refused:
        settings(file(tmp_path, text))
    assert reason in str(refused.value)


def test_the_error_of_an_invalid_file_has_its_path_and_the_known_keys(tmp_path: Path) -> None:
    path = file(tmp_path, "[check]\nselct = []")
    with pytest.raises(SettingsError) as refused:
        settings(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert "known: check.select, check.ignore, check.strict" in str(refused.value)


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file or directory"):
        settings(tmp_path / "absent.toml")
    (tmp_path / "latin.toml").write_bytes(b"# \xe9")
    with pytest.raises(SettingsError, match="not TOML"):
        settings(tmp_path / "latin.toml")
