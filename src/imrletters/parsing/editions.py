"""Reads a letter by the wording of each edition, and chooses the edition that fits best."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from imrletters.case import GUIDELINE_FIELDS, Case, Fault, pointer
from imrletters.errors import LetterError, Problem, first_of, not_listed
from imrletters.parsing.paragraphs import Paragraph
from imrletters.parsing.sections import MisfitError, Reading, Stage, read_edition
from imrletters.parsing.value_places import Origins
from imrletters.validation import faults
from imrletters.wording import Wording, wordings

NEEDS_FOLDER = "; a letter of your own edition is read only with your templates folder"


def read_letter(
    paragraphs_of: Callable[[Wording], Sequence[Paragraph]], templates: Path | None = None
) -> tuple[Case, Origins]:
    """The case that a letter states, read by the edition that fits it best, and the places of its values.

    ``paragraphs_of`` returns the paragraphs of the letter for an edition. Each edition is read by its own wording, so
    that no edition changes how another one is read. Editions are read in the order of precedence, and none is read that
    could not be chosen any more. Raises LetterError with the place of the first paragraph that does not fit the edition
    that was read furthest.
    """
    letters = [_Letter(wording, paragraphs_of(wording)) for wording in wordings(templates)]
    misfits = []
    readings: list[Reading] = []
    for letter in sorted(letters, key=lambda letter: letter.precedence):
        if readings and letter.best_order > min(map(_order, readings)):
            continue  # whatever it reads, the edition is not chosen
        try:
            readings.append(read_edition(letter.paragraphs, letter.wording))
        except MisfitError as misfit:
            misfits.append((letter.wording, misfit))
    if not readings:
        hint = NEEDS_FOLDER if templates is None else ""
        raise LetterError([_problem(misfits, hint)])
    best = min(readings, key=_order)
    equal = sorted(reading.wording.edition for reading in readings if _order(reading) == _order(best))
    if len(equal) > 1:
        message = f"this letter fits the editions {', '.join(equal)} equally; state a precedence in one of them"
        raise LetterError([Problem(message)])
    return Case.model_validate(best.data), best.origins


def refuse_unprintable(case: Case, origins: Origins, templates: Path | None = None) -> None:
    """Raises LetterError, with places, for values of a case that no letter prints: the letter was not printed by us."""
    unprintable, others = first_of(faults(case.to_data(), templates=templates))
    if unprintable:
        raise LetterError([*(_placed(fault, origins) for fault in unprintable), *not_listed(others)])


@dataclass(frozen=True)
class _Letter:
    """The paragraphs of a letter for one edition, before the edition reads them."""

    wording: Wording
    paragraphs: Sequence[Paragraph]

    @property
    def precedence(self) -> int:
        """The precedence of the edition for this letter; anything above the first title is a header block."""
        header = bool(self.paragraphs) and self.paragraphs[0].text != self.wording.titles[0]
        return _precedence(self.wording, header=header)

    @property
    def best_order(self) -> tuple[int, int, bool]:
        """The order of its reading if every guideline line that looks like one is split into citations."""
        label = self.wording.guideline_labels[0]
        items = sum(1 for paragraph in self.paragraphs if re.match(label, paragraph.text))
        return -len(GUIDELINE_FIELDS) * items, self.precedence, self.wording.own


def _order(reading: Reading) -> tuple[int, int, bool]:
    """The order of preference: guideline lines split into citations, precedence, and ours before own editions."""
    items = reading.data["disputed_items"]
    split = sum(item[name].text is None for item in items for name in GUIDELINE_FIELDS)
    return -split, _precedence(reading.wording, header="case_number" in reading.data), reading.wording.own


def _precedence(wording: Wording, *, header: bool) -> int:
    return wording.precedence if header else wording.precedence_without_header


def _problem(misfits: Sequence[tuple[Wording, MisfitError]], hint: str) -> Problem:
    """The problem of the edition that was read furthest; ``misfits`` are in the order of their precedence."""
    furthest = max(misfit.stage for _, misfit in misfits)
    reached = [(wording, misfit.problem) for wording, misfit in misfits if misfit.stage == furthest]
    problem = max((problem for _, problem in reached), key=lambda each: (each.page or 0, each.line or 0))
    if furthest == Stage.FIRST_TITLE:
        titles = " or ".join(dict.fromkeys(f'"{wording.titles[0]}"' for wording, _ in reached))
        return replace(problem, message=f"this is not a determination letter: it has no section {titles}{hint}")
    if furthest == Stage.PREAMBLE:
        names = ", ".join(sorted(wording.edition for wording, _ in misfits))
        return replace(problem, message=f"the wording of this section fits no known edition ({names}){hint}")
    return problem


def _placed(fault: Fault, origins: Origins) -> Problem:
    page, line = origins.place(fault.path, fault.character)
    return Problem(fault.message, pointer(fault.path), page=page, line=line, redacted=fault.redacted)
