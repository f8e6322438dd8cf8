"""Prints the preview of a case file: its letter, or a draft if the case is not complete.

A draft cannot be taken for a letter: every margin of every page is marked, the file has no attachment and no
provenance, and ``parse`` refuses it.
"""

from dataclasses import dataclass
from typing import Any

from imrletters.case import Audience, Case, Path
from imrletters.drafts.gaps import FilledCase, fill_gaps
from imrletters.errors import CaseError
from imrletters.letter import Letter
from imrletters.printing import DEFAULT, EngineName, RenderedDocument, load_engine
from imrletters.rendering import (
    DRAFT_MARK,
    PLAIN,
    HouseStyle,
    LetterWords,
    letter_view,
    letter_words,
    render_view,
)
from imrletters.validation import decoded, json_data, read_case


@dataclass(frozen=True)
class Preview:
    """The pages of a case as a PDF file.

    ``is_draft`` states whether the pages are those of a draft; ``gaps`` are the paths of the missing values.
    """

    pdf: bytes
    is_draft: bool
    gaps: tuple[Path, ...] = ()


def preview(
    case_file: bytes, audience: Audience = "public", house_style: HouseStyle = PLAIN, engine: EngineName = DEFAULT
) -> Preview:
    """The preview of a case file. The pages of a valid case are those of its letter, without the attached case.

    Raises CaseError if the file is not an object in JSON, HouseStyleError if a template is invalid, and PrintError.
    """
    case = _case_or_draft(case_file, house_style)
    if isinstance(case, Case):
        pdf = Letter(case, audience, house_style, engine).printed(attach=False).pdf
        return Preview(pdf, is_draft=False)
    printer = load_engine(engine)
    source = render_view(_draft_view(case, audience, house_style), printer.medium, audience, house_style)
    look = house_style.look
    without_footer = look.model_copy(update={"footer": look.footer.model_copy(update={"text": ""})})
    pdf = printer.print(RenderedDocument(source, {}, {}, without_footer, DRAFT_MARK)).pdf
    return Preview(pdf, is_draft=True, gaps=case.gaps)


def preview_words(case_file: bytes, audience: Audience = "public", house_style: HouseStyle = PLAIN) -> LetterWords:
    """The words on the pages of the preview of a case file, and where the values of the case are in them.

    Raises CaseError if the file is not an object in JSON, and HouseStyleError if a template is invalid.
    """
    case = _case_or_draft(case_file, house_style)
    if isinstance(case, Case):
        view = letter_view(case, audience, house_style.letterhead)
        return letter_words(case, view, audience, house_style)
    return letter_words(case.case, _draft_view(case, audience, house_style), audience, house_style)


def _case_or_draft(case_file: bytes, house_style: HouseStyle) -> Case | FilledCase:
    """The case of a case file; if it is not valid, the case with its gaps filled."""
    try:
        return read_case(case_file, house_style.templates)
    except CaseError:
        data = json_data(decoded(case_file).removeprefix("\ufeff"))
        if not isinstance(data, dict):
            raise
        return fill_gaps(data, house_style.templates)


def _draft_view(filled: FilledCase, audience: Audience, house_style: HouseStyle) -> dict[str, Any]:
    """The view of a draft. It does not state an outcome that depends on a gap."""
    view = letter_view(filled.case, audience, house_style.letterhead)
    if audience == "parties":
        view["decisions"] = _known_outcome(filled.case)
    return view


def _known_outcome(case: Case) -> list[str]:
    """The different decisions; only the gap if one is missing, since the outcome depends on it."""
    decisions: list[str] = [*dict.fromkeys(item.decision for item in case.disputed_items)]
    return [each for each in decisions if each.startswith("[")][:1] or decisions
