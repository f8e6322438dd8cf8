"""The look of the printed letter: the figures of ``templates/look.toml`` and what follows from them.

Lengths are in points. The style sheet, line breaking, the checks of a case and of a letterhead, and the reading of
printed letters use these figures.
"""

from functools import cache
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from imrletters.errors import ResourceError
from imrletters.resources import data_folder
from imrletters.toml_file import read_toml

LOOK_FILE = "look.toml"
Length = Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)]
SHEETS = {"Letter": (612.0, 792.0), "Legal": (612.0, 1008.0)}
"""The width and the height of each paper size."""


class _Table(BaseModel):
    """A table of ``look.toml``, where each figure has its description."""

    # deferred, because only the whole look is ever validated
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class PageLook(_Table):
    """The sheet and its margins."""

    size: Literal["Letter", "Legal"]
    margin: Length

    @property
    def width(self) -> float:
        """The width of the sheet."""
        return SHEETS[self.size][0]

    @model_validator(mode="after")
    def _has_room_for_text(self) -> Self:
        if 2 * self.margin >= self.width:
            raise ValueError("the margins leave no room for text")
        return self


class TextLook(_Table):
    """The paragraphs."""

    size: Length
    line_height: Length
    lines_kept_together: Annotated[int, Field(strict=True, ge=1)]


class SectionTitleLook(_Table):
    """The section titles."""

    space_above: Length
    space_above_several: Length
    space_below: Length


class HeaderTableLook(_Table):
    """The table at the top of the letter."""

    size: Length
    line_height: Length
    space_above: Length
    overhang: Length
    width: Length
    columns: tuple[Length, Length, Length]
    padding: Length
    rule: Length
    grey: Annotated[float, Field(strict=True, ge=0, le=1)]

    @model_validator(mode="after")
    def _has_room_for_columns(self) -> Self:
        if sum(self.columns) >= self.width or self.case_number_width <= 0:
            raise ValueError("the table has no room for its columns")
        return self

    @property
    def case_number_width(self) -> float:
        """The width of the text in the second column, where the case number is printed."""
        return self.columns[1] - 2 * self.padding - self.rule


class LetterheadLook(_Table):
    """The letterhead above the first page."""

    size: Length
    line_height: Length
    height: Length
    logo_height: Length
    logo_width: Length

    @property
    def most_lines(self) -> int:
        """The number of lines that fit above the letter."""
        return int(self.height // self.line_height)


class Look(_Table):
    """Every figure of the printed letter."""

    model_config = ConfigDict(defer_build=False)

    page: PageLook
    text: TextLook
    section_title: SectionTitleLook
    header_table: HeaderTableLook
    letterhead: LetterheadLook

    @property
    def line_width(self) -> float:
        """The width of a printed line: the sheet without its side margins."""
        return self.page.width - 2 * self.page.margin

    @property
    def paragraph_distance(self) -> float:
        """Two lines whose baselines are farther apart than this belong to different paragraphs.

        It is halfway between the distance of two lines of a paragraph and the smallest other one: that of a section
        title and the line after it.
        """
        return self.text.line_height + self.section_title.space_below / 2


@cache
def letter_look() -> Look:
    """The look of every letter. Raises ResourceError if ``look.toml`` is missing or has an invalid figure."""
    return read_toml(data_folder("templates") / LOOK_FILE, Look, ResourceError)
