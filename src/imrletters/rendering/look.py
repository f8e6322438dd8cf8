"""The look of the printed letter: the figures of ``templates/look.toml`` and what follows from them.

Lengths are in points. The style sheet, line breaking, the checks of a case and of a letterhead, and the reading of
printed letters use these figures, and the fonts of the look.
"""

import math
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationInfo, model_validator

from imrletters.rendering.template_folder import FONT_FOLDER
from imrletters.rendering.typefaces import Typefaces, bundled_typefaces

LOOK_FILE = "look.toml"
DRAFT_MARK = "DRAFT"
"""The word in the margins of every page of a draft."""
MARK_SIZE, MARK_WIDTH = 16.0, 72.0
"""The greatest type size of the mark of a draft, and the least width of a side margin with the mark, in points."""
Length = Annotated[float, Field(strict=True, gt=0, le=1008, allow_inf_nan=False)]
TypeSize = Annotated[float, Field(strict=True, ge=6, le=24, multiple_of=0.1, allow_inf_nan=False)]
LineHeight = Annotated[float, Field(strict=True, ge=6, le=48, allow_inf_nan=False)]
FONT_FILE = r"^(?:[^./\\:\x00-\x1f][^/\\:\x00-\x1f]*\.(?:ttf|otf|TTF|OTF))?$"
"""The name of a font file without a folder, or nothing."""
FontFile = Annotated[str, Field(strict=True, pattern=FONT_FILE)]
Margin = Annotated[float, Field(strict=True, ge=18, le=288, allow_inf_nan=False)]
TitleSpace = Annotated[float, Field(strict=True, ge=0, le=72, allow_inf_nan=False)]
DISTINCT = 2.0
"""The least difference (in points) between distances of lines that mean something else to the reader of a letter."""
WIDER = 1.0
"""How much wider (in points) a header table may be than a line and its overhangs, as that of published letters is."""
LOGO_GAP = 6.0
"""The least space (in points) between the logo and a line of the letterhead beside it."""
DARKEST_GREY = 0.46
"""The darkest grey of sRGB with which black text has the contrast that WCAG 2.2 demands (4.5), rounded up."""
HEADER_LINES, HEADER_RULES = 9, 5
"""The most lines of our header block, where only the last label in a row may have several, and its horizontal rules."""
NARROWEST = 216.0
"""The least width of a line, and the least height of the text on a page, in points."""
FOOTER_TEXT = r"^(?:(?:[^{}\s]|\{pages?\})(?: ?(?:[^{}\s]|\{pages?\}))*)?$"
"""One line of words and places of numbers, with single spaces between them."""
ROUNDING = 1e-6
EDGES = ("margin_top", "margin_right", "margin_bottom", "margin_left")
Lines = TypeVar("Lines", bound="_Table")
SHEETS = {"Letter": (612.0, 792.0), "Legal": (612.0, 1008.0)}
"""The width and the height of each paper size."""


class _Table(BaseModel):
    """A table of ``look.toml``, where each figure has its description."""

    # deferred, because only the whole look is ever validated, and a look in the cache is not validated again
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class PageLook(_Table):
    """The sheet and its margins."""

    size: Literal["Letter", "Legal"]
    margin: Margin
    margin_top: Margin
    margin_right: Margin
    margin_bottom: Margin
    margin_left: Margin

    @property
    def line_width(self) -> float:
        """The width of a printed line: the sheet without its side margins."""
        return SHEETS[self.size][0] - self.margin_left - self.margin_right

    @property
    def text_height(self) -> float:
        """The height of the text on a page: the sheet without its other margins."""
        return SHEETS[self.size][1] - self.margin_top - self.margin_bottom

    @property
    def marked_edges(self) -> list[str]:
        """The margins that have the mark of a draft: the top and the bottom one, and side margins with room for it."""
        sides = {"left": self.margin_left, "right": self.margin_right}
        return ["top", "bottom", *(edge for edge, width in sides.items() if width >= MARK_WIDTH)]

    @property
    def mark_size(self) -> float:
        """The type size of the mark of a draft, which fits into the top and the bottom margin."""
        return min(MARK_SIZE, 0.6 * min(self.margin_top, self.margin_bottom))

    @model_validator(mode="before")
    @classmethod
    def _with_every_edge(cls, data: Any) -> Any:
        """The figures, where ``margin`` is that of each edge without one of its own."""
        if not isinstance(data, dict) or "margin" not in data:
            return data
        return dict.fromkeys(EDGES, data["margin"]) | data

    @model_validator(mode="after")
    def _has_room_for_text(self) -> Self:
        if min(self.line_width, self.text_height) < NARROWEST:
            raise ValueError(f"the margins leave no room for text; expected {NARROWEST:g} pt")
        return self


class TextLook(_Table):
    """The paragraphs."""

    size: TypeSize
    line_height: LineHeight
    lines_kept_together: Annotated[int, Field(strict=True, ge=1, le=2)]

    @model_validator(mode="after")
    def _lines_do_not_overlap(self, info: ValidationInfo) -> Self:
        return _without_overlap(self, _typefaces(info.context).text_height)


class SectionTitleLook(_Table):
    """The section titles."""

    space_above: TitleSpace
    space_above_several: TitleSpace
    space_below: Annotated[TitleSpace, Field(ge=2 * DISTINCT)]


class HeaderTableLook(_Table):
    """The table at the top of the letter."""

    size: TypeSize
    line_height: LineHeight
    space_above: TitleSpace
    overhang: TitleSpace
    width: Length
    columns: tuple[Length, Length, Length]
    padding: Length
    rule: Length
    grey: Annotated[float, Field(strict=True, ge=DARKEST_GREY, le=1)]

    @model_validator(mode="after")
    def _has_room_for_columns(self, info: ValidationInfo) -> Self:
        if sum(self.columns) >= self.width or self.case_number_width <= 0:
            raise ValueError("the table has no room for its columns")
        return _without_overlap(self, _typefaces(info.context).table_height)

    @property
    def inset(self) -> float:
        """The space between an edge of the table and the text nearest to it."""
        return self.padding + self.rule

    @property
    def case_number_width(self) -> float:
        """The width of the text in the second column, where the case number is printed."""
        return self.text_widths[1]

    @property
    def text_widths(self) -> tuple[float, ...]:
        """The widths of the texts in the four columns."""
        columns = (*self.columns, self.width - self.rule - sum(self.columns))
        return tuple(column - 2 * self.padding - self.rule for column in columns)


class LetterheadLook(_Table):
    """The letterhead above the first page."""

    size: TypeSize
    line_height: LineHeight
    height: Length
    logo_height: Length
    logo_width: Length

    @property
    def most_lines(self) -> int:
        """The number of lines that fit above the letter."""
        return int((self.height + ROUNDING) // self.line_height)

    @model_validator(mode="after")
    def _lines_do_not_overlap(self, info: ValidationInfo) -> Self:
        return _without_overlap(self, _typefaces(info.context).table_height)


class FooterLook(_Table):
    """The line in the bottom margin of each page; there is none if its text is empty."""

    text: Annotated[str, Field(strict=True, pattern=FOOTER_TEXT)]
    size: TypeSize
    line_height: LineHeight
    space_above: TitleSpace
    alignment: Literal["left", "center", "right"]

    def words(self, page: int | str, pages: int | str) -> str:
        """The text on one of the pages."""
        return self.text.replace("{page}", str(page)).replace("{pages}", str(pages))

    @property
    def parts(self) -> list[str]:
        """The text in pieces, where those with an odd index are "page" or "pages"."""
        return re.split(r"\{(pages?)\}", self.text)

    @model_validator(mode="after")
    def _lines_do_not_overlap(self, info: ValidationInfo) -> Self:
        return _without_overlap(self, _typefaces(info.context).table_height)


class FontsLook(_Table):
    """The names of an organization's own font files; a bundled font is used where the name is empty."""

    text: FontFile
    text_bold: FontFile
    table: FontFile
    table_bold: FontFile

    @property
    def files(self) -> list[str]:
        """The paths of the own font files in the folder of the templates, each once."""
        names = (self.text, self.text_bold, self.table, self.table_bold)
        return [FONT_FOLDER + name for name in dict.fromkeys(names) if name]


class Look(_Table):
    """Every figure of the printed letter, and its fonts.

    A look is validated with its fonts as the context; without a context, they are the bundled ones.
    """

    page: PageLook
    text: TextLook
    section_title: SectionTitleLook
    header_table: HeaderTableLook
    letterhead: LetterheadLook
    footer: FooterLook
    fonts: FontsLook
    _typefaces: Typefaces = PrivateAttr()

    def model_post_init(self, context: Typefaces | None, /) -> None:
        """Keeps the fonts."""
        self._typefaces = _typefaces(context)

    @property
    def typefaces(self) -> Typefaces:
        """The fonts."""
        return self._typefaces

    @property
    def line_width(self) -> float:
        """The width of a printed line: the sheet without its side margins."""
        return self.page.line_width

    @property
    def paragraph_distance(self) -> float:
        """Two lines whose baselines are farther apart than this belong to different paragraphs.

        It is halfway between the distance of two lines of a paragraph and the smallest other one: that of a section
        title and the line after it.
        """
        return self.text.line_height + min(self.section_title.space_below, self.text.line_height) / 2

    @model_validator(mode="after")
    def _parts_agree(self) -> Self:
        """Lines of the header block are near enough to be read as one part; everything is inside its margin."""
        for figure, most, what in self._limits():
            table, _, name = figure.partition(".")
            if getattr(getattr(self, table), name) > most + ROUNDING:
                # rounded down, so that the stated figure is accepted
                bound = f"at most {math.floor(100 * (most + ROUNDING)) / 100:g}" if most > 0 else "less"
                raise ValueError(f"{figure}: expected {bound}, {what}")
        return self

    def _limits(self) -> Iterator[tuple[str, float, str]]:
        """The figures that others limit, each with the greatest value that it may have, and what this is."""
        page, table, title, line = self.page, self.header_table, self.section_title, self.line_width
        above = self.text.line_height + max(title.space_above, title.space_above_several)
        # a title needs the space below it twice, or the engines begin a page at different titles
        yield "section_title.space_below", (page.text_height - above) / 2, "or a title does not fit on a page"
        most = self.paragraph_distance - DISTINCT - table.rule
        yield "header_table.line_height", most, "or letters cannot be read back"
        most = (page.text_height - table.space_above - HEADER_RULES * table.rule) / HEADER_LINES
        yield "header_table.line_height", most, "or the table does not fit on a page"
        yield "header_table.overhang", table.inset, "the padding and a rule, or the labels are in the margin"
        sides = min(page.margin_left, page.margin_right)
        yield "header_table.overhang", sides, "the narrower side margin"
        most = line + table.overhang + min(table.overhang + WIDER, table.inset)
        yield "header_table.width", most, "a line and its overhangs"
        yield "letterhead.height", page.margin_top, "the top margin"
        yield "letterhead.logo_height", self.letterhead.height, "the height of the letterhead"
        yield "letterhead.logo_width", line, "the width of a line"
        if self.footer.text:
            most = page.margin_bottom - self.footer.line_height
            yield "footer.space_above", most, "the bottom margin without the line"


def _typefaces(context: Typefaces | None) -> Typefaces:
    """The fonts with which a look is validated."""
    return context or bundled_typefaces()


def _without_overlap(table: Lines, height: float) -> Lines:
    """The table. Raises ValueError if its lines overlap, or extend into a margin: ``height`` is that of its fonts."""
    if table.line_height < height * table.size - ROUNDING:  # type: ignore[attr-defined] # every table with lines has both figures
        least = height * table.size  # type: ignore[attr-defined] # as above
        raise ValueError(f"the line_height is too small; expected at least {least:.2f}, {height:g} times the size")
    return table
