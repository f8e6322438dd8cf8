"""The limits of time and memory of a command, and those for own templates."""

from pathlib import Path

import pytest

from tests.batch.support import case_text, run, write_cases
from tests.support import ROOT
from tests.workers.hostile_pdfs import objects_pdf

pytestmark = pytest.mark.long
PAGES = "{{ caller() }}{% for i in range(30000) %}<div style='break-after: page'>&nbsp;</div>{% endfor %}"


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A folder with a template whose pages take minutes to print."""
    macros = (ROOT / "templates" / "html.j2").read_text()
    assert "{{ caller() }}</main>" in macros
    own = tmp_path / "own"
    own.mkdir()
    (own / "html.j2").write_text(macros.replace("{{ caller() }}</main>", f"{PAGES}</main>"))
    return own


def test_own_templates_that_print_for_ever_end_in_an_error(tmp_path: Path, endless: Path) -> None:
    (tmp_path / "case.json").write_text(case_text(1))
    command = ("--time-limit", "2", "render", "case.json", "-o", "out", "--templates", endless)
    assert run(*command, folder=tmp_path) == (1, "case.json: error: takes longer than 2 seconds\n")


def test_own_templates_that_print_for_ever_do_not_stop_a_batch(tmp_path: Path, endless: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 2)
    command = ("--time-limit", "2", "render", "cases.jsonl", "-o", "out", "--templates", endless, "--jobs", "1")
    code, output = run(*command, folder=tmp_path)
    assert code == 1
    for line in (1, 2):
        assert f"cases.jsonl:{line}: error: the worker process died while it rendered this case, twice\n" in output
    assert "2 with problems" in output


def test_the_limit_of_a_pdf_can_be_changed(tmp_path: Path) -> None:
    content = b"BT /F 12 Tf 72 720 Td " + b"(letter) Tj 1 0 Td " * 320_000 + b"ET"
    (tmp_path / "long.pdf").write_bytes(
        objects_pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        )
    )
    for seconds, expected in (("1", "takes longer than 1 seconds"), ("60", "not a determination letter")):
        code, output = run("--time-limit", seconds, "parse", "long.pdf", "-o", "out", folder=tmp_path)
        assert (code, expected in output) == (1, True), output
