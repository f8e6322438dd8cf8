"""Which rules the options of a call or a table of the settings file select."""

import pytest

from imrletters.proofreading.registry import all_rules
from imrletters.proofreading.settings import CheckSettings, check_settings
from imrletters.settings import CheckTable, SettingsError

ALL = frozenset(rule.code for rule in all_rules())
DATES = frozenset(code for code in ALL if code[0] == "D")


def settings(
    table: CheckTable | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    *,
    strict: bool = False,
) -> CheckSettings:
    return check_settings(table or CheckTable(), select, ignore, strict=strict)


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


def test_a_table_has_the_same_settings_as_the_options() -> None:
    table = CheckTable(select=["D", "T"], ignore=["T03"], strict=True)
    assert settings(table) == settings(select=("D", "T"), ignore=("T03",), strict=True)


def test_an_option_overrides_the_same_setting_in_the_table() -> None:
    table = CheckTable(select=["D"], ignore=["D01"])
    assert settings(table, select=("T03", "D01")).codes == {"T03"}
    assert settings(table, ignore=("D02",)).codes == DATES - {"D02"}
    assert settings(table, strict=True).strict


@pytest.mark.parametrize("table", [CheckTable(select=["Z99"]), CheckTable(ignore=["Z99"])])
def test_an_unknown_rule_in_the_table_is_refused(table: CheckTable) -> None:
    with pytest.raises(SettingsError, match="there is no rule Z99"):
        settings(table)
