"""What several tests need: the samples, a small case to vary, their letters, and what stands on a printed page."""

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from imrletters import Case, Letter, load_case, render
from imrletters.pages import read_pages

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.json"))
INVALID = sorted((ROOT / "samples" / "invalid").glob("*.json"))
HEADER = {
    "case_number": "CM16-0000009",
    "priority": "Standard",
    "date_of_injury": "2016-03-02",
    "ur_denial_date": "2016-10-20",
    "application_received": "2016-11-01",
    "date_assigned": "2016-11-08",
    "decision_date": "2016-12-06",
}


def item_data(**changes: Any) -> dict[str, Any]:
    """A sound disputed item, but for ``changes``."""
    return {
        "service": "MRI of the right knee without contrast",
        "decision": "Upheld",
        "claims_administrator_guideline": {"non_mtus": ["Official Disability Guidelines (ODG), Knee and Leg, MRI"]},
        "maximus_guideline": {"mtus": [{"title": "Knee Complaints 2004"}]},
        "decision_rationale": "The right knee is stable. Therefore, the request is not medically necessary.",
    } | changes


def case_data(**changes: Any) -> dict[str, Any]:
    """A sound case of one item and without a header block, but for ``changes``."""
    return {
        "edition": "2016",
        "expert_reviewer": {"licensure_states": ["California"], "specialties": ["Occupational Medicine"]},
        "clinical_case_summary": "The injured worker hurt her right knee while folding a paper sail.",
        "disputed_items": [item_data()],
    } | changes


def case(**changes: Any) -> Case:
    """The case of ``case_data``, its shape checked and no more."""
    return Case.model_validate(case_data(**changes))


@cache
def sample_letter(path: Path) -> Letter:
    """The letter of a sample."""
    return render(load_case(path))


@cache
def sample_pdf(path: Path) -> bytes:
    """The printed letter of a sample, printed once for all tests of a process."""
    return sample_letter(path).pdf()


def layout(pdf: bytes) -> str:
    """What stands where: page, baseline and left edge in points, font, size and text of every run of one font."""
    rows = []
    for line in (line for page in read_pages(pdf) for line in page):
        for (font, size), run in groupby(line.glyphs, lambda glyph: (glyph.font.split("+")[-1], round(glyph.size, 1))):
            glyphs = list(run)
            text = "".join(glyph.text for glyph in glyphs)
            rows.append(f'{line.page:>2} {line.baseline:6.1f} {glyphs[0].x0:6.1f}  {font} {size}  "{text}"\n')
    return "".join(rows)


def squeezed(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def printed_text(pdf: bytes) -> str:
    """The characters of a PDF without any white space."""
    return squeezed("".join(line.text for page in read_pages(pdf) for line in page))
