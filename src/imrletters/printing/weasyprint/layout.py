"""Reads the HTML page of a letter and lays it out. Reads no file that the page refers to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from xml.etree.ElementTree import Element

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from imrletters.errors import PrintError
from imrletters.printing.weasyprint.setup import colors, default_style, fonts, letter_style
from imrletters.rendering import Look

COLOR_PROFILE = "srgb-of-the-letter"
"""The name of the colour profile in the style sheets and in the PDF file."""
LINE_BREAK = '<br class="line">'
BLANK_LINE = '<div class="blank">'
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
    """A parsed HTML page, and the style sheets and the fonts that it needs besides its own."""

    html: HTML
    styles: list[CSS]
    fonts: FontConfiguration

    @property
    def texts(self) -> tuple[str, str]:
        """The text in the body of the page without the elements of the class ``letterhead``, and the text in these."""
        body = self.html.etree_element.find("body")
        if all(isinstance(each.tag, str) and not _is_letterhead(each) for each in body.iter()):
            return "".join(body.itertext()), ""
        texts: dict[bool, list[str]] = {False: [], True: []}
        for text, in_letterhead in _texts(body, within=False):
            texts[in_letterhead].append(text)
        return "".join(texts[False]), "".join(texts[True])


def _is_letterhead(element: Element) -> bool:
    return "letterhead" in element.get("class", "").split()


def _texts(element: Element, *, within: bool) -> Iterator[tuple[str, bool]]:
    """The texts in an element, in order, each with whether it is in a letterhead. ``within``: the element is in one."""
    within = within or _is_letterhead(element)
    if isinstance(element.tag, str):  # not a comment
        yield element.text or "", within
    for child in element:
        yield from _texts(child, within=within)
        yield child.tail or "", within


def read_page(html: str, look: Look | None = None) -> Page:
    """Parses the HTML page of a letter with a look, or with ours.

    If our style sheet is the only one in the page, two things make it faster: lines end with a line feed instead of an
    element, and the parsed style sheets are used again, with the short default one. With several style sheets their
    order matters, so the page is left as it is.
    """
    style, parsed = letter_style(look)
    before, ours, after = html.partition(f"<style>\n{style}</style>")
    configuration, faces = fonts(look)
    kind, styles = HTML, [faces]
    if ours and not MORE_STYLE.search(before) and not MORE_STYLE.search(after):
        styles.append(parsed)
        html = before + ONLY_LINES.sub(lambda found: found[0].replace(LINE_BREAK, "\n"), after)
        kind = HTML if MORE_DEFAULTS.search(html) else LetterHTML
    fetcher = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    return Page(kind(string=html, url_fetcher=fetcher), styles, configuration)


def lines_of(html: str) -> int:
    """The number of lines of a letter that are already broken, and of its blank lines."""
    return sum(map(html.count, (LINE_BREAK, "<p>", "<p ", BLANK_LINE)))


def lay_out(page: Page) -> Document:
    """Lays out the pages of a letter. Raises PrintError if the page refers to a file."""
    with no_files_read():
        return page.html.render(
            font_config=page.fonts,
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
