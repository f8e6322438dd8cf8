"""Programs that use imrletters pass mypy --strict without a plugin, and their mistakes are found."""

import pytest
from mypy import api

from tests.support import ROOT

pytestmark = pytest.mark.long
PROGRAM = """
import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any

from imrletters import (
    Case, Citation, DisputedItem, ExpertReviewer, Guideline, HouseStyle, Letterhead, RenderOptions, ReviewedDocument,
    load_case, load_letterhead, parse, render, render_many, verify,
)

states: list[str] = ["California"]
citation = Citation(title="Knee Complaints 2004", sections=["Special Studies"])
item = DisputedItem(
    service="MRI of the right knee",
    decision="Upheld",
    claims_administrator_guideline=Guideline(non_mtus=("Official Disability Guidelines (ODG)",)),
    maximus_guideline=Guideline(mtus=[citation]),
    decision_rationale="Therefore, the request is not medically necessary.",
)
case = Case(
    edition="2016",
    expert_reviewer=ExpertReviewer(licensure_states=states, specialties=("Pain Medicine",)),
    clinical_case_summary="One paragraph.",
    disputed_items=[item],
    documents_reviewed=[ReviewedDocument(kind="Medical report", title="Notes", date=date(2016, 10, 6))],
)
items: Sequence[DisputedItem] = case.disputed_items
row: dict[str, Any] = case.to_data()
again: Case = Case.from_data(row, "templates")
letterhead: Letterhead = load_letterhead("letterhead.toml")
Letterhead(name="Example", address=["1 Sample Way"])
text: str = render(again, templates="templates", letterhead=letterhead).text()
options = RenderOptions(formats=["text"], audiences=["public"], house_style=HouseStyle("templates"))
first = next(render_many([load_case("case.json")], options)).files
answer: str = verify(b"", templates="templates").answer
parsed: Case = parse(text, "templates")


async def main() -> bytes:
    return await render(case).pdf_async()


pdf: bytes = asyncio.run(main())
"""
MISTAKES = [
    'DisputedItem(service="MRI")',
    'ExpertReviewer(licensure_states=["California"], specialties=[1])',
    'Citation(title="Knee Complaints 2004", section=["Special Studies"])',
    "render(case, templates=b'templates')",
    "Case.from_data(1)",
]
"""Lines that mypy must refuse."""


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("typing")
    (folder / "program.py").write_text(PROGRAM, encoding="utf-8")
    (folder / "mistakes.py").write_text("from program import *\n" + "\n".join(MISTAKES) + "\n", encoding="utf-8")
    (folder / "mypy.ini").write_text(f"[mypy]\nmypy_path = {folder}:{ROOT / 'src'}\n", encoding="utf-8")
    options = ["--strict", "--follow-imports=silent", f"--config-file={folder / 'mypy.ini'}", "--no-error-summary"]
    cache = f"--cache-dir={ROOT / '.mypy_cache' / 'programs'}"
    found, trouble, _ = api.run([*options, cache, str(folder / "program.py"), str(folder / "mistakes.py")])
    assert not trouble
    return found.splitlines()


def test_a_program_may_give_any_sequence_and_a_path_as_a_text(errors: list[str]) -> None:
    assert [error for error in errors if "program.py" in error] == []


def test_mistakes_of_a_program_are_found(errors: list[str]) -> None:
    lines = {int(error.split(":")[1]) for error in errors if "mistakes.py" in error and ": error: " in error}
    assert lines == set(range(2, len(MISTAKES) + 2))
