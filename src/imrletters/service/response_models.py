"""The models of the JSON responses."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from imrletters.case import Audience
from imrletters.mtus import Certainty
from imrletters.printing import EngineName
from imrletters.service.problem_details import ProblemEntry


class Findings(BaseModel):
    """The findings of the proofreading rules."""

    problems: list[ProblemEntry] = Field(description="The findings in document order; empty if there are none.")


class Verdict(BaseModel):
    """The result of verifying a PDF against the case attached to it (see docs/trusted-pdf.md)."""

    answer: Literal["same", "reprinted", "outdated", "foreign", "altered"] = Field(
        description="same: the bytes of a new print, with at most our signatures added. reprinted: printed by other "
        "versions, with the same words and lines. outdated: printed by other templates or another letterhead, with "
        "other words or lines around those of the case. foreign: signed by other software. altered: anything else."
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
    audience: Audience = Field(serialization_alias="copy", description="Which copy the letter is.")
    case_file: str = Field(description="The text of the case file.")
    why: str = Field(description="Why an attached case file was not used; empty if it was.")


class PreviewedCase(BaseModel):
    """The pages of a case that need not be complete."""

    draft: bool = Field(
        description="Whether the case is not valid. Then each page has the word DRAFT in its four margins, each "
        "missing value is its name in brackets, and the file has no attachment and no provenance: it is not a letter. "
        "Otherwise the pages are those of the letter."
    )
    gaps: list[str] = Field(description="JSON pointers to the values that are missing.")
    pdf: str = Field(description="The PDF file, in Base64.", json_schema_extra={"contentEncoding": "base64"})


class PrintedValue(BaseModel):
    """Where a value of a case is in the words of its pages."""

    pointer: str = Field(description="An RFC 6901 JSON pointer to the value.", examples=["/date_of_injury"])
    start: int = Field(description="The place of its first character in the words, from 0.")
    end: int = Field(description="The place after its last character.")
    offset: int = Field(
        description="The number of characters of the value before this place, without white space: not 0 in the second "
        "and following paragraphs of a narrative."
    )


class PrintedValues(BaseModel):
    """Where the values of a case that need not be complete are on the pages of its preview."""

    words: str = Field(
        description="The words on the pages in their order, without white space, without the letterhead and without "
        "the marks of a draft."
    )
    places: list[PrintedValue] = Field(description="Where the values of the case are in these words, in their order.")


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
    other_years: list[int] = Field(description="Years that letters print in place of the year in the title.")
    aliases: list[str] = Field(description="Other titles under which letters cite it.")
    version: str = Field(description="The name that its publisher gives this edition.")
    status: Literal["adopted", "proposed"] = Field(description="Of a proposed edition no adoption is known.")
    hearing: date | None = Field(description="The day of the hearing about a proposed edition, if known.")
    effective_from: date | None = Field(description="The first day on which it is in force, if known.")
    effective_until: date | None = Field(description="The last day on which it is in force.")
    source: str = Field(description="The source of its adoption and of these dates.")
    certainty: Certainty = Field(description="How sure they are.")
    title_source: str = Field(description="The source of the title and of the other years.")
    title_certainty: Certainty = Field(description="How sure these are.")
    own: str = Field(description="The name of the organization's file that adds it; empty for ours.")


class Guidelines(BaseModel):
    """Guideline editions, in the order of the regulation."""

    guidelines: list[GuidelineEdition]


class EditionChoice(BaseModel):
    """An edition of the letter."""

    name: str = Field(description="The name of the edition.")
    cites: dict[str, Literal["sections", "pages"]] = Field(
        description="What the guideline lines of an item cite of a guideline, by the field of the item; empty while "
        "the template of an organization's own edition is invalid."
    )


class GuidelineChoice(BaseModel):
    """A guideline of the MTUS."""

    section: str = Field(description="The section of 8 CCR that adopts it.")
    titles: list[str] = Field(description="The titles under which letters cite its editions, the oldest first.")
    sections: list[str] = Field(description="The known sections that letters cite; not all of them are known.")


class Choices(BaseModel):
    """The known values of fields of a case. Other states, specialties, titles and sections are valid too."""

    editions: list[EditionChoice] = Field(description="The editions; a case must name one of them.")
    guidelines: list[GuidelineChoice] = Field(description="The guidelines of the MTUS, in the order of the regulation.")
    specialties: list[str] = Field(description="The specialties of reviewers.")
    states: list[str] = Field(description="The states in which reviewers are licensed.")


class Health(BaseModel):
    """The status of the service."""

    status: Literal["ok"] = "ok"
    version: str = Field(description="The version of imrletters.")
    engine: EngineName = Field(description="The PDF engine that prints letters.")
    workers: int = Field(description="The number of worker processes.")
    waiting: int = Field(description="The number of requests that wait for a worker process.")
