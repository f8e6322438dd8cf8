"""Renders a case through the Jinja templates, as text or HTML, with lines broken by the widths of the fonts."""

from typing import TYPE_CHECKING

from imrletters.lazy import lazy_exports
from imrletters.rendering.bytecode import JINJA_VERSION
from imrletters.rendering.house_style import HouseStyle, Letterhead, load_letterhead
from imrletters.rendering.line_breaking import (
    AFTER_HYPHEN,
    BOLD,
    EM,
    HYPHENS,
    REGULAR,
    SANS,
    advance_widths,
    chunks,
    line_width,
    width_in_points,
)
from imrletters.rendering.look import letter_look
from imrletters.rendering.template_folder import has_template, own_template_names, read_template
from imrletters.rendering.templates import (
    COLUMNS,
    PART_MARK,
    PLAIN,
    WORDS,
    LetterPart,
    editions,
    letter_parts,
    render_medium,
    render_text,
    style_sheet,
)
from imrletters.rendering.view import letter_view, printed_guideline

if TYPE_CHECKING:
    from imrletters.rendering.fields import template_fields

__all__ = [
    "AFTER_HYPHEN",
    "BOLD",
    "COLUMNS",
    "EM",
    "HYPHENS",
    "JINJA_VERSION",
    "PART_MARK",
    "PLAIN",
    "REGULAR",
    "SANS",
    "WORDS",
    "HouseStyle",
    "LetterPart",
    "Letterhead",
    "advance_widths",
    "chunks",
    "editions",
    "has_template",
    "letter_look",
    "letter_parts",
    "letter_view",
    "line_width",
    "load_letterhead",
    "own_template_names",
    "printed_guideline",
    "read_template",
    "render_medium",
    "render_text",
    "style_sheet",
    "template_fields",
    "width_in_points",
]

__getattr__ = lazy_exports(__name__, {"imrletters.rendering.fields": ("template_fields",)})
