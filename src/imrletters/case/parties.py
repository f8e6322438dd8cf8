"""The parts of a case that the public copy of the letter does not contain."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from imrletters.case.base import Day, Part, Several, Text

DocumentKind = Literal[
    "Application for review", "Utilization review decision", "Medical report", "Diagnostic study", "Other record"
]
ServiceMethod = Literal["mail", "electronic", "personal"]
AttestationKind = Literal["no affiliation", "more than five years of practice", "24 hours a week of practice"]


def _within_the_calendar(day: date) -> date:
    """Refuses the last year of Python's calendar, so that the days to appeal can be added."""
    if day.year == date.max.year:
        raise PydanticCustomError("date_too_late", "a date before the year 9999")
    return day


class ReviewedDocument(Part):
    """One document that the reviewer read (8 CCR 9792.10.6(d)), or several of one author in a range of dates."""

    kind: DocumentKind = Field(description="The kind of document.", examples=["Medical report"])
    title: Text = Field(description="The title of the document.", examples=["Progress report"])
    author: Text | None = Field(default=None, description="The author of the document.", examples=["Orthopedic clinic"])
    date: Day | None = Field(
        default=None, description="The date of the document. Not together with a range.", examples=["2016-10-06"]
    )
    first_date: Day | None = Field(default=None, description="The first date of a range.", examples=["2016-03-02"])
    last_date: Day | None = Field(default=None, description="The last date of a range.", examples=["2016-10-06"])
    pages: int | None = Field(default=None, ge=1, strict=True, description="The number of pages.", examples=[4])

    @model_validator(mode="after")
    def _one_kind_of_date(self) -> Self:
        ranged = (self.first_date is not None, self.last_date is not None)
        if any(ranged) and (not all(ranged) or self.date is not None):
            raise PydanticCustomError("dates_of_document", "a date, or a first_date with a last_date")
        return self


class Party(Part):
    """A recipient of the determination."""

    role: Text = Field(description="The role of the party in the case.", examples=["Injured worker"])
    name: Text = Field(description="The name of the party.", examples=["A. Example"])
    address: Several[Text] = Field(
        default=(), description="The lines of the address.", examples=[["1 Sample Way", "Testville CA 90000"]]
    )


class Mailing(Part):
    """When and how the determination was served."""

    date: Annotated[Day, AfterValidator(_within_the_calendar)] = Field(
        description="The date of service.", examples=["2016-12-07"]
    )
    service_method: ServiceMethod = Field(
        description="The method of service; service by mail can extend the time to appeal.", examples=["mail"]
    )


class Replacement(Part):
    """The determination that this one corrects."""

    case_number: Text = Field(description="The case number of the determination replaced.", examples=["CM16-0000001"])
    decision_date: Day = Field(description="The decision date of the determination replaced.", examples=["2016-11-02"])
    error: Text = Field(description="The error that is corrected.", examples=["The wrong knee was reviewed."])


class Attestation(Part):
    """One statement that the reviewer attested."""

    kind: AttestationKind = Field(description="The statement.", examples=["no affiliation"])
    date: Day = Field(description="The date of the attestation.", examples=["2016-11-09"])
