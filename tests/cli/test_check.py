"""The command check: input, reports and exit codes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result

from imrletters import Problem, read_case, render
from imrletters.case.example import HEADER, example_data, example_item
from imrletters.proofreading.proofread import check_document
from imrletters.proofreading.registry import all_rules
from tests.cli.command import imrletters
from tests.mtus.support import ORDER
from tests.proofreading.test_report import SARIF
from tests.support import INVALID, ROOT, SAMPLES, case, example, sample_letter, sample_pdf

SAMPLE = ROOT / "samples" / "one-item-upheld.json"
WARNING = example({"/clinical_case_summary": "The the knee."})
ERROR = example({"/clinical_case_summary": "A fusion.Treatment was asked for."})
BOTH = example({"/clinical_case_summary": "The the knee. A fusion.Treatment was asked for."})
SENTINEL = "Zyxwvutsr"
FORMATS = ("lines", "json", "sarif")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder of a command, with a case that has a warning, one that has an error, and one with both."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("warning", WARNING), ("error", ERROR), ("both", BOTH)):
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    (tmp_path / "clean.json").write_bytes(SAMPLE.read_bytes())
    return tmp_path


def check(*arguments: object, standard_input: str | bytes | None = None) -> Result:
    return imrletters("check", *arguments, standard_input=standard_input)


def codes(result: Result) -> list[str]:
    """The codes of the rules in a report in lines."""
    return [line.split("[")[-1].removesuffix("]") for line in result.stdout.splitlines()]


def lines_of(problems: list[Problem], source: str, line: int | None = None) -> str:
    return "".join(f"{problem.at(source, line)}\n" for problem in problems)


def test_a_clean_case_gives_an_empty_report() -> None:
    result = check("clean.json")
    assert (result.exit_code, result.output) == (0, "")


def test_all_samples_are_clean() -> None:
    result = check(*SAMPLES, "--strict")
    assert (result.exit_code, result.output) == (0, "")


def test_a_warning_is_reported_and_exits_with_0() -> None:
    result = check("warning.json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == lines_of(check_document(WARNING.encode()), "warning.json")
    assert ": warning: /clinical_case_summary: a word is repeated: The the [T03]" in result.stdout


def test_an_error_is_reported_and_exits_with_1() -> None:
    result = check("error.json")
    assert (result.exit_code, codes(result)) == (1, ["T04"])


def test_the_problems_of_an_invalid_case_are_reported_like_findings() -> None:
    bad = next(path for path in INVALID if path.stem == "unknown-decision")
    result = check(bad, "warning.json")
    assert result.exit_code == 1
    expected = f"{bad}:{bad.with_suffix('.problems').read_text(encoding='utf-8')}"
    assert result.stdout == expected + lines_of(check_document(WARNING.encode()), "warning.json")


def test_strict_makes_warnings_fail() -> None:
    assert check("warning.json", "--strict").exit_code == 1
    assert check("clean.json", "--strict").exit_code == 0


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--select", "T03"], ["T03"]),
        (["--select", "doubled-word"], ["T03"]),
        (["--select", "T"], ["T03", "T04"]),
        (["--select", "D"], []),
        (["--select", "T03", "--select", "T04"], ["T03", "T04"]),
        (["--ignore", "T04"], ["T03"]),
        (["--ignore", "missing-space"], ["T03"]),
        (["--ignore", "T"], []),
        (["--select", "T", "--ignore", "T03"], ["T04"]),
    ],
)
def test_rules_are_selected_and_ignored(options: list[str], found: list[str]) -> None:
    result = check("both.json", *options)
    assert (result.exit_code, codes(result)) == (int("T04" in found), found)


def test_an_invalid_case_is_reported_whatever_rules_are_selected() -> None:
    assert check(INVALID[0], "--select", "T03").exit_code == 1


@pytest.mark.parametrize("option", ["--select", "--ignore", "--explain"])
def test_the_message_for_an_unknown_rule_lists_all_rules(option: str) -> None:
    result = check("both.json", option, "Z99")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no rule Z99" in result.stderr
    assert all(f"{rule.code} {rule.name}" in result.stderr for rule in all_rules())


def test_the_settings_in_the_current_folder_are_used(folder: Path) -> None:
    (folder / "imrletters.toml").write_text('[check]\nselect = ["T03"]\nstrict = true\n')
    result = check("both.json")
    assert (result.exit_code, codes(result)) == (1, ["T03"])
    assert codes(check("both.json", "--select", "T04")) == ["T04"]


def test_config_replaces_the_settings_in_the_current_folder(folder: Path) -> None:
    (folder / "imrletters.toml").write_text('[check]\nselect = ["T03"]\n')
    (folder / "other.toml").write_text('[check]\nignore = ["T03"]\n')
    assert codes(check("both.json", "--config", "other.toml")) == ["T04"]


def test_an_organizations_guidelines_beside_the_settings_file_are_used(folder: Path) -> None:
    cited = {"mtus": [{"title": "Burns 2027"}]}
    burns = case(**HEADER, disputed_items=[example_item(maximus_guideline=cited)])
    (folder / "burns.json").write_text(burns.to_json(), encoding="utf-8")
    only = ("--select", "C03", "--select", "C04")
    assert codes(check("burns.json", *only)) == ["C03"]
    (folder / "beside").mkdir()
    (folder / "beside" / "imrletters.toml").touch()
    (folder / "beside" / "imrletters-guidelines.toml").write_text(ORDER, encoding="utf-8")
    assert codes(check("burns.json", *only)) == ["C03"]
    result = check("burns.json", *only, "--config", "beside/imrletters.toml")
    assert codes(result) == ["C04"]
    assert "the adoption of this edition is not known: Burns 2027: an invented edition" in result.stdout
    (folder / "imrletters-guidelines.toml").write_text(ORDER, encoding="utf-8")
    assert codes(check("burns.json", *only)) == ["C04"]


def test_faulty_guidelines_of_an_organization_are_wrong_usage(folder: Path) -> None:
    (folder / "imrletters-guidelines.toml").write_text("[[section]]\nnumber = '1'\neditions = []\n")
    result = check("clean.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: imrletters-guidelines.toml: /section/0/number: expected the number" in result.stderr


@pytest.mark.parametrize("text", ["[check", "[check]\nselct = []\n", '[check]\nselect = ["Z99"]\n', "[other]\n"])
def test_invalid_settings_are_wrong_usage(folder: Path, text: str) -> None:
    (folder / "imrletters.toml").write_text(text)
    result = check("clean.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "imrletters.toml" in result.stderr or "Z99" in result.stderr


def test_a_missing_settings_file_is_wrong_usage() -> None:
    result = check("clean.json", "--config", "absent.toml")
    assert result.exit_code == 2
    assert "absent.toml: no such file" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["clean.json", "--format", "xml"], ["clean.json", "--fix"]])
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    result = check(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: " in result.stderr


def test_a_missing_file_is_reported_and_the_others_are_checked() -> None:
    result = check("absent.json", "warning.json")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == "absent.json: error: no such file or directory"
    assert codes(result)[1:] == ["T03"]


def test_a_folder_is_checked_case_by_case() -> None:
    result = check(".")
    assert result.exit_code == 1
    sources = [line.split(":")[0] for line in result.stdout.splitlines()]
    assert sources == ["both.json", "both.json", "error.json", "warning.json"]


def test_findings_in_jsonl_are_placed_on_the_line_of_the_file(folder: Path) -> None:
    def one_line(text: str) -> str:
        return json.dumps(json.loads(text), ensure_ascii=False)

    lines = [one_line(ERROR), "", one_line(example({})), one_line(WARNING), "{}"]
    (folder / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = check("many.jsonl")
    assert result.exit_code == 1
    first, second, *refused = result.stdout.splitlines()
    assert first.startswith(f"many.jsonl:1:{lines[0].index('.Treatment') + 1}: error: ")
    assert second.startswith(f"many.jsonl:4:{lines[3].index('The the') + 1}: warning: ")
    assert refused
    assert all(line.startswith("many.jsonl:5:1: error: ") for line in refused)


def test_a_case_is_read_from_standard_input() -> None:
    result = check("-", standard_input=BOTH)
    assert (result.exit_code, result.stdout) == (1, lines_of(check_document(BOTH.encode()), "<stdin>"))


def test_a_letter_is_read_from_standard_input() -> None:
    letter = render(read_case(BOTH)).text()
    result = check("-", standard_input=letter.encode())
    [line] = [number for number, one in enumerate(letter.split("\n"), start=1) if "fusion.Treatment" in one]
    assert (result.exit_code, codes(result)) == (1, ["T03", "T04"])
    assert all(one.startswith(f"<stdin>:{line}: ") for one in result.stdout.splitlines())


def test_letters_are_checked_as_text_and_as_pdf(folder: Path) -> None:
    letter = render(read_case(BOTH))
    (folder / "letter.txt").write_text(letter.text(), encoding="utf-8")
    (folder / "letter.pdf").write_bytes(letter.pdf())
    result = check("letter.txt", "letter.pdf")
    assert (result.exit_code, codes(result)) == (1, ["T03", "T04", "T03", "T04"])
    assert result.stdout.splitlines()[2].startswith("letter.pdf: page 1 line ")


def test_clean_letters_give_an_empty_report(folder: Path) -> None:
    (folder / "letter.pdf").write_bytes(sample_pdf(SAMPLE))
    (folder / "letter.txt").write_text(sample_letter(SAMPLE).text(), encoding="utf-8")
    result = check("letter.txt", "letter.pdf", "--strict")
    assert (result.exit_code, result.output) == (0, "")


def test_a_file_that_is_not_a_letter_is_reported(folder: Path) -> None:
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7\n")
    result = check("letter.pdf")
    assert result.exit_code == 1
    assert result.stdout.startswith("letter.pdf: error: ")


@pytest.mark.parametrize("name", ["D01", "date-order"])
def test_a_rule_is_explained(name: str) -> None:
    result = check("--explain", name)
    [rule] = [rule for rule in all_rules() if rule.code == "D01"]
    assert result.exit_code == 0
    assert result.stdout.startswith(f"D01 date-order (error)\n{rule.why}\n")
    assert "\nExample with a finding:\n  /" in result.stdout
    assert "\nExample without a finding:\n  /" in result.stdout


def test_each_rule_of_a_topic_is_explained() -> None:
    result = check("--explain", "D")
    heads = [f"{rule.code} {rule.name} ({rule.severity})" for rule in all_rules() if rule.code[0] == "D"]
    assert [line for line in result.stdout.splitlines() if line in heads] == heads


def test_the_json_report_has_the_content_of_the_lines() -> None:
    lines, result = check("both.json", "absent.json"), check("both.json", "absent.json", "--format", "json")
    assert result.exit_code == lines.exit_code == 1
    problems = [Problem(**entry) for entry in json.loads(result.stdout)]
    assert "".join(f"{problem}\n" for problem in problems) == lines.stdout
    assert json.loads(check("clean.json", "--format", "json").stdout) == []


def test_the_sarif_report_is_valid_and_has_the_same_findings() -> None:
    result = check("both.json", "absent.json", INVALID[0], "--format", "sarif")
    assert result.exit_code == 1
    log = json.loads(result.stdout)
    jsonschema.validate(log, SARIF)
    [run] = log["runs"]
    assert [one["ruleId"] for one in run["results"]][:3] == ["T03", "T04", "case"]


def test_the_sarif_report_names_only_the_rules_applied() -> None:
    [run] = json.loads(check("both.json", "--select", "T03", "--format", "sarif").stdout)["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["case", "T03"]


def everywhere(value: Any, word: str) -> Any:
    """The data with a word before every text in it."""
    if isinstance(value, str):
        return f"{word} {value}"
    if isinstance(value, dict):
        return {key: everywhere(entry, word) for key, entry in value.items()}
    return [everywhere(entry, word) for entry in value] if isinstance(value, list) else value


def mistakes(word: str) -> dict[str, Any]:
    """A valid case in which many rules find mistakes that contain the word."""
    texts = [f"{word} {word}", f"{word}.{word}", f"{word}?s", f"?{word}", f"Dr. {word}", f"{word}@{word}.example"]
    texts += [f"[insert {word}]", f"12 {word} Street", f"claim number {word}77", "9792.99.1", "injured on 1-1-2011"]
    items = [
        example_item(
            service=f"{word} 10mg of the left knee",
            claims_administrator_guideline={"mtus": [{"title": f"{word} Complaints 2004"}]},
            maximus_guideline={"non_mtus": ["ODG", f"{word} {word}"]},
            decision_rationale=f"The {word} 20mg of the right knee is medically necessary. MTUS is silent.",
        )
    ] * 2
    return example_data(clinical_case_summary=f"{word}. ".join(texts), disputed_items=items)


SECRETS: dict[str, str | bytes] = {
    "mistakes": json.dumps(mistakes(SENTINEL)),
    "every text": json.dumps(everywhere(json.loads(example({})), SENTINEL)),
    "an unknown key": example({f"/{SENTINEL}": {SENTINEL: SENTINEL}, f"/disputed_items/0/{SENTINEL}": 1}),
    "a key like a known one": example({f"/edition{SENTINEL[:1]}": 1, "/disputed_items/0/servic": SENTINEL}),
    "wrong types": example({"/edition": [SENTINEL], "/disputed_items/0": SENTINEL, "/priority": {"a": SENTINEL}}),
    "an edition": example({"/edition": SENTINEL}),
    "a case number": example({"/case_number": f"{SENTINEL} 1"}),
    "a long case number": example({"/case_number": SENTINEL * 9}),
    "a decision": example({"/disputed_items/0/decision": SENTINEL}),
    "a date": example({"/date_of_injury": SENTINEL}),
    "a forged part": example({"/clinical_case_summary": f"{SENTINEL}\n\n{SENTINEL} for {SENTINEL}: Upheld"}),
    "a forged label": example(
        {
            "/organization": {"name": SENTINEL, "label": SENTINEL},
            "/clinical_case_summary": f"x\n\n{SENTINEL} guideline: y",
        }
    ),
    "an unprintable character": example({"/clinical_case_summary": f"{SENTINEL}\t\u0301\u4e00"}),
    "a key twice": f'{{"{SENTINEL}": {{"{SENTINEL}": 1, "{SENTINEL}": 2}}, "{SENTINEL}": 3}}',
    "invalid JSON": f'{{"{SENTINEL}" {SENTINEL}',
    "no JSON object": f'["{SENTINEL}"]',
    "bytes": example({"/edition": SENTINEL}).encode() + b"\xff",
    "no letter": f"{SENTINEL}\n",
    "a broken letter": sample_letter(SAMPLE).text().replace("Decision", SENTINEL),
    "a letter of two organizations": render(case(disputed_items=[example_item()] * 2))
    .text()
    .replace("MAXIMUS guideline", f"{SENTINEL} guideline", 1),
    "an unprintable letter": sample_letter(SAMPLE).text().replace("whale", f"{SENTINEL}\u4e00"),
    "a letter with mistakes": render(read_case(json.dumps(mistakes(SENTINEL)))).text(),
}


@pytest.mark.parametrize("name", SECRETS)
def test_no_values_keeps_every_word_of_the_case_out_of_the_report(name: str) -> None:
    for form in FORMATS:
        result = check("-", "--format", form, "--no-values", standard_input=SECRETS[name])
        assert result.exit_code == 1
        assert result.stdout
        assert SENTINEL.casefold() not in result.output.casefold()


def test_no_values_keeps_the_dates_of_a_letter_out_of_the_report() -> None:
    letter = sample_letter(SAMPLE).text().replace("12/06/2016", "13/31/2016")
    assert "13/31/2016" in check("-", standard_input=letter).stdout
    assert "13/31" not in check("-", "--no-values", standard_input=letter).stdout


def test_with_values_the_word_is_in_the_report() -> None:
    shown = {name for name, data in SECRETS.items() if SENTINEL in check("-", standard_input=data).stdout}
    assert {"mistakes", "every text", "an unknown key", "wrong types", "an edition", "a case number"} <= shown
    assert {"a key twice", "a letter of two organizations", "a letter with mistakes"} <= shown


def test_the_mistakes_with_the_word_are_found_by_many_rules() -> None:
    assert len(set(codes(check("-", standard_input=SECRETS["mistakes"])))) >= 10


def test_no_values_keeps_the_rule_and_the_place() -> None:
    result = check("both.json", "--no-values")
    full = check("both.json")
    assert [line.split(": ")[:2] for line in result.stdout.splitlines()] == [
        line.split(": ")[:2] for line in full.stdout.splitlines()
    ]
    assert codes(result) == codes(full)
    assert "a word is repeated [T03]" in result.stdout


@pytest.mark.parametrize("code", [rule.code for rule in all_rules()])
def test_no_values_keeps_the_beginning_of_each_message(code: str) -> None:
    [catches] = [rule.catches for rule in all_rules() if rule.code == code]
    problems = check_document(example(catches).encode(), {code}, "both")
    assert problems
    for found in problems:
        assert found.without_values().message == found.redacted
        assert found.redacted == found.message or found.message.startswith(f"{found.redacted}: ")


def test_the_installed_program_returns_the_exit_code() -> None:
    program = Path(sys.executable).with_name("imrletters")

    def run(*arguments: str, standard_input: bytes = b"") -> tuple[int, str]:
        done = subprocess.run([program, "check", *arguments], input=standard_input, capture_output=True, check=False)
        return done.returncode, done.stdout.decode()

    assert run("clean.json", "warning.json") == (0, check("warning.json").stdout)
    assert run("-", standard_input=ERROR.encode()) == (1, lines_of(check_document(ERROR.encode()), "<stdin>"))
    assert run("--select", "Z99", "clean.json") == (2, "")


def test_an_own_edition_that_cannot_be_learned_is_one_message(tmp_path: Path) -> None:
    editions = tmp_path / "own" / "editions"
    editions.mkdir(parents=True)
    (editions / "draft.j2").write_text('{% extends "editions/2016.j2" %}{% block precedence %}first{% endblock %}')
    (tmp_path / "letter.txt").write_text(sample_letter(SAMPLE).text())
    result = check("letter.txt", "--templates", "own")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: editions/draft.j2: block precedence: expected a whole number")
