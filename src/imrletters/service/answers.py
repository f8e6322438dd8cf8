"""The shapes of the answers that are JSON."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from imrletters.service.refusal import ProblemEntry


class Findings(BaseModel):
    """What the proofreading rules find."""

    problems: list[ProblemEntry] = Field(
        description="The findings in the order of the document; none if it is in order."
    )


class Verdict(BaseModel):
    """Whether a PDF is what the case inside it prints (see docs/trusted-pdf.md)."""

    answer: Literal["same", "reprinted", "altered"] = Field(
        description="same: byte for byte. reprinted: by other versions, with the same words and lines. altered."
    )
    sound: bool = Field(description="Whether nothing was found altered.")
    where: Literal["words", "layout", "envelope"] | None = Field(description="Where it was altered.")
    what: str = Field(description="What differs, in words; empty if nothing does.")
    signatures: list[str] = Field(description="A sentence about each signature.")
    case_number: str | None = Field(description="The number of the case inside.")
    digests: list[str] = Field(description="The SHA-256 digests by which a record may know it.")


class GuidelineEdition(BaseModel):
    """One edition of a guideline of the MTUS."""

    model_config = ConfigDict(from_attributes=True)

    section: str = Field(description="The section of 8 CCR that adopts it.")
    title: str = Field(description="How letters cite it.")
    aliases: list[str] = Field(description="Other ways in which they do.")
    version: str = Field(description="The edition, as its publisher names it.")
    effective_from: date = Field(description="The first day on which it holds.")
    effective_until: date | None = Field(description="The last day on which it holds.")
    source: str = Field(description="Where that is said.")


class Guidelines(BaseModel):
    """Editions of guidelines, in the order of the regulation."""

    guidelines: list[GuidelineEdition]


class Health(BaseModel):
    """How the service is."""

    status: Literal["ok"] = "ok"
    version: str = Field(description="The version of imrletters.")
    workers: int = Field(description="The processes that work.")
    waiting: int = Field(description="The requests that wait for one.")
