"""The finished letter: one case in; its text, HTML and PDF out. Every door comes through here."""

from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from imrletters.case import Audience, Case, pointer, texts_in
from imrletters.errors import HouseStyleError
from imrletters.parsing import canonical
from imrletters.printing import letter_provenance
from imrletters.rendering import COLUMNS, PLAIN, HouseStyle, Letterhead, letter_view, render_html, render_text
from imrletters.validation import validate

if TYPE_CHECKING:
    from imrletters.printing.weasyprint import Printed

CASE_FILE = "case.json"
"""The name under which the case travels in a PDF."""


@dataclass(frozen=True)
class Letter:
    """One copy of the determination letter of a case that can be printed and read back; made by ``render``."""

    case: Case
    audience: Audience = "public"
    house_style: HouseStyle = PLAIN

    def text(self, width: int = COLUMNS) -> str:
        """The letter as text, wrapped at ``width`` columns; 0 leaves each paragraph on one line."""
        _refuse_lost_words(self)
        return render_text(self.case, width, self.audience, self.house_style)

    def html(self) -> str:
        """The letter as an HTML page that needs no other file."""
        _refuse_lost_words(self)
        return render_html(self.case, self.audience, self.house_style)

    def pdf(self, *, attach: bool = True) -> bytes:
        """The letter as a PDF file that carries its case, unless ``attach`` is False (see ``carried_case``).

        It keeps PDF/UA-1 and PDF/A-3a, and the same letter gives the same bytes. Raises PrintError if the PDF engine is
        missing, or if a word would be cut off or printed outside the margins. Threads print one after the other.
        """
        return self.printed(attach=attach).pdf

    def printed(self, *, attach: bool = True) -> "Printed":
        """The letter as a PDF file, with the number of its pages. Raises as ``pdf`` does."""
        from imrletters.printing.weasyprint import print_pdf  # noqa: PLC0415 - half a second that text and HTML do without

        attached = {CASE_FILE: self.carried_case().to_json()} if attach else {}
        return print_pdf(self.html(), letter_provenance(self.audience, self.house_style), attached)

    def carried_case(self) -> Case:
        """The case as it travels in the PDF: what this copy carries and nothing else.

        It is in its canonical form, but for a letter in an organization's own wording, of which no such form is known.
        """
        copied = self.case.for_audience(self.audience)
        return copied if self.house_style.templates else canonical(copied)


def render(
    case: Case,
    audience: Audience = "public",
    *,
    templates: FilePath | None = None,
    letterhead: Letterhead | None = None,
) -> Letter:
    """The letter of a case: the copy that the state publishes, or the one that the parties receive.

    ``templates`` is an organization's own folder, whose editions, blocks and macros come before ours; ``letterhead``
    its letterhead. Raises CaseError if the case could not be printed or read back; the letter raises HouseError where a
    template is at fault or leaves out words.
    """
    validate(case, templates)
    return Letter(case, audience, HouseStyle(templates, letterhead))


def _refuse_lost_words(letter: Letter) -> None:
    """Raises HouseError if an organization's own templates leave out words of the summary or of an item."""
    if letter.house_style.templates is None:
        return
    text, view = (
        render_text(letter.case, 0, letter.audience, letter.house_style),
        letter_view(letter.case, letter.audience),
    )
    for field in ("clinical_case_summary", "disputed_items"):
        for path, words in texts_in(view[field], (field,)):
            if path[-1] != "kind" and words not in text:
                raise HouseStyleError(f"the templates leave out {pointer(path)} of this case")
