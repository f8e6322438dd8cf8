"""The query parameters of the paths of the HTTP API, and their allowed values."""

from pydantic import BaseModel, ConfigDict, Field

from imrletters.case import Audience, Day
from imrletters.printing import ENGINES, EngineName
from imrletters.proofreading import CheckedAudience
from imrletters.rendering import COLUMNS

EXPECTED = {
    "copy": "public or parties (for check also both)",
    "width": "a number of columns from 0 to 10000",
    "attach": "yes or no",
    "narrative": "yes or no",
    "engine": " or ".join(ENGINES),
    "on": "an existing date, as YYYY-MM-DD",
    "recorded": "a SHA-256 digest, as 64 hexadecimal digits",
}
"""The allowed values of each query parameter, for error messages."""
SHA256 = "^[0-9A-Fa-f]{64}$"


class _Parameters(BaseModel):
    """The query parameters of a path; all others are errors."""

    model_config = ConfigDict(extra="forbid")


class LetterParameters(_Parameters):
    """The query parameters of /v1/letters."""

    audience: Audience = Field(
        default="public",
        alias="copy",
        description="public: the copy that the state publishes. parties: the copy that the parties receive.",
    )
    width: int = Field(
        default=COLUMNS, ge=0, le=10_000, description="Columns of a text letter; 0 puts each paragraph on one line."
    )
    attach: bool = Field(default=True, description="Whether the case is attached to a PDF.")
    engine: EngineName | None = Field(
        default=None, description="The engine that prints a PDF. Default: the engine of the service (see /healthz)."
    )


class PlacesParameters(_Parameters):
    """The query parameters of /v1/places."""

    audience: Audience = Field(default="public", alias="copy", description="The copy that is shown.")


class PreviewParameters(PlacesParameters):
    """The query parameters of /v1/preview."""

    engine: EngineName | None = Field(
        default=None, description="The engine that prints the pages. Default: the engine of the service (see /healthz)."
    )


class CheckParameters(_Parameters):
    """The query parameters of /v1/check."""

    audience: CheckedAudience = Field(default="public", alias="copy", description="The copy that is proofread.")


class VerifyParameters(_Parameters):
    """The query parameters of /v1/verify."""

    recorded: str | None = Field(
        default=None,
        pattern=SHA256,
        description="The SHA-256 digest that your own record of printed letters has for this letter, signed or not. A "
        "letter of another version is sound only if this is its digest.",
    )


class CleanParameters(_Parameters):
    """The query parameters of /v1/clean."""

    narrative: bool = Field(default=True, description="Whether the text may have paragraphs; otherwise it is one line.")


class NoParameters(_Parameters):
    """For paths without query parameters."""


class GuidelineParameters(_Parameters):
    """The query parameters of /v1/guidelines."""

    on: Day | None = Field(default=None, description="Only the editions in force on this day.")
