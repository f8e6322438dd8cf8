"""Reads the HTML page of a letter and lays it out. Reads no file that the page refers to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from weasyprint import CSS, HTML, Document
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from imrletters.errors import PrintError
from imrletters.printing.weasyprint.setup import colors, default_style, fonts, letter_style

COLOR_PROFILE = "srgb-of-the-letter"
"""The name of the colour profile in the style sheets and in the PDF file."""
LINE_BREAK = '<br class="line">'
ONLY_LINES = re.compile(rf'<(p|h2)(?: class="stacked")?+>(?:[^<]++|</?b>|{LINE_BREAK})*+</\1>')
"""The elements whose lines may also end with a line feed, because our style sheet preserves white space in them."""
MORE_STYLE = re.compile(r"<(?:style|link)\b", re.IGNORECASE)
MORE_DEFAULTS = re.compile(r"<li\b|\sstyle\s*=", re.IGNORECASE)
"""Elements and attributes that may look different with the whole default style sheet than with the short one."""


class LetterHTML(HTML):  # type: ignore[misc] # WeasyPrint has no type hints
    """An HTML page with the short default style sheet."""

    # WeasyPrint has no parameter for the default style sheet. At an upgrade: is this method still called, and with
    # which arguments? test_layout compares the print with that of the whole default style sheet.
    def _ua_stylesheets(self, forms: object = None) -> list[CSS]:  # noqa: ARG002 - letters have no forms
        return [default_style()]


class Page(NamedTuple):
    """A parsed HTML page, and the style sheets that it needs besides its own."""

    html: HTML
    styles: list[CSS]

    @property
    def text(self) -> str:
        """The whole text in the body of the page."""
        return "".join(self.html.etree_element.find("body").itertext())


def read_page(html: str) -> Page:
    """Parses the HTML page of a letter.

    If our style sheet is the only one in the page, two things make it faster: lines end with a line feed instead of an
    element, and the parsed style sheets are used again, with the short default one. With several style sheets their
    order matters, so the page is left as it is.
    """
    style, parsed = letter_style()
    before, ours, after = html.partition(f"<style>\n{style}</style>")
    kind, styles = HTML, [fonts()[1]]
    if ours and not MORE_STYLE.search(before) and not MORE_STYLE.search(after):
        styles.append(parsed)
        html = before + ONLY_LINES.sub(lambda found: found[0].replace(LINE_BREAK, "\n"), after)
        kind = HTML if MORE_DEFAULTS.search(html) else LetterHTML
    return Page(kind(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",), fail_on_errors=True)), styles)


def lay_out(page: Page) -> Document:
    """Lays out the pages of a letter. Raises PrintError if the page refers to a file."""
    with no_files_read():
        return page.html.render(
            font_config=fonts()[0],
            stylesheets=page.styles,
            color_profiles={COLOR_PROFILE: colors()},
            output_intent=COLOR_PROFILE,
        )


@contextmanager
def no_files_read() -> Iterator[None]:
    """Raises PrintError if the page refers to a file."""
    try:
        yield
    except FatalURLFetchingError as error:
        raise PrintError(f"the page refers to a file, but printing reads no files: {error}") from None
