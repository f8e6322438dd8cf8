"""Which rules a call, or a settings file, asks for."""

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


def test_without_a_word_all_rules_are_applied_and_warnings_pass() -> None:
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
def test_rules_are_named_by_code_name_and_letter_of_the_theme(names: tuple[str, ...], codes: set[str]) -> None:
    assert settings(select=names).codes == codes
    assert settings(ignore=names).codes == ALL - codes


def test_what_is_ignored_is_left_out_of_what_is_selected() -> None:
    assert settings(select=("D",), ignore=("date-order",)).codes == DATES - {"D01"}
    assert settings(select=("D01",), ignore=("D",)).codes == frozenset()


@pytest.mark.parametrize("name", ["Z99", "d01", "", "date", "DT", " D01"])
def test_an_unknown_rule_is_refused_with_the_rules_there_are(name: str) -> None:
    for options in ({"select": (name,)}, {"ignore": (name,)}):
        with pytest.raises(SettingsError) as refused:
            settings(**options)  # type: ignore[arg-type] # one option or the other
        assert str(refused.value).startswith(f"there is no rule {name}; rules: ")
        assert all(f"{rule.code} {rule.name}" in str(refused.value) for rule in all_rules())


def test_a_file_says_what_the_options_say(tmp_path: Path) -> None:
    path = file(
        tmp_path, '[check]\nselect = ["D", "text"]\n'.replace('"text"', '"T"') + 'ignore = ["T03"]\nstrict = true'
    )
    assert settings(path) == settings(select=("D", "T"), ignore=("T03",), strict=True)


@pytest.mark.parametrize("text", ["", "[check]", "# nothing\n"])
def test_an_empty_file_changes_nothing(tmp_path: Path, text: str) -> None:
    assert settings(file(tmp_path, text)) == settings()


def test_an_option_takes_the_place_of_what_the_file_says_of_the_same(tmp_path: Path) -> None:
    path = file(tmp_path, '[check]\nselect = ["D"]\nignore = ["D01"]\n')
    assert settings(path, select=("T03", "D01")).codes == {"T03"}
    assert settings(path, ignore=("D02",)).codes == DATES - {"D02"}
    assert settings(path, strict=True).strict


@pytest.mark.parametrize(
    ("text", "told"),
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
def test_a_broken_file_is_refused_with_what_is_wrong(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as refused:
        settings(file(tmp_path, text))
    assert told in str(refused.value)


def test_a_fault_of_the_file_is_told_with_its_path_and_the_known_keys(tmp_path: Path) -> None:
    path = file(tmp_path, "[check]\nselct = []")
    with pytest.raises(SettingsError) as refused:
        settings(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert "known: check.select, check.ignore, check.strict" in str(refused.value)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file or directory"):
        settings(tmp_path / "absent.toml")
    (tmp_path / "latin.toml").write_bytes(b"# \xe9")
    with pytest.raises(SettingsError, match="not TOML"):
        settings(tmp_path / "latin.toml")
