"""Reads any PDF: its objects, text lines, layout and tags. Importing this package loads the PDF reader."""

from imrletters.pdf.layout import Layout, Line, Run
from imrletters.pdf.objects import (
    is_signature,
    is_tag,
    is_unseen,
    names_in,
    open_pdf,
    readable,
    resolved,
    signs,
    text_of,
)
from imrletters.pdf.tags import tag_outline
from imrletters.pdf.text_lines import PrintedLine, read_pages

__all__ = [
    "Layout",
    "Line",
    "PrintedLine",
    "Run",
    "is_signature",
    "is_tag",
    "is_unseen",
    "names_in",
    "open_pdf",
    "read_pages",
    "readable",
    "resolved",
    "signs",
    "tag_outline",
    "text_of",
]
