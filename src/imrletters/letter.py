"""The determination letter of a case: rendered as text and HTML, printed as PDF."""

from dataclasses import dataclass
from pathlib import Path as FilePath

from imrletters.case import Audience, Case, pointer, texts_in
from imrletters.errors import HouseStyleError
from imrletters.printing import DEFAULT, EngineName, PrintedDocument, RenderedDocument, letter_provenance, load_engine
from imrletters.rendering import COLUMNS, PLAIN, HouseStyle, Letterhead, letter_view, render_medium, render_text
from imrletters.validation import validate

CASE_FILE = "case.json"
"""The file name of the case that is attached to a PDF."""


@dataclass(frozen=True)
class Letter:
    """The letter of a valid case for one audience; ``render`` validates a case and returns its letter.

    ``engine`` is the name of the PDF engine. Text and HTML do not depend on it.
    """

    case: Case
    audience: Audience = "public"
    house_style: HouseStyle = PLAIN
    engine: EngineName = DEFAULT

    def text(self, width: int = COLUMNS) -> str:
        """The letter as text, wrapped at ``width`` columns; 0 leaves each paragraph on one line."""
        _refuse_lost_words(self)
        return render_text(self.case, width, self.audience, self.house_style)

    def html(self) -> str:
        """The letter as an HTML page that needs no other file."""
        return self._source("html")

    def pdf(self, *, attach: bool = True) -> bytes:
        """The letter as a PDF file with its case attached, unless ``attach`` is False (see ``carried_case``).

        The file conforms to PDF/UA-1 and PDF/A-3a, and the same letter gives the same bytes. Raises PrintError if the
        PDF engine is unknown or missing, or if a word would be cut off or printed outside the margins. With the engine
        WeasyPrint, threads print one after the other.
        """
        return self.printed(attach=attach).pdf

    def printed(self, *, attach: bool = True) -> PrintedDocument:
        """The letter as a PDF file, with the number of its pages and what printed it. Raises as ``pdf`` does."""
        engine = load_engine(self.engine)
        source = self._source(engine.medium)
        provenance = letter_provenance(self.audience, self.house_style)
        attachments = {CASE_FILE: self.carried_case().to_json()} if attach else {}
        return engine.print(RenderedDocument(source, provenance, attachments))

    def carried_case(self) -> Case:
        """The case that is attached to the PDF: the part that is for the audience of this letter.

        It is in its canonical form, except if the letter is printed with an organization's own templates.
        """
        from imrletters.parsing import canonical  # noqa: PLC0415 - only PDF letters need it

        audience_case = self.case.for_audience(self.audience)
        return audience_case if self.house_style.templates else canonical(audience_case)

    def _source(self, medium: str) -> str:
        _refuse_lost_words(self)
        return render_medium(self.case, medium, self.audience, self.house_style)


def render(
    case: Case,
    audience: Audience = "public",
    *,
    templates: FilePath | None = None,
    letterhead: Letterhead | None = None,
    engine: EngineName = DEFAULT,
) -> Letter:
    """The letter of a case: the copy that is published, or the one that the parties receive.

    ``templates`` is an organization's own folder, whose editions, blocks and macros replace ours; ``letterhead`` is its
    letterhead; ``engine`` is the name of the PDF engine. Raises CaseError if the case could not be printed or read
    back, and HouseStyleError if letters of its edition could not be. The methods of the letter raise HouseStyleError if
    a template is invalid or leaves out words of the case.
    """
    validate(case, templates)
    return Letter(case, audience, HouseStyle(templates, letterhead), engine)


def _refuse_lost_words(letter: Letter) -> None:
    """Raises HouseStyleError if an organization's own templates leave out words of the summary or of an item."""
    if letter.house_style.templates is None:
        return
    text = render_text(letter.case, 0, letter.audience, letter.house_style)
    view = letter_view(letter.case, letter.audience)
    for field in ("clinical_case_summary", "disputed_items"):
        for path, words in texts_in(view[field], (field,)):
            if path[-1] != "kind" and words not in text:
                raise HouseStyleError(f"the templates leave out {pointer(path)} of this case")
