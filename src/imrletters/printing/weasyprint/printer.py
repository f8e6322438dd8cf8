"""Prints: HTML in, PDF bytes out, for one thread at a time. With ``engine``, the one importer of WeasyPrint.

Every PDF keeps PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) at once.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from imrletters.errors import PrintError
from imrletters.printing.weasyprint.setup import colors, engine, fonts, letter_style, one_at_a_time, short_defaults

# isort: split
import pydyf
from weasyprint import CSS, HTML, Attachment, Document
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from imrletters.printing import with_provenance
from imrletters.printing.weasyprint.page_check import continued, refuse_lost_words
from imrletters.printing.weasyprint.tag_tree import tidy_tags

COLORS = "srgb-of-the-letter"
LINE_END = '<br class="line">'
IN_LINES = re.compile(rf'<(p|h2)(?: class="stacked")?+>(?:[^<]++|</?b>|{LINE_END})*+</\1>')
"""The elements whose lines a character ends as well, by our style sheet."""
MORE_STYLE = re.compile(r"<(?:style|link)\b", re.IGNORECASE)
MORE_DEFAULTS = re.compile(r"<li\b|\sstyle\s*=", re.IGNORECASE)
"""What may look otherwise by the whole default style sheet than by the short one."""
UNTOLD = datetime.min
"""A date that is never written, where WeasyPrint wants one."""


class Printed(NamedTuple):
    """A printed letter: the bytes of the PDF file, and how many pages it has."""

    pdf: bytes
    pages: int


@one_at_a_time()
def print_pdf(html: str, provenance: Mapping[str, str], sources: Mapping[str, str]) -> Printed:
    """The PDF of a letter's HTML page, which carries its ``sources``: texts by the names of their files.

    ``provenance`` says what printed it (see ``provenance``). The same page gives the same bytes: the only date in them
    is the page's own. No file but the bundled fonts is read, whatever the page says. Raises PrintError if the page asks
    for one, or if a word would be cut off or printed outside the margins. Threads print one after the other.
    """
    page = read_page(html)
    document = lay_out(page)
    refuse_lost_words(page.text, document.pages)
    said = {**provenance, "engine": engine()}
    rdf = document.metadata.generate_rdf_metadata
    document.metadata.generate_rdf_metadata = lambda *standard: with_provenance(rdf(*standard), said)
    document.metadata.attachments += [_attachment(name, text) for name, text in sources.items()]
    goes_on = continued(document.pages)

    def finish(document: Document, pdf: pydyf.PDF) -> None:
        tidy_tags(pdf, goes_on)
        _mend_streams(pdf, document.metadata.created)
        pdf.objects[:] = [thing if thing.free == "f" else _Written(thing) for thing in pdf.objects]

    with _reading_nothing():  # what a page attaches is read only now
        pdf = bytes(document.write_pdf(finisher=finish, pdf_variant="pdf/a-3a", output_intent=COLORS))
    return Printed(pdf, len(document.pages))


class _LetterPage(HTML):  # type: ignore[misc] # it has no types
    """A page whose default style sheet is the short one."""

    def _ua_stylesheets(self, forms: object = None) -> list[CSS]:  # noqa: ARG002 - letters have no forms
        return [short_defaults()]


class Page(NamedTuple):
    """A letter's page as the PDF engine reads it, and the style sheets that it needs."""

    html: HTML
    styles: list[CSS]

    @property
    def text(self) -> str:
        """All text that the page shows."""
        return "".join(self.html.etree_element.find("body").itertext())


def read_page(html: str) -> Page:
    """A letter's HTML page, read.

    For speed, lines end in a character instead of an element, and the style sheet of all letters is not parsed again:
    where it is the only one, for of several the page's own would prevail. There the default one is short, too.
    """
    style, parsed = letter_style()
    before, ours, after = html.partition(f"<style>\n{style}</style>")
    kind, styles = HTML, [fonts()[1]]
    if ours and not MORE_STYLE.search(before) and not MORE_STYLE.search(after):
        styles.append(parsed)
        html = before + IN_LINES.sub(lambda found: found[0].replace(LINE_END, "\n"), after)
        kind = HTML if MORE_DEFAULTS.search(html) else _LetterPage
    return Page(kind(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",), fail_on_errors=True)), styles)


def lay_out(page: Page) -> Document:
    """The pages of a letter, laid out. Raises PrintError if the page asks for a file."""
    with _reading_nothing():
        return page.html.render(
            font_config=fonts()[0],
            stylesheets=page.styles,
            color_profiles={COLORS: colors()},
            output_intent=COLORS,
        )


@contextmanager
def _reading_nothing() -> Iterator[None]:
    """Raises PrintError where a page asks for a file."""
    try:
        yield
    except FatalURLFetchingError as error:
        raise PrintError(f"the page asks for a file, and printing reads none: {error}") from None


def _attachment(name: str, text: str) -> Attachment:
    description = "What this letter was printed from"
    return Attachment(
        string=text, name=name, description=description, relationship="Source", created=UNTOLD, modified=UNTOLD
    )


def _mend_streams(pdf: pydyf.PDF, day: str | None) -> None:
    """Mends what WeasyPrint says of attachments and images.

    What is attached it dates today and names twice: it is as old as the letter. And it asks viewers to smooth images,
    which PDF/A forbids (ISO 19005-3, 6.2.8).
    """
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    for thing in pdf.objects:
        extra: dict[str, Any] = getattr(thing, "extra", {})
        if "Interpolate" in extra:
            extra["Interpolate"] = "false"
        if extra.get("Type") == "/EmbeddedFile":
            for name in ("CreationDate", "ModDate"):
                del extra["Params"][name]
                if day:
                    extra["Params"][name] = pydyf.String(f"D:{day.replace('-', '')}")


class _Written(pydyf.Object):  # type: ignore[misc] # it has no types
    """An object as it is written, worked out once: pydyf would do it again for the identifier of the file."""

    def __init__(self, thing: pydyf.Object) -> None:
        super().__init__()
        self.number = thing.number
        self.generation = thing.generation
        self.data = thing.data
        self.compressible = thing.compressible

    data: bytes = b""
    compressible: bool = False
