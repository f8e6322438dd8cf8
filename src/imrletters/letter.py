"""The determination letter of a case: rendered as text and HTML, printed as PDF."""

from dataclasses import dataclass
from functools import partial

from imrletters.arguments import require_one_of, require_width
from imrletters.case import AUDIENCES, Audience, Case, pointer, texts_in
from imrletters.errors import HouseStyleError
from imrletters.path_names import PathName
from imrletters.printing import (
    DEFAULT,
    ENGINES,
    EngineName,
    PrintedDocument,
    RenderedDocument,
    letter_provenance,
    load_engine,
)
from imrletters.rendering import COLUMNS, PLAIN, HouseStyle, Letterhead, letter_view, render_medium, render_text
from imrletters.validation import validated

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
        """The letter as text, wrapped at ``width`` columns; 0 leaves each paragraph on one line.

        Raises HouseStyleError if an own template is invalid or leaves out words of the case.
        """
        require_width(width)
        _refuse_lost_words(self)
        return render_text(self.case, width, self.audience, self.house_style)

    def html(self) -> str:
        """The letter as an HTML page that needs no other file. Raises HouseStyleError as ``text`` does."""
        return self._source("html")

    def pdf(self, *, attach: bool = True) -> bytes:
        """The letter as a PDF file with its case attached, unless ``attach`` is False (see ``carried_case``).

        The file conforms to PDF/UA-1 and PDF/A-3a, and the same letter gives the same bytes. Raises PrintError if the
        PDF engine is unknown or missing, or if a word would be cut off or printed outside the margins. With the engine
        WeasyPrint, threads print one after the other, with Typst two at a time. Raises HouseStyleError as ``text``
        does.
        """
        return self.printed(attach=attach).pdf

    async def pdf_async(self, *, attach: bool = True) -> bytes:
        """The same as ``pdf``, in another thread, so that the event loop of asyncio continues.

        The letters of one event loop wait in one thread with the engine WeasyPrint, and in two with Typst. A print that
        is cancelled before it begins is left out; one that has begun is completed. Raises PrintError and
        HouseStyleError as ``pdf`` does.
        """
        from imrletters.printing import print_in_thread  # noqa: PLC0415 - loads asyncio

        return await print_in_thread(self.engine, partial(self.pdf, attach=attach))

    def printed(self, *, attach: bool = True) -> PrintedDocument:
        """The letter as a PDF file, with the number of its pages and what printed it.

        Raises PrintError and HouseStyleError as ``pdf`` does.
        """
        engine = load_engine(self.engine)
        source = self._source(engine.medium)
        provenance = letter_provenance(self.audience, self.house_style, self.case.edition, engine.medium)
        attachments = {}
        if attach:
            needs_text = self.audience == "public" and not self.house_style.templates
            text = engine.text(source) if needs_text else None
            attachments[CASE_FILE] = self.carried_case(text).to_json()
        return engine.print(RenderedDocument(source, provenance, attachments, self.house_style.look))

    def carried_case(self, text: str | None = None) -> Case:
        """The case that is attached to the PDF: the part that is for the audience of this letter.

        It is in its canonical form, except if the letter is printed with an organization's own templates. ``text`` is
        the public letter as text, each paragraph on one line; it is rendered if it is not given.
        """
        from imrletters.parsing import stated_case  # noqa: PLC0415 - only PDF letters need it

        audience_case = self.case.for_audience(self.audience)
        if self.house_style.templates:
            return audience_case
        return stated_case(audience_case, render_text(audience_case, 0) if text is None else text)

    def _source(self, medium: str) -> str:
        _refuse_lost_words(self)
        return render_medium(self.case, medium, self.audience, self.house_style)


def render(
    case: Case,
    audience: Audience = "public",
    *,
    templates: PathName | None = None,
    letterhead: Letterhead | None = None,
    engine: EngineName = DEFAULT,
) -> Letter:
    """The letter of a case: the copy that is published, or the one that the parties receive.

    ``templates`` is an organization's own folder, whose editions, blocks and macros replace ours; ``letterhead`` is its
    letterhead; ``engine`` is the name of the PDF engine. Raises CaseError if the case could not be printed or read
    back, and HouseStyleError if letters of its edition could not be, or if the letterhead has a wrong value. The
    methods of the letter raise HouseStyleError if a template is invalid or leaves out words of the case, or if the
    letterhead cannot be printed.
    """
    require_one_of("audience", audience, AUDIENCES)
    require_one_of("engine", engine, tuple(ENGINES))
    return Letter(validated(case, templates), audience, HouseStyle(templates, letterhead), engine)


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
