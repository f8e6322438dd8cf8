"""The command render: its files, its inputs and its messages."""

from pathlib import Path

import pytest

from imrletters import load_case, render
from imrletters.printing import DEFAULT, ENGINES, EngineName
from tests.cli.command import SAMPLE, imrletters, one_line, written
from tests.support import INVALID, case, sample_letter


def test_render_writes_text_and_pdf_to_the_current_folder_and_prints_their_paths(folder: Path) -> None:
    result = imrletters("render", SAMPLE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.split() == ["one-item-upheld.txt", "one-item-upheld.pdf"]
    assert written(folder) == ["one-item-upheld.pdf", "one-item-upheld.txt"]
    assert (folder / "one-item-upheld.txt").read_text(encoding="utf-8") == sample_letter(SAMPLE).text()
    assert (folder / "one-item-upheld.pdf").read_bytes() == sample_letter(SAMPLE).pdf()


def test_render_writes_the_given_formats_to_the_given_folder(folder: Path) -> None:
    result = imrletters("render", SAMPLE, "-o", "a/b", "--format", "html", "--format", "text", "--width", "40")
    assert result.exit_code == 0
    assert written(folder) == ["a/b/one-item-upheld.html", "a/b/one-item-upheld.txt"]
    assert (folder / "a/b/one-item-upheld.txt").read_text(encoding="utf-8") == sample_letter(SAMPLE).text(40)


def test_render_replaces_an_existing_file(folder: Path) -> None:
    (folder / "one-item-upheld.txt").write_text("old")
    assert imrletters("render", SAMPLE, "--format", "text").exit_code == 0
    assert (folder / "one-item-upheld.txt").read_text(encoding="utf-8") == sample_letter(SAMPLE).text()


@pytest.mark.parametrize("name", ["text", "html", "pdf"])
def test_one_letter_can_be_written_to_standard_output(folder: Path, name: str) -> None:
    result = imrletters("render", SAMPLE, "-o", "-", "--format", name)
    letter = sample_letter(SAMPLE)
    expected = {"text": letter.text().encode(), "html": letter.html().encode(), "pdf": letter.pdf()}[name]
    assert (result.exit_code, result.stdout_bytes) == (0, expected)
    assert written(folder) == []


@pytest.mark.parametrize(
    "arguments", [[SAMPLE], [SAMPLE, SAMPLE, "--format", "text"], [SAMPLE, "--format", "text", "--format", "pdf"]]
)
def test_several_letters_cannot_be_written_to_standard_output(arguments: list[object]) -> None:
    result = imrletters("render", *arguments, "-o", "-")
    assert result.exit_code == 2
    assert "writes one letter: name one case" in result.stderr
    assert result.stdout == ""


def test_a_case_is_read_from_standard_input(folder: Path) -> None:
    result = imrletters("render", "-", "--format", "text", standard_input=SAMPLE.read_bytes())
    assert (result.exit_code, written(folder)) == (0, ["letter.txt"])


def test_the_cases_of_a_folder_are_rendered(folder: Path) -> None:
    (folder / "in").mkdir()
    for name in ("b.json", "a.json", "notes.md"):
        (folder / "in" / name).write_bytes(SAMPLE.read_bytes())
    result = imrletters("render", "in", "-o", "out", "--format", "text")
    assert (result.exit_code, result.stdout.split()) == (0, ["out/a.txt", "out/b.txt"])


def test_letters_of_a_jsonl_file_are_named_after_their_case_number_or_else_their_line(folder: Path) -> None:
    unnumbered = case().model_dump_json(exclude_defaults=True)
    (folder / "many.jsonl").write_text(f"{one_line()}\n\n{unnumbered}\n")
    result = imrletters("render", "many.jsonl", "-o", "out", "--format", "text")
    assert result.exit_code == 0
    assert written(folder / "out") == ["CM16-0000009.txt", "manifest.jsonl", "many-0000003.txt"]


def test_nothing_is_written_for_a_case_with_problems(folder: Path) -> None:
    assert [path for path in INVALID if imrletters("render", path, "-o", "out").exit_code != 1] == []
    assert len(INVALID) > 20
    assert written(folder) == []


PDF = ("render", SAMPLE, "--format", "pdf", "-o", "-")


@pytest.mark.parametrize("engine", ENGINES)
def test_the_engine_is_that_of_the_option_or_else_of_the_settings_file(folder: Path, engine: EngineName) -> None:
    expected = render(load_case(SAMPLE), engine=engine).pdf()
    assert imrletters(*PDF, "--engine", engine).stdout_bytes == expected
    (folder / "imrletters.toml").write_text(f'[render]\nengine = "{engine}"\n')
    assert imrletters(*PDF).stdout_bytes == expected
    (folder / "other.toml").write_text("")
    assert imrletters(*PDF, "--config", "other.toml").stdout_bytes == sample_letter(SAMPLE).pdf()
    assert imrletters(*PDF, "--engine", DEFAULT).stdout_bytes == sample_letter(SAMPLE).pdf()


@pytest.mark.parametrize("form", ["pdf", "text"])
def test_an_unknown_engine_is_wrong_usage(folder: Path, form: str) -> None:
    result = imrletters("render", SAMPLE, "--format", form, "--engine", "troff")
    assert (result.exit_code, "'troff' is not one of 'weasyprint', 'typst'" in result.stderr) == (2, True)
    (folder / "imrletters.toml").write_text('[render]\nengine = "troff"\n')
    result = imrletters("render", SAMPLE, "--format", form)
    message = "imrletters.toml: render.engine: expected 'weasyprint' or 'typst'; known: "
    assert (result.exit_code, message in " ".join(result.stderr.split())) == (2, True)
    assert written(folder) == ["imrletters.toml"]


def test_the_file_may_have_the_settings_of_other_commands(folder: Path) -> None:
    (folder / "imrletters.toml").write_text('[check]\nselect = ["T03"]\n')
    assert imrletters(*PDF).stdout_bytes == sample_letter(SAMPLE).pdf()
