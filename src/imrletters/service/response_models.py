"""The models of the JSON responses."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from imrletters.printing import EngineName
from imrletters.service.problem_details import ProblemEntry


class Findings(BaseModel):
    """The findings of the proofreading rules."""

    problems: list[ProblemEntry] = Field(description="The findings in document order; empty if there are none.")


class Verdict(BaseModel):
    """The result of verifying a PDF against the case attached to it (see docs/trusted-pdf.md)."""

    answer: Literal["same", "reprinted", "foreign", "altered"] = Field(
        description="same: the bytes of a new print, with at most our signatures added. reprinted: printed by other "
        "versions, with the same words and lines. foreign: signed by other software. altered: anything else."
    )
    sound: bool = Field(
        description="Whether the letter is proved: the answer is same, or reprinted and the parameter recorded is its "
        "digest; its signatures were examined and are intact; and the parameter recorded, if given, is its digest."
    )
    where: Literal["words", "layout", "envelope"] | None = Field(description="Where the PDF was altered.")
    what: str = Field(description="A description of the difference; empty if there is none.")
    signatures: list[str] = Field(description="One sentence for each signature.")
    case_number: str | None = Field(description="The number of the case attached to the PDF.")
    digests: list[str] = Field(description="The SHA-256 digests under which the letter may be recorded.")
    examined: bool = Field(description="Whether its signatures were checked: false if the extra sign is not installed.")
    missing: str | None = Field(
        description="Why the parameter recorded is not the digest of this letter; empty if it is, null if not given."
    )


class OpenedCase(BaseModel):
    """The case of a letter, and where it was read."""

    source: Literal["attached", "pages"] = Field(
        description="attached: the case file attached to the PDF, which verification found to be sound. pages: what "
        "the pages of the letter state."
    )
    case_file: str = Field(description="The text of the case file.")
    why: str = Field(description="Why an attached case file was not used; empty if it was.")


class TextRepair(BaseModel):
    """One repair of a text."""

    start: int = Field(description="The place of the first character that was replaced, from 0, in code points.")
    end: int = Field(description="The place after the last one.")
    found: str = Field(description="The characters that were replaced.")
    replacement: str = Field(description="What replaces them; empty if they were removed.")
    message: str = Field(description="What was found, and what replaces it.")


class RepairedText(BaseModel):
    """A text that was pasted, repaired so that a letter can print it."""

    text: str = Field(description="The repaired text.")
    repairs: list[TextRepair] = Field(description="The repairs, in order; empty if the text needed none.")


class GuidelineEdition(BaseModel):
    """One edition of an MTUS guideline."""

    model_config = ConfigDict(from_attributes=True)

    section: str = Field(description="The section of 8 CCR that adopts it.")
    title: str = Field(description="The title under which letters cite it.")
    aliases: list[str] = Field(description="Other titles under which letters cite it.")
    version: str = Field(description="The name that its publisher gives this edition.")
    effective_from: date = Field(description="The first day on which it is in force.")
    effective_until: date | None = Field(description="The last day on which it is in force.")
    source: str = Field(description="The source of these dates.")


class Guidelines(BaseModel):
    """Guideline editions, in the order of the regulation."""

    guidelines: list[GuidelineEdition]


class Health(BaseModel):
    """The status of the service."""

    status: Literal["ok"] = "ok"
    version: str = Field(description="The version of imrletters.")
    engine: EngineName = Field(description="The PDF engine that prints letters.")
    workers: int = Field(description="The number of worker processes.")
    waiting: int = Field(description="The number of requests that wait for a worker process.")
