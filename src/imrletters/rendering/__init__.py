"""Renders a case through the Jinja templates, as text or HTML, with lines broken by the widths of the fonts."""

from imrletters.rendering.fields import template_fields
from imrletters.rendering.house_style import HouseStyle, Letterhead, load_letterhead
from imrletters.rendering.line_breaking import (
    AFTER_HYPHEN,
    BOLD,
    EM,
    HYPHENS,
    MEASURE,
    REGULAR,
    SANS,
    advance_widths,
    chunks,
    width,
)
from imrletters.rendering.templates import COLUMNS, PLAIN, editions, render_html, render_text
from imrletters.rendering.view import letter_view

__all__ = [
    "AFTER_HYPHEN",
    "BOLD",
    "COLUMNS",
    "EM",
    "HYPHENS",
    "MEASURE",
    "PLAIN",
    "REGULAR",
    "SANS",
    "HouseStyle",
    "Letterhead",
    "advance_widths",
    "chunks",
    "editions",
    "letter_view",
    "load_letterhead",
    "render_html",
    "render_text",
    "template_fields",
    "width",
]
