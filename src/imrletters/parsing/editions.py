"""Reads a letter by the wording of each edition, and chooses the edition that fits best."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from imrletters.case import GUIDELINE_FIELDS, Case, pointer
from imrletters.errors import LetterError, Problem
from imrletters.parsing.paragraphs import Paragraph
from imrletters.parsing.sections import MisfitError, Reading, Stage, read_edition
from imrletters.parsing.value_places import Origins
from imrletters.validation import Fault, faults
from imrletters.wording import Wording, wordings

NEEDS_FOLDER = "; a letter of your own edition is read only with your templates folder"


def read_letter(
    paragraphs_of: Callable[[Wording], Sequence[Paragraph]], templates: Path | None = None
) -> tuple[Case, Origins]:
    """The case that a letter states, read by the edition that fits it best, and the places of its values.

    ``paragraphs_of`` returns the paragraphs of the letter for an edition. Each edition is read by its own wording, so
    that no edition changes how another one is read. Raises LetterError with the place of the first paragraph that does
    not fit the edition that was read furthest.
    """
    readings, misfits = [], []
    for wording in wordings(templates):
        found = paragraphs_of(wording)
        try:
            readings.append(read_edition(found, wording))
        except MisfitError as misfit:
            misfits.append((_precedence(wording, header=_has_header(found, wording)), wording, misfit))
    if not readings:
        hint = NEEDS_FOLDER if templates is None else ""
        raise LetterError([_problem(sorted(misfits, key=lambda each: each[0]), hint)])
    readings.sort(key=_order)
    best = readings[0]
    equal = [reading.wording.edition for reading in readings if _order(reading) == _order(best)]
    if len(equal) > 1:
        message = f"this letter fits the editions {', '.join(equal)} equally; state a precedence in one of them"
        raise LetterError([Problem(message)])
    case = Case.model_validate(best.data)
    if unprintable := list(faults(case.to_data(), templates=templates)):
        raise LetterError([_placed(fault, best.origins) for fault in unprintable])
    return case, best.origins


def _order(reading: Reading) -> tuple[int, int, bool]:
    """The order of preference: guideline lines split into citations, precedence, and ours before own editions."""
    items = reading.data["disputed_items"]
    split = sum(item[name].text is None for item in items for name in GUIDELINE_FIELDS)
    return -split, _precedence(reading.wording, header="case_number" in reading.data), reading.wording.own


def _has_header(found: Sequence[Paragraph], wording: Wording) -> bool:
    """Whether anything is above the first title."""
    return bool(found) and found[0].text != wording.titles[0]


def _precedence(wording: Wording, *, header: bool) -> int:
    return wording.precedence if header else wording.precedence_without_header


def _problem(misfits: Sequence[tuple[int, Wording, MisfitError]], hint: str) -> Problem:
    """The problem of the edition that was read furthest; ``misfits`` are in the order of their precedence."""
    furthest = max(misfit.stage for _, _, misfit in misfits)
    reached = [(wording, misfit.problem) for _, wording, misfit in misfits if misfit.stage == furthest]
    problem = max((problem for _, problem in reached), key=lambda each: (each.page or 0, each.line or 0))
    if furthest == Stage.FIRST_TITLE:
        titles = " or ".join(dict.fromkeys(f'"{wording.titles[0]}"' for wording, _ in reached))
        return replace(problem, message=f"this is not a determination letter: it has no section {titles}{hint}")
    if furthest == Stage.PREAMBLE:
        names = ", ".join(sorted(wording.edition for _, wording, _ in misfits))
        return replace(problem, message=f"the wording of this section fits no known edition ({names}){hint}")
    return problem


def _placed(fault: Fault, origins: Origins) -> Problem:
    page, line = origins.place(fault.path, fault.character)
    return Problem(fault.message, pointer(fault.path), page=page, line=line, redacted=fault.redacted)
