"""Renders a case through the Jinja templates, as text or HTML, with lines broken by the widths of the fonts."""

from typing import TYPE_CHECKING

from imrletters.lazy import lazy_exports
from imrletters.rendering.bytecode import JINJA_VERSION
from imrletters.rendering.environments import PART_MARK, style_sheet
from imrletters.rendering.house_style import HouseStyle, Letterhead, load_letterhead, logo_width
from imrletters.rendering.kept_look import letter_look
from imrletters.rendering.line_breaking import (
    AFTER_HYPHEN,
    HYPHENS,
    chunks,
    line_width,
    width_in_points,
)
from imrletters.rendering.look import DRAFT_MARK, Look
from imrletters.rendering.own_look import look_of
from imrletters.rendering.template_folder import FONT_FOLDER, has_template, own_file_names, read_template
from imrletters.rendering.templates import (
    COLUMNS,
    PLAIN,
    WORDS,
    LetterPart,
    editions,
    letter_parts,
    render_medium,
    render_text,
    render_view,
)
from imrletters.rendering.typefaces import EM, Typeface, Typefaces, bundled_typefaces, unprintable
from imrletters.rendering.view import letter_view, printed_guideline

if TYPE_CHECKING:
    from imrletters.rendering.fields import offered_fields, template_fields
    from imrletters.rendering.template_blocks import PARTIES, offered_blocks
    from imrletters.rendering.template_use import UsedTemplates, every_template, used_templates
    from imrletters.rendering.word_places import LetterWords, ValuePlace, letter_words

__all__ = [
    "AFTER_HYPHEN",
    "COLUMNS",
    "DRAFT_MARK",
    "EM",
    "FONT_FOLDER",
    "HYPHENS",
    "JINJA_VERSION",
    "PARTIES",
    "PART_MARK",
    "PLAIN",
    "WORDS",
    "HouseStyle",
    "LetterPart",
    "LetterWords",
    "Letterhead",
    "Look",
    "Typeface",
    "Typefaces",
    "UsedTemplates",
    "ValuePlace",
    "bundled_typefaces",
    "chunks",
    "editions",
    "every_template",
    "has_template",
    "letter_look",
    "letter_parts",
    "letter_view",
    "letter_words",
    "line_width",
    "load_letterhead",
    "logo_width",
    "look_of",
    "offered_blocks",
    "offered_fields",
    "own_file_names",
    "printed_guideline",
    "read_template",
    "render_medium",
    "render_text",
    "render_view",
    "style_sheet",
    "template_fields",
    "unprintable",
    "used_templates",
    "width_in_points",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "imrletters.rendering.fields": ("offered_fields", "template_fields"),
        "imrletters.rendering.template_blocks": ("PARTIES", "offered_blocks"),
        "imrletters.rendering.template_use": ("UsedTemplates", "every_template", "used_templates"),
        "imrletters.rendering.word_places": ("LetterWords", "ValuePlace", "letter_words"),
    },
)
